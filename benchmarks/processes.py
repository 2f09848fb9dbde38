"""What a command costs: the clock, the processors' time, the memory, of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

POLL = 0.005
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Cost:
    """One run of a command.

    Attributes:
        wall: Seconds by the clock.
        cpu: Seconds of processors, over all its processes.
        main: MiB that the process itself held at its peak.
        largest_below: The same of the largest process that it started.
        told: What it printed.
        code: Its exit code.
    """

    wall: float
    cpu: float
    main: float
    largest_below: float
    told: bytes
    code: int

    @property
    def largest(self) -> float:
        """MiB of the largest of its processes."""
        return max(self.main, self.largest_below)


def cost_of(command: Sequence[str | Path], *, seconds: float = 3600) -> Cost:
    """Run a command to its end; its errors go where ours go.

    Raises:
        TimeoutExpired: It took longer.
    """
    begun = time.perf_counter()
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE) as process:
        watch = Watch(process.pid)
        watch.start()
        try:
            told, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        wall = time.perf_counter() - begun
        watch.join()
    return Cost(
        wall,
        sum(watch.cpu.values()),
        watch.peaks.pop(process.pid, 0.0),
        max(watch.peaks.values(), default=0.0),
        told,
        process.returncode,
    )


class Watch(threading.Thread):
    """Follows a process and all below it, as Linux counts them; elsewhere it sees nothing.

    Attributes:
        peaks: MiB at the peak, by process.
        cpu: Seconds of processors so far, by process.
    """

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.peaks: dict[int, float] = {}
        self.cpu: dict[int, float] = {}
        self._pid = pid

    def run(self) -> None:
        """Until the process ends."""
        while self._look(self._pid):
            for pid in _below(self._pid):
                self._look(pid)
            time.sleep(POLL)

    def _look(self, pid: int) -> bool:
        """Take down what a process has used; whether it still runs."""
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), None)
        if peak is None:  # it has ended, and nobody has asked for its exit code yet
            return False
        self.peaks[pid] = max(self.peaks.get(pid, 0.0), int(peak.split()[1]) / 1024)
        self.cpu[pid] = (int(spent[11]) + int(spent[12])) / TICKS
        return True


def _below(pid: int) -> list[int]:
    """All children of a process and theirs."""
    found = []
    try:
        lists = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return []
    for child in (int(each) for told in lists for each in told.split()):
        found += [child, *_below(child)]
    return found


def python(*arguments: str | Path) -> list[str | Path]:
    """The command that runs this interpreter."""
    return [sys.executable, *arguments]
