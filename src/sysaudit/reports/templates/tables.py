"""A form with a row per record: headers in row 1, data from row 2, nothing merged."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import column_letters
from sysaudit.forms.field import Column, Form
from sysaudit.forms.prefilled import CONFIRMATION
from sysaudit.forms.shared import UNCONFIRMED
from sysaudit.reports.templates.cells import write_computed, write_value
from sysaudit.reports.templates.contents import Contents, Row, cell_value
from sysaudit.reports.templates.dropdowns import Dropdowns
from sysaudit.reports.templates.formulas import FORMULAS, Spot, computed
from sysaudit.reports.templates.paper import landscape, pages_for
from sysaudit.reports.templates.styles import (
    LINE_HEIGHT,
    UNCONFIRMED_FILL,
    Styles,
    lines_of,
    width_of,
)

NAMES_OF_ROWS = ("division_name", "system_id", "system_name", "number", CONFIRMATION)
"""The columns that stay in view when the sheet is scrolled sideways, and all before them."""

WIDEST_FROZEN = 76
"""Frozen columns wider than this in total would leave no room for the others."""


CHECKED_ROWS = 500
"""Drop-downs reach this far below the prepared rows; unlike formulas they are not printed."""

MOST_WIDENED = 6
"""So many half-width characters a column may grow for its header."""

TALLEST_ROW = 6
"""Lines to which a row that is filled in grows for its texts."""


def write_table(
    sheet: Worksheet, form: Form, contents: Contents, styles: Styles, dropdowns: Dropdowns
) -> None:
    """Write a form's sheet: headers, drop-downs, messages, the rows to fill in, formulas."""
    prepared = contents.prepared_rows(form.id)
    for number, column in enumerate(form.columns):
        width = width_in(column, contents.year)
        sheet.set_column(number, number, width, styles.cell(column))
        sheet.write_string(0, number, column.header(contents.year), styles.header(column))
        check = dropdowns.validation(column, contents.year)
        sheet.data_validation(1, number, max(prepared, CHECKED_ROWS), number, check)
        if column.key == CONFIRMATION:
            _show_unconfirmed(sheet, number, max(prepared, CHECKED_ROWS), styles)
    sheet.set_row(0, _header_height(form, contents.year))
    _write_rows(sheet, form, contents, styles)
    sheet.freeze_panes(1, frozen_columns(form))
    sheet.ignore_errors({"number_stored_as_text": _text_range(form, prepared)})
    set_up_print(sheet, form, contents.year)


def _show_unconfirmed(sheet: Worksheet, column: int, last: int, styles: Styles) -> None:
    """What is left to be looked at shines until it is confirmed."""
    still = {"type": "cell", "criteria": "==", "value": f'"{UNCONFIRMED}"'}
    looks = styles.of(bg_color=UNCONFIRMED_FILL)
    sheet.conditional_format(1, column, last, column, {**still, "format": looks})


def set_up_print(sheet: Worksheet, form: Form, year: int) -> None:
    """Headers on every page; a wide form takes several side by side, its row's name on each."""
    widths = [width_in(column, year) for column in form.columns]
    frozen = frozen_columns(form)
    pages = pages_for(sum(widths), sum(widths[:frozen]))
    landscape(sheet, grid=True, pages_wide=pages)
    sheet.repeat_rows(0)
    if pages > 1:
        sheet.repeat_columns(0, frozen - 1)


def _header_height(form: Form, year: int) -> float:
    lines = max(lines_of(c.header(year), width_in(c, year) - 1) for c in form.columns)
    return LINE_HEIGHT * lines + 6


def width_in(column: Column, year: int) -> int:
    """The column's width, a little more where that spares its header a broken line."""
    wished = width_of(column.header(year)) + 2
    return max(column.width, min(wished, column.width + MOST_WIDENED))


def frozen_columns(form: Form) -> int:
    """How many columns stay in view: through the last one that names the row."""
    keys = [column.key for column in form.columns]
    through = max((keys.index(key) + 1 for key in NAMES_OF_ROWS if key in keys), default=1)
    while through > 1 and sum(c.width for c in form.columns[:through]) > WIDEST_FROZEN:
        through -= 1
    return through


def _text_range(form: Form, prepared: int) -> str:
    return f"A2:{column_letters(len(form.columns))}{prepared + 1}"


def _write_rows(sheet: Worksheet, form: Form, contents: Contents, styles: Styles) -> None:
    records = contents.records(form.id)
    every = list(enumerate(form.columns))
    with_formula = [(n, column) for n, column in every if (form.id, column.key) in FORMULAS]
    for at in range(contents.prepared_rows(form.id)):
        record: Row = records[at] if at < len(records) else {}
        for number, column in every if record else with_formula:
            spot = Spot(contents, form, column.key, at + 2, record)
            _write_cell(sheet, number, column, spot, styles)
        lines = _lines_in(record, form, contents.year)
        if lines > 1:
            sheet.set_row(at + 1, LINE_HEIGHT * min(lines, TALLEST_ROW) + 2)


def _lines_in(record: Row, form: Form, year: int) -> int:
    """How many lines the longest text takes; Excel grows the others by itself."""
    texts = ((record[c.key], c) for c in form.columns if c.key in record)
    return max(
        (lines_of(text, width_in(c, year)) for text, c in texts if isinstance(text, str)),
        default=1,
    )


def _write_cell(sheet: Worksheet, number: int, column: Column, spot: Spot, styles: Styles) -> None:
    """A given value goes before the formula, so that samples may hold a wrong sum."""
    row = spot.row - 1
    if column.key in spot.record:
        value = cell_value(spot.record[column.key])
        if value is not None:
            write_value(sheet, row, number, value, styles.cell(column))
    elif (formula := computed(spot)) is not None:
        write_computed(sheet, row, number, formula, styles.cell(column, formula=True))
