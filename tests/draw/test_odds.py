"""Fitted odds: the chances that they promise, computed by other means."""

from __future__ import annotations

from itertools import combinations
from math import exp, fsum, log, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import weights_of

from sysaudit.draw import fits
from sysaudit.draw.certain import certain
from sysaudit.draw.odds import MILLION, inclusion, odds_of

STEP = 0.1
SMALL = st.lists(st.floats(0.01, 100), min_size=2, max_size=6)
USUAL = st.lists(st.sampled_from([1, 2, 3, 4, 8, 12, 16]), min_size=2, max_size=40)


def by_enumeration(odds: list[float], places: int) -> list[float]:
    """Each one's chance to be among the ``places`` smallest of Q_i = U_i/(1−U_i)/g_i.

    P(Q_i ≤ q) = g_i q/(1 + g_i q). A set is taken where its last member j comes at q, the others
    of the set before, and nobody else: the sum over all sets and all j of an integral over q from
    0 to infinity. With q = exp(t) the integrand is analytic and dies away on both sides, where
    plain equidistant sums are exact to all digits.
    """
    step, reach = 0.2, 220
    points = [exp(step * k) for k in range(-reach, reach + 1)]
    found = [0.0] * len(odds)
    for taken in combinations(range(len(odds)), places):
        chance = step * fsum(_density(odds, taken, q) for q in points)
        for number in taken:
            found[number] += chance
    return found


def _density(odds: list[float], taken: tuple[int, ...], q: float) -> float:
    """Of the set's last member coming at q, by unit of t = log q."""
    before = prod(odds[i] * q for i in taken) / prod(1 + g * q for g in odds)
    return before * fsum(1 / (1 + odds[i] * q) for i in taken)


def free_places(weights: dict[str, int]) -> list[int]:
    """The numbers of places at which nobody is certain."""
    return [n for n in range(1, len(weights)) if not certain(weights, n)]


@given(SMALL, st.data())
def test_inclusion_is_that_of_all_sets_enumerated(odds: list[float], data: st.DataObject) -> None:
    """To 1e-9, for up to six divisions."""
    places = data.draw(st.integers(1, len(odds) - 1))
    found = inclusion(np.array(odds), [1] * len(odds), places, STEP)
    assert found.tolist() == pytest.approx(by_enumeration(odds, places), abs=1e-9)
    assert fsum(found) == pytest.approx(places, abs=1e-9)


@given(st.floats(0.02, 50).filter(lambda r: abs(r - 1) > 1e-3))
def test_inclusion_of_one_of_two_in_closed_form(ratio: float) -> None:
    """r(r − 1 − log r)/(r − 1)² for odds r and 1."""
    first, second = inclusion(np.array([ratio, 1.0]), [1, 1], 1, STEP)
    assert first == pytest.approx(ratio * (ratio - 1 - log(ratio)) / (ratio - 1) ** 2, abs=1e-9)
    assert first + second == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(("count", "places"), [(2, 1), (5, 2), (30, 29), (100, 33)])
def test_equal_odds_have_equal_chances(count: int, places: int) -> None:
    """N/n, and a class of so many is the same as so many classes."""
    (together,) = inclusion(np.array([0.7]), [count], places, STEP)
    apart = inclusion(np.array([0.7] * count), [1] * count, places, STEP)
    assert together == pytest.approx(places / count, abs=1e-9)
    assert apart.tolist() == pytest.approx([places / count] * count, abs=1e-9)


@pytest.mark.parametrize(
    "weights", [(1, 2), (1, 1, 4), (1, 2, 3, 4), (2, 3, 4, 8, 12), (16, 12, 12, 8, 3, 1)]
)
def test_fitted_odds_hit_the_targets_as_enumerated(weights: tuple[int, ...]) -> None:
    """n·w/W to the millionth, the error of the rounding."""
    own = weights_of(*weights)
    for places in free_places(own):
        odds = odds_of(own, places)
        found = by_enumeration([g / MILLION for g in odds.values()], places)
        targets = [places * weight / sum(weights) for weight in weights]
        assert found == pytest.approx(targets, abs=1e-6)


