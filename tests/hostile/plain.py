"""A plain reader of workbooks, for comparison: no speed, no facts, every value of every cell.

It shares nothing with the reader of the product: expat builds a small tree of local names, in
which cells are looked for. What the file says twice is kept twice.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat

Place = tuple[int, int]


class Told(NamedTuple):
    """What a cell says: its type, and its text or the number under it."""

    kind: str
    text: str


Sheet = dict[Place, list[Told]]
NO_ROW = -1_000_000
"""Where a row's number makes no sense; its cells may have numbers of their own."""


@dataclass
class Node:
    """An element by its local name; ``text`` is what stands in it directly."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def below(self, name: str) -> Iterator[Node]:
        """Children of a name."""
        return (child for child in self.children if child.name == name)

    def anywhere(self, name: str) -> Iterator[Node]:
        """Descendants of a name, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.anywhere(name)


class Unreadable(Exception):
    """There is something that no plain reader can make sense of."""


def sheets_of(data: bytes) -> dict[str, Sheet | None]:
    """Each sheet's cells; None for a sheet of which no reader can make sense.

    Raises:
        Unreadable: It is no sound archive or no sound XML, or its parts do not fit together.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise Unreadable from error
    main = "xl/workbook.xml"
    links = dict(_links(_tree(parts[f"xl/_rels/{posixpath.basename(main)}.rels"])))
    texts = next((_texts(parts[t]) for kind, t in links.values() if kind == "sharedStrings"), ())
    found: dict[str, Sheet | None] = {}
    for sheet in _tree(parts[main]).anywhere("sheet"):
        told = {key.rpartition(":")[2]: value for key, value in sheet.attributes.items()}
        kind, target = links[told["id"]]
        if kind == "worksheet":
            there = target in parts
            found[told.get("name", "")] = _sheet(_tree(parts[target]), texts) if there else None
    return found


def _links(rels: Node) -> Iterator[tuple[str, tuple[str, str]]]:
    for link in rels.anywhere("Relationship"):
        told = link.attributes
        target = posixpath.normpath(posixpath.join("/xl", told.get("Target", ""))).lstrip("/")
        yield told.get("Id", ""), (told.get("Type", "").rpartition("/")[2], target)


@lru_cache(maxsize=64)
def _tree(data: bytes) -> Node:
    """The root element."""
    whole = Node("", {})
    path = [whole]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name.rpartition(":")[2], attributes)
        path[-1].children.append(node)
        path.append(node)

    def text(piece: str) -> None:
        path[-1].text += piece

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:
        raise Unreadable from error
    return whole.children[0]


@lru_cache(maxsize=16)
def _texts(data: bytes) -> tuple[str, ...]:
    return tuple(text_of(item) for item in _tree(data).anywhere("si"))


def text_of(item: Node) -> str:
    """A text, plain or in runs, without how it is pronounced."""
    if item.name == "t":
        return item.text
    return "".join(text_of(child) for child in item.children if child.name != "rPh")


def _sheet(root: Node, texts: tuple[str, ...]) -> Sheet | None:
    sheet: Sheet = defaultdict(list)
    try:
        for content in root.anywhere("sheetData"):
            for place, cell in _cells(content):
                sheet[place].extend(_told(cell, texts))
    except Unreadable:
        return None
    return {place: told for place, told in sheet.items() if told}


def _cells(content: Node) -> Iterator[tuple[Place, Node]]:
    """Every cell with its place, wherever it stands."""
    row = 0
    for line in content.children:
        row = _number(line.attributes.get("r"), row + 1) if line.name == "row" else row
        column = 0
        for cell in (line, *line.anywhere("c")):
            if cell.name == "c":
                place = _place(cell.attributes.get("r"), (row, column + 1))
                column = place[1]
                yield place, cell


def _number(told: str | None, otherwise: int) -> int:
    if told is None:
        return otherwise
    return int(told) if re.fullmatch("[0-9]{1,7}", told) else NO_ROW


def _place(told: str | None, otherwise: Place) -> Place:
    if told is None:
        return otherwise
    match = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", told.upper().replace("$", ""))
    if match is None:
        raise Unreadable
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _told(cell: Node, texts: tuple[str, ...]) -> list[Told]:
    kind = cell.attributes.get("t", "n")
    values = [value.text for value in cell.anywhere("v")]
    if kind == "inlineStr":
        return [Told("text", text_of(inline)) for inline in cell.anywhere("is")]
    if not values:
        return [Told("uncomputed", "")] if any(cell.anywhere("f")) else []
    if kind == "s":
        return [Told("text", _shared(value, texts)) for value in values]
    return [Told({"str": "text"}.get(kind, kind), value) for value in values]


def _shared(number: str, texts: tuple[str, ...]) -> str:
    if not re.fullmatch("[0-9]{1,9}", number) or int(number) >= len(texts):
        raise Unreadable
    return texts[int(number)]
