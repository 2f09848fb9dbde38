"""The rows of 提出状況 in the order in which every report shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sysaudit.findings import Finding, Severity, Text
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
