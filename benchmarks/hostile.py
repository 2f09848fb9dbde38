"""What each hostile file costs: one finding, two seconds, 300 MiB.

    python benchmarks/hostile.py [--only NAME]

Each bad file of `tests/hostile` lies alone in a folder that a fresh `sysaudit validate` is given.
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
import threading
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
NAME = "システム調査票_1305_納税課.xlsx"
SECONDS, MEBIBYTES = 2.0, 300.0
POLL = 0.005
CLEAN = "the clean return"

MAKE = """
import sys
from benchmarks.hostile import makers
open(sys.argv[2], "wb").write(makers()[sys.argv[1]][1]())
"""
"""In a process of its own: what makes a bomb is no measure of who defuses it."""


def makers() -> dict[str, tuple[str | None, object]]:
    """The finding and the maker of each file, by name."""
    from tests.hostile import archives, kinds, markup, sizes
    from tests.hostile.case import sound

    cases = (*archives.CASES, *sizes.CASES, *markup.CASES, *kinds.CASES)
    return {CLEAN: (None, sound)} | {case.name: (case.code, case.make) for case in cases}


@dataclass(frozen=True)
class Measured:
    """What one run found and cost."""

    codes: tuple[str, ...]
    seconds: float
    mebibytes: float


def measured(name: str) -> Measured:
    """Make a file, check it in a fresh process, watch its memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        subprocess.run([sys.executable, "-c", MAKE, name, str(path)], check=True, cwd=HERE)
        command = (sys.executable, "-m", "sysaudit", "validate", folder)
        options = ("--year", "2019", "--jobs", "1", "--format", "json")
        begun = time.perf_counter()
        process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE)
        watch = Watch(process.pid)
        watch.start()
        told, _ = process.communicate(timeout=300)
        seconds = time.perf_counter() - begun
        watch.join()
    codes = tuple(finding["code"] for finding in json.loads(told)["findings"])
    return Measured(codes, seconds, watch.peak)


class Watch(threading.Thread):
    """Follows the peak memory of a process and of all below it, as the kernel counts it."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.peak = 0.0
        self._pid = pid

    def run(self) -> None:
        """Until the process ends."""
        while (own := _peak(self._pid)) is not None:
            self.peak = max(self.peak, own, *(_peak(pid) or 0.0 for pid in _below(self._pid)))
            time.sleep(POLL)


def _peak(pid: int) -> float | None:
    """MiB; None for a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)


def _below(pid: int) -> list[int]:
    """All children of a process and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


def main() -> int:
    """Measure each file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", help="files whose name holds this", default="")
    only = parser.parse_args().only
    measured(CLEAN)  # once for nothing: the disk is cold
    bare = min(measured(CLEAN).seconds for _ in range(3))
    print(f"{CLEAN}: {bare:.2f} s, which is taken off below")
    print(f"{'file':50}{'finding':>9}{'seconds':>9}{'MiB':>7}")
    beyond = 0
    for name, (code, _) in makers().items():
        if only not in name:
            continue
        run = measured(name)
        seconds = max(0.0, run.seconds - bare)
        good = run.codes == ((code,) if code else ())
        good = good and seconds <= SECONDS and run.mebibytes <= MEBIBYTES
        beyond += not good
        told = ",".join(run.codes) or "-"
        mark = "" if good else "  BEYOND"
        print(f"{name:50}{told:>9}{seconds:9.2f}{run.mebibytes:7.0f}{mark}", flush=True)
    return int(beyond > 0)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    os.environ["PYTHONPATH"] = os.pathsep.join((str(HERE / "src"), str(HERE)))
    sys.exit(main())
