"""Whether the terminal speaks Japanese or English."""

from __future__ import annotations

import os
import sys
from typing import Literal

Language = Literal["ja", "en"]


def language() -> Language:
    """``SYSAUDIT_LANG``, else the locale; English where neither says Japanese."""
    chosen = os.environ.get("SYSAUDIT_LANG", "").strip().lower()[:2]
    if chosen == "ja":
        return "ja"
    return "en" if chosen == "en" else _of_locale()


def _of_locale() -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    if sys.platform != "win32":
        return "en"
    import locale

    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def say(ja: str, en: str) -> str:
    """The one of two texts that is in the terminal's language."""
    return ja if language() == "ja" else en
