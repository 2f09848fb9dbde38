"""Weights that lie far apart: an end is certain, and what it is, is said."""

from __future__ import annotations

import pytest
from tests.draw.wards import weights_of

from sysaudit.draw import Undrawable, fits
from sysaudit.draw import odds as fitting
from sysaudit.draw.certain import certain
from sysaudit.draw.odds import inclusion, odds_of

MOST_CALLS = 8 * (fitting.MOST_ROUNDS + 1) + 16 + 16 * fitting.FINEST
"""Seven steps, each with all its rounds and one check, the search for the first, the roundings."""


def refusal(weights: dict[str, int], places: int) -> Undrawable | None:
    """None where there are odds, all of them above 0."""
    try:
        assert min(odds_of(weights, places).values()) >= 1
    except Undrawable as refused:
        return refused
    return None


@pytest.mark.parametrize(
    "weights",
    [
        (1, 10**3),
        (1, 10**6),
        (1, 10**18),
        (1, 1, 10**12),
        (*[1] * 5, *[10**8] * 3),
        (10**15, *[1] * 6),
        (300, *[1] * 6),
    ],
    ids=str,
)
def test_weights_far_apart_end(weights: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """In odds or in words, after so many rounds at most; never in a loop, a warning or a crash."""
    own, calls = weights_of(*weights), 0

    def counted(odds: fitting.Array, counts: list[int], places: int, step: float) -> fitting.Array:
        nonlocal calls
        calls += 1
        return inclusion(odds, counts, places, step)

    monkeypatch.setattr(fitting, "inclusion", counted)
    fitting._fitted.cache_clear()
    for places in (n for n in range(1, len(own)) if not certain(own, n)):
        calls = 0
        refused = refusal(own, places)
        assert refused is None or "bring them closer" in str(refused)
        assert 0 < calls <= MOST_CALLS


@pytest.mark.parametrize("count", [3, 20, 60])
def test_chances_close_to_one_are_fitted_all_the_same(count: int) -> None:
    """Where the fit would swing it takes half steps: 16n/(16n + 1) is 0.999 for 60."""
    own = weights_of(*[16] * count, 1)
    odds = odds_of(own, count)
    assert fits(odds, own, count)
    assert max(odds.values()) > 1_000_000


@pytest.mark.parametrize("factor", [10**3, 10**6])
def test_a_great_common_factor_is_accepted(factor: int) -> None:
    """Only the ratios of odds count."""
    own = weights_of(1, 2, 2, 4, 8, 16)
    assert fits({code: factor * g for code, g in odds_of(own, 2).items()}, own, 2)
