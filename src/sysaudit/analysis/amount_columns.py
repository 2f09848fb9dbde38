"""Amounts gathered column by column in the size of numbers, since there may be a million."""

from __future__ import annotations

from array import array
from enum import StrEnum

import numpy as np
import pandas as pd

from sysaudit.analysis.doubt import Reason

MEASURES = ("決算", "予算", *["見積"] * 5)
"""What the amount of each year is, in order of `AMOUNT_KEYS`."""
NUMBERS = ("line", "year", "typed", "yen", "column")
LABELS = ("measure", "treatment", "certainty", "code", "reason")


class Treatment(StrEnum):
    """What became of an amount."""

    TAKEN = "taken"
    APART = "apart"
    LEFT_OUT = "left_out"


class AmountColumns:
    """Grows column by column in the size of numbers, since there may be a million amounts."""

    def __init__(self) -> None:
        self._numbers: dict[str, array[int]] = {name: array("q") for name in NUMBERS}
        self._codes: dict[str, array[int]] = {name: array("h") for name in LABELS}
        self._labels: dict[str, dict[str, int]] = {name: {} for name in LABELS}

    def add(
        self,
        line: int,
        year: int,
        at: int,
        typed: int,
        yen: int,
        treatment: Treatment,
        certainty: str,
        why: Reason | None,
        column: int,
    ) -> None:
        """One amount."""
        numbers = (line, year, typed, yen, column)
        for cells, number in zip(self._numbers.values(), numbers, strict=True):
            cells.append(number)
        code, reason = why or ("", "")
        labels = (MEASURES[at], treatment, certainty, code, reason)
        for (name, cells), label in zip(self._codes.items(), labels, strict=True):
            known = self._labels[name]
            cells.append(known.setdefault(label, len(known)))

    def frame(self) -> pd.DataFrame:
        """The amounts as a table."""
        numbers = {name: np.array(cells, dtype="int64") for name, cells in self._numbers.items()}
        labels = {
            name: pd.Categorical.from_codes(
                np.array(cells, dtype="int16"), categories=list(self._labels[name])
            )
            for name, cells in self._codes.items()
        }
        return pd.DataFrame({**numbers, **labels})
