"""As many values must come out of a sheet as went in.

calamine keeps one of two values that stand in one cell, passes over what stands beside cells, and
gives a blank for a number that it cannot make out. Excel calls such files damaged. To look for all
that in every sheet costs more than to count, and only where values are missing to look why. Of a
number that is written with character references, which no program does, it reads a part.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sysaudit.findings import Text
from sysaudit.intake.archive import Package
from sysaudit.intake.book import Book, SheetPart
from sysaudit.intake.facts import cell_name
from sysaudit.intake.fonts import Struck
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import tidy
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.intake.scan import ScannedSheet
from sysaudit.intake.sheet import SheetReader

Value = Callable[[int, int], object]
"""What was read from a cell, by row and column."""

_REFERENCE = re.compile(rb"<v>[^<&]*+&")
_REFERENCE_IN_NUMBER = re.compile(
    rb"<c(?![^>]*\bt *= *[\"']str)(?: [^>]*+)?+>(?:<f[^>]*+>(?:[^<]*+</f>)?+)?+<v>[^<&]*+&"
)
_BLANK_TEXT = re.compile(rb"<(?:\w+:)?(?:si|t)(?: [^>/]*+)?+(?:/>|>\s*+</)|<si>\s*+<(?![tr][ />])")


def values_written(scanned: ScannedSheet) -> int:
    """How many values stand in the bytes of a sheet, at least.

    Raises:
        Refused: Of one of them a part would be read.
    """
    xml = scanned.xml or b""
    if b"&" in xml and _REFERENCE.search(xml) and _REFERENCE_IN_NUMBER.search(xml):
        broken = Text("数値が文字参照で書かれています", "a number is written as characters")
        raise Refused(Reason.DAMAGED, broken, scanned.sheet.name)
    blank = xml.count(b"<v></v>") + len(scanned.facts.errors)
    return xml.count(b"<v>") + xml.count(b"<is>") - blank


def refuse_lost_values(
    package: Package, book: Book, sheet: SheetPart, value: Value, limits: Limits
) -> None:
    """Look closely at a sheet in which fewer cells are filled than values are written.

    Where those are blank texts, nothing is lost.

    Raises:
        Refused: A value is lost; it names the sheet and the cell.
    """
    texts = package.part(book.shared_strings) if book.shared_strings else b""
    known = "es" if _BLANK_TEXT.search(texts) else "e"
    _Comparing(sheet.name, sheet.part, value, known).read(tidy(package.part(sheet.part)), limits)


class _Comparing(SheetReader):
    """Reads a sheet and refuses a cell whose value was read as a blank.

    Those of the kinds ``known`` may be: an error is told of, and a shared text may be blank.
    """

    def __init__(self, name: str, part: str, value: Value, known: str) -> None:
        super().__init__(name, part, Struck())
        self._value = value
        self._known = known

    def _end_cell(self) -> None:
        super()._end_cell()
        cell = self._cell
        if (
            (cell.value or "").strip()
            and cell.kind not in self._known
            and self._value(*cell.place) == ""
        ):
            raise self._broken(cell_name(*cell.place))
