"""How large the box of a note is, and over which cells of the sheet it lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from sysaudit.intake.facts import Cell
from sysaudit.intake.markup import is_on
from sysaudit.intake.places import LAST_COLUMN, LAST_ROW
from sysaudit.reports.marking.elements import Element, whole
from sysaudit.reports.templates.styles import lines_of

WIDTH = 300
"""Pixels that a box is wide."""
LINE = 18
"""Pixels that a line of 9 points takes, with room between the lines."""
MARGIN = 16
TALLEST = 900
CHARACTERS = 42
"""Half-width characters of 9 points that stand in one line of a box."""

FARTHEST = 500
"""Hidden rows have no height: so many are passed over, and no more."""

_DIGIT = 7
"""Pixels that a digit takes, by which the widths of columns are measured."""
_NORMAL_WIDTH, _NORMAL_HEIGHT = 64, 20
_PER_POINT = 96 / 72
_LARGEST = 500
"""Digits or points: Excel makes no column wider than 255, no row higher than 409."""
_ROW = re.compile(rb"<row [^<>]*>")
_TOLD = re.compile(r'\s(r|ht|hidden)="([^"]*)"')


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
        self._width = _pixels(width, _DIGIT) if width else _NORMAL_WIDTH
        self._height = _pixels(height, _PER_POINT) or _NORMAL_HEIGHT
        self._columns = sorted(map(_column, root.listed("cols")))
        self._rows = dict(_rows(xml))

    def width(self, column: int) -> int:
        """Of a column, counted from 1."""
        before = bisect_right(self._columns, column, key=itemgetter(0))
        _, last, width = self._columns[before - 1] if before else (0, 0, 0)
        return width if column <= last else self._width

    def height(self, row: int) -> int:
        """Of a row, counted from 1."""
        return self._rows.get(row, self._height)

    def box(self, cell: Cell, text: str) -> Box:
        """The box of a note, to the right of its cell."""
        row, column = cell
        left, top = min(column + 1, LAST_COLUMN - 9), max(row - 1, 1)
        right, right_offset = _reached(left, LAST_COLUMN, 15 + WIDTH, self.width)
        bottom, bottom_offset = _reached(top, LAST_ROW, 4 + height_of(text), self.height)
        return Box(left - 1, 15, top - 1, 4, right - 1, right_offset, bottom - 1, bottom_offset)


def height_of(text: str) -> int:
    """The pixels that a text needs in a box."""
    return min(LINE * lines_of(text, CHARACTERS) + MARGIN, TALLEST)


def _reached(start: int, last: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row in which so many pixels end, and how many of them lie in it."""
    at = start
    while at < min(start + FARTHEST, last) and pixels > size(at):
        pixels -= size(at)
        at += 1
    return at, pixels


def _column(element: Element) -> tuple[int, int, int]:
    told = element.attributes
    width = 0 if is_on(told.get("hidden")) else _pixels(told.get("width"), _DIGIT)
    return element.number("min"), element.number("max"), width


def _rows(xml: bytes) -> list[tuple[int, int]]:
    """Rows of a height of their own; a tag that is written otherwise costs a finer fit alone."""
    rows = []
    for tag in _ROW.findall(xml):
        if b"ht=" in tag or b"hidden=" in tag:
            told = dict(_TOLD.findall(tag.decode(errors="replace")))
            height = _pixels(told.get("ht"), _PER_POINT) or _NORMAL_HEIGHT
            row = whole(told.get("r", "")) or 0
            rows.append((row, 0 if is_on(told.get("hidden")) else height))
    return rows


def _pixels(told: str | None, each: float) -> int:
    """A width or height; 0 where it is missing or no number."""
    try:
        size = float(told or 0)
    except ValueError:
        return 0
    return round(min(size, _LARGEST) * each) if size > 0 else 0
