"""Working odds: what a ticket counts for, fitted so that chances are exactly what they should be.

n of N divisions are to be taken, division i with chance π_i (they sum to n). Give each the odds
g_i = π_i/(1−π_i), rank by u/(1−u)/g, and the chances come out near π, but not equal to it. They
can be computed: at the point z of a common scale from 0 to 1, division i has been passed with
probability g_i z/(1−z+g_i z), independently of the others, and it is taken if at most n−1 of the
others have been passed by then:

    π_i(g) = ∫₀¹ g_i/(1−z+g_i z)² · P(at most n−1 of the others fire at z) dz

So the odds are corrected until they hit: all g at once are multiplied by odds(π)/odds(π(g)), in
some ten rounds. The integral is taken over x = ln(z/(1−z)), on which a division's curve is the
same S for all odds, only moved by ln g; there the plain sum over equal steps is as good as exact
once the steps are small enough, and they are halved until nothing changes (Gauss–Legendre over z
needs thousands of points where a chance lies close to 1). The probability is taken by adding one
division after the other to the distribution of their number (Poisson's binomial). Divisions of
equal weight have equal odds, so the work is done once for each weight.

The fitted odds are whole millionths, stand in the result and are authoritative: whoever checks
it needs no fit, only `inclusion` of the odds that stand there (`fits`). No floating-point number
ever decides who is drawn. Where millionths are too coarse for a light division beside heavy ones,
all odds are made ten times as large until they serve: a common factor changes nothing.

Sources: B. Rosén, Asymptotic theory for order sampling, and On sampling with probability
proportional to size, J. Stat. Plan. Inference 62 (1997); N. Aires, Algorithms to find exact
inclusion probabilities for Pareto πps sampling designs, Methodol. Comput. Appl. Probab. 1 (1999).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor

import numpy as np
import numpy.typing as npt

from sysaudit.draw.texts import Undrawable
from sysaudit.findings import Text

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MILLION = 1_000_000
FINEST = 7
"""Powers of ten by which millionths are made finer at most."""
CLOSE_ENOUGH = 1e-9
"""Largest error of a fitted chance."""
ACCEPTED = 1e-6
"""Largest error of a chance that a verifier accepts: rounding to millionths stays below it."""
FIRST_STEP, SMALLEST_STEP = 0.5, 0.5 / 64
"""Of the sum over ln(z/(1−z))."""
REACH = 30.0
"""The sum goes so far beyond the curves of all divisions: e**-30 is 1e-13."""
TAIL = 32.0
"""What is less likely than e**-32, 1e-14, is taken for impossible."""
LARGEST_RATIO = 10**12
"""Odds that lie further apart than this are none of ours."""
MOST_ROUNDS = 100
NEAR_ONE = 0.99
"""Chances above this are corrected by half steps, or they would swing."""
CELLS_AT_ONCE = 4_000_000
"""Numbers held in memory at a time."""


def odds_of(weights: Mapping[str, int], places: int) -> dict[str, int]:
    """Working odds in whole millionths by code.

    Args:
        weights: Of divisions of which none is certain: places·w < sum of the weights.
        places: At least 1.

    Raises:
        Undrawable: The weights lie so far apart that no odds are found.
    """
    classes = tuple(sorted(Counter(weights.values()).items()))
    fitted = dict(zip((w for w, _ in classes), _fitted(classes, places), strict=True))
    return {code: fitted[weight] for code, weight in weights.items()}


def fits(odds: Mapping[str, int], weights: Mapping[str, int], places: int) -> bool:
    """Whether odds that stand in a result give each division the chance its weight promises."""
    codes = sorted(odds)
    if codes != sorted(weights) or not 1 <= places < len(codes):
        return False
    if min(odds.values()) < 1 or max(odds.values()) > LARGEST_RATIO * min(odds.values()):
        return False
    return _hits(Counter((odds[code], weights[code]) for code in codes), places)


def _hits(classes: Mapping[tuple[int, int], int], places: int) -> bool:
    """The same for classes of odds and weight, each with how many divisions it has."""
    total = sum(weight * count for (_, weight), count in classes.items())
    targets = np.array([places * weight / total for _, weight in classes])
    least = min(odds for odds, _ in classes)
    working = np.array([float(Fraction(odds, least)) for odds, _ in classes])
    chances = _settled(working, list(classes.values()), places)
    return bool(np.abs(chances - targets).max() <= ACCEPTED)


@lru_cache(maxsize=4096)
def _fitted(classes: tuple[tuple[int, int], ...], places: int) -> tuple[int, ...]:
    """Working odds by weight; fits are kept, for departments are drawn from again and again.

    Args:
        classes: Each weight and how many divisions have it.
        places: To be filled.
    """
    total = sum(weight * count for weight, count in classes)
    exact = [Fraction(places * weight, total) for weight, _ in classes]
    start = np.array([float(chance / (1 - chance)) for chance in exact])
    targets = np.array([float(chance) for chance in exact])
    counts = [count for _, count in classes]
    step = FIRST_STEP
    while step >= SMALLEST_STEP:
        step = _fine_enough(start, counts, places, step)
        odds = _corrected(start, targets, counts, places, step)
        if odds is not None:
            again = inclusion(odds, counts, places, step / 2)
            if np.abs(again - targets).max() < CLOSE_ENOUGH:
                return _whole(odds, classes, places)
        step /= 2
    raise _too_far_apart()


def _too_far_apart() -> Undrawable:
    return Undrawable(
        Text(
            "重みの差が大きすぎて、確率どおりの抽選ができません。設定の重みを近づけてください。",
            "the weights lie too far apart for a draw with exact chances: bring them closer",
        )
    )


def _whole(odds: Array, classes: Sequence[tuple[int, int]], places: int) -> tuple[int, ...]:
    """The odds in whole millionths, or in ten times as many until a verifier accepts them."""
    for power in range(FINEST):
        whole = tuple(max(1, floor(g * MILLION * 10**power + 0.5)) for g in odds.tolist())
        pairs = zip(whole, classes, strict=True)
        if _hits({(g, weight): count for g, (weight, count) in pairs}, places):
            return whole
    raise _too_far_apart()


def _fine_enough(odds: Array, counts: Sequence[int], places: int, step: float) -> float:
    """A step whose half changes nothing."""
    rough = inclusion(odds, counts, places, step)
    while step >= SMALLEST_STEP:
        fine = inclusion(odds, counts, places, step / 2)
        if np.abs(rough - fine).max() < CLOSE_ENOUGH / 10:
            break
        rough, step = fine, step / 2
    return step


def _settled(odds: Array, counts: Sequence[int], places: int) -> Array:
    """The chances, computed as finely as it takes."""
    return inclusion(odds, counts, places, _fine_enough(odds, counts, places, FIRST_STEP))


def _corrected(
    start: Array, targets: Array, counts: Sequence[int], places: int, step: float
) -> Array | None:
    """Odds whose chances hit the targets; None where they never do."""
    logs = np.log(start)
    wanted = np.log(start)
    damping = np.where(targets > NEAR_ONE, 0.5, 1.0)
    for _ in range(MOST_ROUNDS):
        odds = np.exp(logs)
        chances = inclusion(odds, counts, places, step)
        if np.abs(chances - targets).max() < CLOSE_ENOUGH:
            return odds
        if not ((chances > 0) & (chances < 1)).all():
            return None
        logs += damping * (wanted - np.log(chances / (1 - chances)))
    return None


def inclusion(odds: Array, counts: Sequence[int], places: int, step: float) -> Array:
    """The chance of being taken, by class.

    Args:
        odds: Above 0; shape (classes,).
        counts: How many divisions have them.
        places: How many are taken, from 1 to below the number of divisions.
        step: Of the sum over x = ln(z/(1−z)).

    Returns:
        Shape (classes,).
    """
    moved = np.log(odds)
    points = np.arange(-moved.max() - REACH, -moved.min() + REACH, step)
    fired = 1 / (1 + np.exp(-(points + moved[:, None])))
    sure, open_ = _where_open(fired, counts, places)
    found: Array = np.sum((fired * (1 - fired))[:, sure], axis=1)
    chunk = max(1, CELLS_AT_ONCE // (places * len(counts)))
    several = fired[:, open_]
    for i in range(0, several.shape[1], chunk):
        found += _summed(several[:, i : i + chunk], counts, places)
    found *= step
    return found


def _where_open(fired: Array, counts: Sequence[int], places: int) -> tuple[Bools, Bools]:
    """Points at which there is a place left for sure, and those at which that is open.

    By Bernstein's inequality the number that fired strays from its mean by less than t, but for
    a chance of e**-TAIL.
    """
    several = np.array(counts)[:, None]
    mean = np.sum(fired * several, axis=0)
    variance = np.sum(fired * (1 - fired) * several, axis=0)
    t = TAIL / 3 + np.sqrt((TAIL / 3) ** 2 + 2 * TAIL * variance)
    sure = places - mean >= t
    return sure, ~sure & (mean - places < t)


def _summed(fired: Array, counts: Sequence[int], places: int) -> Array:
    """The part of each class's sum at points where it is open whether a place is left.

    A division fires with probability s = 1/(1+e**-(x + ln g)), whose derivative is s·(1−s).
    """
    later = _distributions(counts, fired, places)
    before = _nobody(fired[0], places)
    found = np.empty(len(counts))
    for number, (each, count) in enumerate(zip(fired, counts, strict=True)):
        before = _joined(before, each, count - 1)
        few = np.einsum("lk,lk->l", before, later[number][:, ::-1])
        found[number] = np.sum(each * (1 - each) * few)
        before = _joined(before, each, 1)
    return found


def _distributions(counts: Sequence[int], fired: Array, places: int) -> list[Array]:
    """For each class, P(at most k of the divisions of later classes fire), k below places."""
    found: list[Array] = []
    number = _nobody(fired[0], places)
    for count, each in zip(counts[::-1], fired[::-1], strict=True):
        found.append(np.cumsum(number, axis=1))
        number = _joined(number, each, count)
    return found[::-1]


def _nobody(at: Array, places: int) -> Array:
    """The distribution of the number that fired, with nobody counted yet; shape (at, places)."""
    number = np.zeros((len(at), places))
    number[:, 0] = 1
    return number


def _joined(number: Array, fired: Array, count: int) -> Array:
    """The same with ``count`` more divisions; numbers of ``places`` and more are let go."""
    rate, rest = fired[:, None], (1 - fired)[:, None]
    for _ in range(count):
        more = number[:, :-1] * rate
        number = number * rest
        number[:, 1:] += more
    return number
