"""The page of 概要: lines, facts and small tables, one below the other, on one sheet of paper.

Nothing is merged. All tables share the columns of the sheet; a text that needs more than one
runs on over blank cells beside it, which is why the widest stands first and the longest last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from sysaudit.reports.cell_text import safe
from sysaudit.reports.findings_workbook.page import OF_NORMAL, SEVERITY_FILLS, SIZE, Value
from sysaudit.reports.templates.cells import serial
from sysaudit.reports.templates.paper import one_upright_page
from sysaudit.reports.templates.styles import EDGE, HEADER, LINE_HEIGHT, REQUIRED_FILL, Styles

WIDTHS = (27, *(13,) * 7)
ROW_HEIGHT = LINE_HEIGHT * OF_NORMAL


class Wide(NamedTuple):
    """A text that runs over so many columns."""

    text: str
    columns: int


class Page:
    """A sheet written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0
        sheet.set_default_row(ROW_HEIGHT)
        for number, width in enumerate(WIDTHS):
            sheet.set_column(number, number, width)

    def heading(self, text: str, size: int = 12) -> None:
        """A heading, with a blank line above unless it is the first."""
        self._row += 1 if self._row else 0
        self.line(text, size, bold=True)

    def line(self, text: str, size: int = SIZE, *, bold: bool = False) -> None:
        """A line that runs over the columns beside it."""
        self._sheet.set_row(self._row, size * LINE_HEIGHT / 11)
        style = self._styles.of(font_size=size, valign="vcenter", bold=bold)
        self._sheet.write_string(self._row, 0, safe(text), style)
        self._row += 1

    def fact(self, label: str, text: str) -> None:
        """A label and what it says, which runs on to the right."""
        looks = {"font_size": SIZE, "valign": "vcenter"}
        self._sheet.write_string(self._row, 0, label, self._styles.of(**looks, bold=True))
        for line in text.split("\n"):
            self._sheet.write_string(self._row, 1, safe(line), self._styles.of(**looks))
            self._row += 1

    def titles(self, texts: Sequence[str | Wide]) -> None:
        """The header row of a table."""
        self._cells(texts, {**HEADER, **REQUIRED_FILL, "font_size": SIZE, "text_wrap": False})

    def cells(self, values: Sequence[Value | Wide], *, bold: bool = False) -> None:
        """A row of a table."""
        self._cells(values, {**EDGE, "font_size": SIZE, "valign": "vcenter", "bold": bold})

    def _cells(self, values: Sequence[Value | Wide], looks: dict[str, object]) -> None:
        column = 0
        for value in values:
            if isinstance(value, Wide):
                self._wide(column, value, looks)
                column += value.columns
            else:
                self._cell(column, value, looks)
                column += 1
        self._row += 1

    def _cell(self, column: int, value: Value, looks: dict[str, object]) -> None:
        if value is None or value == "":
            self._sheet.write_blank(self._row, column, None, self._styles.of(**looks))
        elif isinstance(value, str):
            if value in SEVERITY_FILLS and "bg_color" not in looks:
                looks = looks | {"bg_color": SEVERITY_FILLS[value], "align": "center"}
            style = self._styles.of(**looks)
            self._sheet.write_string(self._row, column, safe(value), style)
        else:
            shape = "yyyy/m/d" if isinstance(value, date) else "#,##0"
            style = self._styles.of(**looks | {"align": "center", "num_format": shape})
            number = serial(value) if isinstance(value, date) else value
            self._sheet.write_number(self._row, column, number, style)

    def _wide(self, first: int, value: Wide, looks: dict[str, object]) -> None:
        """The text in the first cell, blank ones behind it, one frame around them all."""
        last = first + value.columns - 1
        plain = {key: look for key, look in looks.items() if key not in EDGE}
        for column in range(first, last + 1):
            sides = ["top", "bottom"]
            sides += ["left"] * (column == first) + ["right"] * (column == last)
            frame = dict.fromkeys(sides, EDGE["border"])
            frame |= {f"{side}_color": EDGE["border_color"] for side in sides}
            style = self._styles.of(**plain | frame | {"align": "left"})
            if column == first:
                self._sheet.write_string(self._row, column, safe(value.text), style)
            else:
                self._sheet.write_blank(self._row, column, None, style)

    def finish(self) -> None:
        """Set up the page: all on one."""
        one_upright_page(self._sheet)
        self._sheet.print_area(0, 0, max(self._row - 1, 0), len(WIDTHS) - 1)
