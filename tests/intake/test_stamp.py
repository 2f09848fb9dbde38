"""The hidden sheet of our workbooks, as somebody may have left it."""

from __future__ import annotations

import pytest

from sysaudit.intake.grid import Grid
from sysaudit.intake.stamp import STAMP_SHEET, read_stamp


@pytest.mark.parametrize("year", [-1, 0, 99_999, float("inf"), float("nan"), True, "2019"])
def test_a_year_that_is_none_is_no_year(year: object) -> None:
    """Nothing depends on the hidden sheet, so nothing is said of it either."""
    grid = Grid(STAMP_SHEET, 0, visible=False, rows=[["fiscal_year", year]])
    assert read_stamp(grid).fiscal_year is None


@pytest.mark.parametrize(("version", "told"), [(3.0, "3"), (float("inf"), "INF"), ("3", "3")])
def test_a_number_is_told_as_text(version: object, told: str) -> None:
    """Whole, without a point; and no number is too large for it."""
    grid = Grid(STAMP_SHEET, 0, visible=False, rows=[["form_version", version]])
    assert read_stamp(grid).form_version == told
