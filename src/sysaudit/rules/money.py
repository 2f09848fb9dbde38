"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

MONEY_RULES: tuple[Rule, ...] = ()
