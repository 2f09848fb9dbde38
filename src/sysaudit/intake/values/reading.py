"""What was read from one cell, and the note about it."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from math import isfinite
from typing import NamedTuple

DAY_ZERO = date(1899, 12, 30)
"""Day 0 of a workbook whose dates count from 1900."""


class Note(StrEnum):
    """What is to be said about a cell.

    The first group was understood as it stands; the second is understood although it was typed
    another way (an info that shows both); the third is understood and still wants a look; the
    fourth has no value, since it has no reading or more than one.
    """

    PLAIN = "plain"
    BLANK = "blank"
    WORD = "word"  # a legal way out: 不明, 未定, 該当なし, 自動更新

    WIDTH = "width"  # another width, spaces, hyphens, upper or lower case, half-width katakana
    UNIT = "unit"  # 300人, 120万円, 1200千円
    NUMBER_AS_TEXT = "number_as_text"
    CODE_AS_NUMBER = "code_as_number"  # a numeric cell, whose leading zeros would be gone
    ERA_TEXT = "era_text"  # a date as text, in an era, or in another shape
    SYNONYM = "synonym"  # a choice, mark or word in other words
    PLACEHOLDER = "placeholder"  # - or なし, taken as blank

    OTHER_ERA = "other_era"  # 平成32年
    TOO_LONG = "too_long"
    HUGE = "huge"  # more than 100億円

    NOT_NUMBER = "not_number"
    NOT_DATE = "not_date"
    NOT_CHOICE = "not_choice"
    NOT_RATING = "not_rating"
    DITTO = "ditto"
    TO_BE_DECIDED = "to_be_decided"  # 業者確認中
    INCLUDED_ELSEWHERE = "included_elsewhere"  # 保守に含む
    SEVERAL_VALUES = "several_values"
    APPROXIMATE = "approximate"  # 約100万円, 100〜200万円
    PER_PERIOD = "per_period"  # 12万円/月
    NEGATIVE = "negative"
    FRACTION = "fraction"  # half a yen, half a person
    IMPOSSIBLE_DATE = "impossible_date"  # month 13
    FAR_DATE = "far_date"  # a year outside 1950-2100
    AMBIGUOUS_DATE = "ambiguous_date"  # 31.4.26, 4/26
    BARE_SERIAL = "bare_serial"  # 43556: a date that lost its format
    BAD_CODE = "bad_code"
    BAD_ID = "bad_id"
    BAD_CORPORATE_NUMBER = "bad_corporate_number"  # not 13 digits, or the check digit is wrong

    @property
    def understood(self) -> bool:
        """Whether a value, a word or a blank was obtained."""
        return self in _UNDERSTOOD

    @property
    def lenient(self) -> bool:
        """Whether what was understood differs from what was typed."""
        return self in _LENIENT


_LENIENT = frozenset(
    (
        Note.WIDTH,
        Note.UNIT,
        Note.NUMBER_AS_TEXT,
        Note.CODE_AS_NUMBER,
        Note.ERA_TEXT,
        Note.SYNONYM,
        Note.PLACEHOLDER,
    )
)
_UNDERSTOOD = _LENIENT | {
    Note.PLAIN,
    Note.BLANK,
    Note.WORD,
    Note.OTHER_ERA,
    Note.TOO_LONG,
    Note.HUGE,
}


class Reading(NamedTuple):
    """One cell, read. A tuple, since making one costs a quarter of a frozen dataclass.

    Attributes:
        value: Of the column's type; None where the note says blank, word or not understood.
        typed: What stands in the cell, as Excel would plainly show it; line breaks kept.
        suspected: The nearest choice or the likelier reading, in words that a person can type.
        word: The legal word (不明 …) that stands instead of a value.
    """

    value: object
    note: Note
    typed: str
    suspected: str | None = None
    word: str | None = None


BLANK = Reading(None, Note.BLANK, "")


def refused(note: Note, raw: object, suspected: str | None = None) -> Reading:
    """A cell without a value, and why."""
    return Reading(None, note, as_typed(raw), suspected)


def as_typed(raw: object) -> str:
    """What stands in the cell, as Excel would plainly show it.

    >>> as_typed(1200.0), as_typed(0.5), as_typed(date(2019, 4, 26)), as_typed(True)
    ('1200', '0.5', '2019-04-26', 'TRUE')
    """
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int | float):
        return number_text(raw)
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d}" if raw.time() == time() else f"{raw:%Y-%m-%d %H:%M}"
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw)


def number_text(number: float) -> str:
    """A number with the 15 digits that Excel shows, a whole one without its point."""
    if abs(number) < 1e15 and number == int(number):
        return str(int(number))
    return f"{number:.15g}".upper()


def rounded(value: object) -> int | None:
    """The whole number nearest to what a cell holds; None where that is no number, or has no end.

    >>> rounded(2019.0), rounded("2019"), rounded(True), rounded(float("inf"))
    (2019, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return round(value)


def serial_of(day: date) -> int:
    """The number under a date: the days since Excel's day 0.

    >>> serial_of(date(2019, 4, 1))
    43556
    """
    return day.toordinal() - DAY_ZERO.toordinal()
