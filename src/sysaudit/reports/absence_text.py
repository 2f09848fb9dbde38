"""Divisions that may still return in time, in one line: before the due date they are legion."""

from __future__ import annotations

from collections.abc import Iterable

from sysaudit.findings import Finding, Severity
from sysaudit.reports.finding_text import INDENT
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import columns_of, padded
from sysaudit.reports.words import SEVERITIES, saying
from sysaudit.rules.file.returns import not_yet_returned
from sysaudit.submissions import Status
from sysaudit.validation import Validation

LISTED = 5
"""So many are listed one by one."""


def gathered(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of the findings that one line tells; blank where they are few, or errors."""
    early = [
        each
        for each in findings
        if each.code == not_yet_returned.code
        and each.in_force
        and each.severity is not Severity.ERROR
    ]
    return frozenset(each.id for each in early) if len(early) > LISTED else frozenset()


def absence_line(count: int, validation: Validation, language: str) -> Line:
    """How many divisions have not returned yet, and where they are listed."""
    say = saying(language)
    undated = any(
        each.status is Status.MISSING and each.due is None for each in validation.submissions
    )
    words = {each: word.in_language(language) for each, word in SEVERITIES.items()}
    severity = words[Severity.WARNING]
    head = INDENT + padded(severity, max(map(columns_of, words.values()))) + "  "
    due = say("提出期限前か期限の記入なし", "no due date or not yet due")
    if not undated:
        due = say("提出期限前", "not yet due")
    told = say(
        f"未提出 {count:,}課（{due}。一覧は提出状況にあります）",
        f"Not returned: {count:,} divisions ({due}; listed under Returns)",
    )
    code = not_yet_returned.code
    return Line(f"{head}{code}  {told}", Tone.WARNING, len(INDENT + severity), columns_of(head))
