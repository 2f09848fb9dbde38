"""Dates, months, fiscal years and recurring periods.

Excel keeps a date as a number of days, so a date column also meets numbers that lost their format
(43556), and a year column dates that a number took on (2021 shown as 1905/7/13). Both are told,
never stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from sysaudit.calendar import (
    Parsed,
    Remark,
    fiscal_year_of,
    parse_date,
    parse_fiscal_year,
    parse_month,
    parse_periods,
)
from sysaudit.forms.field import Column, Kind
from sysaudit.intake.values.lists import read_list
from sysaudit.intake.values.reading import (
    DAY_ZERO,
    Note,
    Reading,
    as_typed,
    number_text,
    refused,
    serial_of,
)
from sysaudit.intake.values.stand_ins import likely_word, stand_in, undecided

T = TypeVar("T")

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
LONGEST = 40

_PLAIN = Note.PLAIN
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_OCTOBER_OR_JANUARY = re.compile(r"\d{1,4}\.1", re.ASCII)
_MONTH = re.compile(r"\d{4}[/-]\d{1,2}", re.ASCII)
_HEDGED = re.compile(r"約|頃|ころ|ごろ|予定|見込み?|以降|以前|以後|前後")
_BESIDE = re.compile(rf"{_HEDGED.pattern}|[~〜～、;；→()（）\n]|から")
_BETWEEN = re.compile(r"[;,、\n]+")
_NOTES = {
    Remark.PLAIN: Note.ERA_TEXT,
    Remark.OTHER_ERA: Note.OTHER_ERA,
    Remark.IMPOSSIBLE: Note.IMPOSSIBLE_DATE,
    Remark.AMBIGUOUS: Note.AMBIGUOUS_DATE,
    Remark.NOT_A_DATE: Note.NOT_DATE,
}


def read_date(column: Column, raw: object) -> Reading:
    """A day; the time of day is dropped."""
    if type(raw) is date and EARLIEST <= raw <= LATEST:
        return Reading(raw, _PLAIN, raw.isoformat())
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return _in_range(Reading(day, _PLAIN, as_typed(raw)), day)
    return _read_typed(column, raw, parse_date, _day_text)


def read_dates(column: Column, raw: object) -> Reading:
    """Days with `;` between."""
    return read_list(column, raw, _one_of_dates, _BETWEEN)


def _one_of_dates(column: Column, raw: object) -> Reading:
    """A day of a list, which can only be typed as text: in the shape asked for it is plain."""
    reading = read_date(column, raw)
    as_asked = isinstance(raw, str) and reading.value is not None and _is_plain(raw)
    return reading._replace(note=_PLAIN) if as_asked else reading


def _is_plain(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}([/-])[0-9]{1,2}\1[0-9]{1,2}", text) is not None


def read_month(column: Column, raw: object) -> Reading:
    """A month, as its first day."""
    if isinstance(raw, date):
        first = date(raw.year, raw.month, 1)
        note = _PLAIN if raw.day == 1 else Note.ERA_TEXT
        return _in_range(Reading(first, note, as_typed(raw)), first)
    if isinstance(raw, float) and _OCTOBER_OR_JANUARY.fullmatch(number_text(raw)):
        # 2019.10 typed into a cell of numbers leaves 2019.1
        return refused(Note.AMBIGUOUS_DATE, raw)
    reading = _read_typed(column, raw, parse_month, _month_text)
    # a spreadsheet keeps a month as text unless its cell has a date's format
    as_asked = isinstance(raw, str) and reading.value is not None and _MONTH.fullmatch(raw)
    return reading._replace(note=_PLAIN) if as_asked else reading


def read_fiscal_year(column: Column, raw: object) -> Reading:
    """A fiscal year, by the calendar year in which it begins."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        year = int(raw) if EARLIEST.year <= raw <= LATEST.year else None
        if year is not None and year == raw:
            return Reading(year, _PLAIN, str(year))
    if isinstance(raw, date):
        return _year_of_date(raw)
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) == len("2021"):
        return _in_range(Reading(int(raw), Note.NUMBER_AS_TEXT, raw), int(raw))
    return _read_typed(column, raw, parse_fiscal_year, str)


