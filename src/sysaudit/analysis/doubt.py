"""What is certain in a returned file, and what is not, by the findings in force.

An amount is taken unless an error lies on its cell, its row, its column or its sheet, or on a cell
without which nobody knows what it is: the system's ID, the tax basis. A waiver in sysaudit.toml
takes an error out of force, and then the amount counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sysaudit.findings import Finding, Severity
from sysaudit.forms.record import Record
from sysaudit.rules import rule_of

LACKING = "C01"
"""Said of a whole row, it is about the cells that are blank in it."""


class Reason(NamedTuple):
    """Why something was not taken over: the rule's code, and its title in Japanese."""

    code: str
    words: str


def reason_of(code: str) -> Reason:
    """The reason that a rule gives.

    Raises:
        KeyError: No rule bears the code.
    """
    rule = rule_of(code)
    if rule is None:
        raise KeyError(code)
    return Reason(code, rule.title.ja)


class _Covered(NamedTuple):
    top: int
    bottom: int
    left: int
    right: int
    reason: Reason
    blanks: bool = False


_EVERYWHERE = 1 << 30


class Doubt:
    """The cells on which doubt lies."""

    def __init__(self, findings: Iterable[Finding], doubted: Iterable[str]) -> None:
        """From the findings of a run; warnings count where their code is in ``doubted``."""
        self._covered: dict[tuple[str, str], list[_Covered]] = defaultdict(list)
        codes = frozenset(doubted)
        for finding in findings:
            grave = finding.severity is Severity.ERROR or finding.code in codes
            at = finding.address
            if grave and finding.waived is None and at.file and at.sheet:
                self._covered[at.file, at.sheet].append(_covered(finding))

    def on(self, record: Record, key: str, stages: str = "SCRX") -> Reason | None:
        """Why a cell of a record cannot be trusted; None where it can.

        Args:
            record: The row.
            key: The field.
            stages: First letters of the rules that count: what rules across files say at the
                cell of an ID is about its system, not about the cell.
        """
        place = record.place
        covered = self._covered.get((place.file, place.sheet))
        if covered is None:
            return None
        row, column = record.row, place.columns.get(key, 0)
        for each in covered:
            if each.blanks and not record.blank(key):
                continue
            across = each.left <= column <= each.right
            headed = each.top == each.bottom == place.header_row and each.right < _EVERYWHERE
            if (
                across
                and (headed or each.top <= row <= each.bottom)
                and each.reason.code[0] in stages
            ):
                return each.reason
        return None


def _covered(finding: Finding) -> _Covered:
    at = finding.address
    top, left = at.row or 0, at.column or 0
    bottom = at.last_row or at.row or _EVERYWHERE
    right = at.last_column or at.column or _EVERYWHERE
    blanks = finding.code == LACKING and at.column is None
    return _Covered(top, bottom, left, right, Reason(finding.code, finding.name.ja), blanks)
