"""Rules."""

from __future__ import annotations

from sysaudit.rules.base import Rule

FILE_RULES: tuple[Rule, ...] = ()
