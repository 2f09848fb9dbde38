"""How long divisions wait: what a guarantee of so many years leaves to chance.

"One third a year" and "everybody within three years" together leave no chance at all: every place
is forced, and whoever was visited last year knows to be safe. The longer the guarantee, the fewer
places are forced. How many, for the ward's own numbers, is simulated here with a fixed stream of
random numbers: years of weighted draws without departments, after as many years again to settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

YEARS = 40
"""Simulated, after as many that settle."""
SEED = 20190426
GUARANTEES = (3, 4, 5, 6)


class Interval(NamedTuple):
    """What a guarantee means.

    Attributes:
        years: Nobody waits longer from visit to visit.
        forced, free: Places a year on average, of those that are given.
        works: Whether the forced fit into the places in every simulated year.
        least: The fewest places with which it works.
    """

    years: int
    forced: float
    free: float
    works: bool
    least: int


def intervals(
    bases: Sequence[int], places: int, factor: int, guarantees: Sequence[int] = GUARANTEES
) -> list[Interval]:
    """What each guarantee means for these divisions.

    Args:
        bases: The base of each division in scope, 1 to 4.
        places: Visits a year.
        factor: How much more a division weighs that was not visited last year.
        guarantees: In years.
    """
    places = min(places, len(bases))
    return [_interval(np.array(bases), places, factor, years) for years in guarantees]


def _interval(bases: np.ndarray, places: int, factor: int, years: int) -> Interval:
    forced = _forced(bases, places, factor, years)
    low, high = -(-len(bases) // years), len(bases)
    while low < high:
        middle = (low + high) // 2
        if max(_forced(bases, middle, factor, years), default=0) <= middle:
            high = middle
        else:
            low = middle + 1
    filled = [min(each, places) for each in forced]
    mean = sum(filled) / len(filled)
    return Interval(years, mean, places - mean, max(forced) <= places, low)


def _forced(bases: np.ndarray, places: int, factor: int, years: int) -> list[int]:
    """How many are due in each simulated year; more than there are places where it fails."""
    stream = np.random.default_rng(SEED)
    waited = stream.integers(0, years, len(bases))
    found = []
    for year in range(2 * YEARS):
        waited += 1
        due = waited >= years
        if year >= YEARS:
            found.append(int(due.sum()))
        weights = np.where(waited == 1, bases, bases * factor)
        lots = stream.exponential(size=len(bases)) / weights
        lots[due] = -waited[due]  # the longest waiting first
        waited[np.argpartition(lots, places - 1)[:places] if places else []] = 0
    return found
