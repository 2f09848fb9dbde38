"""The text of a cell without its widths and spaces."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # two numbers stay two: 1 200 is not 1200
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−─ー", "-"))


def squeezed(text: str) -> str:
    """The text without its widths, spaces and invisible characters.

    >>> squeezed(" １，２００　円 ")
    '1,200円'
    """
    return _SPACE.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip())


def plain_hyphens(text: str) -> str:
    """The text with every hyphen, dash and 長音 as `-`; for codes and numbers alone."""
    return text.translate(_HYPHENS)
