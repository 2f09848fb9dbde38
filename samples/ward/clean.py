"""Clean returns in any number, for benchmarks."""

from __future__ import annotations

from pathlib import Path
from random import Random

from samples.ward.returns import clean_return

from sysaudit.forms import QUESTIONNAIRE
from sysaudit.reports.templates import write_workbook

FIRST_CODE = 3001
"""The ward's own divisions have lower codes."""

SPARE_ROWS = 10


def write_clean_return(folder: Path, number: int, *, year: int = 2019) -> Path:
    """Write the return of a division that nobody else has; the same for the same number.

    Args:
        folder: Where to.
        number: From 0; gives the division its code and name.
        year: The fiscal year of the form, 2018 or 2019.
    """
    rng = Random(f"division {number}")
    code, name = str(FIRST_CODE + number), f"第{number + 1}課"
    told = clean_return(code, name, rng, year=year, systems=rng.randrange(2, 7))
    path = folder / told.file_name
    rows = max(map(len, told.rows.values())) + SPARE_ROWS
    write_workbook(path, QUESTIONNAIRE, year, told.rows, rows)
    return path
