"""As many values must come out of a sheet as went in.

calamine keeps one of two values that stand in one cell, passes over what stands beside cells, and
gives a blank for a number that it cannot make out. Excel calls such files damaged. To look for all
that in every sheet costs more than to count, and only where values are missing to look why. Of a
number that is written with character references, which no program does, it reads a part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sysaudit.findings import Text
from sysaudit.intake.archive import Package
from sysaudit.intake.book import Book, SheetPart
from sysaudit.intake.facts import cell_name
from sysaudit.intake.fonts import Struck
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import Attributes, feed, local, new_parser, tidy
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.intake.scan import ScannedSheet
from sysaudit.intake.sheet import SheetReader

Value = Callable[[int, int], object]
"""What was read from a cell, by row and column."""

_REFERENCE = re.compile(rb"&[^<]*+</(?:\w+:)?v\s*>")
_REFERENCE_IN_NUMBER = re.compile(
    rb"<(?:\w+:)?c(?![^>]*\bt *= *[\"']str)(?:\s[^>]*+)?+>"
    rb"(?:<(?:\w+:)?f[^>]*+>(?:[^<]*+</(?:\w+:)?f>)?+)?+<(?:\w+:)?v(?:\s[^>]*+)?+>[^<&]*+&"
)
_VALUE_OF_ANY_LOOK = re.compile(rb"<(?:\w+:)?(?:v(?:\s[^>]*+)?+(?<!/)>(?!</)|is[\s>])")


def values_written(scanned: ScannedSheet) -> int:
    """How many values stand in the bytes of a sheet, at least.

    Raises:
        Refused: Of one of them a part would be read.
    """
    if scanned.values is not None:
        return scanned.values
    xml = scanned.xml or b""
    if _REFERENCE.search(xml) and _REFERENCE_IN_NUMBER.search(xml):
        broken = Text("数値が文字参照で書かれています", "a number is written as characters")
        raise Refused(Reason.DAMAGED, broken, scanned.sheet.name)
    written = sum(1 for _ in _VALUE_OF_ANY_LOOK.finditer(xml))
    return written - len(scanned.facts.errors)


def refuse_lost_values(
    package: Package, book: Book, sheet: SheetPart, value: Value, limits: Limits
) -> None:
    """Look closely at a sheet in which fewer cells are filled than values are written.

    Where those are blank texts, nothing is lost.

    Raises:
        Refused: A value is lost; it names the sheet and the cell.
    """
    texts = _texts_in(package.part(book.shared_strings)) if book.shared_strings else ()
    _Comparing(sheet.name, sheet.part, value, texts).read(tidy(package.part(sheet.part)), limits)


class _Comparing(SheetReader):
    """Reads a sheet and refuses a cell that was read as a blank and is none."""

    def __init__(self, name: str, part: str, value: Value, texts: Sequence[str]) -> None:
        super().__init__(name, part, Struck())
        self._value = value
        self._texts = texts

    def _end_cell(self) -> None:
        super()._end_cell()
        place = self._cell.place
        if self._stated() and self._value(*place) == "":
            raise self._broken(cell_name(*place))

    def _stated(self) -> bool:
        """Whether the cell shows a value; of an error is told elsewhere."""
        cell = self._cell
        if not cell.value or cell.kind == "e":
            return False
        if cell.kind == "s":
            number = int(cell.value)
            return number < len(self._texts) and bool(self._texts[number].strip())
        return bool(cell.value.strip())


def _texts_in(data: bytes) -> list[str]:
    """The shared texts, without how they are pronounced."""
    found: list[list[str]] = []
    element = ""

    def start(name: str, _: Attributes) -> None:
        nonlocal element
        element = "rPh" if element == "rPh" and local(name) == "t" else local(name)
        if element == "si":
            found.append([])

    def text(piece: str) -> None:
        if found and element == "t":
            found[-1].append(piece)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    feed(parser, data, "")
    return ["".join(pieces) for pieces in found]
