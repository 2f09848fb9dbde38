"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

CELL_RULES: tuple[Rule, ...] = ()
