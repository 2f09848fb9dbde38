"""The sample ward analysed once, for tests that look at it from many sides."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sysaudit.analysis import Analysis, analyze
from sysaudit.validation import Validation, validate

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
RETURNED = SAMPLES / "2019" / "returned"
SECOND = SAMPLES / "2019" / "second-evaluation"
ROSTER = SAMPLES / "2019" / "組織台帳.xlsx"
PREVIOUS = SAMPLES / "2018" / "returned"
PREVIOUS_ROSTER = SAMPLES / "2018" / "組織台帳.xlsx"


@cache
def validated() -> Validation:
    """This year's returns and second evaluations, beside last year's returns."""
    return validate([RETURNED, SECOND], roster=ROSTER, previous=[PREVIOUS], jobs=0)


@cache
def analysed() -> Analysis:
    """The analysis of the whole sample ward."""
    return analyze(validated())
