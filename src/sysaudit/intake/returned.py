"""One returned file, read: which forms it holds, whose it is, or why it could not be read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from sysaudit.findings import Text
from sysaudit.forms import ANSWERED_BY_DIVISIONS
from sysaudit.forms.cover import Cover
from sysaudit.forms.field import Form
from sysaudit.forms.record import Record
from sysaudit.intake.analysis_book import (
    KIND,
    SECOND_SHEET,
    begun,
)
from sysaudit.intake.answers import Answer, answers_on
from sysaudit.intake.archive import Limits, Reason, Refusal
from sysaudit.intake.folder import File
from sysaudit.intake.grid import Grid, Workbook, open_workbook
from sysaudit.intake.layout import Finder, filled_rows
from sysaudit.intake.limits import raisable
from sysaudit.intake.our_marks import is_our_page
from sysaudit.intake.records import Table, read_table
from sysaudit.intake.refusal import Refused
from sysaudit.intake.stamp import STAMP_SHEET, Stamp, stamp_of

GUIDANCE_SHEETS = ("記入要領", "記入例", "選択肢")
"""Sheets of ours, by the beginning of their name, that hold nothing to read."""

DRAW = "draw"
"""What the hidden sheet says of our own result of a draw, in which nothing was returned."""
REPORT = "report"
"""What it says of 検証結果, which may lie among the returns."""
SLIP = "slip"
"""What is told of a slip of ours: our list of remarks, alone in a workbook."""

_CODE_IN_NAME = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2,12}(?![0-9A-Z年月日版回号])")
_NO_CODE = re.compile(r"(?:19|20)\d{6}|[MTSHR]\d{1,2}|FY\d+|V(?:ER)?\d+|\D+")  # dates, versions
_CALENDAR_YEAR = re.compile(r"20\d\d")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class OtherSheet:
    """A sheet that is none of our forms but holds something."""

    name: str
    visible: bool
    cells: int


@dataclass(frozen=True)
class Returned:
    """One returned file.

    Attributes:
        file: Its name, as findings show it.
        sha256: Of its bytes; None where it could not be read at all.
        refusal: Why it could not be read; then there are no tables.
        tables: The forms found in it, in the order of its sheets.
        other_sheets: Sheets with content that are none of our forms.
        unreadable_sheets: Sheets that the reader gave up, with its words.
        stamp: What the hidden sheet says.
        date1904: Whether its dates count from 1904.
        answers: What the division answered on our list of remarks.
    """

    file: str
    sha256: str | None = None
    refusal: Refusal | None = None
    tables: tuple[Table, ...] = ()
    other_sheets: tuple[OtherSheet, ...] = ()
    unreadable_sheets: tuple[tuple[str, str], ...] = ()
    stamp: Stamp = field(default_factory=Stamp)
    date1904: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def is_slip(self) -> bool:
        """Whether it is our list of remarks, alone in a workbook."""
        return self.stamp.workbook == SLIP

    @property
    def holds_nothing(self) -> bool:
        """Whether it is a workbook of ours in which nothing is returned."""
        return self.stamp.workbook in (DRAW, REPORT, SLIP)

    @property
    def ours(self) -> bool:
        """Whether any of our forms stands in it."""
        return bool(self.tables)

    @cached_property
    def read_tables(self) -> tuple[Table, ...]:
        """The tables that are read: one of each form, the first filled and visible one.

        That a form stands twice is a finding; to read both would count everything twice.
        """
        chosen: dict[str, Table] = {}
        for table in sorted(self.tables, key=lambda table: (not table.records, not table.visible)):
            chosen.setdefault(table.form_id, table)
        return tuple(table for table in self.tables if chosen[table.form_id] is table)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The ids of the forms in it."""
        return frozenset(table.form_id for table in self.tables)

    def tables_of(self, form_id: str) -> tuple[Table, ...]:
        """The sheets that hold the form."""
        if form_id not in self.forms:
            return ()
        return tuple(table for table in self.tables if table.form_id == form_id)

    def records_of(self, form_id: str, model: type[R]) -> Iterator[R]:
        """The rows of a form in the file."""
        if form_id not in self.forms:
            return
        for table in self.read_tables:
            if table.form_id == form_id:
                yield from (record for record in table.records if isinstance(record, model))

    @cached_property
    def cover(self) -> Cover | None:
        """The 表紙, if there is one."""
        return next(self.records_of("cover", Cover), None)

    def without_cells(self) -> Returned:
        """The same without the raw cells, which its records hold as values; lighter to send."""
        slim = (replace(t, layout=replace(t.layout, data=())) for t in self.tables)
        return replace(self, tables=tuple(slim))

    @cached_property
    def division_code(self) -> str | None:
        """Whose file it is: by 表紙, by most of its rows, by the hidden sheet, by its name.

        A slip on 表紙 does not give the file away: rows and name together outvote it. Our own
        分析書 is nobody's.
        """
        if self.stamp.workbook == KIND:
            return None
        cover = self.cover.division_code if self.cover else None
        rows, name = self.code_of_rows, code_in_name(self.file)
        if rows is not None and rows == name:
            return rows
        return cover or rows or self.stamp.division_code or name

    @cached_property
    def fiscal_year(self) -> int | None:
        """The year of the survey: by 表紙, by the year columns, by the hidden sheet."""
        cover_year = self.cover.fiscal_year if self.cover else None
        by_columns = next((t.place.year for t in self.tables_of("cost_estimate")), None)
        return cover_year or by_columns or self.stamp.fiscal_year

    @cached_property
    def code_of_rows(self) -> str | None:
        """The division code that most rows of its forms bear."""
        codes = Counter(
            code
            for table in self.tables
            if table.form_id in ANSWERED_BY_DIVISIONS and table.layout.header_row
            if "division_code" in table.place.columns
            for record in table.records
            if (code := getattr(record, "division_code", None))
        )
        return codes.most_common(1)[0][0] if codes else None


