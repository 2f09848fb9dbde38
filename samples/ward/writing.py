"""Writes a grid as a workbook that looks like the template it once was.

Formulas are written for where their cells stand now, with the values that they show, as Excel
does when a person has inserted rows and moved columns.
"""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

from samples.ward.grid import Book, Formula, Plain, Sheet, Spot, Typed
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import column_letters
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.cost_estimate import AMOUNT_KEYS
from sysaudit.forms.field import Column
from sysaudit.intake.stamp import STAMP_SHEET
from sysaudit.reports.templates.cells import serial, write_computed, write_value
from sysaudit.reports.templates.contents import Contents
from sysaudit.reports.templates.dropdowns import CHOICES_SHEET, Dropdowns
from sysaudit.reports.templates.formulas import Computed
from sysaudit.reports.templates.guide import (
    EXAMPLES_SHEET,
    GUIDE_SHEET,
    write_examples,
    write_guide,
)
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import EPOCH, WORKBOOK_OPTIONS, Styles
from sysaudit.reports.templates.tables import set_up_print

UNCOMPUTED = 987654321
"""Stands for "no computed value" until the file is written."""

DAYS_TO_1904 = 1462


def write_book(path: Path, book: Book) -> None:
    """Write a workbook, and spoil its bytes where the book says so."""
    content = book_bytes(book)
    path.write_bytes(book.spoil(content) if book.spoil else content)


def book_bytes(book: Book) -> bytes:
    """The workbook as bytes, equal for equal books."""
    file = BytesIO()
    with Workbook(file, {**WORKBOOK_OPTIONS, "date_1904": book.date1904}) as out:
        out.set_properties({"title": "システム調査票", "created": EPOCH})
        _Writer(out, book).write()
    return without_values(file.getvalue())


def without_values(content: bytes) -> bytes:
    """Take the values of formulas marked as uncomputed out of the file, as other writers do."""
    mark = f"<v>{UNCOMPUTED}</v>".encode()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    if not any(mark in part for _, part in parts):
        return content
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, part in parts:
            archive.writestr(info, part.replace(mark, b""))
    return file.getvalue()


