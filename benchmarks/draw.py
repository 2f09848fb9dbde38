"""How fast the draw is, and how true to its chances, beside numpy's weighted choice.

    python benchmarks/draw.py [--divisions 10000] [--largest 1000] [--department 100]
                              [--draws 20000] [--timed-draws 2000] [--timed-fits 20]

First a ward far larger than any: so many divisions, of which a tenth in one department, with the
weights that the settings give; a third is drawn, and dated on the working days of September to
December outside each one's busy season. Memory is the peak resident size of this process.

Then one department of a hundred divisions of weights 1 to 4, a third of it drawn, one after the
other in the same process:

- `sysaudit.draw.draw`, whose odds are fitted once and kept, and with the fit made anew each time,
- `numpy.random.Generator.choice(p=w/W, replace=False)`, which people write instead.

Speed is one side of it. The other is the *error of chance*: how far the frequency of each division
is from the chance that was promised it, n·w/W unless some are certain. The sampling error beside
it is one standard error of one frequency, where it is greatest: so far off are frequencies in so
many draws even if all chances are right, and the largest of a hundred some two and a half times.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import cycle, islice
from math import ceil
from typing import TypeVar

import numpy as np

from sysaudit.draw import Candidate, Draw, Schedule, chances, draw, schedule
from sysaudit.draw.odds import _fitted as fit  # to forget its fits is not for the public

MIB = 2**20 if sys.platform == "darwin" else 2**10
"""In units of the peak size that the system tells."""
WEIGHTS = (4, 1, 16, 2, 8, 3, 12, 4)
DEPARTMENTS = 40
FIRST, LAST = date(2019, 9, 2), date(2019, 12, 20)
BUSY = timedelta(days=30)
DEPARTMENT = "総務部"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Step:
    """One step of the large draw.

    Attributes:
        peak: MiB of the whole process, when the step was done.
    """

    name: str
    seconds: float
    peak: float


@dataclass(frozen=True)
class Way:
    """One way to draw a department: microseconds for a draw, and how often each was drawn."""

    name: str
    micros: float
    frequencies: np.ndarray[tuple[int], np.dtype[np.float64]]


def key(number: int) -> str:
    """A key that stands for nothing."""
    return sha256(f"benchmark {number}".encode()).hexdigest()


def large_ward(divisions: int, largest: int) -> list[Candidate]:
    """So many divisions; the first department has ``largest``, the others uneven numbers."""
    sizes = list(range(1, DEPARTMENTS))
    homes = [n for n, size in enumerate(sizes, start=1) for _ in range(size)]
    others = islice(cycle(homes), divisions - largest)
    every = enumerate((*[0] * largest, *others))
    return [Candidate(f"D{n:05}", f"部{home}", WEIGHTS[n % len(WEIGHTS)]) for n, home in every]


def open_dates(codes: Iterable[str]) -> dict[str, list[date]]:
    """The working days of four months less 30 days, which begin sooner or later for each."""
    every = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    days = [day for day in every if day.weekday() < 5]
    found = {}
    for code in codes:
        busy = FIRST + timedelta(days=int(sha256(code.encode()).hexdigest(), 16) % len(every))
        found[code] = [day for day in days if not busy <= day < busy + BUSY]
    return found


def timed(steps: list[Step], name: str, work: Callable[[], Result]) -> Result:
    """Do a step of the large draw and note it down."""
    started = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - started
    steps.append(Step(name, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB))
    return result


def measure_large(divisions: int, largest: int) -> tuple[list[Step], Draw, Schedule]:
    """Draw a third of a large ward and date it."""
    candidates, places = large_ward(divisions, largest), divisions // 3
    steps: list[Step] = []
    timed(steps, "before", lambda: None)
    timed(steps, "chances", lambda: chances(candidates, places))
    fit.cache_clear()
    made = timed(steps, "draw, all odds fitted", lambda: draw(candidates, places, key(0)))
    timed(steps, "draw again, odds kept", lambda: draw(candidates, places, key(0)))
    days = open_dates(made.drawn)
    per_date = ceil(places / 75)
    dated = timed(steps, "dates", lambda: schedule(made.drawn, days, per_date, made.key))
    return steps, made, dated


def department(size: int) -> list[Candidate]:
    """Divisions of weights 1 to 4 in turn."""
    return [Candidate(f"D{number:04}", DEPARTMENT, 1 + number % 4) for number in range(size)]


def per_draw(one: Callable[[int], object], times: int) -> float:
    """Microseconds for one of so many draws; the first, which warms up, does not count."""
    one(0)
    started = time.perf_counter()
    for number in range(times):
        one(number)
    return (time.perf_counter() - started) / times * 1e6


def frequencies(
    one: Callable[[int], Iterable[int]], size: int, draws: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How often each division is drawn, of 1."""
    counted: Counter[int] = Counter()
    for number in range(draws):
        counted.update(one(number))
    return np.array([counted[number] / draws for number in range(size)])


