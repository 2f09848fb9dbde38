"""Chains of divisions that must all move: thousands of them, without recursion."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.draw.wards import dummy_key

from sysaudit.draw import schedule
from sysaudit.draw.hashing import digest

KEY = dummy_key(0)
LINKS = 3000
POOL = [date(2000, 1, 1) + timedelta(days=n) for n in range(2 * LINKS)]


def chain(links: int) -> tuple[list[str], dict[str, list[date]]]:
    """Divisions in the order of the key, of which each holds a date and knows the next one's.

    The dates are chosen such that each division prefers the one where the chain ends so far, and
    takes it; the last division of all has only the first date, which is taken.
    """
    order = sorted((f"D{n:04}" for n in range(links + 1)), key=lambda c: digest("visit", KEY, c))
    pool = list(POOL)
    end = pool.pop(0)
    open_dates = {order[-1]: [end]}
    for code in order[:-1]:
        held = digest("date", KEY, code, f"{end}")
        number = next(n for n, d in enumerate(pool) if digest("date", KEY, code, f"{d}") > held)
        following = pool.pop(number)
        open_dates[code] = [following, end]
        end = following
    return order, open_dates


def test_a_chain_of_three_thousand_moves_by_one() -> None:
    """The last division takes the first date; everybody moves to the next."""
    order, open_dates = chain(LINKS)
    made = schedule(order, open_dates, 1, KEY)
    assert not made.conflicts
    assert made.dates[order[-1]] == POOL[0]
    assert all(made.dates[code] == open_dates[code][0] for code in order[:-1])


@pytest.mark.parametrize("links", [1, 2, 500, pytest.param(LINKS, marks=pytest.mark.slow)])
def test_a_chain_without_an_end_is_one_conflict(links: int) -> None:
    """All of them compete, and none can be left out."""
    order, open_dates = chain(links)
    open_dates[order[-2]] = open_dates[order[-2]][1:]
    (conflict,) = schedule(order, open_dates, 1, KEY).conflicts
    assert conflict.undated == (order[-1],)
    assert set(conflict.divisions) == set(order)
    assert conflict.room == links
