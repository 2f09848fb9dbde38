"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

ROW_RULES: tuple[Rule, ...] = ()