@given(USUAL, st.data())
def test_a_verifier_accepts_every_fit(several: list[int], data: st.DataObject) -> None:
    """With the weights that the settings give, any number of divisions and places."""
    weights = weights_of(*several)
    if possible := free_places(weights):
        places = data.draw(st.sampled_from(possible))
        assert fits(odds_of(weights, places), weights, places)


@pytest.mark.parametrize(
    ("weights", "places"),
    [
        ([16] * 200 + [1], 200),
        ([16] + [1] * 10, 1),
        ([16, 16] + [4] * 8 + [1] * 20, 1),
        ([16] * 3 + [1] * 100, 2),
        ([16] + [1] * 2000, 3),
        pytest.param([4] * 250 + [3] * 250 + [2] * 250 + [1] * 250, 333, marks=pytest.mark.slow),
        ([16] + [1] * 6, 1),
    ],
    ids=[
        "201 for 200",
        "11 for 1",
        "30 for 1",
        "103 for 2",
        "2001 for 3",
        "1000 for 333",
        "7 for 1",
    ],
)
def test_a_verifier_accepts_the_fit_of_a_large_department(weights: list[int], places: int) -> None:
    """Many light divisions beside a heavy one: their rounding must not add up beyond 1e-6."""
    own = weights_of(*weights)
    assert fits(odds_of(own, places), own, places)


@given(USUAL.filter(lambda several: len(several) < 13), st.data())
def test_a_common_factor_is_accepted_and_a_hundredth_more_is_not(
    several: list[int], data: st.DataObject
) -> None:
    """Only the ratios of odds count, and they count."""
    weights = weights_of(*several)
    if not (possible := free_places(weights)):
        return
    places = data.draw(st.sampled_from(possible))
    finer = {code: 10 * g for code, g in odds_of(weights, places).items()}
    accepted = fits(odds_of(weights, places), weights, places)
    assert fits(finer, weights, places) == accepted
    one = data.draw(st.sampled_from(sorted(weights)))
    assert not fits(finer | {one: finer[one] * 101 // 100}, weights, places)


@pytest.mark.parametrize(
    "odds",
    [
        {},
        {"D000": 500_000},
        {"D000": 500_000, "D001": 500_000, "D002": 500_000},
        {"D000": 0, "D001": 500_000},
        {"D000": -1, "D001": 500_000},
        {"D000": 500_000, "X": 500_000},
    ],
)
def test_odds_of_others_or_below_one_are_refused(odds: dict[str, int]) -> None:
    """A result that somebody edited."""
    assert not fits(odds, weights_of(1, 2), 1)


@pytest.mark.parametrize("great", [10**30, 10**300, 10**400], ids=["1e30", "1e300", "1e400"])
def test_absurd_odds_are_refused_without_a_traceback(great: int) -> None:
    """Nor with a warning of numpy's."""
    assert not fits({"D000": great, "D001": 1}, weights_of(2, 1), 1)


def test_no_places_have_no_odds() -> None:
    """A result that somebody edited so that a quota is 0 is refused, not a crash."""
    assert not fits({"D000": 1, "D001": 1}, weights_of(1, 1), 0)


@given(st.permutations([1, 1, 2, 3, 4, 4, 8]), st.integers(1, 2))
def test_the_order_of_divisions_changes_nothing(several: list[int], places: int) -> None:
    """Equal weights have equal odds, wherever they stand."""
    made = odds_of(weights_of(*several), places)
    expected = odds_of(weights_of(*sorted(several)), places)
    by_weight = dict(zip(sorted(several), expected.values(), strict=True))
    assert list(made.values()) == [by_weight[weight] for weight in several]


@pytest.mark.parametrize("weights", [(1, 1), (1, 4), (1, 1, 2, 3, 4), (4, 4, 4, 3, 2)])
def test_heavier_divisions_have_greater_odds(weights: tuple[int, ...]) -> None:
    """And equal ones equal odds."""
    own = weights_of(*weights)
    for places in free_places(own):
        odds = odds_of(own, places)
        assert sorted(own, key=lambda c: (own[c], c)) == sorted(own, key=lambda c: (odds[c], c))
