"""A sheet of a workbook that we write: from top to bottom, laid out for A4 landscape.

A sheet holds titled blocks, one below the other; a block is a table whose formulas carry the value
that they will show. Rows are written in order and never returned to, so that a workbook too large
for memory can be written as it goes (XlsxWriter's constant memory).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import column_letters
from sysaudit.reports.cell_text import safe
from sysaudit.reports.links import Link
from sysaudit.reports.sheets.block import (
    CELL,
    LOOKS,
    SIZE,
    Column,
    Looks,
    Placed,
    Row,
)
from sysaudit.reports.sheets.values import plain_values, write
from sysaudit.reports.templates.cells import write_computed
from sysaudit.reports.templates.formulas import Computed
from sysaudit.reports.templates.paper import FOOTER, landscape, pages_for
from sysaudit.reports.templates.styles import (
    HEADER,
    LINE_HEIGHT,
    REQUIRED_FILL,
    Styles,
    lines_of,
)

OF_NORMAL = SIZE / 11
TITLE_SIZE = 16
TALLEST = 409.0
"""Points that a row can be high."""
CHART_ROW = 15
"""Points of a row behind a chart: told, or each program would stretch it to rows of its own."""
LONGEST_MEASURED = 4000
TOTAL = {"bold": True, "bg_color": "#EDEDED", "top": 2}
LINKED = {"font_color": "#0563C1", "underline": 1}


class Page:
    """A sheet that is written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: Styles, widths: Sequence[float]) -> None:
        self.sheet, self.styles = sheet, styles
        self.next = 0
        """The row to be written next, from 0."""
        self.widths = list(widths)
        self._broadest = len(self.widths)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)

    def title(self, text: str, *notes: str) -> None:
        """The sheet's heading, and lines below it that say how to read it."""
        self.sheet.set_row(self.next, 24)
        self._line(text, bold=True, font_size=TITLE_SIZE, valign="vcenter")
        for note in notes:
            self.note(note)
        self.gap()

    def heading(self, text: str) -> None:
        """The heading of a block."""
        self._line(text, bold=True, font_size=12, valign="vcenter")

    def note(self, text: str) -> None:
        """A line in small letters, which runs over the columns beside it."""
        self._line(text, font_size=9, font_color="#404040", valign="vcenter")

    def gap(self, rows: int = 1) -> None:
        """Leave rows free."""
        self.next += rows

    def _line(self, text: str, **looks: object) -> None:
        if looks.get("font_size") != TITLE_SIZE:
            self.sheet.set_row(self.next, LINE_HEIGHT)
        self.sheet.write_string(self.next, 0, safe(text), self.styles.of(**looks))
        self.next += 1

    def table(
        self,
        columns: Sequence[Column],
        rows: pd.DataFrame,
        *,
        total: str | None = None,
        left: int = 0,
        marks: Callable[[int, str], Looks] | None = None,
    ) -> Placed:
        """Write a block: its header, a row for each of the frame's, and a row of sums.

        Args:
            columns: In order.
            rows: Values by the keys of the columns; a value may be a `Link`.
            total: What the row of sums is called; without it there is none.
            left: The first column, from 0.
            marks: Further looks of a cell by number of the row and key.
        """
        placed = self._place(columns, len(rows), total, left)
        self._header(columns, left)
        values = [plain_values(rows[column.key]) for column in columns]
        styles = [self.styles.of(**CELL, **LOOKS[column.look]) for column in columns]
        for at, cells in enumerate(zip(*values, strict=True)):
            row = Row(placed.first + at, placed.letters)
            shown = styles
            if marks is not None:
                told = (marks(at, column.key) for column in columns)
                parts = zip(styles, columns, told, strict=True)
                shown = [self._marked(*part) for part in parts]
            self._cells(columns, cells, shown, row, left)
        if not len(rows):
            self._nothing(columns, left)
        if total is not None:
            self._total(columns, rows, placed, total, left)
        return placed

    def _place(self, columns: Sequence[Column], rows: int, total: str | None, left: int) -> Placed:
        letters = {c.key: column_letters(left + n) for n, c in enumerate(columns, start=1)}
        first = self.next + 2
        last = first + max(rows, 1) - 1
        return Placed(
            self.sheet.get_name(), letters, first - 1, first, last, last + 1 if total else None
        )

    def _header(self, columns: Sequence[Column], left: int) -> None:
        style = self.styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
        lines = max(
            lines_of(c.title, max(2, int(self._width(left + n) / OF_NORMAL) - 1))
            for n, c in enumerate(columns)
        )
        self.sheet.set_row(self.next, LINE_HEIGHT * OF_NORMAL * lines + 6)
        for number, column in enumerate(columns, start=left):
            self.sheet.write_string(self.next, number, column.title, style)
        self.next += 1

    def _width(self, number: int) -> float:
        return self.widths[number] if number < len(self.widths) else 8.43

    def _cells(
        self,
        columns: Sequence[Column],
        cells: Sequence[Any],
        styles: Sequence[Format],
        row: Row,
        left: int,
    ) -> None:
        """One row, as high as its longest text needs."""
        lines = 1
        for number, (column, value, style) in enumerate(
            zip(columns, cells, styles, strict=True), start=left
        ):
            self._write(number, column, value, row, style)
            if column.look in ("text", "centre") and isinstance(value, str):
                width = int(self._width(number) / OF_NORMAL)
                lines = max(lines, lines_of(value[:LONGEST_MEASURED], width))
        height = min(LINE_HEIGHT * OF_NORMAL * lines + 2, TALLEST)
        self.sheet.set_row(self.next, height)
        self.next += 1

    def _marked(self, style: Format, column: Column, marks: Looks) -> Format:
        """The style of a cell that bears marks besides what its column looks like."""
        return self.styles.of(**{**CELL, **LOOKS[column.look], **marks}) if marks else style

    def _write(self, number: int, column: Column, value: Any, row: Row, style: Format) -> None:
        if isinstance(value, Link):
            style = self.styles.of(**CELL, **LOOKS[column.look], **LINKED)
            self.sheet.write_url(self.next, number, value.url, style, safe(value.text), value.tip)
            return
        formula = column.formula(row) if column.formula else None
        if formula is not None:
            shown = "" if value is None else value
            write_computed(self.sheet, self.next, number, Computed(formula, shown), style)
        else:
            write(self.sheet, self.next, number, value, style)

    def _nothing(self, columns: Sequence[Column], left: int) -> None:
        """A table without rows says so instead of looking unfinished."""
        style = self.styles.of(**CELL, font_color="#404040")
        for number in range(left, left + len(columns)):
            self.sheet.write_blank(self.next, number, None, style)
        self.sheet.write_string(self.next, left, "（該当なし）", style)
        self.next += 1

    def _total(
        self, columns: Sequence[Column], rows: pd.DataFrame, placed: Placed, name: str, left: int
    ) -> None:
        for number, column in enumerate(columns, start=left):
            style = self.styles.of(**{**CELL, **LOOKS[column.look], **TOTAL})
            if column.total:
                letter = placed.letters[column.key]
                formula = f"=SUM({letter}{placed.first}:{letter}{placed.last})"
                known = [v for v in plain_values(rows[column.key]) if v is not None]
                self.sheet.write_formula(self.next, number, formula, style, sum(known))
            elif number == left:
                self.sheet.write_string(self.next, number, name, style)
            else:
                self.sheet.write_blank(self.next, number, None, style)
        self.next += 1

    def colour(self, placed: Placed, key: str, fills: Mapping[str, str]) -> None:
        """Fill the cells of a column by the word that stands in them."""
        number = list(placed.letters).index(key)
        for word, fill in fills.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            looks = self.styles.of(bg_color=fill)
            self.sheet.conditional_format(
                placed.first - 1, number, placed.last - 1, number, {**rule, "format": looks}
            )

    def room(self, pixels: int) -> int:
        """Leave room for a chart of that height; the row to give to `chart`."""
        row = self.next
        for _ in range(pixels * 3 // 4 // CHART_ROW + 2):
            self.sheet.set_row(self.next, CHART_ROW)
            self.next += 1
        return row

    def chart(
        self,
        chart: Chart,
        row: int,
        height: int,
        width: int = 980,
        *,
        left: int = 0,
        description: str = "",
    ) -> None:
        """Put a chart where room was left for it, so far from the left; sizes in pixels.

        A chart without a series is left out, for no program would open the workbook.
        """
        if not chart.series:
            return
        chart.set_size({"width": width, "height": height})
        options = {
            "object_position": 1,
            "x_offset": left + 2,
            "y_offset": 4,
            "description": description,
        }
        self.sheet.insert_chart(row, 0, chart, options)

    def finish(
        self,
        *,
        printed: int | None = None,
        repeat: tuple[int, int] | None = None,
        pages_high: int = 0,
        pages_wide: int = 1,
        frozen: tuple[int, int] | None = None,
    ) -> None:
        """Set the page up.

        Args:
            printed: So many columns are printed.
            repeat: The rows that stand on every page, from 0.
            pages_high: So many pages high; 0 for as many as it takes.
            pages_wide: So many pages wide.
            frozen: Rows and columns that stay in view.
        """
        landscape(self.sheet, pages_wide=pages_wide)
        self.sheet.fit_to_pages(pages_wide, pages_high)
        across = printed or self._broadest
        self.sheet.print_area(0, 0, max(self.next - 1, 0), across - 1)
        if repeat is not None:
            self.sheet.repeat_rows(*repeat)
        if frozen is not None:
            self.sheet.freeze_panes(*frozen)
        self.sheet.set_footer(FOOTER)


def pages_of(widths: Sequence[float], repeated: int) -> int:
    """How many pages side by side a table takes that repeats its first columns on each."""
    return pages_for(int(sum(widths)), int(sum(widths[:repeated])))
