"""The eras of the Japanese calendar.

An era's first year (元年) is the calendar year in which it began, so 平成 n is 1988 + n. Two eras
share the calendar year of a change, and the day decides:

    明治  1868-01-25 to 1912-07-29
    大正  1912-07-30 to 1926-12-24
    昭和  1926-12-25 to 1989-01-07    昭和64年 lasted seven days
    平成  1989-01-08 to 2019-04-30    平成31年4月30日, next day 令和元年5月1日
    令和  2019-05-01 to this day

A fiscal year bears the era of its first day. Fiscal 2019 began as 平成31年度 and was called
令和元年度 from May; fiscal 1989 never was 昭和64年度, since 昭和 ended in the January before it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sysaudit.calendar.years import first_day


class Era(NamedTuple):
    """One era: its name, the letter people write for it, and its first and last day."""

    name: str
    letter: str
    first: date
    last: date

    def calendar_year(self, year: int) -> int:
        """The calendar year of one of the era's years, 1 for 元年."""
        return self.first.year - 1 + year

    def named(self, calendar_year: int) -> str:
        """The era's name for a calendar year: 平成31, 令和元."""
        year = calendar_year - self.first.year + 1
        return f"{self.name}{year if year > 1 else '元'}"

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` lies in the era."""
        return first <= self.last and last >= self.first


ERAS = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 29)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), date.max),
)


def in_era(day: date) -> str:
    """A day in the words of its era; a day before 明治 in plain years.

    >>> in_era(date(2019, 4, 30)), in_era(date(2019, 5, 1))
    ('平成31年4月30日', '令和元年5月1日')
    """
    names = [era.named(day.year) for era in ERAS if era.overlaps(day, day)]
    return f"{names[0] if names else day.year}年{day.month}月{day.day}日"


def naming_days(year: int) -> tuple[date, date]:
    """The days whose eras give a fiscal year its names: from 1 April to 31 December."""
    return first_day(year), date(year, 12, 31)


def era_year(year: int) -> str:
    """A fiscal year in the words of its era, both names where the era changed within it.

    >>> era_year(2018), era_year(2019), era_year(2020)
    ('平成30年度', '平成31/令和元年度', '令和2年度')
    """
    names = [era.named(year) for era in ERAS if era.overlaps(*naming_days(year))]
    return f"{'/'.join(names) or year}年度"
