"""Cells put anywhere on a page and written row by row in the end.

For a page laid out in blocks side by side, since `Page` alone writes from top to bottom.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from xlsxwriter.format import Format

from sysaudit.reports.sheets.block import CELL, LOOKS
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.sheets.values import write
from sysaudit.reports.templates.cells import write_computed
from sysaudit.reports.templates.formulas import Computed
from sysaudit.reports.templates.styles import HEADER, REQUIRED_FILL

LEFT, RIGHT = 0, 10
"""Where the two columns of blocks begin."""
BOLD = {"bold": True}
LINE = 19.0
"""Points that a row is high."""


class Spot(NamedTuple):
    """A cell to be written: a value, or a formula with the value that it shows."""

    value: Any
    look: str = "line"
    formula: str | None = None
    looks: Mapping[str, object] = {}


class Canvas:
    """Keeps the cells of the page and writes them row by row."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._cells: dict[tuple[int, int], Spot] = {}

    def put(self, row: int, column: int, *spots: Spot) -> None:
        """Cells beside each other."""
        for number, spot in enumerate(spots, start=column):
            self._cells[row, number] = spot

    def header(self, row: int, column: int, *titles: str) -> None:
        """A row of headings."""
        looks = {**HEADER, **REQUIRED_FILL, "font_size": 10}
        self.put(row, column, *(Spot(title, "line", None, looks) for title in titles))

    def heading(self, row: int, column: int, text: str) -> None:
        """The heading of a block."""
        self.put(row, column, Spot(text, "bare", None, {"bold": True, "font_size": 12}))

    def write(self) -> None:
        """Write everything that was put."""
        page, last = self._page, max(row for row, _ in self._cells)
        for row in range(last + 1):
            page.sheet.set_row(row, 26 if row == 0 else LINE)
        for (row, column), spot in sorted(self._cells.items(), key=lambda each: each[0]):
            style = page.styles.of(**self._looks(spot))
            self._write(row, column, spot, style)
        page.next = last + 1

    def _looks(self, spot: Spot) -> dict[str, object]:
        if spot.look == "bare":
            return {"valign": "vcenter", **spot.looks}
        return {**CELL, "valign": "vcenter", **LOOKS[spot.look], **spot.looks}

    def _write(self, row: int, column: int, spot: Spot, style: Format) -> None:
        sheet = self._page.sheet
        if spot.formula is not None:
            shown = "" if spot.value is None else spot.value
            write_computed(sheet, row, column, Computed(spot.formula, shown), style)
        else:
            write(sheet, row, column, spot.value, style)
