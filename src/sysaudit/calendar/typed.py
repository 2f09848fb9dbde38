"""Dates, months and fiscal years, read from the text that people type.

Every shape is first brought to one: digits half as wide, kanji numerals to digits, 元 to 1, all
separators to `/`. Then `H31.4.26`, `平成三十一年四月二十六日` and `㍻31-4-26(金)` are the same
three parts, and only the parts are judged. What has two readings is never settled by a guess:
the remark says so, and `suspected` holds the likelier reading for showing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from sysaudit.calendar.eras import ERAS, Era, naming_days
from sysaudit.calendar.years import fiscal_year_of, last_of_month

T = TypeVar("T")
U = TypeVar("U")


class Remark(StrEnum):
    """What is to be said about a reading."""

    PLAIN = "plain"  # one reading
    OTHER_ERA = "other_era"  # one reading, but its era was over or had not begun (平成32年)
    IMPOSSIBLE = "impossible"  # no such day in the calendar (month 13, 31 April)
    AMBIGUOUS = "ambiguous"  # several readings: no era, no year, no day
    NOT_A_DATE = "not_a_date"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value, or why there is none; `suspected` is a likely reading that was not taken."""

    value: T | None
    remark: Remark
    suspected: T | None = None

    def mapped(self, change: Callable[[T], U]) -> Parsed[U]:
        """The same remark about a value made from this one, a month from a date."""
        value = None if self.value is None else change(self.value)
        suspected = None if self.suspected is None else change(self.suspected)
        return Parsed(value, self.remark, suspected)


class Span(NamedTuple, Generic[T]):
    """A value with the days of which at least one must lie in the era that was typed."""

    value: T
    first: date
    last: date


class Parts(NamedTuple):
    """The numbers of a date as typed, the year still to be read in its era."""

    era: Era | None
    year: int
    month: int | None
    day: int | None


ERA_BY_NAME = {name: era for era in ERAS for name in (era.name, era.name[0], era.letter)}
ERA_NAMES = "|".join(sorted(ERA_BY_NAME, key=len, reverse=True))
FIRST_FULL_YEAR = 1000  # shorter years bear an era, or lack one
LAST_ERA_YEAR = 99
FORMS_BEGAN = 2020  # a year without an era is suspected to lie near it

SEPARATORS = str.maketrans(dict.fromkeys(".-年月・。‐‑–—―−ー", "/") | {"日": "", "元": "1"})
KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")

