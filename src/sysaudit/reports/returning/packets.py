"""What each division gets back: its files with remarks, or a reminder that none has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sysaudit.findings import Address, Finding, Severity
from sysaudit.forms import ANSWERED_BY_DIVISIONS
from sysaudit.intake.returned import Returned
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

ASKED = (Severity.ERROR, Severity.WARNING)
"""What a division is asked to look at; what was merely understood needs no hand."""


@dataclass(frozen=True)
class Packet:
    """What goes back to one division.

    Attributes:
        files: Its files with remarks, by their names in the findings, each with its findings.
        due: Until when it should have returned, where it has not; None where nobody knows.
        days_late: Days since then, by the clock; 0 in time.
        missing: Whether the forms of the survey have not come, and nobody has accepted that.
    """

    code: str
    name: str
    promoter: str | None
    files: tuple[tuple[str, tuple[Finding, ...]], ...] = ()
    missing: bool = False
    due: date | None = None
    days_late: int = 0

    @property
    def findings(self) -> list[Finding]:
        """All that the division is asked to look at, the gravest first."""
        every = [finding for _, findings in self.files for finding in findings]
        return sorted(every, key=lambda finding: finding.severity.rank)


def packets_of(validation: Validation) -> tuple[Packet, ...]:
    """The packets in the order of the roster; a division that is clean gets none."""
    asked = _asked(validation)
    _ask_all_of_several(asked, validation)
    owned: dict[str, list[Submission]] = defaultdict(list)
    for submission in validation.submissions:
        if submission.division_code and _goes_back(submission, validation):
            owned[submission.division_code].append(submission)
    roster = validation.ward.roster_by_code
    order = [*(code for code in roster if code in owned), *(c for c in owned if c not in roster)]
    packets = (_packet(code, owned[code], asked, validation) for code in order)
    return tuple(packet for packet in packets if packet.files or packet.missing)


def of_nobody(validation: Validation) -> Iterator[str]:
    """Files with remarks that go back to nobody, for nobody knows whose they are."""
    asked = _asked(validation)
    for submission in validation.submissions:
        file = submission.file
        if file is not None and file in asked and submission.division_code is None:
            yield file


def _asked(validation: Validation) -> dict[str, list[Finding]]:
    """By file, the errors and warnings in force."""
    asked: dict[str, list[Finding]] = defaultdict(list)
    for finding in validation.findings:
        if finding.address.file and finding.waived is None and finding.severity in ASKED:
            asked[finding.address.file].append(finding)
    return asked


def _ask_all_of_several(asked: dict[str, list[Finding]], validation: Validation) -> None:
    """Where a form came twice, the question which one counts goes back with every file."""
    for files in validation.ward.duplicated.values():
        first, *others = files
        question = [f for f in asked.get(first.file, ()) if f.address == Address(first.file)]
        for other in others:
            asked[other.file] += [replace(f, address=Address(other.file)) for f in question]


def _goes_back(submission: Submission, validation: Validation) -> bool:
    """Whether a file is a division's; the IT division's own lists are nobody's to mend."""
    if submission.file is None:
        return True
    file = _file(submission.file, validation)
    if file.is_slip:
        return False
    return not file.ours or any(table.form_id in ANSWERED_BY_DIVISIONS for table in file.tables)


def _file(name: str, validation: Validation) -> Returned:
    return next(file for file in validation.returned if file.file == name)


def _is_owed(submission: Submission) -> bool:
    """Whether 未提出 is in force for a division, which may have returned its self-check."""
    return submission.status is Status.MISSING and submission.errors + submission.warnings > 0


def _packet(
    code: str,
    submissions: list[Submission],
    asked: dict[str, list[Finding]],
    validation: Validation,
) -> Packet:
    division = validation.ward.roster_by_code.get(code)
    files = [s.file for s in submissions if s.file and s.file in asked]
    covers = (f.cover for f in validation.returned if f.division_code == code and f.cover)
    promoter = next((cover.it_promoter for cover in covers if cover.it_promoter), None)
    return Packet(
        code,
        next((s.division_name for s in submissions if s.division_name), None) or "",
        (division and division.it_promoter) or promoter,
        tuple((file, tuple(asked[file])) for file in files),
        any(_is_owed(s) for s in submissions),
        submissions[0].due,
        max((s.days_late or 0 for s in submissions if _is_owed(s)), default=0),
    )
