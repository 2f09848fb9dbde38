"""What stands in a sheet besides its values; rows and columns count from 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sysaudit.findings import column_letters

Cell = tuple[int, int]
Run = tuple[int, int]
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What calamine does not tell of a sheet.

    Attributes:
        hidden_rows: First and last of each run of hidden rows.
        hidden_columns: First and last of each run of hidden columns.
        comments: Row, column and text (cut) of each note or thread of comments.
        struck: Filled cells that are struck out, wholly or in part.
        uncomputed: Cells with a formula whose value was never stored.
        errors: Row, column and error value, ``#REF!``.
        linked: Cells whose formula takes from another workbook.
        autofilter: Whether rows are hidden by a filter.
        merged: First row, first column, last row, last column.
    """

    hidden_rows: tuple[Run, ...] = ()
    hidden_columns: tuple[Run, ...] = ()
    comments: tuple[tuple[int, int, str], ...] = ()
    struck: tuple[Cell, ...] = ()
    uncomputed: tuple[Cell, ...] = ()
    errors: tuple[tuple[int, int, str], ...] = ()
    linked: tuple[Cell, ...] = ()
    autofilter: bool = False
    merged: tuple[Span, ...] = ()


def cell_name(row: int, column: int) -> str:
    """The cell as Excel names it."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """The number of a column from its letters, in capitals.

    >>> column_number("A"), column_number("AB"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def runs(spans: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring spans joined.

    >>> list(runs([(7, 7), (3, 3), (4, 5)]))
    [(3, 5), (7, 7)]
    """
    first = last = 0
    for start, end in sorted(spans):
        if first and start <= last + 1:
            last = max(last, end)
            continue
        if first:
            yield first, last
        first, last = start, end
    if first:
        yield first, last