def _year_of_date(raw: date) -> Reading:
    """A date's fiscal year; a date of 1905 is a year that took on a date's format."""
    serial = serial_of(raw)
    if EARLIEST.year <= serial <= LATEST.year:
        return refused(Note.IMPOSSIBLE_DATE, raw, str(serial))
    year = fiscal_year_of(raw)
    return _in_range(Reading(year, Note.ERA_TEXT, as_typed(raw)), year)


def read_periods(column: Column, raw: object) -> Reading:
    """Recurring periods; a single date is what Excel made of `4-5` or `3/1`."""
    if isinstance(raw, date):
        return refused(Note.AMBIGUOUS_DATE, raw, f"{raw.month}/{raw.day}-{raw.month}/{raw.day}")
    if not isinstance(raw, str):
        return refused(Note.NOT_DATE, raw)
    if instead := stand_in(column, raw):
        return instead
    parsed = parse_periods(raw)
    note = _PLAIN if parsed.value is not None else _NOTES[parsed.remark]
    return Reading(parsed.value, note, raw)


def _read_typed(
    column: Column,
    raw: object,
    parse: Callable[[str], Parsed[T]],
    show: Callable[[T], str],
) -> Reading:
    """A text or a number where a date should be."""
    if isinstance(raw, bool) or not isinstance(raw, str | float | int):
        return refused(Note.NOT_DATE, raw)
    typed = as_typed(raw)
    instead = stand_in(column, typed) or undecided(column, typed)
    if instead or len(typed) > LONGEST:
        return instead or refused(Note.NOT_DATE, raw)
    parsed = parse(typed)
    if parsed.remark is Remark.NOT_A_DATE:
        return _bare_serial(column, typed) or _diagnosed(column, typed, parse, show)
    return _noted(typed, parsed, show)


def _diagnosed(
    column: Column, typed: str, parse: Callable[[str], Parsed[T]], show: Callable[[T], str]
) -> Reading:
    """Why a text is no date: two dates, a hedged one, one with words beside it."""
    values = (parse(part).value for part in _BESIDE.split(typed))
    found = [value for value in values if value is not None]
    if len(found) > 1:
        return refused(Note.SEVERAL_VALUES, typed)
    suspected = show(found[0]) if found else likely_word(column, typed)
    hedged = found and _HEDGED.search(typed)
    return refused(Note.APPROXIMATE if hedged else Note.NOT_DATE, typed, suspected)


def _bare_serial(column: Column, typed: str) -> Reading | None:
    """A number of days without a date's format, where it falls in our time."""
    if not _SERIAL.fullmatch(typed):
        return None
    day = DAY_ZERO + timedelta(days=int(float(typed)))
    if not EARLIEST <= day <= LATEST:
        return None
    return refused(Note.BARE_SERIAL, typed, _text_in(column, day))


def _text_in(column: Column, day: date) -> str:
    """A day as the column would have it typed."""
    if column.kind is Kind.FISCAL_YEAR:
        return str(fiscal_year_of(day))
    return _month_text(day) if column.kind is Kind.MONTH else _day_text(day)


def _noted(typed: str, parsed: Parsed[T], show: Callable[[T], str]) -> Reading:
    suspected = None if parsed.suspected is None else show(parsed.suspected)
    reading = Reading(parsed.value, _NOTES[parsed.remark], typed, suspected)
    return _in_range(reading, parsed.value)


def _in_range(reading: Reading, value: object) -> Reading:
    """The reading, unless its year lies outside the time in which systems live."""
    year = value.year if isinstance(value, date) else value
    if not isinstance(year, int) or EARLIEST.year <= year <= LATEST.year:
        return reading
    return Reading(None, Note.FAR_DATE, reading.typed)


def _day_text(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


def _month_text(day: date) -> str:
    return f"{day.year}/{day.month}"
