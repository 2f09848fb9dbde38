"""Choices and marks: what was typed against the words of the form.

Both are folded to one spelling first: width, case, spaces, brackets, dots and 長音 dropped, なし
as 無, every circle as ○. Primes are evened out before NFKC, which turns the ´ of `A´` into a
space and an accent, and would leave the evaluation A' looking like A.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from sysaudit.forms.field import Column
from sysaudit.intake.values.reading import Note, Reading, as_typed, refused
from sysaudit.intake.values.stand_ins import stand_in, variant_of

SIMILAR = 60
"""From here on (0 to 100) a choice is near enough to be suggested."""

_PLAIN = Note.PLAIN
_LONGEST = 100
_EVEN = str.maketrans(
    dict.fromkeys("´’‘′`＇ʼ｀", "'") | dict.fromkeys("〇◯⚪", "○") | dict.fromkeys("✕✖❌╳", "×")
)
_DROPPED = re.compile(r"[\s・･·•,、。.:;/\-‐‑–—―−ー()\[\]【】〔〕「」『』<>〈〉_]+")
_SPELLINGS = {
    "無し": "無",
    "なし": "無",
    "有り": "有",
    "あり": "有",
    "済み": "済",
    "込み": "込",
    "抜き": "抜",
    "パセント": "%",
}
_WHOLE_PERCENT = re.compile(r"\.0+(?=%|$)")
_NUMBERING = re.compile(r"^\s*\(?\d{1,2}\)?[.:、,)\s]*(?=[^\d%])")

_MARKS = {
    True: ["○", "●", "レ", "レ点", "✓", "✔", "☑", "有", "はい", "1", "yes", "y", "true", "該当"],
    False: ["×", "x", "無", "いいえ", "0", "否", "no", "n", "false", "☐", "□", "非該当", "該当無"],
}
_PLAIN_MARKS = {"○": True, "〇": True, "×": False}


def folded(text: str) -> str:
    """The text in the one spelling in which choices are compared.

    >>> folded("Ａ´　経過観察"), folded("パッケージ（カスタマイズ なし）")
    ("a'経過観察", 'パッケジカスタマイズ無')
    """
    narrow = unicodedata.normalize("NFKC", text.translate(_EVEN)).lower()
    bare = _DROPPED.sub("", _WHOLE_PERCENT.sub("", narrow))
    for spelling, plain in _SPELLINGS.items():
        bare = bare.replace(spelling, plain)
    return bare


@lru_cache(maxsize=256)
def _table(choices: tuple[str, ...]) -> dict[str, str]:
    """The choice by each of its folded names; a short name only where no other choice has it."""
    whole = [(folded(choice), choice) for choice in choices]
    short = [(name, choice) for choice in choices for name in _short_names(choice)]
    return _unique(short) | _unique(whole)


def _unique(named: list[tuple[str, str]]) -> dict[str, str]:
    times = Counter(name for name, _ in named)
    return {name: choice for name, choice in named if name and times[name] == 1}


def _short_names(choice: str) -> Iterator[str]:
    """`S` and `拡充` for `S 拡充`, `契約なし` for `契約なし(国・都等から提供)`, `8` for `8%`."""
    letter, _, meaning = choice.partition(" ")
    candidates = (letter, meaning, choice.partition("(")[0], choice.removesuffix("%"))
    yield from {folded(each) for each in candidates if each != choice}


def read_choice(column: Column, raw: object) -> Reading:
    """One of the column's choices."""
    if raw in column.choices and isinstance(raw, str):
        return Reading(raw, _PLAIN, raw)
    if isinstance(raw, str):
        return _choice_typed(column, raw)
    typed = as_typed(raw)
    table = _table(column.choices)
    names = (typed, f"{raw * 100:.10g}%") if isinstance(raw, float) else (typed,)
    choice = next((table[name] for name in map(folded, names) if name in table), None)
    return _chosen(column, raw, choice)


def _choice_typed(column: Column, raw: str) -> Reading:
    if len(raw) > _LONGEST:
        return refused(Note.NOT_CHOICE, raw)
    table = _table(column.choices)
    choice = table.get(folded(raw)) or table.get(folded(variant_of(raw) or ""))
    if choice is None and (instead := stand_in(column, raw)):
        return instead
    return _chosen(column, raw, choice or table.get(folded(_unnumbered(raw))))


def _unnumbered(raw: str) -> str:
    """The text without the number of a list: `①運用中`, `1.運用中`."""
    return _NUMBERING.sub("", unicodedata.normalize("NFKC", raw.translate(_EVEN)))


def _chosen(column: Column, raw: object, choice: str | None) -> Reading:
    if choice is None:
        return refused(Note.NOT_CHOICE, raw, nearest(as_typed(raw), column.choices))
    return Reading(choice, Note.SYNONYM, as_typed(raw))


def nearest(typed: str, choices: tuple[str, ...]) -> str | None:
    """The choice that most resembles the text, None where none does; 21人 is not near 1人."""
    from rapidfuzz import fuzz, process  # only a wrong choice needs it

    digits = _digits(typed)
    likely = [choice for choice in choices if not digits or _digits(choice) in ("", digits)]
    found = process.extractOne(
        typed, likely, scorer=fuzz.ratio, processor=folded, score_cutoff=SIMILAR
    )
    return found[0] if found else None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", folded(text))


_BY_MARK = {folded(mark): value for value, marks in _MARKS.items() for mark in marks}


def read_mark(column: Column, raw: object) -> Reading:
    """○, or what people put for it; × and blank are False."""
    if isinstance(raw, str) and raw in _PLAIN_MARKS:
        return Reading(_PLAIN_MARKS[raw], _PLAIN, raw)
    typed = as_typed(raw)
    value = _BY_MARK.get(folded(typed)) if len(typed) <= _LONGEST else None
    if value is not None:
        return Reading(value, Note.SYNONYM, typed)
    instead = stand_in(column, raw) if isinstance(raw, str) else None
    if instead is None:
        return refused(Note.NOT_CHOICE, raw, nearest(typed, tuple(_PLAIN_MARKS)))
    nothing = instead.note in (Note.BLANK, Note.PLACEHOLDER)
    return instead._replace(value=False) if nothing else instead
