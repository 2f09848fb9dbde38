"""The heaviest findings: the rules that keep most yen out, or concern most divisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sysaudit.analysis.left_out import LeftOut
from sysaudit.findings import Finding, Severity


class Heavy(NamedTuple):
    """A rule with its findings in force; ``yen`` is what they keep out over all years, as typed."""

    code: str
    title: str
    findings: int
    divisions: int
    yen: int


def heaviest(findings: Iterable[Finding], left_out: Iterable[LeftOut], most: int) -> list[Heavy]:
    """The heaviest rules by yen kept out, then by divisions and findings; errors and doubted ones.

    A rule whose findings keep nothing out counts only where they are errors.
    """
    yen: dict[str, int] = defaultdict(int)
    for each in left_out:
        yen[each.reason.code] += each.yen or 0
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grave = finding.severity is Severity.ERROR or finding.code in yen
        if finding.waived is None and grave:
            found[finding.code].append(finding)
    heavy = [
        Heavy(
            code,
            several[0].name.ja,
            sum(finding.count for finding in several),
            len({finding.division_code for finding in several}),
            yen.get(code, 0),
        )
        for code, several in found.items()
    ]
    heavy.sort(key=lambda each: (-each.yen, -each.divisions, -each.findings, each.code))
    return heavy[:most]
