"""Cell references as they stand in XML: ``A1``, ``A1:B2``."""

from __future__ import annotations

import re

from sysaudit.intake.facts import Cell, Span, column_number

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def place_of(reference: str) -> Cell | None:
    """Row and column, or None for what is no cell of Excel.

    >>> place_of("C5"), place_of("XFD1048576"), place_of("XFE1"), place_of("A0")
    ((5, 3), (1048576, 16384), None, None)
    """
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1].upper())
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def span_of(reference: str) -> Span | None:
    """First row, first column, last row, last column of a range of several cells."""
    first, colon, last = reference.partition(":")
    start, end = place_of(first), place_of(last)
    return (*start, *end) if colon and start and end else None