def measure_ways(size: int, draws: int, timed_draws: int, timed_fits: int) -> list[Way]:
    """Ours with the odds kept, ours with the odds fitted anew, numpy's."""
    candidates, places = department(size), size // 3
    numbers = {each.code: number for number, each in enumerate(candidates)}
    weights = np.array([each.weight for each in candidates])
    random, shares = np.random.default_rng(20190426), weights / weights.sum()

    def ours(number: int) -> list[int]:
        return [numbers[code] for code in draw(candidates, places, key(number)).drawn]

    def ours_fitted(number: int) -> list[int]:
        fit.cache_clear()
        return ours(number)

    def numpys(_: int) -> list[int]:
        chosen: list[int] = random.choice(size, places, replace=False, p=shares).tolist()
        return chosen

    kept = frequencies(ours, size, draws)
    return [
        Way("ours, odds kept", per_draw(ours, timed_draws), kept),
        Way("ours, odds fitted", per_draw(ours_fitted, timed_fits), kept),
        Way("numpy choice", per_draw(numpys, timed_draws), frequencies(numpys, size, draws)),
    ]


def show_large(steps: Sequence[Step], made: Draw, dated: Schedule) -> None:
    """Print what the large draw took."""
    counts = f"{len(made.candidates)} divisions, {len(made.drawn)} drawn"
    print(f"{counts}, {len(made.departments)} departments, {len(dated.undated)} undated")
    print(f"{'':24}{'seconds':>10}{'peak MiB':>10}")
    for step in steps:
        print(f"{step.name:24}{step.seconds:10.2f}{step.peak:10.0f}")
    print(f"{'together':24}{sum(step.seconds for step in steps):10.2f}")


def show_ways(ways: Sequence[Way], size: int, draws: int) -> None:
    """Print times, and errors of chance in percentage points."""
    candidates, places = department(size), size // 3
    weights = np.array([each.weight for each in candidates])
    promised = np.array([float(chance) for chance in chances(candidates, places).values()])
    sampling = 100 * np.sqrt(promised * (1 - promised) / draws)
    print(f"\n{places} of {size} divisions of weights 1-4, errors of chance in percentage points")
    print(f"{'':20}{'µs/draw':>10}{'of numpy':>10}{'largest':>10}{'mean':>8}{'sampling':>10}")
    for way in ways:
        off = 100 * np.abs(way.frequencies - promised)
        times = f"{way.micros:10.0f}{way.micros / ways[-1].micros:10.1f}"
        errors = f"{off.max():10.2f}{off.mean():8.2f}{'±':>5}{sampling.max():5.2f}"
        print(f"{way.name:20}{times}{errors}")
    print(f"\n{'weight':20}{'promised %':>12}{ways[0].name:>18}{ways[-1].name:>18}")
    for weight in range(1, 5):
        own = weights == weight
        seen = "".join(f"{100 * w.frequencies[own].mean():18.2f}" for w in (ways[0], ways[-1]))
        print(f"{weight:<20}{100 * promised[own].mean():12.2f}{seen}")


def main() -> None:
    """Parse, measure, show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--divisions", type=int, default=10_000)
    parser.add_argument("--largest", type=int, default=1_000, help="of the largest department")
    parser.add_argument("--department", type=int, default=100, help="divisions beside numpy's")
    parser.add_argument("--draws", type=int, default=20_000, help="for the error of chance")
    parser.add_argument("--timed-draws", type=int, default=2_000)
    parser.add_argument("--timed-fits", type=int, default=20)
    given = parser.parse_args()
    show_large(*measure_large(given.divisions, given.largest))
    ways = measure_ways(given.department, given.draws, given.timed_draws, given.timed_fits)
    show_ways(ways, given.department, given.draws)


if __name__ == "__main__":
    main()
