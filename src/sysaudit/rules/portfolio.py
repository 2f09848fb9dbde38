"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

PORTFOLIO_RULES: tuple[Rule, ...] = ()
