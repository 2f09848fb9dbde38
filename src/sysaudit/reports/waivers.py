"""Waivers of the settings in words, and those that nothing answers to."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.config import Waiver
from sysaudit.validation import Validation


def waiver_words(waiver: Waiver) -> str:
    """A waiver in words: what it is for, why, and who allowed it."""
    subject = waiver.id or f"{waiver.code} 課 {waiver.division}"
    return f"{subject}: {waiver.reason}（{waiver.who}）"


def unused_waivers(validation: Validation) -> Iterator[Waiver]:
    """Waivers that no finding answers to any more: to be taken out of the settings."""
    ids = {finding.id for finding in validation.findings}
    pairs = {(finding.code, finding.division_code) for finding in validation.findings}
    for waiver in validation.context.settings.waivers:
        used = waiver.id in ids if waiver.id else (waiver.code, waiver.division) in pairs
        if not used:
            yield waiver
