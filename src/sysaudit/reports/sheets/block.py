"""A block of a sheet: its columns, how their cells look, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xlsxwriter.utility import quote_sheetname

from sysaudit.reports.templates.styles import EDGE

SIZE = 10

CELL = {**EDGE, "valign": "top", "font_size": SIZE}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "text": {"text_wrap": True},
    "line": {},
    "centre": {"align": "center", "text_wrap": True},
    "yen": {"num_format": "#,##0"},
    "signed": {"num_format": "+#,##0;-#,##0;0"},
    "count": {"num_format": "#,##0"},
    "whole": {"num_format": "0", "align": "center"},
    "ratio": {"num_format": "0.0%"},
    "score": {"num_format": "0.0", "align": "center"},
    "z": {"num_format": "0.0"},
    "fraction": {"num_format": "0.0000000000"},
    "date": {"num_format": "yyyy/m/d", "align": "center"},
    "month": {"num_format": "yyyy/m", "align": "center"},
}
"""What a cell may look like, by name."""


Looks = Mapping[str, object]
"""Properties of a format."""


class Row(NamedTuple):
    """The row of a table for which a formula is made."""

    number: int
    letters: Mapping[str, str]

    def cell(self, key: str) -> str:
        """The cell of a column in this row, ``F12``."""
        return f"{self.letters[key]}{self.number}"


class Column(NamedTuple):
    """A column of a block.

    Attributes:
        key: The column of the data frame.
        width: In half-width characters.
        look: A name in `LOOKS`.
        formula: Makes the formula of a cell; the data frame holds the value that it shows.
        total: Its sum stands in the block's last row.
        printed: On paper too; columns that are not stand to the right of those that are.
        group: A heading that stands above several columns.
    """

    key: str
    title: str
    width: float
    look: str = "text"
    formula: Callable[[Row], str | None] | None = None
    total: bool = False
    printed: bool = True


@dataclass(frozen=True)
class Placed:
    """Where a block stands; rows count from 1, as Excel does, and leave out header and total."""

    sheet: str
    letters: Mapping[str, str]
    header: int
    first: int
    last: int
    total: int | None

    def range(self, key: str, first: int | None = None, last: int | None = None) -> str:
        """The cells of a column, ``'経費集計'!$C$5:$C$11``."""
        letter = self.letters[key]
        name = quote_sheetname(self.sheet)
        return f"{name}!${letter}${first or self.first}:${letter}${last or self.last}"

    def across(self, first_key: str, last_key: str, row: int) -> str:
        """The cells of a row from one column to another."""
        name = quote_sheetname(self.sheet)
        return f"{name}!${self.letters[first_key]}${row}:${self.letters[last_key]}${row}"

    def cell(self, key: str, row: int) -> str:
        """A cell, from other sheets too."""
        return f"{quote_sheetname(self.sheet)}!${self.letters[key]}${row}"

    def total_of(self, key: str) -> str:
        """The cell of a column's sum."""
        return self.cell(key, self.total or self.last)
