"""What becomes of time and memory as the returns grow in number.

    python benchmarks/scale.py [--most 10000]

Checks 100, 1,000, … clean returns in one run each, then as many as the most in runs of 100, one
after the other, as a service for many municipalities would. Memory is the peak of the main process
(which keeps what the rules across files need) and of the largest worker. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
WARD = 100
"""The divisions of a municipality, more or less."""


@dataclass(frozen=True)
class Step:
    """So many files, and what they cost; MiB of the main process and of the largest worker."""

    name: str
    files: int
    wall: float
    cpu: float
    main: float
    worker: float


def checked(name: str, folder: Path, files: int) -> Step:
    """Check a folder with a worker for each processor."""
    from benchmarks.processes import cost_of, python

    cost = cost_of(python("-m", "sysaudit", "validate", folder, "--format", "json"))
    if cost.code > 1:
        sys.exit(f"{name} failed")
    return Step(name, files, cost.wall, cost.cpu, cost.main, cost.largest_below)


def one_run(paths: Sequence[Path], scratch: Path) -> Step:
    """All of them in one run."""
    folder = linked(paths, scratch / f"run {len(paths)}")
    return checked("one run", folder, len(paths))


def many_runs(paths: Sequence[Path], scratch: Path) -> Step:
    """A run for each municipality; the largest memory of all runs."""
    wards = [paths[start : start + WARD] for start in range(0, len(paths), WARD)]
    steps = [
        checked("a run for each 100", linked(ward, scratch / f"ward {number}"), len(ward))
        for number, ward in enumerate(wards)
    ]
    return Step(
        "a run for each 100",
        len(paths),
        sum(step.wall for step in steps),
        sum(step.cpu for step in steps),
        max(step.main for step in steps),
        max(step.worker for step in steps),
    )


def linked(paths: Sequence[Path], folder: Path) -> Path:
    """A folder with those files, without copying them."""
    folder.mkdir()
    for path in paths:
        os.link(path, folder / path.name)
    return folder


def sizes(most: int) -> Iterator[int]:
    """100, 1,000 … up to the most."""
    size = WARD
    while size < most:
        yield size
        size *= 10
    yield most


def steps(paths: Sequence[Path], scratch: Path) -> Iterator[Step]:
    """Each measurement, when it is made."""
    for size in sizes(len(paths)):
        yield one_run(paths[:size], scratch)
    yield many_runs(paths, scratch)


def main() -> None:
    """Parse, write, measure, print as it goes."""
    from benchmarks.validate import write_returns

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int, default=10_000)
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returned"
        write_returns(folder, most)
        paths = sorted(folder.glob("*.xlsx"))
        print(
            f"{'':22}{'files':>7}{'files/s':>9}{'per core':>10}{'main MiB':>10}{'worker MiB':>12}"
        )
        for step in steps(paths, Path(scratch)):
            print(
                f"{step.name:22}{step.files:7}{step.files / step.wall:9.1f}"
                f"{step.files / step.cpu:10.1f}{step.main:10.0f}{step.worker:12.0f}",
                flush=True,
            )


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main()
