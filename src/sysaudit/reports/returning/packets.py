"""What each division gets back: its files with remarks, or a reminder that none has come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sysaudit.contacts import Contact, contacts_of
from sysaudit.findings import Address, Finding, Severity
from sysaudit.forms import ANSWERED_BY_DIVISIONS
from sysaudit.intake.returned import Returned
from sysaudit.reports.returning.owners import other_owners
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


@dataclass(frozen=True)
class Packets:
    """What goes back, and what is held.

    Attributes:
        packets: In the order of the roster; a division that is clean gets none.
        held: Files with remarks that go back to nobody: nobody knows for certain whose they are.
    """

    packets: tuple[Packet, ...]
    held: tuple[str, ...] = ()


def packets_of(validation: Validation) -> Packets:
    """What goes back to whom: the files with errors or warnings in force, reminders for the rest.

    Args:
        validation: With a roster, who has returned nothing is reminded too.
    """
    asked = _asked(validation)
    _ask_all_of_several(asked, validation)
    files = {file.file: file for file in validation.returned}
    owned: dict[str, list[Submission]] = defaultdict(list)
    held: list[str] = []
    in_doubt: set[str] = set()
    for submission in validation.submissions:
        file = files.get(submission.file or "")
        if file is not None and not _goes_back(file):
            continue
        code = submission.division_code
        others = other_owners(file, code, validation.ward) if file and code else frozenset()
        if code is None or others:
            held += [submission.file] if submission.file in asked and submission.file else []
            in_doubt |= others
        else:
            owned[code].append(submission)
    roster = validation.ward.roster_by_code
    order = [*(code for code in roster if code in owned), *(c for c in owned if c not in roster)]
    contacts = contacts_of(validation)
    packets = (
        _packet(
            code, owned[code], asked, contacts.get(code, Contact()), reminded=code not in in_doubt
        )
        for code in order
    )
    return Packets(tuple(p for p in packets if p.files or p.missing), tuple(held))


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


def _goes_back(file: Returned) -> bool:
    """Whether a file is a division's; the IT division's own lists are nobody's to mend."""
    answered = any(table.form_id in ANSWERED_BY_DIVISIONS for table in file.tables)
    return not file.is_slip and (answered or not file.ours)


def _is_owed(submission: Submission) -> bool:
    """Whether 未提出 is in force for a division, which may have returned its self-check."""
    return submission.status is Status.MISSING and submission.errors + submission.warnings > 0


def _packet(
    code: str,
    submissions: list[Submission],
    asked: dict[str, list[Finding]],
    contact: Contact,
    *,
    reminded: bool,
) -> Packet:
    """A division's packet; it is not ``reminded`` while a file is held that may be its own."""
    owed = [each for each in submissions if _is_owed(each)] if reminded else []
    return Packet(
        code,
        next((s.division_name for s in submissions if s.division_name), None) or "",
        contact.it_promoter,
        tuple((s.file, tuple(asked[s.file])) for s in submissions if s.file and s.file in asked),
        bool(owed),
        submissions[0].due,
        max((each.days_late or 0 for each in owed), default=0),
    )
