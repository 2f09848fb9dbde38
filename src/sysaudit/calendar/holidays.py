"""Public holidays and the days around New Year, on which an office is closed.

The holidays come from jpholiday, which knows the single ones (the enthronement on 22 October
2019) and the substitutes too. It is loaded when first asked, and its answers stand in the result,
so that a later version of it changes nothing that was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

NEW_YEAR = ((12, 29), (1, 3))
SATURDAY = 5


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(number)


def closed_days(first: date, last: date) -> dict[date, str]:
    """Weekdays on which an office is closed, with the name of the day.

    >>> closed_days(date(2019, 10, 20), date(2019, 11, 5))
    {datetime.date(2019, 10, 22): '即位礼正殿の儀', datetime.date(2019, 11, 4): '文化の日 振替休日'}
    """
    import jpholiday

    named = {
        day: "年末年始"
        for day in days_between(first, last)
        if (day.month, day.day) >= NEW_YEAR[0] or (day.month, day.day) <= NEW_YEAR[1]
    }
    named |= {day: str(name) for day, name in jpholiday.between(first, last)}
    return {day: named[day] for day in sorted(named) if day.weekday() < SATURDAY}


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < SATURDAY
