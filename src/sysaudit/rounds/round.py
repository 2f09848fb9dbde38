"""One round in numbers: how many divisions had returned, and how their returns stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from sysaudit.findings import Severity
from sysaudit.submissions import Status
from sysaudit.validation import Validation


class Round(BaseModel):
    """How things stood in one round; divisions are counted, not files."""

    model_config = ConfigDict(frozen=True)

    as_of: date = Field(description="判定日 of the round")
    returned: int = Field(description="divisions that returned what they owe, readable or not")
    clean: int = Field(description="those of them without errors and warnings in force")
    open: int = Field(description="the rest of them")
    missing: int | None = Field(description="divisions that did not; null without a roster")
    errors: int = Field(description="in force, over the whole ward")
    warnings: int = Field(description="in force, over the whole ward")


class Row(Protocol):
    """What a round needs to know of a submission."""

    @property
    def division_code(self) -> str | None:
        """None for a file of nobody, which is no division's return."""

    @property
    def department(self) -> str | None:
        """None for a division that is not on the roster."""

    @property
    def status(self) -> Status:
        """How it stands."""


def round_of(validation: Validation) -> Round:
    """A validation as a round."""
    counts = validation.counts
    return counted(
        validation.submissions,
        as_of=validation.context.as_of,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        has_roster=validation.roster is not None,
    )


def counted(
    submissions: Iterable[Row], *, as_of: date, errors: int, warnings: int, has_roster: bool
) -> Round:
    """The round of these submissions; a division with several files is clean if all of them are.

    Where there is a roster, a code that is not on it is no division.
    """
    states: dict[str, set[Status]] = defaultdict(set)
    for each in submissions:
        if each.division_code and (each.department or not has_roster):
            states[each.division_code].add(each.status)
    returned = [told for told in states.values() if Status.MISSING not in told]
    clean = sum(told == {Status.CLEAN} for told in returned)
    missing = len(states) - len(returned) if has_roster else None
    return Round(
        as_of=as_of,
        returned=len(returned),
        clean=clean,
        open=len(returned) - clean,
        missing=missing,
        errors=errors,
        warnings=warnings,
    )
