"""How far a sheet's contents reach.

calamine holds the whole rectangle from the first to the last filled cell in memory, so one stray
cell at the end of a sheet is enough to kill it. Cells that are only formatted do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

from sysaudit.findings import Text
from sysaudit.intake.facts import Cell, cell_name
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.refusal import Reason, Refused


def fits(rows: int, columns: int, limits: Limits) -> bool:
    """Whether contents down to a row and out to a column may be a form."""
    near = rows <= limits.last_row and columns <= limits.last_column
    return near and rows * columns <= limits.cells


@dataclass(slots=True)
class Extent:
    """The lowest and the rightmost filled cell seen so far."""

    lowest: Cell = (0, 0)
    rightmost: Cell = (0, 0)

    def include(self, row: int, column: int) -> None:
        """Take in a filled cell."""
        if row > self.lowest[0]:
            self.lowest = (row, column)
        if column > self.rightmost[1]:
            self.rightmost = (row, column)

    def check(self, limits: Limits, sheet: str) -> None:
        """Refuse contents that reach too far, naming the farthest cell.

        Raises:
            Refused: With the reason ``FAR_CELL``.
        """
        if fits(self.lowest[0], self.rightmost[1], limits):
            return
        too_wide = self.rightmost[1] > limits.last_column
        far = cell_name(*(self.rightmost if too_wide else self.lowest))
        raise Refused(
            Reason.FAR_CELL,
            raisable(
                Text(f"{far} に記入があります", f"something stands in {far}"),
                *self._exceeded(limits),
            ),
            sheet,
            far,
        )

    def _exceeded(self, limits: Limits) -> list[str]:
        """The settings that would have to be raised."""
        rows, columns = self.lowest[0], self.rightmost[1]
        reached = {
            "last_row": rows > limits.last_row,
            "last_column": columns > limits.last_column,
            "cells": rows * columns > limits.cells,
        }
        return [name for name, too_far in reached.items() if too_far]
