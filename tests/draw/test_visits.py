"""Visit dates: as many as any arrangement has, and a reason for each that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key

from sysaudit.draw import Conflict, Schedule, schedule
from sysaudit.draw.hashing import digest

KEY = dummy_key(0)
FIRST = date(2019, 9, 2)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(6))
CALENDARS = st.lists(st.lists(st.sampled_from(DAYS), unique=True, max_size=4), max_size=8).map(
    lambda rows: {f"D{number}": row for number, row in enumerate(rows)}
)
CROWDED = st.lists(st.lists(st.sampled_from(DAYS[:3]), unique=True, max_size=3), max_size=9).map(
    lambda rows: {f"D{number}": row for number, row in enumerate(rows)}
)
Calendar = Mapping[str, list[date]]


def dates_of(codes: Iterable[str], calendar: Calendar) -> set[date]:
    return {day for code in codes for day in calendar[code]}


def missing(codes: Iterable[str], calendar: Calendar, per_date: int) -> int:
    """How many more divisions there are than visits on all their dates."""
    several = tuple(codes)
    return len(several) - per_date * len(dates_of(several, calendar))


def most_missing(calendar: Calendar, per_date: int) -> int:
    """By Hall and König: whatever the arrangement, so many are left without a date, and no more."""
    return max(
        missing(some, calendar, per_date)
        for size in range(len(calendar) + 1)
        for some in combinations(calendar, size)
    )


def by_recursion(calendar: Calendar, per_date: int, key: str) -> dict[str, date]:
    """The method as it is written down, with `place` calling itself."""
    visits: dict[date, list[str]] = {}

    def place(code: str, seen: set[date], tried: set[str]) -> bool:
        wishes = sorted(calendar[code], key=lambda day: digest("date", key, code, f"{day}"))
        for day in wishes:
            if day not in seen and len(visits.get(day, ())) < per_date:
                visits.setdefault(day, []).append(code)
                return True
        for day in wishes:
            if day in seen:
                continue
            seen.add(day)
            for holder in list(visits.get(day, ())):
                if holder in tried:
                    continue
                tried.add(holder)
                if place(holder, seen, tried):
                    visits[day].remove(holder)
                    visits[day].append(code)
                    return True
        return False

    for code in sorted(calendar, key=lambda code: digest("visit", key, code)):
        place(code, set(), set())
    return {code: day for day, codes in visits.items() for code in codes}


def assert_sound(made: Schedule, calendar: Calendar, per_date: int) -> None:
    """Everybody once, on an open date, and no date overfull."""
    assert sorted([*made.dates, *made.undated]) == sorted(calendar)
    assert all(day in calendar[code] for code, day in made.dates.items())
    assert max(Counter(made.dates.values()).values(), default=0) <= per_date
    assert list(made.dates.values()) == sorted(made.dates.values())


def assert_real(conflict: Conflict, calendar: Calendar, per_date: int) -> None:
    """Too few dates for these divisions, and enough for any of them but one."""
    few = conflict.divisions
    assert set(conflict.undated) <= set(few)
    assert list(few) == sorted(few)
    assert list(conflict.dates) == sorted(dates_of(few, calendar))
    assert conflict.room == per_date * len(conflict.dates) == len(few) - len(conflict.undated)
    for some in range(1, len(few)):
        short = max(missing(s, calendar, per_date) for s in combinations(few, some))
        assert short < len(conflict.undated)


@given(CALENDARS | CROWDED, st.integers(1, 3), st.integers(0, 99))
def test_as_many_are_dated_as_can_be(calendar: Calendar, per_date: int, number: int) -> None:
    """No arrangement has more."""
    made = schedule(calendar, calendar, per_date, dummy_key(number))
    assert_sound(made, calendar, per_date)
    assert len(made.undated) == most_missing(calendar, per_date)


@given(CROWDED, st.integers(1, 3), st.integers(0, 99))
def test_a_conflict_is_real_and_the_smallest(
    calendar: Calendar, per_date: int, number: int
) -> None:
    """A violation of Hall's condition of which no division can be left out."""
    for conflict in schedule(calendar, calendar, per_date, dummy_key(number)).conflicts:
        assert_real(conflict, calendar, per_date)


@given(CALENDARS | CROWDED, st.integers(1, 3), st.integers(0, 99))
def test_dates_are_those_of_the_method_by_recursion(
    calendar: Calendar, per_date: int, number: int
) -> None:
    """Ours keeps a stack of its own and comes to the same dates."""
    key = dummy_key(number)
    made = schedule(calendar, calendar, per_date, key).dates
    assert dict(made) == by_recursion(calendar, per_date, key)


@given(CROWDED, st.integers(1, 3), st.integers(0, 99))
def test_each_of_the_three_ways_out_is_one(calendar: Calendar, per_date: int, number: int) -> None:
    """One more date for any of the divisions, or one of them left out, dates one more."""
    key, extra = dummy_key(number), FIRST + timedelta(days=30)
    made = schedule(calendar, calendar, per_date, key)
    for conflict in made.conflicts:
        for code in conflict.divisions:
            opened = {**calendar, code: [*calendar[code], extra]}
            again = schedule(opened, opened, per_date, key)
            assert len(again.undated) == len(made.undated) - 1
            fewer = {each: calendar[each] for each in calendar if each != code}
            again = schedule(fewer, fewer, per_date, key)
            assert len(again.undated) == len(made.undated) - 1


@given(CALENDARS, st.randoms(use_true_random=False))
def test_the_order_of_divisions_and_dates_changes_nothing(
    calendar: dict[str, list[date]], chance: Random
) -> None:
    """Both follow from the key."""
    turned = {code: chance.sample(days, len(days)) for code, days in reversed(calendar.items())}
    assert schedule(turned, turned, 1, KEY) == schedule(calendar, calendar, 1, KEY)


def test_who_competes_elsewhere_is_not_named() -> None:
    """D2 wants a date that leads to one for which others compete, of whom it needs the holder."""
    one, two, three = DAYS[:3]
    calendar = {
        "D2": [one],
        "D3": [two],
        "D4": [one, two],
        "D5": [two, three],
        "D6": [two, three],
    }
    for number in range(50):
        for conflict in schedule(calendar, calendar, 1, dummy_key(number)).conflicts:
            assert_real(conflict, calendar, 1)


def test_busy_on_every_date() -> None:
    """It is left undated, alone in its conflict, and the others are not touched."""
    calendar = {"A1": [], "A2": [DAYS[0]]}
    made = schedule(calendar, calendar, 1, KEY)
    assert made.dates == {"A2": DAYS[0]}
    assert made.conflicts == (Conflict(("A1",), ("A1",), (), 0),)


def test_nobody_drawn_and_dates_of_others() -> None:
    """Dates of divisions that are not drawn count for nothing."""
    assert schedule([], {"A1": list(DAYS)}, 1, KEY) == Schedule({}, ())
    assert schedule(["A2"], {"A1": [DAYS[0]], "A2": [DAYS[0]]}, 1, KEY).dates == {"A2": DAYS[0]}


@pytest.mark.parametrize("number", range(3))
def test_another_key_gives_other_dates(number: int) -> None:
    """Nobody can tell the date from the calendar."""
    calendar = {f"D{n}": list(DAYS) for n in range(6)}
    one, other = (schedule(calendar, calendar, 1, dummy_key(number + n)) for n in (0, 50))
    assert dict(one.dates) != dict(other.dates)
