"""What a division wrote beside our remarks on 確認事項: the one thing that is read there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sysaudit.intake.grid import Grid
from sysaudit.intake.our_marks import ANSWER_HEADER, NUMBER_HEADER
from sysaudit.intake.values.reading import number_text

LONGEST = 500
"""Longer answers are cut."""


@dataclass(frozen=True)
class Answer:
    """An answer to a remark; row and column as Excel counts.

    Attributes:
        number: The number of the remark, as it stands there.
    """

    sheet: str
    row: int
    column: int
    number: str
    text: str


def answers_on(grid: Grid) -> Iterator[Answer]:
    """The answers on our page, from its row of headers down."""
    columns: dict[str, int] = {}
    for row, values in grid:
        cells = dict(enumerate(values, start=grid.left))
        if not columns:
            named = {str(value): number for number, value in cells.items()}
            if ANSWER_HEADER in named and NUMBER_HEADER in named:
                columns = named
            continue
        text = str(cells.get(columns[ANSWER_HEADER], "")).strip()
        if text:
            number = cells.get(columns[NUMBER_HEADER], "")
            told = number_text(number) if isinstance(number, float) else str(number)
            yield Answer(grid.name, row, columns[ANSWER_HEADER], told, text[:LONGEST])
