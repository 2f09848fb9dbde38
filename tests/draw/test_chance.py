"""The chance that is printed before the draw."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import ward, weights_of

from sysaudit.draw import Candidate, Status, chances
from sysaudit.draw.chance import targets

STATUSES = st.sampled_from([Status.IN, Status.IN, Status.IN, Status.MUST, Status.OUT])
ROWS = st.lists(
    st.tuples(st.sampled_from("総区福"), st.sampled_from([1, 2, 3, 4, 8, 12, 16, 60]), STATUSES),
    max_size=20,
)


def candidates(rows: list[tuple[str, int, Status]]) -> list[Candidate]:
    return [Candidate(f"D{n:02}", *row) for n, row in enumerate(rows)]


@given(ROWS, st.data())
def test_chances_sum_to_the_places_exactly(
    rows: list[tuple[str, int, Status]], data: st.DataObject
) -> None:
    """As fractions; must 1, out 0, all others above 0 if there is a place, none above 1."""
    statuses = [row[2] for row in rows]
    must, able = statuses.count(Status.MUST), len(rows) - statuses.count(Status.OUT)
    places = data.draw(st.integers(must, able))
    found = chances(candidates(rows), places)
    assert sum(found.values()) == places
    for each in candidates(rows):
        if each.status is Status.IN:
            assert 0 < found[each.code] <= 1 or places == must
        else:
            assert found[each.code] == (each.status is Status.MUST)


def test_where_nobody_is_certain_it_is_the_share_of_the_weight() -> None:
    """m·w/W, across departments."""
    found = chances(ward("総務部: A1 A2×2 A3×3", "福祉部: B1×4 B2×3 B3×4 B4×3"), 4)
    assert found["A2"] == Fraction(4 * 2, 20)
    assert found["B1"] == Fraction(4 * 4, 20)


def test_where_the_cap_bites_it_is_not() -> None:
    """A department of weight 7 of 20 expects 0.7 places for A1×6 A2; with 1 place 6/7 and 1/7."""
    found = chances(ward("総務部: A1×6 A2", "福祉部: B1×5 B2×4 B3×4"), 2)
    assert found["A1"] == Fraction(7, 10) * Fraction(6, 7)
    found = chances(ward("総務部: A1×6 A2 A3", "福祉部: B1×5 B2×6 B3×6"), 3)
    # 24/25 places: none with chance 1/25, one with 24/25
    assert found["A1"] == Fraction(24, 25) * Fraction(6, 8)
    found = chances(ward("総務部: A1×6 A2×2 A3×2", "福祉部: B1×5 B2×5 B3×5"), 3)
    # 6/5 places: one with chance 4/5, two with 1/5, and then A1 is certain
    assert found["A1"] == Fraction(4, 5) * Fraction(6, 10) + Fraction(1, 5)
    assert found["A2"] == Fraction(4, 5) * Fraction(2, 10) + Fraction(1, 5) * Fraction(1, 2)
    assert found["A1"] != Fraction(3 * 6, 25)


def test_certain_in_the_whole_ward_is_one() -> None:
    """And the others share what is left."""
    found = chances(ward("総務部: A1×20 A2", "福祉部: B1 B2"), 2)
    assert found == {"A1": 1, "A2": Fraction(1, 3), "B1": Fraction(1, 3), "B2": Fraction(1, 3)}


def test_weights_of_must_and_out_count_for_nothing() -> None:
    """Whatever they are."""
    light = chances(ward("総務部: A1! A2? A3 A4×3", "福祉部: B1 B2"), 3)
    heavy = chances(ward("総務部: A1×99! A2×99? A3 A4×3", "福祉部: B1 B2"), 3)
    assert light == heavy


@given(st.lists(st.integers(1, 20), min_size=1, max_size=10), st.data())
def test_targets_in_a_department_sum_to_its_quota(weights: list[int], data: st.DataObject) -> None:
    """None above 1; heavier is never less."""
    own = weights_of(*weights)
    quota = data.draw(st.integers(0, len(own)))
    found = targets(own, quota)
    assert sum(found.values()) == quota
    assert max(found.values()) <= 1
    ascending = [found[code] for code in sorted(own, key=own.__getitem__)]
    assert ascending == sorted(ascending)


@pytest.mark.parametrize("places", [1, 2])
def test_only_must_leaves_nothing_to_chance(places: int) -> None:
    """All places are forced, or all are taken."""
    found = chances(ward("総務部: A1! A2"), places)
    assert found == {"A1": 1, "A2": places - 1}
