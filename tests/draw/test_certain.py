"""Who is drawn for certain."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import weights_of

from sysaudit.draw.certain import certain

WEIGHTS = st.lists(st.integers(1, 64), max_size=14).map(lambda several: weights_of(*several))


@given(WEIGHTS, st.integers(0, 14))
def test_never_more_than_there_are_places(weights: dict[str, int], places: int) -> None:
    """Nor a division twice; they come in code order."""
    sure = certain(weights, places)
    assert len(sure) <= places
    assert list(sure) == sorted(set(sure))


@given(WEIGHTS, st.integers(0, 14))
def test_of_the_rest_nobodys_share_reaches_a_place(weights: dict[str, int], places: int) -> None:
    """m·w < W for all who are left, unless nothing is left to share."""
    sure = certain(weights, places)
    rest = [weight for code, weight in weights.items() if code not in sure]
    free = places - len(sure)
    assert all(free * weight < sum(rest) for weight in rest) or not free


@given(WEIGHTS, st.integers(0, 14))
def test_a_certain_division_is_never_lighter_than_one_that_is_not(
    weights: dict[str, int], places: int
) -> None:
    """Equal weights share one fate."""
    sure = set(certain(weights, places))
    least = min((weights[code] for code in sure), default=65)
    assert all(weights[code] < least for code in weights.keys() - sure)


@given(WEIGHTS, st.integers(0, 14), st.randoms())
def test_the_order_of_rows_changes_nothing(
    weights: dict[str, int], places: int, chance: Random
) -> None:
    """Codes decide how they are listed."""
    rows = list(weights.items())
    chance.shuffle(rows)
    assert certain(dict(rows), places) == certain(weights, places)


@pytest.mark.parametrize(
    ("weights", "places", "sure"),
    [
        ((1, 1, 1), 0, 0),
        ((1, 1, 1), 2, 0),
        ((1, 1, 1), 3, 3),
        ((1, 1, 2), 2, 1),
        ((1, 1, 4), 1, 0),
        ((8, 4, 2, 1), 2, 1),
        ((16, 8, 4, 1, 1, 1, 1), 3, 2),
        ((100, 50, 25, 1, 1, 1, 1), 4, 3),
    ],
)
def test_a_step_may_bring_the_next(weights: tuple[int, ...], places: int, sure: int) -> None:
    """Worked by hand: each certain one leaves a place and its weight fewer."""
    assert len(certain(weights_of(*weights), places)) == sure