class _Writer:
    """Writes the sheets of one book."""

    def __init__(self, out: Workbook, book: Book) -> None:
        self._out, self._book = out, book
        self._styles = Styles(out)
        self._struck = out.add_format({"font_strikeout": True})

    def write(self) -> None:
        """All sheets in the order of the template."""
        pages = [(sheet, self._out.add_worksheet(sheet.name)) for sheet in self._book.sheets]
        guide = [GUIDE_SHEET, EXAMPLES_SHEET] if self._book.guide else []
        guides = [self._out.add_worksheet(name) for name in guide]
        choices = self._out.add_worksheet(CHOICES_SHEET)
        dropdowns = Dropdowns(self._out, choices)
        for sheet, page in pages:
            self._sheet(sheet, page, dropdowns)
        if guides:
            contents = Contents(tuple(form.bare for form in QUESTIONNAIRE), self._book.year, {}, 0)
            write_guide(guides[0], contents, self._styles)
            write_examples(guides[1], contents, self._styles)
        choices.hide()
        if self._book.stamp:
            self._stamp(self._out.add_worksheet(STAMP_SHEET))

    def _stamp(self, page: Worksheet) -> None:
        for row, (name, value) in enumerate(self._book.stamp.items()):
            page.write_string(row, 0, name)
            page.write(row, 1, value)
        page.hide()

    def _sheet(self, sheet: Sheet, page: Worksheet, dropdowns: Dropdowns) -> None:
        looks = self._columns(sheet, page, dropdowns) if sheet.form else {}
        for first, last in sheet.merges:
            top, left = first.spot
            bottom, right = last.spot
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        struck = {anchor.spot for anchor in sheet.struck}
        for spot, value in sorted(sheet.cells.items()):
            style = self._struck if spot in struck else self._style(sheet, spot, looks, value)
            self._cell(sheet, page, spot, value, style)
        for row in sheet.hidden_rows:
            page.set_row((row.row or 1) - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            at = (column.column or 1) - 1
            page.set_column(at, at, None, None, {"hidden": True})
        for at_cell, text in sheet.comments:
            page.write_comment(at_cell.cell, text, {"author": "記入者"})
        if sheet.hidden:
            page.hide()
        if sheet.form and not sheet.form.downwards and sheet.header_row == 1:
            set_up_print(page, sheet.form, sheet.year)
        else:
            landscape(page, grid=True)

    def _columns(self, sheet: Sheet, page: Worksheet, dropdowns: Dropdowns) -> dict[int, Column]:
        """Widths and drop-downs; the form's columns by number, or by row on 表紙."""
        form = sheet.form
        if form is None:
            return {}
        down = form.downwards
        looks = {}
        for key, anchor in sheet.fields.items():
            column = form.column(key)
            row, number = anchor.spot
            check = dropdowns.validation(column, sheet.year)
            if down:
                page.data_validation(row - 1, number - 1, row - 1, number - 1, check)
            else:
                page.set_column(number - 1, number - 1, column.width)
                page.data_validation(row, number - 1, row + sheet.rows + 10, number - 1, check)
            looks[row if down else number] = column
        if down:
            left = min(column for _, column in sheet.cells) - 1
            page.set_column(left, left + 1, 30)
        return looks

    def _style(
        self, sheet: Sheet, spot: Spot, looks: dict[int, Column], value: object
    ) -> Format | None:
        if sheet.form is None or isinstance(value, Plain):
            return None
        row, number = spot
        if sheet.form.downwards:
            column = looks.get(row)
            beside = column is not None and number != sheet.fields[column.key].column
            if column is None or beside:
                return self._styles.label(column) if column else None
            return self._styles.boxed(column)
        column = looks.get(number)
        if column is None or row < sheet.header_row:
            return None
        if row == sheet.header_row:
            return self._styles.header(column)
        return self._styles.cell(column, formula=isinstance(value, Formula | Typed))

    def _cell(
        self, sheet: Sheet, page: Worksheet, spot: Spot, value: object, style: Format | None
    ) -> None:
        row, column = spot[0] - 1, spot[1] - 1
        if isinstance(value, Formula):
            write_computed(page, row, column, self._computed(sheet, value.key, spot), style)
        elif isinstance(value, Typed):
            shown = UNCOMPUTED if value.value is None else value.value
            page.write_formula(row, column, value.text, style, shown)
        elif isinstance(value, Plain):
            page.write_number(row, column, value.number, style)
        elif isinstance(value, date) and self._book.date1904:
            page.write_number(row, column, serial(value) - DAYS_TO_1904, style)
        elif isinstance(value, int | float | str | date):
            write_value(page, row, column, value, style)
        else:
            raise TypeError(f"{sheet.name} {spot}: {value!r}")

    def _computed(self, sheet: Sheet, key: str, spot: Spot) -> Computed:
        """The formula of a field, for where its cells stand now, and its value."""
        if key == "row_total":
            return _row_total(sheet, spot[0])
        if key == "system_name":
            return self._system_name(sheet, spot[0])
        if key == "system_count":
            systems = self._book.sheet("system_list")
            ids = whole_column(systems, "system_id")
            return Computed(f'=COUNTIFS({ids},"<>")-1', systems.rows)
        costs = self._book.sheet("cost_estimate")
        amounts = "budget" if key == "budget_total" else "estimate_1"
        values = [costs.value(amounts, row) for row in range(1, costs.rows + 1)]
        return Computed(f"=SUM({whole_column(costs, amounts)})", sum(map(_number, values)))

    def _system_name(self, sheet: Sheet, row: int) -> Computed:
        own = f"${column_letters(sheet.fields['system_id'].column or 0)}{row}"
        systems = self._book.sheet("system_list")
        ids, names = (whole_column(systems, key) for key in ("system_id", "system_name"))
        sought = sheet.cells.get((row, sheet.fields["system_id"].column or 0))
        found = (
            str(systems.value("system_name", n) or "")
            for n in range(1, systems.rows + 1)
            if sought is not None and systems.value("system_id", n) == sought
        )
        missing = "（一覧にないID）"
        return Computed(
            f'=IF({own}="","",IFERROR(INDEX({names},MATCH({own},{ids},0))&"","{missing}"))',
            next(found, missing if sought is not None else ""),
        )


def _row_total(sheet: Sheet, row: int) -> Computed:
    columns = [sheet.fields[key].column or 0 for key in AMOUNT_KEYS if key in sheet.fields]
    cells = f"{column_letters(min(columns))}{row}:{column_letters(max(columns))}{row}"
    values = [_shown(sheet.cells.get((row, column))) for column in columns]
    numbers = [value for value in values if isinstance(value, int | float)]
    return Computed(f'=IF(COUNT({cells})=0,"",SUM({cells}))', sum(numbers) if numbers else "")


def _shown(value: object) -> object:
    """What a cell shows: a formula its value."""
    return value.value if isinstance(value, Typed) else value


def _number(value: object) -> float | int:
    shown = _shown(value)
    return shown if isinstance(shown, int | float) and not isinstance(shown, bool) else 0


def whole_column(sheet: Sheet, key: str) -> str:
    """A reference to the whole column of a field in another sheet."""
    letters = column_letters(sheet.fields[key].column or 0)
    return f"'{sheet.name}'!${letters}:${letters}"
