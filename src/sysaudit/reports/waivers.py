"""Waivers of the settings in words, and those that nothing answers to."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.config import Waiver
from sysaudit.validation import Validation


def waiver_words(waiver: Waiver) -> str:
    """A waiver in words: what it is for, why, and who allowed it."""
    division = f"課 {waiver.division}" if waiver.division else None
    subject = " ".join(filter(None, (waiver.id, waiver.code, division)))
    return f"{subject}: {waiver.reason}（{waiver.who}）"


def unused_waivers(validation: Validation) -> Iterator[Waiver]:
    """Waivers that no finding answers to any more: to be taken out of the settings."""
    for waiver in validation.context.settings.waivers:
        if not any(map(waiver.covers, validation.findings)):
            yield waiver
