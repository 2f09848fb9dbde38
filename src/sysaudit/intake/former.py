"""Last year's returns: each file itself, or all that our own 分析書 of last year holds."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.intake.analysis_book import (
    COST_SHEET,
    KIND,
    PART,
    SYSTEM_SHEET,
    by_division,
    cost_grids,
)
from sysaudit.intake.folder import File
from sysaudit.intake.grid import Workbook, open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.places import LAST_ROW
from sysaudit.intake.records import Table, read_table
from sysaudit.intake.refusal import Reason, Refusal
from sysaudit.intake.returned import Reader, Returned
from sysaudit.intake.stamp import STAMP_SHEET, Stamp, stamp_of

OURS_LARGER = 40
"""So many times the size of a returned file our own 分析書 may have."""
SIZES = ("file_bytes", "unpacked_bytes", "cells")
OURS_SLOWER = 10
"""So many times as long as a returned file it may take."""


def former_returns(reader: Reader, source: File) -> tuple[Returned, ...]:
    """Last year's returns in one file: itself, or all that our own 分析書 holds."""
    returned = reader.read(source)
    too_large = returned.refusal is not None and returned.refusal.reason is Reason.TOO_LARGE
    if not too_large and returned.stamp.workbook != KIND:
        return (returned,)
    workbook = open_workbook(source, limits_of_ours(reader.limits), _unless_former)
    if isinstance(workbook, Refusal) or stamp_of(workbook).workbook != KIND:
        return (returned,)
    return tuple(_parts(reader, source.name, workbook))


def _parts(reader: Reader, file: str, workbook: Workbook) -> Iterator[Returned]:
    """What each division returned, out of a 分析書."""
    year = stamp_of(workbook).fiscal_year
    tables: dict[str, list[Table]] = {}
    for grid in workbook.grids:
        if grid.name == SYSTEM_SHEET and (layout := reader.finder.find(grid)):
            for code, own in by_division(layout).items():
                tables.setdefault(code, []).append(read_table(grid, own, file))
        elif grid.name == COST_SHEET and year is not None:
            for code, costs in cost_grids(grid, year):
                if layout := reader.finder.find(costs):
                    tables.setdefault(code, []).append(read_table(costs, layout, file))
    for code, several in tables.items():
        stamp = Stamp(fiscal_year=year, division_code=code, workbook=PART)
        yield Returned(file, workbook.sha256, tables=tuple(several), stamp=stamp)


def limits_of_ours(limits: Limits) -> Limits:
    """A 分析書 holds what all divisions returned."""
    return limits.model_copy(
        update={
            "last_row": LAST_ROW,
            "seconds": limits.seconds * OURS_SLOWER,
            **{name: getattr(limits, name) * OURS_LARGER for name in SIZES},
        }
    )


def _unless_former(sheet: str) -> bool:
    """Whether a sheet of a 分析書 is of no use as last year's return."""
    return sheet not in (SYSTEM_SHEET, COST_SHEET, STAMP_SHEET)