def code_in_name(file: str) -> str | None:
    """The division code in a file's name, or else in that of its folder.

    >>> code_in_name("システム調査票_1304_課税課（最終版）(2).xlsx")
    '1304'
    >>> code_in_name("1305_納税課/調査票.xlsx")
    '1305'
    """
    *folders, name = unicodedata.normalize("NFKC", file).upper().split("/")
    codes = _codes_in(name.rpartition(".")[0])
    for folder in reversed(folders):
        codes += [code for code in _codes_in(folder) if not _CALENDAR_YEAR.fullmatch(code)]
    return next(iter(codes), None)


def _codes_in(name: str) -> list[str]:
    """What may be a division code in a name; what may be a year comes last."""
    codes = [code for code in _CODE_IN_NAME.findall(name) if not _NO_CODE.fullmatch(code)]
    return sorted(codes, key=lambda code: bool(_CALENDAR_YEAR.fullmatch(code)))


class Reader:
    """Reads returned files, here or in a worker."""

    def __init__(self, forms: Sequence[Form], limits: Limits, similar_headers: float) -> None:
        self._made_of = forms, limits, similar_headers
        self.finder = Finder(forms, similar_headers)
        self.limits = limits

    def __reduce__(self) -> tuple[object, ...]:
        """Workers are sent what it was made of; what it has read by holds code by then."""
        return Reader, self._made_of

    def read(self, source: File) -> Returned:
        """One file, whatever it is; never raises for what stands in it."""
        workbook = open_workbook(source, self.limits, is_guidance)
        if isinstance(workbook, Refusal):
            return Returned(source.name, refusal=workbook)
        try:
            return self._sorted_sheets(source.name, workbook)
        except Refused as refused:
            return Returned(source.name, workbook.sha256, refused.refusal)

    def _sorted_sheets(self, file: str, workbook: Workbook) -> Returned:
        tables: list[Table] = []
        others: list[OtherSheet] = []
        stamp = stamp_of(workbook)
        if stamp.workbook in (DRAW, REPORT):
            return Returned(file, workbook.sha256, stamp=stamp)
        for grid in workbook.grids:
            if grid.unreadable or _holds_nothing(grid, stamp):
                continue
            layout = self.finder.find(grid)
            if layout is not None and stamp.workbook == KIND:
                layout = begun(layout)
                if not layout.data:
                    continue
            if layout is not None:
                sent = stamp.sent.get(layout.form.id)
                tables.append(read_table(grid, layout, file, sent, self.limits))
            elif cells := sum(len(row.cells) for row in filled_rows(grid)):
                others.append(OtherSheet(grid.name, grid.visible, cells))
        unreadable = tuple((g.name, g.unreadable) for g in workbook.grids if g.unreadable)
        if not (tables or others or unreadable) and _our_pages(workbook):
            stamp = Stamp(workbook=SLIP)
        returned = Returned(
            file,
            workbook.sha256,
            None,
            tuple(tables),
            tuple(others),
            unreadable,
            stamp,
            workbook.date1904,
            tuple(each for page in _our_pages(workbook) for each in answers_on(page)),
        )
        _restore_zeros(returned)
        return returned


def _restore_zeros(returned: Returned) -> None:
    """Give the rows the zeros that a numeric cell took from their division's code.

    That they were lost is a finding of its own; it must not make another division of the row.
    """
    code = returned.division_code
    if code is None or not code.startswith("0"):
        return
    for table in returned.tables:
        for record in table.records:
            own = getattr(record, "division_code", None)
            if own and own != code and own.lstrip("0") == code.lstrip("0"):
                record.__dict__["division_code"] = code  # nobody has seen the record yet


def _holds_nothing(grid: Grid, stamp: Stamp) -> bool:
    """Whether it is a sheet of ours in which nobody returns anything."""
    return (
        is_guidance(grid.name)
        or grid.name == STAMP_SHEET
        or is_our_page(grid.name, grid.value(1, 1))
        or (stamp.workbook == KIND and grid.name != SECOND_SHEET)
    )


def _our_pages(workbook: Workbook) -> list[Grid]:
    return [grid for grid in workbook.grids if is_our_page(grid.name, grid.value(1, 1))]


def is_guidance(sheet: str) -> bool:
    """Whether the sheet is one of ours that holds nothing to read."""
    return sheet.strip().startswith(GUIDANCE_SHEETS)


def died(source: File) -> Returned:
    """What stands for a file that killed the process reading it."""
    return Returned(source.name, refusal=Refusal(Reason.READER_DIED, None))


def overdue(source: File) -> Returned:
    """What stands for a file that took longer than the limit."""
    told = raisable(Text("制限時間を過ぎました", "it took longer than it may"), "seconds")
    return Returned(source.name, refusal=Refusal(Reason.TIMEOUT, told))
