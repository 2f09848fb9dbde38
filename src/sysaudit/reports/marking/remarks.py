"""What a division is asked to look at in one returned file, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sysaudit.findings import Finding, Severity, Text

NO_STATES: Mapping[str, Text] = MappingProxyType({})
WEIGHTS = {Severity.ERROR: "必ず直す", Severity.WARNING: "確かめる"}
"""What a severity means to whoever has to mend it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, and how it stands against the round before (``新しい``, ``まだ``)."""

    finding: Finding
    state: Text | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks on one file.

    Attributes:
        file: The name under which it lies beside what is written.
        reason: Why it gets a slip; None for a marked copy.
        rows: Errors and warnings in force, in the order in which they are listed.
        mended: How many findings of the round before are mended; None where there was none.
    """

    division_code: str | None
    division_name: str | None
    fiscal_year: int
    as_of: date
    file: str
    rows: Sequence[Remark] = ()
    mended: int | None = None
    reason: Text | None = None

    def count(self, severity: Severity) -> int:
        """How many remarks are so grave."""
        return sum(remark.finding.severity is severity for remark in self.rows)

    @property
    def at_cells(self) -> bool:
        """Whether any remark is on cells, and not on a whole sheet or file."""
        return any(remark.finding.address.cell for remark in self.rows)

    @property
    def with_states(self) -> bool:
        """Whether the rows say how they stand against the round before."""
        return any(remark.state for remark in self.rows)


def remarks_of(
    file: str,
    findings: Iterable[Finding],
    *,
    fiscal_year: int,
    as_of: date,
    division_code: str | None = None,
    division_name: str | None = None,
    states: Mapping[str, Text] = NO_STATES,
    mended: int | None = None,
    reason: Text | None = None,
) -> Remarks:
    """The remarks on a file: what is in force and asks for something, the gravest first.

    Args:
        file: Its name.
        findings: All there are; those of other files or of none, waived ones and mere notices are
            left out, the order is kept.
        fiscal_year: Of the survey.
        as_of: The day of the check.
        division_code: Whose file it is.
        division_name: Whose file it is.
        states: How a finding stands against the round before, by its identifier.
        mended: How many findings of the round before are mended.
        reason: Why it gets a slip.
    """
    asked = [
        finding
        for finding in findings
        if finding.severity in WEIGHTS and finding.waived is None and finding.address.file == file
    ]
    asked.sort(key=lambda finding: finding.severity.rank)
    rows = tuple(Remark(finding, states.get(finding.id)) for finding in asked)
    return Remarks(division_code, division_name, fiscal_year, as_of, file, rows, mended, reason)
