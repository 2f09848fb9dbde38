"""Periods that come back every year, as a division writes its busy seasons."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple, TypeAlias

from sysaudit.calendar.typed import Parsed, Remark
from sysaudit.calendar.years import last_of_month

MonthDay: TypeAlias = tuple[int, int]
Period: TypeAlias = tuple[MonthDay, MonthDay]
"""From (month, day) to (month, day), both inclusive; over New Year where the first is the greater.
A whole February ends on the 29th, a day that most years merely lack."""

LEAP_YEAR = 2020

BETWEEN = re.compile(r"[;,、\n]+")
SIGNS = str.maketrans(dict.fromkeys("~〜‐‑–—―−ー", "-") | dict.fromkeys("月.", "/") | {"日": ""})
BOUND = re.compile(r"(?:(\d{1,2})/)?(\d{1,2}|[上中下]旬)?", re.ASCII)
THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


class Bound(NamedTuple):
    """One end of a period as typed: `3月` has no day, the 20 of `11/15-20` no month."""

    month: str | None
    day: str | None


def parse_periods(text: str) -> Parsed[tuple[Period, ...]]:
    """Periods with `;`, `、` or `,` between them.

    >>> parse_periods("11/15-12/5;3月").value
    (((11, 15), (12, 5)), ((3, 1), (3, 31)))
    """
    narrow = re.sub(r"[^\S\n]+", "", unicodedata.normalize("NFKC", text).strip())
    parsed = [period_of(part) for part in BETWEEN.split(narrow) if part]
    values = tuple(each.value for each in parsed if each.value is not None)
    if parsed and len(values) == len(parsed):
        return Parsed(values, Remark.PLAIN)
    faults = (each.remark for each in parsed if each.value is None)
    return Parsed(None, next(faults, Remark.NOT_A_DATE))


def period_of(text: str) -> Parsed[Period]:
    """One period, with the month or day that one end borrows from the other put in its place."""
    even = text.removeprefix("毎年").replace("から", "-").removesuffix("まで").translate(SIGNS)
    typed = [BOUND.fullmatch(part) for part in even.split("-")]
    bounds = [Bound(*found.groups()) for found in typed if found]
    if len(bounds) != len(typed) or len(bounds) > 2 or Bound(None, None) in bounds:
        return Parsed(None, Remark.NOT_A_DATE)
    start, end = lent(bounds[0], bounds[-1])
    if start.month is None or end.month is None:
        return Parsed(None, Remark.AMBIGUOUS)
    try:
        first, last = days_of(start)[0], days_of(end)[1]
    except ValueError:
        return Parsed(None, Remark.IMPOSSIBLE)
    backwards = first > last and first[0] == last[0]  # a year less a few days: a slip
    return Parsed(None, Remark.IMPOSSIBLE) if backwards else Parsed((first, last), Remark.PLAIN)


def lent(start: Bound, end: Bound) -> tuple[Bound, Bound]:
    """`3-5月` lends its 月 to the 3, `11/15-20` its month to the 20."""
    if start.month is None and end.month is not None and end.day is None:
        return Bound(start.day, None), end
    if end.month is None and start.month is not None and start.day is not None:
        return start, Bound(start.month, end.day)
    return start, end


def days_of(bound: Bound) -> tuple[MonthDay, MonthDay]:
    """The first and last day that one end of a period names.

    Raises:
        ValueError: There is no such month or day.
    """
    month = int(bound.month or 0)
    last = last_of_month(LEAP_YEAR, month).day
    if bound.day is None:
        return (month, 1), (month, last)
    day = int(bound.day) if bound.day.isdigit() else 0
    first_day, last_day = THIRDS.get(bound.day, (day, day))
    if not 1 <= first_day <= last:
        raise ValueError(bound.day)
    return (month, first_day), (month, min(last_day, last))


def falls_in(day: date, period: Period) -> bool:
    """Whether a day lies in a period that comes back every year.

    >>> falls_in(date(2020, 1, 2), ((12, 20), (1, 10)))
    True
    """
    first, last = period
    at = (day.month, day.day)
    return first <= at <= last if first <= last else at >= first or at <= last
