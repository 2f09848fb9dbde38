"""A result written again, and compared with the file cell by cell where rows have no key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sysaudit.audits import Result, book
from sysaudit.audits.differences import Difference
from sysaudit.audits.reading import Book
from sysaudit.audits.verification import Verification
from sysaudit.findings import Address, Text
from sysaudit.intake.grid import Grid, Workbook, open_bytes
from sysaudit.intake.limits import Limits
from sysaudit.intake.places import LAST_ROW
from sysaudit.reports.draw_workbook import draw_workbook

SHEETS = (book.CALENDAR, book.PROOF)
"""The others are compared row by row, so that they may be sorted."""


def differences_by_cell(verification: Verification, told: Book) -> Verification:
    """With the cells of 日程 and 検証 that are not what the draw gives when it is written again."""
    result = verification.result
    if result is None:
        return verification
    redrawn = told.fields["redrawn"].text
    again = _written_again(replace(result, redrawn=redrawn))
    known = {each.at for each in verification.differences}
    more = [
        each for sheet in SHEETS for each in _of_sheet(told, sheet, again) if each.at not in known
    ]
    return replace(verification, differences=(*verification.differences, *more))


def _written_again(result: Result) -> dict[str, Grid]:
    limits = Limits(last_row=LAST_ROW)
    opened = open_bytes(draw_workbook(result), "", limits, lambda sheet: sheet not in SHEETS)
    return {grid.name: grid for grid in opened.grids} if isinstance(opened, Workbook) else {}


def _of_sheet(told: Book, sheet: str, again: dict[str, Grid]) -> Iterator[Difference]:
    here, there = told.grids.get(sheet), again[sheet]
    if here is None:
        return
    rows = max(here.top + len(here.rows), there.top + len(there.rows))
    columns = max(g.left + max(map(len, g.rows), default=0) for g in (here, there))
    for row in range(1, rows):
        for column in range(1, columns):
            if not _same(sheet, here.value(row, column), there.value(row, column)):
                yield Difference(
                    Text(
                        "抽選をやり直して書いた内容と違います。",
                        "not what the draw gives when it is written again",
                    ),
                    Address(told.file, sheet, row, column),
                )


def _same(sheet: str, one: object, other: object) -> bool:
    if one == "" and isinstance(other, float) and sheet == book.PROOF:
        return True  # a formula of a workbook that was saved without values
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(other))
    return one == other
