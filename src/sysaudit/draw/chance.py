"""The chance of each division before the draw, exactly: what the result prints and tests count.

A department that may expect E places gets ⌊E⌋ or ⌈E⌉, the latter with chance f = E − ⌊E⌋. Within
it a division of weight w has the target π = n_h·w/W_h, or 1 where it is certain at that quota. So

    chance = (1−f)·π(⌊E⌋) + f·π(⌈E⌉)

which is m·w/W wherever nobody is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from sysaudit.draw.certain import certain
from sysaudit.draw.drawing import Candidate, Status


def chances(candidates: Iterable[Candidate], places: int) -> dict[str, Fraction]:
    """Each division's chance to be drawn, by code: 1 for a must, 0 for an out."""
    every = list(candidates)
    found = {each.code: Fraction(each.status is Status.MUST) for each in every}
    able = {each.code: each for each in every if each.status is Status.IN}
    free = places - sum(each.status is Status.MUST for each in every)
    sure = set(certain({code: each.weight for code, each in able.items()}, free))
    found |= dict.fromkeys(sure, Fraction(1))
    departments: dict[str, dict[str, int]] = {}
    for code, each in able.items():
        if code not in sure:
            departments.setdefault(each.department, {})[code] = each.weight
    total = sum(weight for own in departments.values() for weight in own.values())
    for own in departments.values():
        expected = Fraction((free - len(sure)) * sum(own.values()), total)
        found |= _within(own, expected)
    return found


def _within(weights: Mapping[str, int], expected: Fraction) -> dict[str, Fraction]:
    floor = expected.numerator // expected.denominator
    part = expected - floor
    low = targets(weights, floor)
    if not part:
        return low
    high = targets(weights, floor + 1)
    return {code: (1 - part) * low[code] + part * high[code] for code in weights}


def targets(weights: Mapping[str, int], quota: int) -> dict[str, Fraction]:
    """Each division's chance within its department at a quota.

    >>> targets({"A": 1, "B": 4, "C": 3}, 2)
    {'B': Fraction(1, 1), 'A': Fraction(1, 4), 'C': Fraction(3, 4)}
    """
    sure = frozenset(certain(weights, quota))
    rest = {code: weight for code, weight in weights.items() if code not in sure}
    total, free = sum(rest.values()), quota - len(sure)
    found = dict.fromkeys(sure, Fraction(1))
    return found | {code: Fraction(free * weight, total) for code, weight in rest.items()}
