"""How fast `sysaudit validate` is, as ratios against peers in the same run.

    python benchmarks/validate.py [--files 1000] [--peer-files 60]

Writes returned workbooks into a temporary folder (clean ones, about 40 KB each, filled in as a
division would) and times, each in a process of its own:

- bare python-calamine that reads every value of every sheet and does nothing with it,
- `sysaudit validate` with one worker and with one per processor,
- the pandas script that people write (`pandas_script.py`),
- `frictionless validate` with a schema for one of the sheets (`frictionless_peer.py`).

The slow peers get fewer files; their rates are per file. Needs requirements-bench.lock.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
BARE_CALAMINE = """
import io, sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""


@dataclass(frozen=True)
class Timing:
    """One peer: how many files in how many seconds by the clock."""

    name: str
    files: int
    wall: float

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.files / self.wall


def write_returns(folder: Path, count: int) -> None:
    """Write so many clean returns, each of another division."""
    folder.mkdir()
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(write_return, folder), range(count), chunksize=20))


def write_return(folder: Path, number: int) -> None:
    """Write the return of one division."""
    from samples.ward.clean import write_clean_return

    write_clean_return(folder, number)


def timed(name: str, files: int, command: Sequence[str | Path]) -> Timing:
    """Run a command to its end; its output is of no interest, an exit code above 1 is."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, check=False)
    wall = time.perf_counter() - started
    if done.returncode > 1:
        sys.exit(f"{name} failed:\n{done.stderr.decode(errors='replace')}")
    return Timing(name, files, wall)


def some_of(folder: Path, count: int) -> Path:
    """A folder beside it with the first so many of its files."""
    fewer = folder.with_name("fewer")
    fewer.mkdir()
    for path in sorted(folder.glob("*.xlsx"))[:count]:
        shutil.copy(path, fewer)
    return fewer


def measure(folder: Path, files: int, peer_files: int) -> list[Timing]:
    """Time everything; calamine and ourselves twice in turn, the better time of each counts."""
    fewer = some_of(folder, peer_files)
    jobs = os.cpu_count() or 1

    def calamine() -> Timing:
        return timed("bare calamine", files, ["-c", BARE_CALAMINE, folder])

    def ours(workers: int) -> Callable[[], Timing]:
        name = f"sysaudit validate --jobs {workers}"
        command: list[str | Path] = ["-m", "sysaudit", "validate", folder]
        command += ["--jobs", str(workers), "--format", "json"]
        return lambda: timed(name, files, command)

    runs: list[Callable[[], Timing]] = [calamine, ours(1), *([ours(jobs)] if jobs > 1 else [])]
    first, second = [[run() for run in runs] for _ in range(2)]
    best = [min(pair, key=lambda t: t.wall) for pair in zip(first, second, strict=True)]
    return [
        *best,
        timed("pandas script", peer_files, [HERE / "pandas_script.py", fewer]),
        timed("frictionless", peer_files, [HERE / "frictionless_peer.py", fewer]),
    ]


def show(timings: Sequence[Timing]) -> None:
    """Print the table; the ratios are of files a second."""
    bare = timings[0]
    print(f"{'':28}{'files':>7}{'files/s':>10}{'of calamine':>13}")
    for each in timings:
        print(f"{each.name:28}{each.files:7}{each.rate:10.1f}{each.rate / bare.rate:13.2f}")
    ours = timings[-3]
    for peer in timings[-2:]:
        print(f"{ours.name} is {ours.rate / peer.rate:.1f} times as fast as {peer.name}")


def main() -> None:
    """Parse, write, measure, show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--peer-files", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returned"
        write_returns(folder, arguments.files)
        show(measure(folder, arguments.files, min(arguments.files, arguments.peer_files)))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main()
