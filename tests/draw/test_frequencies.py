"""Each division is drawn as often as was promised, over many fixed keys.

Divisions are not independent, so there is no chi-square: each division's frequency has its own
binomial standard error, and is held to four and a half of them.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import cycle, islice
from math import ceil, floor, sqrt

import pytest
from tests.draw.wards import dummy_key, hundred

from sysaudit.draw import Candidate, Draw, Status, chances, draw

DRAWS, FURTHEST = 20_000, 4.5
PLACES = 33
MUST = dict.fromkeys((2, 40, 77), Status.MUST)
OUT = dict.fromkeys((5, 41), Status.OUT)
ONE_TO_FOUR = hundred(islice(cycle([1, 2, 3, 4, 2, 1, 3]), 100), MUST | OUT)
HEAVY = hundred(
    [{7: 100, 97: 16, 98: 16, 31: 16, 85: 16}.get(n, 1 + n % 4) for n in range(100)], MUST | OUT
)
"""7 is certain in the whole ward; others are so within their small departments at some quotas."""


def expectations(candidates: list[Candidate]) -> dict[str, Fraction]:
    """The places that each department expects: the chances of those who are ranked there."""
    sure = set(draw(candidates, PLACES, dummy_key(0)).certain)
    found: dict[str, Fraction] = {}
    for each in candidates:
        if each.status is Status.IN and each.code not in sure:
            chance = chances(candidates, PLACES)[each.code]
            found[each.department] = found.get(each.department, Fraction(0)) + chance
    return found


def assert_quotas(made: Draw, expected: dict[str, Fraction]) -> None:
    """Floor or ceiling, and every place given."""
    assert len(made.drawn) == PLACES
    assert {each.name for each in made.departments} == expected.keys()
    for each in made.departments:
        assert floor(expected[each.name]) <= each.quota <= ceil(expected[each.name])


def assert_frequency(drawn: int, chance: Fraction) -> None:
    """Exactly where the chance is 0 or 1, else within the sampling error."""
    if chance in (0, 1):
        assert drawn == chance * DRAWS
        return
    error = sqrt(chance * (1 - chance) * DRAWS)
    assert abs(drawn - float(chance * DRAWS)) / error < FURTHEST


@pytest.mark.slow
@pytest.mark.parametrize("candidates", [ONE_TO_FOUR, HEAVY], ids=["weights 1-4", "heavy ones"])
def test_frequencies_are_the_printed_chances(candidates: list[Candidate]) -> None:
    """Every division, every quota, every total; must always in, out never."""
    promised, expected = chances(candidates, PLACES), expectations(candidates)
    counted: Counter[str] = Counter()
    for number in range(DRAWS):
        made = draw(candidates, PLACES, dummy_key(number))
        assert_quotas(made, expected)
        counted.update(made.drawn)
    for each in candidates:
        if each.status is not Status.IN:
            assert promised[each.code] == (each.status is Status.MUST)
        assert_frequency(counted[each.code], promised[each.code])


def test_certainty_bites_where_the_slow_test_needs_it() -> None:
    """In the whole ward, and within a department at one of its two quotas."""
    draws = [draw(HEAVY, PLACES, dummy_key(number)) for number in range(50)]
    assert all("D07" in made.certain for made in draws)
    within = {
        name: {bool(d.certain) for made in draws for d in made.departments if d.name == name}
        for name in expectations(HEAVY)
    }
    assert any(seen == {True, False} for seen in within.values())
