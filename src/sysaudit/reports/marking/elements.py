"""Where in the bytes of a part its elements stand, so that it can be spliced and not rewritten.

A part that is parsed and written anew loses what its writer meant by prefixes (``mc:Ignorable``)
and by order. So the parser is asked for places only, and the bytes between two splices stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sysaudit.findings import Text
from sysaudit.intake.markup import Attributes, feed, local, new_parser
from sysaudit.intake.refusal import Reason, Refused

_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_WHOLE = re.compile(r"\s*\+?0*([0-9]{1,9})\s*")
_HIDDEN = re.compile(rb"<(?:!--.*?(?:-->|\Z)|!\[CDATA\[.*?(?:\]\]>|\Z)|\?.*?(?:\?>|\Z))", re.DOTALL)
"""Comments, texts and instructions, in which ``<`` may stand and mean nothing."""
_CELLS = re.compile(rb"<((?:[^\s<>/:]+:)?sheetData)(?=[\s>])")
_MOST = 1_000_000
"""Elements of a part, cells not counted: more would fill the memory."""
_TOO_MANY = Text(f"部品の要素が {_MOST:,} 個を超えます", f"a part of more than {_MOST:,} elements")
_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*+\"|'[^']*+'))*+\s*/?>")


@dataclass(slots=True, eq=False)
class Element:
    """An element and its place in the bytes.

    Attributes:
        name: With its prefix.
        attributes: By their local names.
        start: Of its start tag.
        inside: The end of its start tag.
        close: The start of its end tag; its end where it is one tag.
        texts: The pieces of text directly in it.
    """

    name: str
    attributes: Attributes
    start: int
    inside: int
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of a local name."""
        return (child for child in self.children if local(child.name) == name)

    def first(self, name: str) -> Element | None:
        """Its first child of a local name."""
        return next(self.all(name), None)

    def under(self, name: str) -> Iterator[Element]:
        """Every element of a local name beneath it."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            if local(element.name) == name:
                yield element
            waiting += reversed(element.children)

    def listed(self, name: str) -> list[Element]:
        """What stands in its child of a local name; nothing where there is no such child."""
        found = self.first(name)
        return found.children if found else []

    def number(self, name: str) -> int:
        """An attribute that is a whole number; 0 where it is missing or no number."""
        return whole(self.attributes.get(name, "")) or 0

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(self.texts)

    @property
    def whole_text(self) -> str:
        """Its text and that of all that stands in it, readings of characters left out."""
        found: list[str] = []
        waiting = [self]
        while waiting:
            element = waiting.pop()
            found += element.texts
            waiting += (each for each in reversed(element.children) if local(each.name) != "rPh")
        return "".join(found)


def whole(told: str) -> int | None:
    """A whole number of at most nine digits; None for anything else.

    >>> whole("12"), whole(" +007 "), whole("9" * 10), whole("-1"), whole("１")
    (12, 7, None, None, None)
    """
    found = _WHOLE.fullmatch(told)
    return int(found[1]) if found else None


def tree(data: bytes, part: str) -> Element:
    """The elements of a part.

    Of a sheet everything but its cells: they are many, and none of them is ever touched.

    Raises:
        Refused: It is not well-formed, or of more elements than anybody needs.
    """
    cut, resumed = _cells(data)
    return _Outliner(data[:cut] + data[resumed:], cut, resumed - cut).outline(part)


def _cells(data: bytes) -> tuple[int, int]:
    """From where to where the rows of a sheet stand."""
    if b"<!" in data or data.find(b"<?", 2) > 0:
        data = _HIDDEN.sub(lambda found: b" " * len(found[0]), data)
    found = _CELLS.search(data)
    opened = _TAG.match(data, found.start()) if found else None
    end = data.rfind(b"</%b" % found[1]) if found else 0
    return (opened.end(), end) if opened and opened.end() < end else (len(data), len(data))


class _Outliner:
    """Reads a part from which ``left_out`` bytes at ``cut`` were taken."""

    def __init__(self, data: bytes, cut: int, left_out: int) -> None:
        self._data, self._cut, self._left_out = data, cut, left_out
        self._root = Element("", {}, 0, 0)
        self._open = [self._root]
        self._parser = new_parser()
        self._count = 0

    def outline(self, part: str) -> Element:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        feed(self._parser, self._data, part)
        return self._root.children[0]

    def _start(self, name: str, attributes: Attributes) -> None:
        self._count += 1
        if self._count > _MOST:
            raise Refused(Reason.TOO_LARGE, _TOO_MANY)
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, at)
        inside = tag.end() if tag else at
        if any(":" in key for key in attributes):
            attributes = {local(key): value for key, value in attributes.items()}
        element = Element(name, attributes, self._place(at), self._place(inside))
        if self._data[inside - 2 : inside] == b"/>":
            element.close = element.end = element.inside
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if not element.end:
            at = self._parser.CurrentByteIndex
            element.close = self._place(at)
            element.end = self._place(self._data.index(b">", at) + 1)

    def _text(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def _place(self, at: int) -> int:
        return at if at < self._cut else at + self._left_out


class Splices:
    """Changes to a part, made all at once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._made: list[tuple[int, int, bytes]] = []

    def put(self, at: int, new: bytes) -> None:
        """Insert."""
        self._made.append((at, at, new))

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self._made.append((element.start, element.end, b""))

    def set(self, element: Element, name: str, value: str | None) -> None:
        """Give an attribute without a prefix another value, or take it out."""
        new = b"" if value is None else f' {name}="{value}"'.encode()
        place = re.compile(rb"<[^\s/>]+").match(self.data, element.start)
        at = place.end() if place else element.inside
        while found := _ATTRIBUTE.match(self.data, at, element.inside):
            if found[1] == name.encode():
                self._made.append((found.start(), found.end(), new))
                return
            at = found.end()
        self._made.append((at, at, new))

    def append(self, element: Element, new: bytes) -> None:
        """Insert at the end of what stands in an element, be it a single tag so far."""
        if element.close < element.end:
            self.put(element.close, new)
        elif new:
            closing = f"></{element.name}>".encode()
            slash = self.data.rindex(b"/", element.start, element.inside)
            self._made.append((slash, element.end, closing[:1] + new + closing[1:]))

    def insert(self, root: Element, name: str, new: bytes, order: Sequence[str]) -> None:
        """Insert a child where the schema's order of children has it."""
        before = order[: order.index(name) + 1]
        earlier = [child for child in root.children if local(child.name) in before]
        if root.close == root.end:
            self.append(root, new)
        else:
            self.put(earlier[-1].end if earlier else root.inside, new)

    def done(self) -> bytes:
        """The part with the changes."""
        pieces: list[bytes] = []
        at = 0
        for start, end, new in sorted(self._made, key=lambda made: made[:2]):
            pieces += (self.data[at:start], new)
            at = end
        return b"".join((*pieces, self.data[at:]))


def written(text: str) -> bytes:
    """XML in bytes that mean the same in every encoding that a part may declare."""
    return text.encode("ascii", "xmlcharrefreplace")
