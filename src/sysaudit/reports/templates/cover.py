"""表紙, laid out downwards: labels in column A, the cells to fill in in B, what to type in C."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sysaudit.forms.field import Column, Form
from sysaudit.reports.templates.cells import write_computed, write_value
from sysaudit.reports.templates.contents import Contents, Row, cell_value
from sysaudit.reports.templates.dropdowns import Dropdowns
from sysaudit.reports.templates.formulas import Spot, computed
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import EDGE, LINE_HEIGHT, Styles, lines_of

TITLE = "システム調査票（{year}年度）"
INTRODUCTION = (
    "はじめに「記入要領」と「記入例」をご覧ください。",
    "この表紙のB列に記入してから、次のシートへ進んでください。",
)
RETURNING = (
    "提出のしかた",
    "1. 所管するシステムが1つもない課は、表紙だけを記入して提出してください。",
    "2. ファイル名は「システム調査票_課コード_課名.xlsx」としてください。"
    "例：システム調査票_1304_課税課.xlsx",
    "3. 課長の確認を受けてから、情報管理課へ提出してください。",
    "4. 分からないことは、空欄のままにせず「不明」と書くか、情報管理課へお尋ねください。",
)
HINT_WIDTH = 76
FIRST_ROW = len(INTRODUCTION) + 2
"""The row, from 0, of the first field of a blank form, below title, introduction, blank line."""


def write_cover(
    sheet: Worksheet, form: Form, contents: Contents, styles: Styles, dropdowns: Dropdowns
) -> None:
    """Write 表紙 with its one record."""
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, HINT_WIDTH)
    title = TITLE.format(year=contents.year)
    _write_lines(sheet, 0, (title, *INTRODUCTION, *contents.notice), styles)
    first = FIRST_ROW + len(contents.notice)
    for row, column in enumerate(form.columns, start=first):
        _write_field(sheet, row, column, contents, styles)
        sheet.data_validation(row, 1, row, 1, dropdowns.validation(column, contents.year))
    _write_cells(sheet, first, form, contents, styles)
    _write_lines(sheet, first + len(form.columns) + 1, RETURNING, styles)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{first + len(form.columns)}"})
    landscape(sheet)


def _write_lines(sheet: Worksheet, row: int, lines: tuple[str, ...], styles: Styles) -> None:
    """A heading and lines below it, running over the columns beside them: nothing is merged."""
    sheet.write_string(row, 0, lines[0], styles.of(bold=True, font_size=14 if row == 0 else 11))
    for below, line in enumerate(lines[1:], start=1):
        sheet.write_string(row + below, 0, line)


def _write_field(
    sheet: Worksheet, row: int, column: Column, contents: Contents, styles: Styles
) -> None:
    note = column.hint if column.computed else f"〔{column.required.words}〕{column.hint}"
    sheet.set_row(row, LINE_HEIGHT * lines_of(note, HINT_WIDTH) + 8)
    sheet.write_string(row, 0, column.header(contents.year), styles.label(column))
    sheet.write_blank(row, 1, None, styles.boxed(column))
    sheet.write_string(row, 2, note, styles.of(**EDGE, text_wrap=True, valign="vcenter", indent=1))


def _write_cells(
    sheet: Worksheet, first: int, form: Form, contents: Contents, styles: Styles
) -> None:
    records = contents.records(form.id)
    record: Row = records[0] if records else {}
    for row, column in enumerate(form.columns, start=first):
        value = cell_value(record.get(column.key))
        formula = computed(Spot(contents, form, column.key, row + 1, record))
        if value is not None:
            write_value(sheet, row, 1, value, styles.boxed(column))
        elif formula is not None and column.key not in record:
            write_computed(sheet, row, 1, formula, styles.boxed(column))
