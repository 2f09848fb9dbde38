"""Rectangles of cells: where the colours of a sheet lie, none twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sysaudit.findings import Address, column_letters
from sysaudit.intake.facts import Cell, Span
from sysaudit.intake.places import LAST_COLUMN, LAST_ROW


def span_at(address: Address, used: Cell) -> Span | None:
    """The cells of an address; of whole rows and columns those within the used part of the sheet.

    >>> span_at(Address("a.xlsx", "表紙", row=5, last_row=7), (20, 4))
    (5, 1, 7, 4)
    """
    row, column = address.row, address.column
    if row is None and column is None:
        return None
    last_row = address.last_row or row or max(used[0], 1)
    last_column = address.last_column or column or max(used[1], 1)
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        return None
    return (row or 1, column or 1, last_row, last_column)


def disjoint(spans: Iterable[Span], taken: Sequence[Span] = ()) -> list[Span]:
    """The same cells without those that are taken, each once.

    >>> disjoint([(1, 1, 3, 1), (2, 1, 2, 2)], taken=[(3, 1, 9, 9)])
    [(1, 1, 2, 1), (2, 2, 2, 2)]
    """
    kept: list[Span] = []
    for span in spans:
        pieces = [span]
        for other in (*taken, *kept):
            pieces = [rest for piece in pieces for rest in _minus(piece, other)]
        kept += pieces
    return kept


def _minus(span: Span, other: Span) -> Iterator[Span]:
    """What is left of a rectangle: above, below, left and right of the other."""
    top, left, bottom, right = span
    up, west, down, east = (
        max(top, other[0]),
        max(left, other[1]),
        min(bottom, other[2]),
        min(right, other[3]),
    )
    if up > down or west > east:
        yield span
        return
    if top < up:
        yield (top, left, up - 1, right)
    if down < bottom:
        yield (down + 1, left, bottom, right)
    if left < west:
        yield (up, left, down, west - 1)
    if east < right:
        yield (up, east + 1, down, right)


def reference(span: Span) -> str:
    """``D3`` or ``D3:D9``."""
    top, left, bottom, right = span
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
