"""What people write instead of a value: legal words, signs for nothing, 同上, 業者確認中."""

from __future__ import annotations

import re
from functools import lru_cache

from sysaudit.forms.field import Column
from sysaudit.intake.values.reading import BLANK, Note, Reading, refused
from sysaudit.intake.values.spelling import plain_hyphens, squeezed

LONGEST_STAND_IN = 12
_NONE, _UNDECIDED = "該当なし", "未定"
_PLACEHOLDERS = frozenset(
    ("-", "--", "---", "/", "なし", "無", "無し", "該当なし", "該当無し", "特になし", "特に無し")
)
_DITTOS = frozenset(
    ("同上", "〃", "々", '"', "”", "“", "''", "′′", "同左", "同じ", "上に同じ", "上記と同じ")
)
_VARIANTS = {
    "わからない": "不明",
    "分からない": "不明",
    "わかりません": "不明",
    "分かりません": "不明",
    "不詳": "不明",
    "?": "不明",
    "該当無し": "該当なし",
    "該当せず": "該当なし",
    "非該当": "該当なし",
    "対象外": "該当なし",
    "n/a": "該当なし",
    "未確定": "未定",
    "自動継続": "自動更新",
    "自動延長": "自動更新",
}
_WAITING = re.compile(
    r"未定|未確定|tbd|後日.*|追って.*"
    r"|.*(?:確認|見積|調整|検討|協議|照会|算定|積算|精査|依頼|作成|交渉|調査)中"
)

_SOMETIME = re.compile(r"(?:(?:今|本|来)?年度?|近日|当面)(?:内|中)|時期未.*|そのうち|近々")


def stand_in(column: Column, raw: str) -> Reading | None:
    """The reading of a text that stands in for a value: a legal word, a placeholder, a ditto."""
    return _stand_in(column.words, raw) if len(raw) <= LONGEST_STAND_IN else None


@lru_cache(maxsize=8192)  # short texts are names and words, which recur from row to row
def _stand_in(words: tuple[str, ...], raw: str) -> Reading | None:
    text = _bare(raw)
    if not text:
        return BLANK
    word = next((word for word in words if _bare(word) == text), None)
    if word is not None:
        return Reading(None, Note.WORD, raw, None, word)
    variant = _VARIANTS.get(text)
    if variant in words:
        return Reading(None, Note.SYNONYM, raw, None, variant)
    return _nothing(words, raw, text)


def _nothing(words: tuple[str, ...], raw: str, text: str) -> Reading | None:
    """A sign for nothing, or for the cell above."""
    if text in _DITTOS:
        return refused(Note.DITTO, raw)
    if plain_hyphens(text).removesuffix("円") in _PLACEHOLDERS:
        return Reading(None, Note.PLACEHOLDER, raw, _NONE if _NONE in words else None)
    return None


def _bare(raw: str) -> str:
    return squeezed(raw).lower()


def variant_of(raw: str) -> str | None:
    """The legal word that a text most plainly means, whether or not the column allows it."""
    return _VARIANTS.get(_bare(raw)) if len(raw) <= LONGEST_STAND_IN else None


def likely_word(column: Column, raw: str) -> str | None:
    """The column's word of which a text that was not understood most plainly speaks.

    >>> likely_word(Column("契約終了日", words=("自動更新", "未定")), "自動更新(1年)")
    '自動更新'
    """
    text = _bare(raw)
    words = (word for word in column.words if _bare(word) in text)
    open_yet = _UNDECIDED if _UNDECIDED in column.words and _SOMETIME.fullmatch(text) else None
    return next(words, open_yet)


def undecided(column: Column, raw: str) -> Reading | None:
    """The reading of 業者確認中 and its like; 未定 is suspected where the column allows it."""
    if not _WAITING.fullmatch(squeezed(raw).lower()):
        return None
    return refused(Note.TO_BE_DECIDED, raw, _UNDECIDED if _UNDECIDED in column.words else None)
