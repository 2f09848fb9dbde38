"""The hidden sheet of our workbooks: which form of which year, whose, and what went out filled in.

It helps, and nothing depends on it alone, for people copy sheets into new workbooks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sysaudit.intake.grid import Grid, Workbook
from sysaudit.intake.values.dates import EARLIEST, LATEST
from sysaudit.intake.values.reading import number_text, rounded

SENT = "sent "
"""How the name of a row of the hidden sheet begins that holds the fingerprint of a row sent out."""
STAMP_SHEET = "_sysaudit"
"""The hidden sheet that says which form of which year this is."""


@dataclass(frozen=True)
class Stamp:
    """What the hidden sheet says; it helps, and nothing depends on it alone.

    Attributes:
        workbook: Which workbook of ours it is, where it is no form.
        sent: The fingerprints of the rows that went out filled in, by form id.
    """

    form_version: str | None = None
    fiscal_year: int | None = None
    division_code: str | None = None
    workbook: str | None = None
    sent: Mapping[str, frozenset[str]] = field(default_factory=dict)


def stamp_of(workbook: Workbook) -> Stamp:
    """What the hidden sheet says; nothing where there is none."""
    stamps = (read_stamp(grid) for grid in workbook.grids if grid.name == STAMP_SHEET)
    return next(stamps, Stamp())


def read_stamp(grid: Grid) -> Stamp:
    """The hidden sheet: names in its first column, values beside them."""
    pairs = [(str(row[0]), row[1]) for row in grid.rows if len(row) > 1 and row[1] != ""]
    told = dict(pairs)
    sent: dict[str, set[str]] = defaultdict(set)
    for name, value in pairs:
        if name.startswith(SENT):
            sent[name.removeprefix(SENT)].add(str(value))
    year = rounded(told.get("fiscal_year"))
    version = told.get("form_version")
    code = told.get("division_code")
    return Stamp(
        _as_text(version),
        year if year is not None and EARLIEST.year <= year <= LATEST.year else None,
        _as_text(code),
        _as_text(told.get("workbook")),
        {form_id: frozenset(fingerprints) for form_id, fingerprints in sent.items()},
    )


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    return number_text(value) if isinstance(value, float) else str(value)
