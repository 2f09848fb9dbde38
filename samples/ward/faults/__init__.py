"""Every fault planted in the returns of 2019, by stage."""

from __future__ import annotations

from samples.ward.faults import across, cells, files, money, rows, sheets
from samples.ward.faults.plan import Fault

FAULTS: tuple[Fault, ...] = (
    *files.FAULTS,
    *sheets.FAULTS,
    *cells.FAULTS,
    *rows.FAULTS,
    *across.FAULTS,
    *money.FAULTS,
)
