"""When visits are possible: the window of the year, and what each division closes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sysaudit import calendar
from sysaudit.calendar.holidays import closed_days, days_between, is_weekday
from sysaudit.calendar.periods import falls_in
from sysaudit.config.draw import DrawSettings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms.roster import Division

CLOSED_BY_SETTINGS = "設定による休止日"
LONGEST = 366
"""Days that a window may have."""


@dataclass(frozen=True)
class Window:
    """The days between which visits take place.

    Attributes:
        closed: Weekdays on which nobody is visited, with the name of the day.
        per_date: How many visits a day takes.
    """

    first: date
    last: date
    closed: dict[date, str]
    per_date: int

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The working days."""
        days = days_between(self.first, self.last)
        return tuple(day for day in days if is_weekday(day) and day not in self.closed)


def window_of(
    settings: DrawSettings,
    year: int,
    *,
    first: date | None = None,
    last: date | None = None,
    per_date: int | None = None,
) -> Window:
    """The window of a fiscal year; what is given goes before the settings.

    Raises:
        Misuse: It ends before it begins, is longer than a year, or the settings name no day.
    """
    first = first or _day(settings.first_day, year)
    last = last or _day(settings.last_day, year)
    if not 0 <= (last - first).days < LONGEST:
        raise Misuse(
            Text(
                f"訪問の期間（{first}〜{last}）が正しくありません。--from と --to、"
                "または設定の first_day と last_day を直してください。",
                f"visits cannot be from {first} to {last}: mend --from and --to, or first_day "
                "and last_day of the settings",
            )
        )
    closed = closed_days(first, last)
    for day in settings.closed_dates:
        if first <= day <= last and is_weekday(day):
            closed.setdefault(day, CLOSED_BY_SETTINGS)
    ordered = {day: closed[day] for day in sorted(closed)}
    return Window(first, last, ordered, per_date or settings.visits_per_date)


def _day(month_day: str, year: int) -> date:
    """``9/1`` within a fiscal year; 2/30 is the last of February."""
    month, day = map(int, month_day.split("/"))
    calendar_year = year if month >= calendar.first_day(year).month else year + 1
    last = calendar.last_of_month(calendar_year, month)
    return last.replace(day=min(day, last.day))


def blocked_dates(division: Division, dates: Sequence[date]) -> tuple[date, ...]:
    """The dates on which a division may not be visited: its busy seasons and closed dates."""
    closed = frozenset(division.closed_dates)
    return tuple(
        day
        for day in dates
        if day in closed or any(falls_in(day, period) for period in division.busy_seasons)
    )


def runs(blocked: Iterable[date], dates: Sequence[date]) -> list[tuple[date, date]]:
    """Blocked dates as runs that follow each other among the working days.

    >>> days = [date(2019, 9, 5), date(2019, 9, 6), date(2019, 9, 9), date(2019, 9, 10)]
    >>> [(f"{a:%m-%d}", f"{b:%m-%d}") for a, b in runs(days[1:3], days)]
    [('09-06', '09-09')]
    """
    closed = set(blocked)
    found: list[tuple[date, date]] = []
    running = False
    for day in dates:
        if day in closed:
            first = found.pop()[0] if running else day
            found.append((first, day))
        running = day in closed
    return found
