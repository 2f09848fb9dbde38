"""提出状況 on the terminal: who has returned, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sysaudit.findings import Severity
from sysaudit.reports.finding_text import INDENT
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.returns import rows_in_order
from sysaudit.reports.width import columns_of, padded, printable
from sysaudit.reports.words import SEVERITIES, STATUSES, Say, division_of, saying
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

WIDEST_CELL = 24
"""Columns are aligned up to this width."""


def submission_lines(validation: Validation, language: str) -> Iterator[Line]:
    """Who has returned: a heading, and one row per file or missing division."""
    say = saying(language)
    yield Line(submission_heading(validation, say), Tone.HEADING)
    titles = (
        say("状況", "state"),
        *(SEVERITIES[severity].in_language(language) for severity in Severity),
        say("課", "division"),
        say("ファイル", "file"),
    )
    submissions = rows_in_order(validation, language)
    rows = [_cells(each, say, language) for each in submissions]
    widths = [
        min(max(map(columns_of, column)), WIDEST_CELL) for column in zip(titles, *rows, strict=True)
    ]
    hanging = len(INDENT) + widths[0] + 2
    yield Line(_row(titles, widths), Tone.FAINT, None, hanging)
    for row, each in zip(rows, submissions, strict=True):
        yield Line(_row(row, widths), _state_tone(each), len(INDENT + row[0]), hanging)


def _cells(submission: Submission, say: Say, language: str) -> tuple[str, ...]:
    counts = (submission.errors, submission.warnings, submission.infos)
    return (
        STATUSES[submission.status].in_language(language),
        *(str(count or "-") for count in counts),
        printable(division_of(submission)),
        _file(submission, say),
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells side by side: numbers to the right, the rest to the left, nothing cut."""
    sides = []
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        right = 0 < number <= len(Severity)
        sides.append(" " * (width - columns_of(cell)) + cell if right else padded(cell, width))
    return (INDENT + "  ".join(sides)).rstrip()


def _file(submission: Submission, say: Say) -> str:
    parts = [printable(submission.file or "")]
    if submission.file is None and submission.due is not None:
        parts.append(say(f"期限 {submission.due}", f"due {submission.due}"))
    if late := submission.days_late:
        parts.append(say(f"{late}日超過", f"{late} days late"))
    return "  ".join(filter(None, parts))


def submission_heading(validation: Validation, say: Say) -> str:
    """How many files there are, and how many divisions have not returned."""
    files = len(validation.returned)
    if validation.roster is None:
        return say(
            f"提出状況  ファイル{files:,}件（組織台帳の指定がないため、未提出の課は分かりません）",
            f"Returns  {files:,} files (no roster given, so missing ones are unknown)",
        )
    missing = sum(each.status is Status.MISSING for each in validation.submissions)
    return say(
        f"提出状況  対象{validation.expected:,}課  ファイル{files:,}件  未提出{missing:,}課",
        f"Returns  {validation.expected:,} divisions, {files:,} files, {missing:,} missing",
    )


def _state_tone(submission: Submission) -> Tone:
    if submission.status is Status.CLEAN:
        return Tone.GOOD
    grave = submission.errors or submission.status is Status.UNREADABLE
    return Tone.ERROR if grave else Tone.WARNING
