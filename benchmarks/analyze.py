"""How fast `sysaudit analyze` is, and how much memory it takes, beside a pandas script.

    python benchmarks/analyze.py [--systems 10000] [--rows 100000] [--divisions 100]

Writes a roster and returned workbooks into a temporary folder (`large_ward.py`) and runs, one after
the other and each in a process of its own:

- `sysaudit analyze`, which checks the files, adds them up and writes the whole 分析書,
- the pandas script that people write (`analyze_peer.py`): it reads the same files with calamine and
  writes the two long tables alone.

Memory is the peak resident size: of the command's own process, and of the largest one that it
started. The latter is the former where it starts none that is larger.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS_OF_KIB = 1024
MEASURED = """
import json, os, re, resource, subprocess, sys, time
from pathlib import Path

own, started = 0, time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
status = Path(f"/proc/{process.pid}/status")
while process.poll() is None:
    if found := status.exists() and re.search(r"VmHWM:\\s+(\\d+)", status.read_text()):
        own = int(found[1])
    time.sleep(0.02)
wall = time.perf_counter() - started
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([process.returncode, wall, own, largest]))
"""
"""Runs a command in a small process of its own, so that the figures are those of that command."""


@dataclass(frozen=True)
class Run:
    """One command: seconds by the clock, and memory in MiB.

    Attributes:
        own: The peak of the command's own process.
        largest: That of the largest process, among it and those that it started.
    """

    name: str
    wall: float
    own: float
    largest: float


def measured(name: str, command: Sequence[str | Path]) -> Run:
    """Run a command to its end; its output is of no interest, an exit code above 1 is."""
    inner = [sys.executable, *map(str, command)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *inner], capture_output=True, text=True, check=True
    )
    code, wall, own, largest = json.loads(done.stdout)
    if code not in (0, 1):
        sys.exit(f"{name} failed:\n{done.stderr}")
    return Run(name, wall, own / PARTS_OF_KIB, largest / PARTS_OF_KIB)


def measure(scratch: Path, returned: Path, roster: Path) -> tuple[Run, Run]:
    """Ours, then the peer."""
    ours, peer = scratch / "ours.xlsx", scratch / "peer.xlsx"
    command: list[str | Path] = ["-m", "sysaudit", "analyze", returned]
    command += ["--roster", roster, "-o", ours]
    return (
        measured("sysaudit analyze", command),
        measured("pandas script", [HERE / "analyze_peer.py", returned, peer]),
    )


def show(ours: Run, peer: Run) -> None:
    """Print the table and the ratio, which is of seconds."""
    print(f"{'':20}{'seconds':>10}{'own MiB':>10}{'largest MiB':>13}")
    for run in (ours, peer):
        print(f"{run.name:20}{run.wall:10.1f}{run.own:10.0f}{run.largest:13.0f}")
    print(f"{ours.name} takes {ours.wall / peer.wall:.2f} times as long as the {peer.name}")


def main() -> None:
    """Parse, write, measure, show."""
    from benchmarks.large_ward import Size, write_ward

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--systems", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100_000, help="cost rows, of 7 amounts each")
    parser.add_argument("--divisions", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        returned, roster = scratch / "returned", scratch / "roster.xlsx"
        write_ward(returned, roster, Size(arguments.systems, arguments.rows, arguments.divisions))
        show(*measure(scratch, returned, roster))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main()
