"""How fast `sysaudit validate` is, as ratios against peers in the same run.

    python benchmarks/validate.py [--files 1000] [--peer-files 200]

Writes returned workbooks into a temporary folder (clean ones, about 40 KB each, filled in as a
division would) and runs over them, each from its start to its end:

- bare python-calamine that reads every value of every sheet and does nothing with it,
- `sysaudit validate` with one worker and with one per processor,
- openpyxl that reads every value and does nothing with it (`openpyxl_peer.py`),
- the pandas script that people write (`pandas_script.py`),
- `frictionless validate` with a schema for one of the sheets (`frictionless_peer.py`).

"Per core" is files for each second of processors, over all processes, start-up included. The slow
peers get fewer files. Needs requirements-bench.lock, and Linux for processors and memory.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import sys
import tempfile
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
SCRIPT = "pandas script"


@dataclass(frozen=True)
class Timing:
    """One peer: how many files, and what they cost."""

    name: str
    files: int
    wall: float
    cpu: float
    largest: float

    @property
    def rate(self) -> float:
        """Files a second by the clock."""
        return self.files / self.wall

    @property
    def per_core(self) -> float:
        """Files for each second of processors."""
        return self.files / self.cpu


def compile_ourselves() -> None:
    """Compile sysaudit, as pip does with it and has done with the peers when it installed them."""
    import sysaudit

    compileall.compile_dir(Path(sysaudit.__file__).parent, quiet=1)


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
    from benchmarks.processes import cost_of, python

    cost = cost_of(python(*command))
    if cost.code > 1:
        sys.exit(f"{name} failed")
    return Timing(name, files, cost.wall, cost.cpu, cost.largest)


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

    def ours(workers: int) -> Timing:
        name = f"sysaudit validate --jobs {workers}"
        command: list[str | Path] = ["-m", "sysaudit", "validate", folder]
        return timed(name, files, [*command, "--jobs", str(workers), "--format", "json"])

    runs: list[Callable[[], Timing]] = [calamine, partial(ours, 1)]
    if jobs > 1:
        runs.append(partial(ours, jobs))
    first, second = [[run() for run in runs] for _ in range(2)]
    best = [min(pair, key=lambda t: t.wall) for pair in zip(first, second, strict=True)]
    return [
        *best,
        timed("openpyxl", peer_files, [HERE / "openpyxl_peer.py", fewer]),
        timed(SCRIPT, peer_files, [HERE / "pandas_script.py", fewer]),
        timed("frictionless", peer_files, [HERE / "frictionless_peer.py", fewer]),
    ]


def show(timings: Sequence[Timing]) -> None:
    """Print the table, and the ratios that are promised."""
    bare, script = timings[0], next(each for each in timings if each.name == SCRIPT)
    ours = [each for each in timings if each.name.startswith("sysaudit")]
    print(f"{'':28}{'files':>7}{'files/s':>9}{'per core':>10}{'of calamine':>13}{'MiB':>6}")
    for each in timings:
        share = each.per_core / bare.per_core
        print(
            f"{each.name:28}{each.files:7}{each.rate:9.1f}{each.per_core:10.1f}{share:13.2f}"
            f"{each.largest:6.0f}"
        )
    print(f"per core: {ours[0].per_core / script.per_core:.1f} times the pandas script")
    print(
        f"{ours[-1].name}: {ours[-1].rate / script.rate:.1f} times the pandas script by the clock"
    )


def main() -> None:
    """Parse, write, measure, show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--peer-files", type=int, default=200)
    arguments = parser.parse_args()
    compile_ourselves()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returned"
        write_returns(folder, arguments.files)
        show(measure(folder, arguments.files, min(arguments.files, arguments.peer_files)))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main()
