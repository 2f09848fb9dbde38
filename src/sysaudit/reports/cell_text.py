"""Texts that a cell can hold, whatever somebody typed: as text, and whole."""

from __future__ import annotations

from sysaudit.reports.width import printable

LONGEST = 32_767
"""What a cell can hold; Excel counts units of UTF-16, of which an emoji or 𠮷 takes two."""


def safe(text: str) -> str:
    r"""A text that a cell can hold: control characters made visible, a longer one cut with ``…``.

    >>> safe("a\x0bb"), len(safe("𠮷" * 20_000))
    ('a\\x0bb', 16384)
    """
    if text.isprintable():
        return text if len(text) <= LONGEST // 2 else _cut(text)
    return _cut("\n".join(map(printable, text.split("\n"))))


def _cut(text: str) -> str:
    if len(text) + sum(character > "\uffff" for character in text) <= LONGEST:
        return text
    units = 0
    for place, character in enumerate(text):
        units += 1 + (character > "\uffff")
        if units > LONGEST - 1:
            return text[:place] + "…"
    return text
