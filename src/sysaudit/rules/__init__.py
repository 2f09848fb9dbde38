"""Every rule, in the order in which they run; the tuples are what an auditor reads."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.cell import CELL_RULES
from sysaudit.rules.file import FILE_RULES
from sysaudit.rules.money import MONEY_RULES
from sysaudit.rules.portfolio import AUDIT_RULES, PORTFOLIO_RULES
from sysaudit.rules.row import ROW_RULES
from sysaudit.rules.sheet import SHEET_RULES

RULES: tuple[Rule, ...] = (
    *FILE_RULES,
    *SHEET_RULES,
    *CELL_RULES,
    *ROW_RULES,
    *PORTFOLIO_RULES,
    *MONEY_RULES,
    *AUDIT_RULES,
)
"""F file, S sheet, C cell, R row, X across rows, sheets and files."""


def rule_of(code: str) -> Rule | None:
    """The rule of a code, None where there is none."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
