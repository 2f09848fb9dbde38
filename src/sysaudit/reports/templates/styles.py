"""Fonts, fills and number formats of the forms."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from sysaudit.forms.field import ALWAYS, OPTIONAL, Column, Kind
from sysaudit.forms.prefilled import CONFIRMATION

FONT = "游ゴシック"
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # without "none" Excel takes the theme's font instead of the one that is named
    "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": "none"},
}
LINE_HEIGHT = 18.0
"""Points that a line of FONT at 11 points takes."""

NUMBER_FORMATS = {
    Kind.YEN: "#,##0",
    Kind.COUNT: "#,##0",
    Kind.RATING: "0",
    Kind.DATE: "yyyy/m/d",
    Kind.MONTH: "yyyy/m",
    Kind.FISCAL_YEAR: "0",
}
"""Kinds that hold numbers; the rest is text, so that 0123 and 11/15 stay what was typed."""

TEXT_FORMAT = "@"
CENTRED = frozenset({Kind.RATING, Kind.MARK, Kind.FISCAL_YEAR, Kind.DATE, Kind.MONTH})
EDGE = {"border": 1, "border_color": "#A6A6A6"}
HEADER = {**EDGE, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
REQUIRED_FILL = {"bg_color": "#1F4E78", "font_color": "#FFFFFF"}
CONDITIONAL_FILL = {"bg_color": "#9DC3E6"}
OPTIONAL_FILL = {"bg_color": "#EAF3FA", "bold": False}
UNCONFIRMED_FILL = "#FFF2CC"
COMPUTED_FILL = {"bg_color": "#EDEDED", "bold": False, "italic": True}
EPOCH = datetime(2019, 4, 1)
"""The creation date of every workbook of ours: equal contents, equal bytes."""


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[frozenset[tuple[str, object]], Format] = {}

    def of(self, **properties: object) -> Format:
        """The format with these properties."""
        name = frozenset(properties.items())
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._workbook.add_format(properties)
        return made

    def header(self, column: Column) -> Format:
        """Dark where required, lighter where sometimes, pale where not, italic where computed."""
        return self.of(**{**HEADER, **_fill(column)})

    def label(self, column: Column) -> Format:
        """A header that stands to the left of its value."""
        return self.of(**{**HEADER, **_fill(column), "align": "left", "indent": 1})

    def cell(self, column: Column, *, formula: bool = False) -> Format:
        """A cell that is filled in, or one that holds a formula."""
        return self.of(**_cell(column, formula or column.computed))

    def boxed(self, column: Column) -> Format:
        """A cell with a frame, on 表紙."""
        looks = _cell(column, column.computed)
        return self.of(**{**looks, **EDGE, "align": "left", "valign": "vcenter", "indent": 1})


def _fill(column: Column) -> dict[str, object]:
    if column.computed:
        return dict(COMPUTED_FILL)
    if column.required is ALWAYS:
        return dict(REQUIRED_FILL)
    return dict(OPTIONAL_FILL if column.required is OPTIONAL else CONDITIONAL_FILL)


def _cell(column: Column, formula: bool) -> dict[str, object]:
    # a formula in a cell of text format would turn into text when somebody edits it
    text = "General" if formula else TEXT_FORMAT
    looks: dict[str, object] = {
        "num_format": NUMBER_FORMATS.get(column.kind, text),
        "valign": "top",
        "text_wrap": column.kind not in NUMBER_FORMATS,
    }
    if column.of_prefilled and column.computed:
        looks["font_color"] = "#595959"
    if column.kind in CENTRED or column.key == CONFIRMATION:
        looks["align"] = "center"
    return looks


def width_of(text: str) -> int:
    """The width of a text in half-width characters.

    >>> width_of("システムID")
    10
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines_of(text: str, width: int) -> int:
    """How many lines a wrapped text takes in a column of ``width`` half-width characters."""
    return sum(max(1, ceil(_drawn(line) / max(1, width - 0.5))) for line in text.split("\n"))


def _drawn(text: str) -> float:
    """FONT draws a full-width character as wide as 1.85 digits, by which columns are measured."""
    wide = width_of(text) - len(text)
    return len(text) - wide + 1.85 * wide
