"""How large the box of a note is, and over which cells of the sheet it lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sysaudit.intake.facts import Cell
from sysaudit.intake.places import LAST_COLUMN
from sysaudit.reports.marking.elements import Element
from sysaudit.reports.templates.styles import lines_of

WIDTH = 300
"""Pixels that a box is wide."""
LINE = 18
"""Pixels that a line of 9 points takes, with room between the lines."""
MARGIN = 16
TALLEST = 900
CHARACTERS = 42
"""Half-width characters of 9 points that stand in one line of a box."""

FARTHEST = 2_000
"""Hidden rows have no height: so many are passed over, and no more."""

_DIGIT = 7
"""Pixels that a digit takes, by which the widths of columns are measured."""
_NORMAL_WIDTH, _NORMAL_HEIGHT = 64, 20
_PER_POINT = 96 / 72
_ROW = re.compile(rb"<row [^>]*>")
_TOLD = re.compile(rb'\s(r|ht|hidden)="([^"]*)"')


class Box(NamedTuple):
    """Where a box begins and ends: column, pixels into it, row, pixels into it, from 0."""

    left: int
    left_offset: int
    top: int
    top_offset: int
    right: int
    right_offset: int
    bottom: int
    bottom_offset: int


class Grid:
    """The widths and heights of a sheet in pixels, as far as it tells them."""

    def __init__(self, xml: bytes, root: Element) -> None:
        usual = root.first("sheetFormatPr")
        told = usual.attributes if usual else {}
        width, height = told.get("defaultColWidth"), told.get("defaultRowHeight")
        self._width = round(_number(width) * _DIGIT) if width else _NORMAL_WIDTH
        self._height = round(_number(height) * _PER_POINT) or _NORMAL_HEIGHT
        self._columns = [_column(each.attributes) for each in root.listed("cols")]
        self._rows = dict(_rows(xml))

    def width(self, column: int) -> int:
        """Of a column, counted from 1."""
        widths = (width for first, last, width in self._columns if first <= column <= last)
        return next(widths, self._width)

    def height(self, row: int) -> int:
        """Of a row, counted from 1."""
        return self._rows.get(row, self._height)

    def box(self, cell: Cell, text: str) -> Box:
        """The box of a note, to the right of its cell."""
        row, column = cell
        left, top = min(column + 1, LAST_COLUMN - 9), max(row - 1, 1)
        right, right_offset = _reached(left, 15 + WIDTH, self.width)
        bottom, bottom_offset = _reached(top, 4 + height_of(text), self.height)
        return Box(left - 1, 15, top - 1, 4, right - 1, right_offset, bottom - 1, bottom_offset)


def height_of(text: str) -> int:
    """The pixels that a text needs in a box."""
    return min(LINE * lines_of(text, CHARACTERS) + MARGIN, TALLEST)


def _reached(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row in which so many pixels end, and how many of them lie in it."""
    at = start
    while at < start + FARTHEST and pixels > size(at):
        pixels -= size(at)
        at += 1
    return at, pixels


def _column(told: dict[str, str]) -> tuple[int, int, int]:
    hidden = told.get("hidden", "0") in ("1", "true")
    width = 0 if hidden else round(_number(told.get("width")) * _DIGIT)
    return int(_number(told.get("min"))), int(_number(told.get("max"))), width


def _rows(xml: bytes) -> list[tuple[int, int]]:
    """Rows of a height of their own; a tag that is written otherwise costs a finer fit alone."""
    rows = []
    for tag in _ROW.findall(xml):
        if b"ht=" in tag or b"hidden=" in tag:
            told = {name: value.decode() for name, value in _TOLD.findall(tag)}
            hidden = told.get(b"hidden", "0") in ("1", "true")
            height = 0 if hidden else round(_number(told.get(b"ht")) * _PER_POINT)
            rows.append((int(_number(told.get(b"r"))), height or (0 if hidden else _NORMAL_HEIGHT)))
    return rows


def _number(told: str | None) -> float:
    try:
        return float(told or 0)
    except ValueError:
        return 0.0
