"""Working odds: what a ticket counts for, fitted so that chances are exactly what they should be.

n of N divisions are to be taken, division i with chance π_i (they sum to n). Give each the odds
g_i = π_i/(1−π_i), rank by u/(1−u)/g, and the chances come out near π, but not equal to it. They
can be computed: at the point z of a common scale from 0 to 1, division i has been passed with
probability g_i z/(1−z+g_i z), independently of the others, and it is taken if at most n−1 of the
others have been passed by then:

    π_i(g) = ∫₀¹ g_i/(1−z+g_i z)² · P(at most n−1 of the others fire at z) dz

So the odds are corrected until they hit: all g at once are multiplied by odds(π)/odds(π(g)), in
some ten rounds. The integral is taken by Gauss–Legendre at 48 points, doubled until nothing
changes; the probability by adding one division after the other to the distribution of their
number (Poisson's binomial). Divisions of equal weight have equal odds, so the work is done once
for each weight.

The fitted odds are whole millionths, stand in the result and are authoritative: whoever checks
it needs no fit, only `inclusion` of the odds that stand there (`fits`). No floating-point number
ever decides who is drawn.

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

MILLION = 1_000_000
CLOSE_ENOUGH = 1e-9
"""Largest error of a fitted chance."""
ACCEPTED = 1e-6
"""Largest error of a chance that a verifier accepts: rounding to millionths stays below it."""
FIRST_NODES, MOST_NODES = 48, 6144
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
    if codes != sorted(weights) or any(each < 1 for each in odds.values()):
        return False
    classes = Counter((odds[code], weights[code]) for code in codes)
    working = [(g / MILLION, count) for (g, _), count in classes.items()]
    total = sum(weights.values())
    targets = np.array([places * w / total for _, w in classes])
    nodes = FIRST_NODES
    while nodes <= MOST_NODES:
        if np.abs(inclusion(working, places, nodes) - targets).max() <= ACCEPTED:
            return True
        nodes *= 2
    return False


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
    nodes = FIRST_NODES
    while nodes <= MOST_NODES:
        nodes = _enough(start, counts, places, nodes)
        odds = _corrected(start, targets, counts, places, nodes)
        if odds is not None:
            again = _chances(odds, counts, places, 2 * nodes)
            if np.abs(again - targets).max() < CLOSE_ENOUGH:
                return tuple(max(1, floor(g * MILLION + 0.5)) for g in odds.tolist())
        nodes *= 2
    raise Undrawable(
        Text(
            "重みの差が大きすぎて、確率どおりの抽選ができません。設定の重みを近づけてください。",
            "the weights lie too far apart for a draw with exact chances: bring them closer",
        )
    )


def _enough(odds: Array, counts: Sequence[int], places: int, nodes: int) -> int:
    """So many nodes that twice as many change nothing."""
    few = _chances(odds, counts, places, nodes)
    while nodes < MOST_NODES:
        more = _chances(odds, counts, places, 2 * nodes)
        if np.abs(few - more).max() < CLOSE_ENOUGH / 10:
            break
        few, nodes = more, 2 * nodes
    return nodes


def _corrected(
    start: Array, targets: Array, counts: Sequence[int], places: int, nodes: int
) -> Array | None:
    """Odds whose chances hit the targets at so many nodes; None where they never do."""
    logs = np.log(start)
    wanted = np.log(start)
    steps = np.where(targets > NEAR_ONE, 0.5, 1.0)
    for _ in range(MOST_ROUNDS):
        odds = np.exp(logs)
        chances = _chances(odds, counts, places, nodes)
        if np.abs(chances - targets).max() < CLOSE_ENOUGH:
            return odds
        if not ((chances > 0) & (chances < 1)).all():
            return None
        logs += steps * (wanted - np.log(chances / (1 - chances)))
    return None


def _chances(odds: Array, counts: Sequence[int], places: int, nodes: int) -> Array:
    return inclusion(list(zip(odds.tolist(), counts, strict=True)), places, nodes)


def inclusion(classes: Sequence[tuple[float, int]], places: int, nodes: int) -> Array:
    """The chance of being taken, by class.

    Args:
        classes: Odds above 0, and how many divisions have them.
        places: How many are taken, from 1 to below the number of divisions.
        nodes: Of the quadrature.

    Returns:
        Shape (classes,).
    """
    at, width = _nodes(nodes)
    chunk = max(1, CELLS_AT_ONCE // (places * max(1, len(classes))))
    parts = (
        _integrated(classes, places, at[i : i + chunk], width[i : i + chunk])
        for i in range(0, nodes, chunk)
    )
    found: Array = np.sum(list(parts), axis=0)
    return found


@lru_cache
def _nodes(count: int) -> tuple[Array, Array]:
    """Points and widths of Gauss–Legendre on 0 to 1."""
    at, width = np.polynomial.legendre.leggauss(count)
    return (at + 1) / 2, width / 2


def _integrated(
    classes: Sequence[tuple[float, int]], places: int, at: Array, width: Array
) -> Array:
    """The part of each class's integral that lies at some of the points."""
    below = 1 - at
    fired = [odds * at / (below + odds * at) for odds, _ in classes]
    later = _distributions(classes, fired, places, at)
    before = _nobody(at, places)
    found = np.empty(len(classes))
    for number, (odds, count) in enumerate(classes):
        before = _joined(before, fired[number], count - 1)
        few = np.einsum("lk,lk->l", before, later[number][:, ::-1])
        found[number] = np.sum(width * odds / (below + odds * at) ** 2 * few)
        before = _joined(before, fired[number], 1)
    return found


def _distributions(
    classes: Sequence[tuple[float, int]], fired: Sequence[Array], places: int, at: Array
) -> list[Array]:
    """For each class, P(at most k of the divisions of later classes fire), k below places."""
    found: list[Array] = []
    number = _nobody(at, places)
    for (_, count), each in zip(reversed(classes), reversed(fired), strict=True):
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
