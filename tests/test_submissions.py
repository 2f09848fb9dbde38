"""提出状況: what a division's row says of its return."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sysaudit.validation import validate
from tests.building import WardModel


def days_late(folder: Path, submitted: str, as_of: date | None) -> int | None:
    edits = [f"1304 表紙!B8 = {submitted}"]
    returned, _, roster = WardModel().edited(edits).write(folder)
    validation = validate([returned], roster=roster, as_of=as_of)
    return next(s.days_late for s in validation.submissions if s.division_code == "1304")


@pytest.mark.parametrize(
    ("submitted", "as_of", "late"),
    [
        ("2019-07-02", date(2019, 7, 5), 4),
        ("2019-07-02", None, 4),
        ("2019-06-28", date(2019, 7, 5), 0),
        ("2019-07-06", date(2019, 7, 5), None),  # it lies ahead of the clock
        ("2020-06-14", date(2020, 7, 1), None),  # another fiscal year
        ("2019-06-09", date(2019, 7, 5), None),  # before 課長確認日
    ],
)
def test_lateness_is_told_by_a_possible_day_alone(
    submitted: str, as_of: date | None, late: int | None, tmp_path: Path
) -> None:
    """An impossible 提出日 gives no 超過; the default clock, 1 April, makes no day impossible."""
    assert days_late(tmp_path, submitted, as_of) == late
