"""A sheet of the report: a table with a frozen, filterable header, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.reports.cell_text import safe
from sysaudit.reports.links import Link
from sysaudit.reports.templates.cells import serial
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import (
    EDGE,
    HEADER,
    LINE_HEIGHT,
    REQUIRED_FILL,
    Styles,
    lines_of,
)

LONGEST_IN_FORMULA = 255
"""Characters that a text in a formula can have."""
TALLEST = 409.0
"""Points that a row can be high."""
SIZE = 10
"""Points of the font in tables."""
OF_NORMAL = SIZE / 11
"""Their size in comparison with the font by which column widths and LINE_HEIGHT are measured."""

SEVERITY_FILLS = {"エラー": "#F8CBAD", "警告": "#FFE699", "情報": "#DDEBF7"}
CELL = {**EDGE, "valign": "top", "text_wrap": True, "font_size": SIZE}

Value = str | int | float | date | None


class Heading(NamedTuple):
    """A column of a table.

    Attributes:
        width: In half-width characters.
        graded: Holds severities, which have colours.
        printed: On paper too; those that are not stand to the right of those that are.
    """

    title: str
    width: int
    centred: bool = False
    graded: bool = False
    printed: bool = True


class Table:
    """A sheet that is one table, written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: Styles, headings: Sequence[Heading]) -> None:
        self._sheet, self._styles, self._headings = sheet, styles, headings
        self._row = 0
        header = styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
        for number, heading in enumerate(headings):
            sheet.set_column(number, number, heading.width)
            sheet.write_string(0, number, heading.title, header)
        lines = max(lines_of(heading.title, heading.width) for heading in headings)
        sheet.set_row(0, LINE_HEIGHT * lines + 4)

    def add(self, values: Sequence[Value | Link]) -> None:
        """A row, as high as its longest text needs."""
        self._row += 1
        lines = 1
        for number, (heading, value) in enumerate(zip(self._headings, values, strict=True)):
            self._write(number, value, self._style(heading, value))
            if isinstance(value, str | Link):
                text = value if isinstance(value, str) else value.text
                lines = max(lines, lines_of(text[:2000], int(heading.width / OF_NORMAL)))
        self._sheet.set_row(self._row, min(LINE_HEIGHT * OF_NORMAL * lines + 3, TALLEST))

    def finish(self) -> None:
        """Freeze the header, put filters on it, set up the page."""
        last = max(self._row, 1)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, last, len(self._headings) - 1)
        self._print()
        self._sheet.repeat_rows(0)
        landscape(self._sheet)

    def below(self, titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """A small table under this one, outside its filter; its numbers stand in the middle."""
        self._row += 2
        header = self._styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
        for number, title in enumerate(titles):
            self._sheet.write_string(self._row, number, title, header)
        for row in rows:
            self._row += 1
            for number, value in enumerate(row):
                centred = Heading(titles[number], 0, centred=True)
                self._write(number, value, self._style(centred, value))
        self._print()

    def note(self, text: str) -> None:
        """A line under the table, outside its filter, that runs on to the right."""
        self._row += 2
        style = self._styles.of(font_size=SIZE)
        self._sheet.write_string(self._row, 0, safe(text), style)
        self._print()

    def _print(self) -> None:
        printed = sum(heading.printed for heading in self._headings)
        self._sheet.print_area(0, 0, max(self._row, 1), printed - 1)

    def _style(self, heading: Heading, value: Value | Link) -> Format:
        looks: dict[str, object] = dict(CELL)
        if isinstance(value, Link):
            looks |= {"font_color": "#0563C1", "underline": 1}
        if isinstance(value, date):
            looks["num_format"] = "yyyy/m/d"
        elif isinstance(value, int | float):
            looks["num_format"] = "#,##0"
        if heading.centred:
            looks["align"] = "center"
        if heading.graded and isinstance(value, str) and value in SEVERITY_FILLS:
            looks["bg_color"] = SEVERITY_FILLS[value]
        return self._styles.of(**looks)

    def _write(self, number: int, value: Value | Link, style: Format) -> None:
        if value is None or value == "":
            self._sheet.write_blank(self._row, number, None, style)
        elif isinstance(value, Link):
            self._link(number, value, style)
        elif isinstance(value, str):
            self._sheet.write_string(self._row, number, safe(value), style)
        elif isinstance(value, date):
            self._sheet.write_number(self._row, number, serial(value), style)
        else:
            self._sheet.write_number(self._row, number, value, style)

    def _link(self, number: int, link: Link, style: Format) -> None:
        text = safe(link.text)
        self._sheet.write_url(self._row, number, link.url, style, text, link.tip)
        width = int(self._headings[number].width / OF_NORMAL)
        if lines_of(text, width) > 1 and len(text) <= LONGEST_IN_FORMULA:
            # LibreOffice wraps no text that is a link, but a formula's result that has one
            quoted = text.replace('"', '""')
            self._sheet.write_formula(self._row, number, f'="{quoted}"', style, text)
