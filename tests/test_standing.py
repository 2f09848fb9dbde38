"""How each division stands, in its worst state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sysaudit.standing import Standing, by_department, standings, ward
from sysaudit.submissions import Status, Submission
from sysaudit.validation import validate
from tests.building import WardModel
from tests.reports.validations import made


def file(status: Status, errors: int = 0, warnings: int = 0) -> Submission:
    return Submission("a.xlsx", "1304", "課税課", status, errors, warnings)


CLEAN, WARNED = file(Status.CLEAN), file(Status.FINDINGS, 0, 1)
FAULTY, LOCKED = file(Status.FINDINGS, 1), file(Status.UNREADABLE, 1)
TWICE, ABSENT = file(Status.DUPLICATE), file(Status.MISSING)


@pytest.mark.parametrize(
    ("files", "standing"),
    [
        ([CLEAN], Standing.CLEAN),
        ([CLEAN, WARNED], Standing.WARNINGS),
        ([FAULTY, WARNED], Standing.ERRORS),
        ([FAULTY, LOCKED, CLEAN], Standing.UNREADABLE),
        ([TWICE, TWICE, LOCKED], Standing.DUPLICATE),
        ([CLEAN, ABSENT], Standing.MISSING),  # 監査調書 alone
        ([file(Status.NOT_OURS)], Standing.WARNINGS),
        ([], Standing.ERRORS),  # its file bears another code
    ],
)
def test_the_worst_state_counts(files: Sequence[Submission], standing: Standing) -> None:
    """A division with several files counts once; who is not on the roster does not."""
    stray = Submission("b.xlsx", "9999", None, Status.FINDINGS, 1)
    assert standings(made(submissions=[*files, stray]))["1304"] is standing
    assert ward(made(submissions=[*files, stray])).divisions == 3


def test_departments_add_up(tmp_path: Path) -> None:
    """Each division stands in one state of one department."""
    edits = ["1304 所管するシステム一覧!{利用者数}2 = 約20人", "1305 absent"]
    returned, _, roster = WardModel().edited(edits).write(tmp_path)
    validation = validate([returned], roster=roster)
    told = list(by_department(validation))
    assert sum((each.counts for each in told), start=type(told[0].counts)()) == (
        {Standing.ERRORS: 1, Standing.MISSING: 1}
    )
    assert (ward(validation).divisions, ward(validation).returned) == (2, 1)


def test_without_a_roster_nobody_is_missing(tmp_path: Path) -> None:
    """Divisions are those that files name; their departments are unknown."""
    returned, *_ = WardModel().edited([]).write(tmp_path)
    validation = validate([returned])
    assert standings(validation) == dict.fromkeys(("1304", "1305"), Standing.CLEAN)
    assert list(by_department(validation)) == []
