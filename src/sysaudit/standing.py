"""How each division stands, in its worst state: how far the ward is, who is still to be called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation


class Standing(StrEnum):
    """The state of a division, the worst last."""

    CLEAN = "clean"
    WARNINGS = "warnings"
    ERRORS = "errors"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    MISSING = "missing"


WORST = tuple(Standing)
BY_STATUS = {
    Status.UNREADABLE: Standing.UNREADABLE,
    Status.DUPLICATE: Standing.DUPLICATE,
    Status.MISSING: Standing.MISSING,
}
"""The rest is told by what was found."""


class Department(NamedTuple):
    """The divisions of a department by their standing; of all of them where ``name`` is None."""

    name: str | None
    counts: Counter[Standing]

    @property
    def divisions(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def returned(self) -> int:
        """How many have returned something, readable or not."""
        return self.divisions - self.counts[Standing.MISSING]


def standings(validation: Validation) -> dict[str, Standing]:
    """The worst state of each division, by code.

    With a roster, of the divisions that forms are expected of, in its order; else of those whose
    code stands in a file.
    """
    told: dict[str, list[Submission]] = defaultdict(list)
    for each in validation.submissions:
        if each.division_code:
            told[each.division_code].append(each)
    codes = sorted(told) if validation.roster is None else validation.ward.expected
    return {code: _worst(told.get(code, ())) for code in codes}


def by_department(validation: Validation) -> Iterator[Department]:
    """The departments in the order of the roster; nothing without one."""
    counts: dict[str | None, Counter[Standing]] = defaultdict(Counter)
    for code, standing in standings(validation).items():
        division = validation.ward.roster_by_code.get(code)
        if division is not None:
            counts[division.department][standing] += 1
    for name, of_it in counts.items():
        yield Department(name or "", of_it)


def ward(validation: Validation) -> Department:
    """All divisions together."""
    return Department(None, Counter(standings(validation).values()))


def _worst(submissions: Sequence[Submission]) -> Standing:
    """Of one division; without a file of its own it is in none but with errors.

    For then it is not missing either: its file bears another code, which is an error there.
    """
    return max(map(_of, submissions), key=WORST.index, default=Standing.ERRORS)


def _of(submission: Submission) -> Standing:
    if submission.status in BY_STATUS:
        return BY_STATUS[submission.status]
    if submission.errors:
        return Standing.ERRORS
    return Standing.CLEAN if submission.status is Status.CLEAN else Standing.WARNINGS
