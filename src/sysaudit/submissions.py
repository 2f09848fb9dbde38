"""提出状況: who has returned what, and in which state it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sysaudit.findings import Finding, Severity
from sysaudit.forms.roster import Division
from sysaudit.intake.returned import Returned
from sysaudit.rules.file.returns import absent
from sysaudit.rules.row.cover import is_sound_return
from sysaudit.rules.ward import Ward


class Status(StrEnum):
    """The state of a submission.

    Attributes:
        CLEAN: Neither errors nor warnings in force.
        FINDINGS: Errors or warnings in force.
        UNREADABLE: A file that cannot be read.
        DUPLICATE: A form in it came in another file of the division too.
        NOT_OURS: A file without a form of ours.
        MISSING: A division whose forms have not come.
    """

    CLEAN = "clean"
    FINDINGS = "findings"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"
    MISSING = "missing"


@dataclass(frozen=True)
class Submission:
    """One returned file, or one division that returned none.

    Attributes:
        file: None for a division without a file.
        department, due: As the roster says.
        returned_on: 提出日 of 表紙.
        days_late: Days after the due date, by 提出日 or, for a missing one, by the clock; None
            where either date is unknown or 提出日 cannot be right, 0 where it is in time.
    """

    file: str | None
    division_code: str | None
    division_name: str | None
    status: Status
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    department: str | None = None
    due: date | None = None
    returned_on: date | None = None
    days_late: int | None = None


def submissions_of(ward: Ward, findings: Sequence[Finding]) -> tuple[Submission, ...]:
    """One submission per returned file, then one per expected division without a file."""
    counts: dict[str, Counter[Severity]] = defaultdict(Counter)
    for finding in findings:
        if finding.waived is None:
            counts[finding.address.file or f"without file: {finding.division_code}"][
                finding.severity
            ] += 1
    duplicates = {file.file for files in ward.duplicated.values() for file in files}
    returned = [
        _submission(ward, file, counts[file.file], file.file in duplicates)
        for file in ward.returned
    ]
    missing = [
        _missing(ward, division, counts[f"without file: {division.division_code}"])
        for division in absent(ward)
    ]
    return (*returned, *missing)


def _submission(
    ward: Ward, file: Returned, counts: Counter[Severity], duplicate: bool
) -> Submission:
    code = _code(ward, file)
    division = ward.roster_by_code.get(code or "")
    returned_on = file.cover.submitted_on if file.cover else None
    sound = file.cover is not None and is_sound_return(file.cover, ward.context)
    return Submission(
        file.file,
        code,
        _name(division, file),
        _status(file, counts, duplicate),
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        division.department if division else None,
        division.due if division else None,
        returned_on,
        days_late(division.due if division else None, returned_on if sound else None),
    )


def _code(ward: Ward, file: Returned) -> str | None:
    """Whose file it is; a mere number in a foreign file's name counts where the roster has it."""
    code = file.division_code
    return code if file.ours or code in ward.roster_by_code else None


def _status(file: Returned, counts: Counter[Severity], duplicate: bool) -> Status:
    if file.refusal is not None:
        return Status.UNREADABLE
    if not file.ours:
        return Status.NOT_OURS
    if duplicate:
        return Status.DUPLICATE
    return Status.FINDINGS if counts[Severity.ERROR] + counts[Severity.WARNING] else Status.CLEAN


def _name(division: Division | None, file: Returned) -> str | None:
    if division is not None:
        return division.division_name
    return file.cover.division_name if file.cover else None


def _missing(ward: Ward, division: Division, counts: Counter[Severity]) -> Submission:
    return Submission(
        None,
        division.division_code,
        division.division_name,
        Status.MISSING,
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        department=division.department,
        due=division.due,
        days_late=days_late(division.due, ward.context.as_of),
    )


def days_late(due: date | None, on: date | None) -> int | None:
    """Days after the due date, 0 in time, None where a date is unknown."""
    return None if due is None or on is None else max(0, (on - due).days)
