"""Free text."""

from __future__ import annotations

import re
import unicodedata

from sysaudit.forms.field import Column
from sysaudit.intake.values.reading import Note, Reading, as_typed
from sysaudit.intake.values.stand_ins import LONGEST_STAND_IN, stand_in

REMARKS = "備考"
LONGEST, LONGEST_REMARKS = 1000, 2000

_PLAIN = Note.PLAIN
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2060"
    r"\u3099\u309a\uf900-\ufaff\ufeff\uff61-\uff9f]"
)
"""What makes texts differ that look alike: half-width katakana, loose accents and voicing marks,
no-break spaces, what cannot be seen. Line breaks within are how people write."""


def read_text(column: Column, raw: object) -> Reading:
    """Free text, as it stands but for what only a machine sees."""
    if not isinstance(raw, str):
        typed = as_typed(raw)
        return Reading(typed, _PLAIN, typed)
    if len(raw) <= LONGEST_STAND_IN and (instead := stand_in(column, raw)):
        return instead
    value = raw if raw == raw.strip() and not _ODD.search(raw) else cleaned(raw)
    if len(value) > longest_of(column):
        return Reading(value, Note.TOO_LONG, raw)
    same = value is raw or value == raw.replace("\r\n", "\n").rstrip("\n")
    return Reading(value, _PLAIN if same else Note.WIDTH, raw)


def longest_of(column: Column) -> int:
    """The greatest number of characters: the column's own, or one that only a paste exceeds."""
    if column.longest is not None:
        return column.longest
    return LONGEST_REMARKS if column.label == REMARKS else LONGEST


def cleaned(text: str) -> str:
    """The text in NFC with full-width katakana, one kind of line break and no outer spaces.

    >>> cleaned("　ﾊﾟｯｹｰｼﾞ㈱ ")
    'パッケージ㈱'
    """
    wide = _HALF_WIDTH_KANA.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)
    even = re.sub(r"\r\n?", "\n", wide).replace("\xa0", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", even)).strip()
