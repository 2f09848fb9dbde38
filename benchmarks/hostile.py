"""What each hostile file costs: one finding, two seconds, 300 MiB.

    python benchmarks/hostile.py [--only NAME]

Each bad file of `tests/hostile` lies alone in a folder that a fresh `sysaudit validate` is given;
what is bad about a folder (links, pipes, names) lies beside a clean return.
The seconds are those above the bare start, which is the same command over the clean return that
the bad files are made of; the peak is that of the largest of its processes. The script ends with 1
where a file goes beyond a bound or does not end in the finding that it must.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
NAME = "システム調査票_1305_納税課.xlsx"
SECONDS, MEBIBYTES = 2.0, 300.0
LIST = "cases.json"
CLEAN = "the clean return"

MAKE = """
import sys
from benchmarks.hostile import make_all
make_all(sys.argv[1], sys.argv[2])
"""
"""In a process of its own: what makes a bomb is no measure of who defuses it."""


def make_all(folder: str, only: str) -> None:
    """A folder for each case with its file in it, and a list of them with what each must end in."""
    from tests.hostile import archives, kinds, markup, places, sizes
    from tests.hostile.case import Case, sound

    cases = (*archives.CASES, *sizes.CASES, *markup.CASES, *kinds.CASES)
    told: list[tuple[str, str | None]] = []

    def laid(title: str, code: str | None, put: Callable[[Path], object], name: str) -> None:
        if only in title or title == CLEAN:
            place = Path(folder) / str(len(told))
            place.mkdir()
            put(place / name)
            told.append((title, code))

    for case in (Case(CLEAN, None, sound), *cases):
        laid(case.name, case.code, partial(_write, case.make), NAME)
    for place in places.PLACES:
        if place.put is not places.locked or os.geteuid():  # root may read all
            put = place.put if place.put is places.clean else partial(_beside, place.put)
            laid(f"folder: {place.title}", place.code, put, place.name or f"2_{NAME}")
    (Path(folder) / LIST).write_text(json.dumps(told))


def _write(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())


def _beside(put: Callable[[Path], object], path: Path) -> None:
    """Beside the clean return, for a folder without any file is refused."""
    from tests.hostile.case import sound

    (path.parent / NAME).write_bytes(sound())
    put(path)


@dataclass(frozen=True)
class Measured:
    """What one run found and cost."""

    codes: tuple[str, ...]
    seconds: float
    mebibytes: float


def measured(folder: Path) -> Measured:
    """Check a folder in a fresh process, watch its memory."""
    from benchmarks.processes import cost_of

    command = (sys.executable, "-m", "sysaudit", "validate", str(folder))
    options = ("--year", "2019", "--jobs", "1", "--format", "json")
    cost = cost_of((*command, *options), seconds=300)
    codes = tuple(finding["code"] for finding in json.loads(cost.told)["findings"])
    return Measured(codes, cost.wall, cost.largest)


def main() -> int:
    """Measure each file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", help="files whose name holds this", default="")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", MAKE, folder, only], check=True, cwd=HERE)
        return int(table(Path(folder)) > 0)


def table(folder: Path) -> int:
    """Measure each case and print it; how many go beyond a bound."""
    cases: list[tuple[str, str | None]] = json.loads((folder / LIST).read_text())
    measured(folder / "0")  # once for nothing: the disk is cold
    bare = min(measured(folder / "0").seconds for _ in range(3))
    print(f"{CLEAN}: {bare:.2f} s, which is taken off below")
    print(f"{'file':50}{'finding':>9}{'seconds':>9}{'MiB':>7}")
    beyond = 0
    for number, (title, code) in enumerate(cases):
        run = measured(folder / str(number))
        seconds = max(0.0, run.seconds - bare)
        good = run.codes == ((code,) if code else ())
        good = good and seconds <= SECONDS and run.mebibytes <= MEBIBYTES
        beyond += not good
        told = ",".join(run.codes) or "-"
        mark = "" if good else "  BEYOND"
        print(f"{title:50}{told:>9}{seconds:9.2f}{run.mebibytes:7.0f}{mark}", flush=True)
    print(f"{len(cases)} cases, {beyond} beyond a bound")
    return beyond


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    os.environ["PYTHONPATH"] = os.pathsep.join((str(HERE / "src"), str(HERE)))
    sys.exit(main())
