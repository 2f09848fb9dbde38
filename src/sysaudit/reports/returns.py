"""The rows of 提出状況 in the order in which every report shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sysaudit.findings import Finding, Severity, Text
from sysaudit.rounds import Comparison, State
from sysaudit.rounds.comparison import counts_in_tally
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

ROSTER = Text("（組織台帳）", "(roster)")
"""Stands for the division where a finding is about the roster itself."""


def in_order(validation: Validation) -> list[Submission]:
    """The submissions in the order of the roster; what nobody there owns comes last."""
    codes = [division.division_code for division in validation.roster or ()]
    place = {code: number for number, code in enumerate(codes)}
    return sorted(
        validation.submissions,
        key=lambda each: (
            place.get(each.division_code, len(place)),
            each.division_code or "~",
            each.file or "",
        ),
    )


def rows_in_order(validation: Validation, language: str = "ja") -> list[Submission]:
    """The submissions and, behind them, the roster where it has findings.

    So the counts of the rows add up to the totals.
    """
    return [*in_order(validation), *_not_returned(validation, language)]


def row_tallies(rows: Sequence[Submission], comparison: Comparison) -> list[tuple[int, int, int]]:
    """New, still and mended errors and warnings of each row, which add up to the totals.

    What is there belongs to its file. What was mended belongs to the division, whose file may have
    had another name, and stands in its first row; without a division, to the file of that name.
    """
    there = Counter(
        (_row_of(each.address.file, each.division_code), comparison.state_of(each))
        for each in comparison.findings
        if counts_in_tally(each)
    )
    codes = {each.division_code for each in rows}
    mended = Counter(
        each.division_code if each.division_code in codes else each.file
        for each in comparison.mended
        if counts_in_tally(each)
    )
    return [
        (
            there[_row_of(row.file, row.division_code), State.NEW],
            there[_row_of(row.file, row.division_code), State.STILL],
            mended.pop(row.division_code or row.file, 0),
        )
        for row in rows
    ]


def _row_of(file: str | None, division_code: str | None) -> tuple[str | None, str | None]:
    """A file, or else a division without one."""
    return (file, None) if file else (None, division_code)


def not_returned(finding: Finding, validation: Validation) -> bool:
    """Whether a finding stands in a file that no division returned: the roster."""
    return finding.address.file is not None and finding.address.file not in _files(validation)


def _not_returned(validation: Validation, language: str) -> list[Submission]:
    counts: Mapping[str, Counter[Severity]] = defaultdict(Counter)
    files = _files(validation)
    for finding in validation.findings:
        file = finding.address.file
        if file is not None and file not in files and finding.waived is None:
            counts[file][finding.severity] += 1
    return [_roster(file, counts[file], language) for file in sorted(counts)]


def _roster(file: str, counts: Counter[Severity], language: str) -> Submission:
    return Submission(
        file,
        None,
        ROSTER.in_language(language),
        Status.FINDINGS if counts[Severity.ERROR] + counts[Severity.WARNING] else Status.CLEAN,
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
    )


def _files(validation: Validation) -> frozenset[str]:
    return frozenset(each.file for each in validation.submissions if each.file)
