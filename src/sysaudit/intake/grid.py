"""A returned workbook as grids of values with the addresses of Excel's window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook, XmlError

from sysaudit.findings import Text
from sysaudit.intake.archive import Package, look, look_at
from sysaudit.intake.facts import SheetFacts
from sysaudit.intake.folder import File
from sysaudit.intake.handover import archive_of, sheet_key
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.losses import refuse_lost_values, values_written
from sysaudit.intake.refusal import Reason, Refusal, Refused
from sysaudit.intake.scan import ScannedSheet, scan

T = TypeVar("T")

_NOT_READ = Text("ブックの中身を読み取れません", "what is in the workbook cannot be read")

MANY_CELLS = 200_000
"""A sheet of so many is worth the time that it takes to save memory."""

MOST_KNOWN = 10_000
"""Texts; what is equal stands near."""

__all__ = ["Grid", "SheetFacts", "Workbook", "open_bytes", "open_workbook"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a sheet.

    Attributes:
        index: Its place among the sheets of the workbook, from 0.
        visible: Whether Excel shows its tab.
        top: The row of the first row of values, as Excel counts; 1 in an empty sheet.
        left: The column of the first value of each row.
        rows: From the first to the last filled row; a blank cell and an error are ``""``.
        unreadable: Why the sheet could not be read; then there are no rows.
    """

    name: str
    index: int
    visible: bool
    top: int = 1
    left: int = 1
    rows: list[list[object]] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)
    unreadable: str | None = None

    def value(self, row: int, column: int) -> object:
        """What stands in a cell, ``""`` where nothing does; rows and columns count from 1."""
        down, right = row - self.top, column - self.left
        if 0 <= down < len(self.rows) and 0 <= right < len(self.rows[down]):
            return self.rows[down][right]
        return ""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(len(row) - row.count("") for row in self.rows)

    def __iter__(self) -> Iterator[tuple[int, list[object]]]:
        """Each row with its number; its first cell stands in column ``left``."""
        return enumerate(self.rows, start=self.top)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A returned workbook.

    Attributes:
        name: Of its file.
        grids: One per worksheet in the order of the tabs.
        date1904: Whether its dates count from 1904; the dates in the grids are right already.
        sha256: Of the file's bytes.
        external_links: Whether it keeps values of other workbooks.
    """

    name: str
    grids: tuple[Grid, ...]
    date1904: bool
    sha256: str
    external_links: bool


def open_workbook(file: File, limits: Limits, skip: Callable[[str], bool]) -> Workbook | Refusal:
    """Read a returned file, whatever it is.

    A sheet for whose name ``skip`` is true is left unread and appears without rows.
    """
    return _opened(look(file, limits), file.name, limits, skip)


def open_bytes(
    data: bytes, name: str, limits: Limits, skip: Callable[[str], bool]
) -> Workbook | Refusal:
    """The same for a file that is in memory, such as one that was locked by a password."""
    return _opened(look_at(data, limits), name, limits, skip)


def _opened(
    package: Package | Refusal, name: str, limits: Limits, skip: Callable[[str], bool]
) -> Workbook | Refusal:
    if isinstance(package, Refusal):
        return package
    try:
        scanned = scan(package, limits, skip)
        written = [values_written(sheet) for sheet in scanned.sheets]
        archive, scanned = archive_of(scanned), scanned.without_xml()
        reader = _Calamine(archive, limits.cells)
        archive.close()
        grids = tuple(map(reader.grid, scanned.sheets))
        for sheet, grid, count in zip(scanned.sheets, grids, written, strict=True):
            if grid.filled < count and not grid.unreadable:
                refuse_lost_values(package, scanned.book, sheet.sheet, grid.value, limits)
    except Refused as refused:
        return refused.refusal
    except MemoryError:
        return Refusal(Reason.TOO_LARGE, Text("メモリーが足りません", "it does not fit in memory"))
    book = scanned.book
    return Workbook(name, grids, book.date1904, package.sha256, book.external_links)


class _Calamine:
    """calamine over an archive of ours; ``cells`` may be read before it is too much."""

    def __init__(self, archive: BytesIO, cells: int) -> None:
        try:
            self._workbook = _shielded(lambda: CalamineWorkbook.from_filelike(archive))
        except CalamineError as error:
            raise Refused(Reason.DAMAGED, _NOT_READ) from error
        self._cells_left = cells

    def grid(self, scanned: ScannedSheet) -> Grid:
        sheet = scanned.sheet
        if scanned.xml is None:
            return Grid(sheet.name, sheet.index, sheet.visible)
        try:
            top, left, rows = self._values(sheet_key(scanned))
        except XmlError as error:
            broken = Text("シートの XML が壊れています", "the sheet is broken XML")
            raise Refused(Reason.DAMAGED, broken, sheet.name) from error
        except CalamineError as error:
            return Grid(sheet.name, sheet.index, sheet.visible, unreadable=str(error))
        return Grid(sheet.name, sheet.index, sheet.visible, top, left, rows, scanned.facts)

    def _values(self, key: str) -> tuple[int, int, list[list[object]]]:
        sheet = _shielded(lambda: self._workbook.get_sheet_by_name(key))
        self._cells_left -= sheet.height * sheet.width
        if self._cells_left < 0:
            told = raisable(Text("セルが多すぎます", "too many cells"), "cells")
            raise Refused(Reason.TOO_LARGE, told)
        top, left = sheet.start or (0, 0)
        if sheet.height * sheet.width < MANY_CELLS:
            return top + 1, left + 1, _shielded(lambda: [[*row] for row in sheet.to_python()])
        return top + 1, left + 1, _shielded(lambda: _lean(islice(sheet.iter_rows(), top, None)))


def _lean(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """The rows with equal texts once in memory: choices and codes stand in every one."""
    known: dict[str, str] = {}
    once = known.setdefault
    lean = []
    for row in rows:
        lean.append([once(each, each) if isinstance(each, str) else each for each in row])
        if len(known) > MOST_KNOWN:  # no choices then: to know them all costs more than it saves
            known.clear()
    return lean


def _shielded(call: Callable[[], T]) -> T:
    """What a call into calamine returns.

    A panic in there is a BaseException that ``except Exception`` misses; it becomes an error.
    """
    try:
        return call()
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as panic:
        raise CalamineError(str(panic)) from panic
