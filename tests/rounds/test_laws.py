"""What holds for the sample ward, whatever is taken out of it."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.reports.validations import made

from sysaudit.reports.json_output import validation_json
from sysaudit.rounds import Baseline, State, Tally, compared
from sysaudit.validation import Validation, validate

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@cache
def files() -> tuple[Path, ...]:
    folders = ("returned", "self-checks", "second-evaluation")
    found = [path for name in folders for path in sorted((SAMPLES / "2019" / name).iterdir())]
    return (*found, SAMPLES / "2018" / "前年度監査結果.xlsx")


def validated(returned: tuple[Path, ...], previous: bool = True) -> Validation:
    return validate(
        returned,
        roster=SAMPLES / "2019" / "組織台帳.xlsx",
        previous=[SAMPLES / "2018" / "returned"] if previous else [],
        as_of=date(2019, 7, 1),
    )


@cache
def first() -> Validation:
    return validated(files())


@cache
def baseline() -> Baseline:
    return Baseline.model_validate_json(validation_json(first(), "ja"))


def test_a_round_compared_with_itself() -> None:
    """Every finding is still there, and none is gone."""
    change = compared(first(), baseline())
    assert {change.state_of(finding) for finding in first().findings} == {State.STILL}
    assert (change.mended, change.unchecked) == ((), ())
    assert change.before == change.now


@pytest.mark.parametrize("seed", range(3))
def test_whoever_is_left_out_mends_nothing(seed: int) -> None:
    """Files taken out of the folder put nothing right, in their own division or in others.

    Except where a division had returned two files, for then the matter is settled.
    """
    taken = random.Random(seed).sample(files(), (10, 40, 90)[seed])
    rest = tuple(path for path in files() if path not in taken)
    change = compared(validated(rest, previous=seed != 1), baseline())
    assert {each.code for each in change.mended} <= {"F12"}
    assert change.unchecked


def test_the_tallies_add_up() -> None:
    """Those of the divisions to that of the ward, and both to the counts."""
    change = compared(made(), Baseline.model_validate_json(validation_json(made(()), "ja")))
    assert change.total == Tally(*map(sum, zip(*change.tallies.values(), strict=True)))
    assert change.total == Tally(new=4)
