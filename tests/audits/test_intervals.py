"""How long divisions wait: what a guarantee leaves to chance, by the numbers of the design."""

from __future__ import annotations

from random import Random

import pytest

from sysaudit.audits.intervals import Interval, intervals

BASES = [Random(2019).choice((1, 1, 1, 2, 2, 3, 4)) for _ in range(100)]
"""A hundred divisions of uneven risk."""


def by_years(bases: list[int], places: int) -> dict[int, Interval]:
    """The table by years."""
    return {each.years: each for each in intervals(bases, places, 4)}


@pytest.mark.parametrize("bases", [[1] * 100, BASES], ids=["even", "uneven"])
def test_a_third_a_year(bases: list[int]) -> None:
    """With 33 places three years do not work; four force 12 to 18 and leave the rest to chance."""
    table = by_years(bases, 33)
    assert not table[3].works or table[3].free < 1
    assert table[4].works
    assert 12 <= table[4].forced <= 18
    assert table[4].forced + table[4].free == pytest.approx(33)
    assert table[3].forced > table[4].forced > table[5].forced > table[6].forced


@pytest.mark.parametrize("bases", [[1] * 100, BASES], ids=["even", "uneven"])
def test_forty_places(bases: list[int]) -> None:
    """Three years work and leave 13 to 18 free."""
    three = by_years(bases, 40)[3]
    assert three.works
    assert 13 <= three.free <= 18


@pytest.mark.parametrize("bases", [[1] * 100, BASES], ids=["even", "uneven"])
def test_least_places(bases: list[int]) -> None:
    """What is told as the fewest places works, and one less does not."""
    for years, row in by_years(bases, 33).items():
        assert by_years(bases, row.least)[years].works
        assert row.least >= -(-100 // years)
        assert not by_years(bases, row.least - 1)[years].works


def test_same_numbers_every_time() -> None:
    """The stream is fixed: the table of a plan does not change when it is printed again."""
    assert intervals(BASES, 33, 4) == intervals(BASES, 33, 4)


def test_no_places() -> None:
    """Nobody is visited, and no guarantee can be kept."""
    for row in intervals(BASES, 0, 4):
        assert (row.forced, row.free, row.works) == (0, 0, False)
        assert row.least > 0


def test_one_division() -> None:
    """With one place it is visited every year, and no year forces it."""
    for row in intervals([1], 1, 4):
        assert (row.works, row.least) == (True, 1)
        assert row.forced + row.free == 1


def test_places_for_everybody() -> None:
    """Everybody every year; more places than that change nothing and break nothing."""
    for row in intervals([1, 2, 3], 3, 4):
        assert (row.works, row.forced) == (True, 0)


def test_nobody() -> None:
    """A ward without divisions in scope has no places to fill."""
    for row in intervals([], 0, 4):
        assert (row.forced, row.free, row.works) == (0, 0, True)


def test_guarantees_of_the_caller() -> None:
    """Two years among them."""
    (two,) = intervals([1] * 10, 6, 4, guarantees=(2,))
    assert (two.years, two.works) == (2, True)
