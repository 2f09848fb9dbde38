"""Notes and threads of comments on cells."""

from __future__ import annotations

from collections.abc import Iterable

from sysaudit.intake.archive import Package
from sysaudit.intake.book import Relation
from sysaudit.intake.facts import Cell
from sysaudit.intake.markup import Attributes, feed, local, new_parser
from sysaudit.intake.our_marks import added_to_note, is_our_note
from sysaudit.intake.places import place_of

LONGEST = 200
"""Longer texts are cut: they are quoted, not printed."""


def comments_of(package: Package, links: Iterable[Relation]) -> tuple[tuple[int, int, str], ...]:
    """Row, column and text of each commented cell.

    A thread goes before the note on its cell, which only tells older programs that it is there.
    Our own notes in a marked copy are nobody's comment; they are known by the whole text.
    """
    notes: dict[Cell, str] = {}
    threads: dict[Cell, str] = {}
    for link in links:
        if link.kind == "comments" and link.target in package:
            notes |= _CommentReader("comment", "t").read(package.part(link.target), link.target)
        elif link.kind == "threadedComment" and link.target in package:
            reader = _CommentReader("threadedComment", "text")
            threads |= reader.read(package.part(link.target), link.target)
    others = {cell: added_to_note(t) for cell, t in notes.items() if not is_our_note(t)}
    merged = others | threads
    return tuple((row, column, merged[row, column][:LONGEST]) for row, column in sorted(merged))


class _CommentReader:
    """Collects the texts in elements ``holder`` > … > ``leaf`` by cell."""

    def __init__(self, holder: str, leaf: str) -> None:
        self._holder = holder
        self._leaf = leaf
        self._open: list[str] = []
        self._cell: Cell | None = None
        self._pieces: list[str] = []
        self._found: dict[Cell, str] = {}

    def read(self, data: bytes, part: str) -> dict[Cell, str]:
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        feed(parser, data, part)
        return self._found

    def _start(self, name: str, attributes: Attributes) -> None:
        self._open.append(local(name))
        if self._open[-1] == self._holder:
            self._cell = place_of(attributes.get("ref", ""))
            self._pieces = []

    def _text(self, text: str) -> None:
        if self._open[-1] == self._leaf and "rPh" not in self._open:  # a reading is no text
            self._pieces.append(text)

    def _end(self, _: str) -> None:
        if self._open.pop() != self._holder or self._cell is None:
            return
        earlier = self._found.get(self._cell)
        text = "".join(self._pieces).strip()
        self._found[self._cell] = f"{earlier}\n{text}" if earlier else text