NUMERAL = re.compile(r"[〇零一二三四五六七八九十]+")
TIME_OF_DAY = re.compile(r"(?:\s+|(?<=\d)T)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # two numbers stay two: 4/1 1 is not 4/11
WEEKDAY = re.compile(r"\([日月火水木金土](?:曜日?)?(?:・?祝)?\)|[日月火水木金土]曜日?")
TAIL = re.compile(r"(?:まで|迄|から)$")
PACKED = re.compile(rf"((?:{ERA_NAMES})\d\d|\d{{4}})(\d\d)(\d\d)?", re.ASCII)
PARTS = re.compile(rf"({ERA_NAMES})?(\d{{1,4}})(?:/(\d{{1,2}})(?:/(\d{{1,2}}))?)?", re.ASCII)
BETWEEN_NAMES = re.compile(r"年度?|[/()・]")
FISCAL_WORDS = re.compile(r"^FY|年度(?:中|末|当初|予定)?$")


def parse_date(text: str) -> Parsed[date]:
    """A day, in any shape.

    >>> parse_date("H31.4.26").value, parse_date("平成32年3月31日").remark.value
    (datetime.date(2019, 4, 26), 'other_era')
    """
    parts = parts_of(text)
    if parts is None or parts.month is None:
        return Parsed(None, Remark.NOT_A_DATE)
    month, day = parts.month, parts.day
    if day is None:
        return Parsed(None, Remark.AMBIGUOUS)

    def build(year: int) -> Span[date]:
        return Span(built := date(year, month, day), built, built)

    found = settled(parts, build)
    return found if found.remark is not Remark.IMPOSSIBLE else impossible_day(parts)


def parse_month(text: str) -> Parsed[date]:
    """A month, as its first day; a full date stands for its month.

    >>> parse_month("平成31年4月").value
    datetime.date(2019, 4, 1)
    """
    parts = parts_of(text)
    if parts is None or parts.month is None:
        return Parsed(None, Remark.NOT_A_DATE)
    if parts.day is not None:
        return parse_date(text).mapped(lambda day: day.replace(day=1))
    month = parts.month

    def build(year: int) -> Span[date]:
        first = date(year, month, 1)
        return Span(first, first, last_of_month(year, month))

    return settled(parts, build)


def parse_fiscal_year(text: str) -> Parsed[int]:
    """A fiscal year, or the fiscal year of a date or a month.

    >>> parse_fiscal_year("令和3年度").value, parse_fiscal_year("33年度").suspected
    (2021, 2021)
    """
    bare = FISCAL_WORDS.sub("", squeezed(text))
    names = [parts_of(name) for name in BETWEEN_NAMES.split(bare) if name]
    parts = names[0] if agree(names) else parts_of(bare)
    if parts is None:
        return Parsed(None, Remark.NOT_A_DATE)
    if parts.month is not None:
        return parse_month(bare).mapped(fiscal_year_of)
    return settled(parts, lambda year: Span(year, *naming_days(year)))


def agree(names: list[Parts | None]) -> bool:
    """Whether all are names of one year, as in 平成31/令和元年度 or 平成31年度(2019年度)."""
    years = {full_year(parts) for parts in names}
    return len(names) > 1 and len(years) == 1 and None not in years


def full_year(parts: Parts | None) -> int | None:
    """The calendar year of a year typed in full; None for a year lacking its era, or a date."""
    if parts is None or parts.month is not None:
        return None
    if parts.era is not None:
        return parts.era.calendar_year(parts.year)
    return parts.year if parts.year >= FIRST_FULL_YEAR else None


def squeezed(text: str) -> str:
    """The text without widths, spaces, weekday and time of day."""
    narrow = TIME_OF_DAY.sub("", unicodedata.normalize("NFKC", text).upper().strip())
    return TAIL.sub("", WEEKDAY.sub("", SPACE.sub("", narrow)))


def parts_of(text: str) -> Parts | None:
    """The parts of a date, month or year in any shape; None where it has another."""
    numbers = NUMERAL.sub(lambda found: digits_of(found[0]), squeezed(text))
    even = numbers.translate(SEPARATORS).removesuffix("/")
    if packed := PACKED.fullmatch(even):
        even = "/".join(filter(None, packed.groups()))
    found = PARTS.fullmatch(even)
    if found is None:
        return None
    era, year, month, day = found.groups()
    month, day = int(month) if month else None, int(day) if day else None
    return Parts(ERA_BY_NAME.get(era), int(year), month, day)


def digits_of(numeral: str) -> str:
    """A kanji numeral below 100, or one written digit by digit, in digits.

    >>> digits_of("三十一"), digits_of("十"), digits_of("二〇一九")
    ('31', '10', '2019')
    """
    tens, ten, ones = numeral.translate(KANJI_DIGITS).partition("十")
    return (tens or "1") + (ones or "0") if ten else tens


def settled(parts: Parts, build: Callable[[int], Span[T]]) -> Parsed[T]:
    """The value that ``build`` makes of the calendar year, with the remark it deserves."""
    try:
        if parts.era is None and parts.year >= FIRST_FULL_YEAR:
            return Parsed(build(parts.year).value, Remark.PLAIN)
        if not 1 <= parts.year <= LAST_ERA_YEAR:
            return Parsed(None, Remark.IMPOSSIBLE)
        if parts.era is None:
            return Parsed(None, Remark.AMBIGUOUS, build(likely_year(parts.year)).value)
        value, first, last = build(parts.era.calendar_year(parts.year))
    except ValueError:
        return Parsed(None, Remark.IMPOSSIBLE)
    other = not parts.era.overlaps(first, last)
    return Parsed(value, Remark.OTHER_ERA if other else Remark.PLAIN)


def likely_year(year: int) -> int:
    """The calendar year that a year without an era most likely means: 31 → 2019, 5 → 2023."""
    readings = (era.calendar_year(year) for era in reversed(ERAS))
    return min(readings, key=lambda reading: abs(reading - FORMS_BEGAN))


def impossible_day(parts: Parts) -> Parsed[date]:
    """An impossible date; 31 April is suspected to mean the month's end."""
    era, year, month, day = parts
    calendar_year = era.calendar_year(year) if era else year
    fits = month is not None and 1 <= month <= 12 and calendar_year >= FIRST_FULL_YEAR
    if month is None or day is None or not fits or not 28 < day <= 31:
        return Parsed(None, Remark.IMPOSSIBLE)
    return Parsed(None, Remark.IMPOSSIBLE, last_of_month(calendar_year, month))
