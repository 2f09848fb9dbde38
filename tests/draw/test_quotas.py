"""Quotas: exact in total, on average, and never off by a whole place."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key

from sysaudit.draw.hashing import RANGE, digest, odd_number
from sysaudit.draw.quotas import quotas

WEIGHTS = st.dictionaries(
    st.text("部課ABC", min_size=1, max_size=4), st.integers(1, 99), min_size=1
)
KEYS = 4000


def expectations(weights: dict[str, int], places: int) -> dict[str, Fraction]:
    total = sum(weights.values())
    return {name: Fraction(places * weight, total) for name, weight in weights.items()}


@given(WEIGHTS, st.integers(0, 60), st.integers(0, 999))
def test_total_exact_and_each_floor_or_ceiling(
    weights: dict[str, int], places: int, number: int
) -> None:
    """Whatever the weights, the places and the key."""
    found = quotas(weights, places, dummy_key(number))
    assert sum(found.values()) == places
    for name, expected in expectations(weights, places).items():
        assert found[name] in (floor(expected), ceil(expected))


@given(WEIGHTS, st.integers(0, 60), st.integers(0, 999))
def test_the_teeth_of_the_comb_counted_one_by_one(
    weights: dict[str, int], places: int, number: int
) -> None:
    """Teeth stand at start, start + 1, ... on the line of departments in hashed order."""
    key = dummy_key(number)
    found = quotas(weights, places, key)
    start, begin = Fraction(odd_number(digest("start", key)), RANGE), Fraction(0)
    assert list(found) == sorted(weights, key=lambda name: digest("stratum", key, name))
    for name, places_found in found.items():
        end = begin + expectations(weights, places)[name]
        teeth = sum(begin <= start + tooth < end for tooth in range(places))
        assert places_found == teeth
        begin = end


def test_the_mean_over_many_keys_is_the_expectation() -> None:
    """Within four and a half standard errors, for each of five departments."""
    weights = {"総務部": 36, "区民部": 20, "福祉部": 41, "会計室": 3, "議会": 17}
    totals = dict.fromkeys(weights, 0)
    for number in range(KEYS):
        for name, places in quotas(weights, 11, dummy_key(number)).items():
            totals[name] += places
    for name, expected in expectations(weights, 11).items():
        part = float(expected % 1)
        error = sqrt(part * (1 - part) / KEYS)
        assert abs(totals[name] / KEYS - float(expected)) < 4.5 * error


@given(WEIGHTS, st.integers(0, 60))
def test_the_order_of_departments_changes_nothing(weights: dict[str, int], places: int) -> None:
    """It follows from the key."""
    turned = dict(reversed(weights.items()))
    assert quotas(turned, places, dummy_key(1)) == quotas(weights, places, dummy_key(1))


@pytest.mark.parametrize("weights", [{}, {"総務部": 0}])
def test_where_nobody_is_left_there_is_no_place(weights: dict[str, int]) -> None:
    """All were certain or must."""
    assert set(quotas(weights, 0, dummy_key(1)).values()) <= {0}


def test_one_department_takes_all() -> None:
    """Its expectation is whole."""
    assert quotas({"総務部": 7}, 5, dummy_key(2)) == {"総務部": 5}
