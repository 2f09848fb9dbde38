"""When visits are possible: holidays, New Year, closed dates, busy seasons."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.audits.wards import YEAR, division

from sysaudit.audits import book
from sysaudit.audits.window import CLOSED_BY_SETTINGS, blocked_dates, runs, window_of
from sysaudit.config.draw import DrawSettings
from sysaudit.errors import Misuse


def test_closed_days_of_2019() -> None:
    """The holidays between September and December, with the enthronement and a substitute."""
    window = window_of(DrawSettings(), YEAR)
    assert (window.first, window.last) == (date(2019, 9, 1), date(2019, 12, 28))
    assert [(f"{day:%m-%d}", name) for day, name in window.closed.items()] == [
        ("09-16", "敬老の日"),
        ("09-23", "秋分の日"),
        ("10-14", "体育の日"),
        ("10-22", "即位礼正殿の儀"),
        ("11-04", "文化の日 振替休日"),
    ]


def test_dates_are_working_days() -> None:
    """28 December 2019 is a Saturday: the last date is the 27th."""
    dates = window_of(DrawSettings(), YEAR).dates
    assert (dates[0], dates[-1]) == (date(2019, 9, 2), date(2019, 12, 27))
    assert all(day.weekday() < 5 for day in dates)
    assert date(2019, 10, 22) not in dates
    assert len(dates) == 85 - 5


def test_new_year() -> None:
    """29 December to 3 January are closed, in a window that a setting moved."""
    window = window_of(DrawSettings(), YEAR, first=date(2019, 12, 25), last=date(2020, 1, 8))
    assert [day.day for day in window.dates] == [25, 26, 27, 6, 7, 8]
    names = window.closed
    assert names[date(2019, 12, 30)] == "年末年始"
    assert date(2019, 12, 29) not in names, "a Sunday is closed anyhow"


def test_settings_close_dates() -> None:
    """A weekday within the window; one that is a holiday keeps its name."""
    days = (date(2019, 10, 1), date(2019, 10, 22), date(2019, 10, 5), date(2020, 3, 2))
    window = window_of(DrawSettings(closed_dates=days), YEAR)
    assert window.closed[date(2019, 10, 1)] == CLOSED_BY_SETTINGS
    assert window.closed[date(2019, 10, 22)] == "即位礼正殿の儀"
    assert not {date(2019, 10, 5), date(2020, 3, 2)} & window.closed.keys()
    assert date(2019, 10, 1) not in window.dates
    assert list(window.closed) == sorted(window.closed)


def test_what_is_given_goes_before_the_settings() -> None:
    """First, last, visits per date; the settings for what is not given."""
    settings = DrawSettings(first_day="10/1", last_day="10/31", visits_per_date=2)
    window = window_of(settings, YEAR)
    assert (window.first, window.last, window.per_date) == (
        date(2019, 10, 1),
        date(2019, 10, 31),
        2,
    )
    given = window_of(settings, YEAR, last=date(2019, 10, 2), per_date=3)
    assert (given.first, given.last, given.per_date) == (date(2019, 10, 1), date(2019, 10, 2), 3)


def test_days_of_the_settings_lie_in_the_fiscal_year() -> None:
    """January to March are those of the next calendar year."""
    window = window_of(DrawSettings(first_day="4/1", last_day="3/31"), YEAR)
    assert (window.first, window.last) == (date(2019, 4, 1), date(2020, 3, 31))


@pytest.mark.parametrize(("year", "day"), [(2018, 28), (2019, 29)])
def test_february_29(year: int, day: int) -> None:
    """In a year without one it is the last of February."""
    window = window_of(DrawSettings(last_day="2/29"), year)
    assert window.last == date(year + 1, 2, day)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": date(2019, 12, 1), "last": date(2019, 11, 30)},
        {"first": date(2019, 4, 1), "last": date(2020, 4, 1)},
        {"first": date(2020, 2, 1)},
    ],
)
def test_wrong_windows(wrong: dict[str, Any]) -> None:
    """One that ends before it begins or is longer than a year; the message says what to mend."""
    with pytest.raises(Misuse, match="--from and --to") as raised:
        window_of(DrawSettings(), YEAR, **wrong)
    assert "first_day" in raised.value.text.ja


def test_window_of_one_day() -> None:
    """Is one."""
    only = date(2019, 10, 1)
    assert window_of(DrawSettings(), YEAR, first=only, last=only).dates == (only,)


def test_wrong_settings() -> None:
    """No thirteenth month, no 32nd day, no visit less than one."""
    for wrong in ({"first_day": "13/1"}, {"last_day": "9/32"}, {"visits_per_date": 0}):
        with pytest.raises(ValueError, match="validation error"):
            DrawSettings.model_validate(wrong)


def test_blocked_dates() -> None:
    """Busy seasons and closed dates, as far as they are working days of the window."""
    dates = window_of(DrawSettings(), YEAR).dates
    closed = (date(2019, 9, 2), date(2019, 10, 22), date(2019, 4, 1))
    busy = division("1304 区民部 課税課", busy_seasons=(((9, 28), (10, 2)),), closed_dates=closed)
    assert blocked_dates(busy, dates) == (
        date(2019, 9, 2),
        date(2019, 9, 30),
        date(2019, 10, 1),
        date(2019, 10, 2),
    )
    assert blocked_dates(division("1304 区民部 課税課"), dates) == ()


def test_busy_season_over_new_year() -> None:
    """From 20 December to 10 January."""
    window = window_of(DrawSettings(), YEAR, first=date(2019, 12, 16), last=date(2020, 1, 17))
    busy = division("1304 区民部 課税課", busy_seasons=(((12, 20), (1, 10)),))
    open_ = [day for day in window.dates if day not in blocked_dates(busy, window.dates)]
    assert [day.day for day in open_] == [16, 17, 18, 19, 14, 15, 16, 17]


def test_busy_all_year() -> None:
    """Blocks every date."""
    dates = window_of(DrawSettings(), YEAR).dates
    assert blocked_dates(division("1304 区民部 課税課 常"), dates) == dates


def test_runs_bridge_what_is_closed_anyhow() -> None:
    """A weekend or a holiday between two blocked dates makes no second run."""
    dates = window_of(DrawSettings(), YEAR).dates
    blocked = [date(2019, 10, 21), date(2019, 10, 23), date(2019, 10, 25)]
    assert runs(blocked, dates) == [
        (date(2019, 10, 21), date(2019, 10, 23)),
        (date(2019, 10, 25), date(2019, 10, 25)),
    ]


@pytest.mark.parametrize("every", [1, 2, 3, 5, 80])
def test_told_runs_can_be_read_back(every: int) -> None:
    """What stands in 訪問できない期間 gives the same dates again."""
    dates = window_of(DrawSettings(), YEAR).dates
    for blocked in (dates[::every], dates[: len(dates) // every], ()):
        told = book.told_runs(blocked, dates)
        assert book.read_runs(told, dates) == tuple(blocked)


def test_told_runs() -> None:
    """As a reader and a program can read them."""
    dates = window_of(DrawSettings(), YEAR).dates
    blocked = (*dates[:3], dates[10])
    assert book.told_runs(blocked, dates) == "2019-09-02〜2019-09-04、2019-09-17"


@pytest.mark.parametrize("wrong", ["9月", "2019-09-31", "2019-09-02〜x", "2019-09-02〜2019-09-03 "])
def test_runs_that_nobody_told(wrong: str) -> None:
    """Are no dates."""
    with pytest.raises(ValueError, match=r"isoformat|range|month"):
        book.read_runs(wrong, window_of(DrawSettings(), YEAR).dates)
