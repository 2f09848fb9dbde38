"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

SHEET_RULES: tuple[Rule, ...] = ()
