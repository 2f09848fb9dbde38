"""Fiscal years and months.

A fiscal year (年度) runs from 1 April to 31 March and is named by the calendar year in which it
begins: March 2020 belongs to fiscal 2019.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

APRIL = 4


def fiscal_year_of(day: date) -> int:
    """The fiscal year to which a day belongs.

    >>> fiscal_year_of(date(2020, 3, 31)), fiscal_year_of(date(2020, 4, 1))
    (2019, 2020)
    """
    return day.year if day.month >= APRIL else day.year - 1


def first_day(year: int) -> date:
    """1 April of the fiscal year: the forms' reference date."""
    return date(year, APRIL, 1)


def last_day(year: int) -> date:
    """31 March, on which the fiscal year ends."""
    return date(year + 1, 3, 31)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the month's last day where it has no such day.

    >>> add_months(date(2019, 1, 31), 1)
    datetime.date(2019, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """The whole months that fit between two days: the greatest n with start + n months <= end.

    A contract ends on the *last* day of its term, so its length is that up to the day after.

    >>> months_between(date(2015, 10, 1), date(2020, 9, 30))
    59
    >>> months_between(date(2015, 10, 1), date(2020, 10, 1))
    60
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1
