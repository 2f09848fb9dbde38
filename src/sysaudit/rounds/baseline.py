"""What an earlier round left: as much of its JSON as the next round needs.

Keys that came with later versions have defaults, so that the JSON of an earlier one will do.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sysaudit.findings import Severity
from sysaudit.rounds.papers import Papers
from sysaudit.rounds.round import Round, counted
from sysaudit.submissions import Status


class _Part(BaseModel):
    """Keys that later versions add are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Known(_Part):
    """A finding as it stood then, in the words of that round."""

    id: str
    code: str
    name: str
    severity: Severity
    file: str | None
    sheet: str | None
    cell: str | None
    key: str | None
    given: str | None
    expected: str | None
    difference: int | None
    message: str
    fix: str
    official_rule: str | None
    division_code: str | None
    form: str | None
    label: str | None
    count: int
    waived: str | None
    members: tuple[str, ...] = ()


class KnownSubmission(_Part):
    """How a file, or a division without one, stood then."""

    division_code: str | None
    department: str | None
    status: Status


class KnownSummary(_Part):
    """The counts of then."""

    divisions: int | None
    errors: int
    warnings: int


class Baseline(_Part):
    """The envelope of an earlier round.

    Attributes:
        unchecked: Findings of rounds before it that it could not look for.
        rounds: The rounds up to it; blank where an earlier version wrote it.
        papers: What its rules were given; None where an earlier version wrote it.
    """

    version: Literal[1]
    command: Literal["validate"]
    summary: KnownSummary
    submissions: tuple[KnownSubmission, ...]
    findings: tuple[Known, ...]
    fiscal_year: int
    as_of: date
    unchecked: tuple[Known, ...] | None = None
    rounds: tuple[Round, ...] = ()
    papers: Papers | None = None

    @property
    def history(self) -> tuple[Round, ...]:
        """The rounds up to it, itself last."""
        return self.rounds or (
            counted(
                self.submissions,
                as_of=self.as_of,
                errors=self.summary.errors,
                warnings=self.summary.warnings,
                has_roster=self.summary.divisions is not None,
            ),
        )

    @property
    def given(self) -> Papers:
        """What its rules were given, as far as it is known."""
        return self.papers or Papers(roster=self.summary.divisions is not None)
