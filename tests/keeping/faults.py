"""Runs the program in forks of one process, in which something goes wrong at a chosen moment.

A moment is a step that changes what is on the disk: before and after a file is opened to be
written, before one is renamed or removed, a folder made, a sync. Python tells of most of them by
its audit hooks, so no writer is missed.
"""

from __future__ import annotations

import errno
import io
import os
import pickle
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

KILL, FULL, SHUT, GONE, LOCKED = "kill", "full", "shut", "gone", "locked"
LONG, CUT = "long", "cut"
_REFUSALS = {FULL: errno.ENOSPC, SHUT: errno.EACCES}
_STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"})
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Job(NamedTuple):
    """A run of the program.

    Attributes:
        fault: What goes wrong, None for nothing.
            ``kill``: the process is gone before the step ``at``;
            ``full``: from that step on nothing can be made; ``shut``: so for want of rights;
            ``gone``: the folder is gone with all that is in it;
            ``locked``: the renaming ``at`` is refused, as of a file that is open in Excel;
            ``long``: no file may grow past ``at`` bytes;
            ``cut``: the process is gone as soon as one does.
    """

    arguments: tuple[str, ...]
    folder: Path
    fault: str | None = None
    at: int = 0
    changed: Mapping[str, str] = {}


class Ended(NamedTuple):
    """What became of a run; None where it was killed and could not tell."""

    returncode: int | None = None
    stdout: str = ""
    stderr: str = ""
    moments: int = 0


def _armed(job: Job) -> Callable[[], int]:
    """Lay the mine; how many moments have passed."""
    passed = 0

    def step(name: str) -> None:
        nonlocal passed
        if job.fault == LOCKED and name != "os.rename":
            return
        passed += 1
        if job.fault == KILL and passed == job.at:
            os.kill(os.getpid(), signal.SIGKILL)
        if job.fault == GONE and passed == job.at:
            shutil.rmtree(job.folder)
        refusal = _REFUSALS.get(job.fault or "")
        if refusal and passed >= job.at and name not in ("os.remove", "os.rmdir"):
            raise OSError(refusal, os.strerror(refusal))
        if job.fault == LOCKED and passed == job.at:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def hook(event: str, given: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(given[0], str) and given[2] & _TO_WRITE
        if event in _STEPS or (opened and not given[0].startswith("/dev/")):
            step(event)

    sync = os.fsync

    def synced(handle: int) -> None:
        step("os.fsync")
        sync(handle)

    plain_open = io.open

    def opened(file: Any, mode: str = "r", *given: Any, **more: Any) -> Any:
        stream = plain_open(file, mode, *given, **more)
        if not isinstance(file, int) and set(mode) & set("wax+"):
            step("opened")  # what stood there is gone by now, if it was opened in its place
        return stream

    sys.addaudithook(hook)
    io.open = opened
    os.fsync = synced  # type: ignore[assignment]
    if job.fault in (LONG, CUT):
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.at, job.at))
    if job.fault == CUT:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    return lambda: passed


def _run(job: Job) -> Ended:
    """The run in a fork."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        ended = _ran(job)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(ended, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    ended = pickle.loads(told) if told else Ended()
    assert isinstance(ended, Ended)
    return ended


def _ran(job: Job) -> Ended:
    from tests.cli.running import called

    passed = _armed(job)
    done = called(*job.arguments, folder=job.folder, **job.changed)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), passed())


def _load() -> None:
    """Import what the program imports only when it needs it, once for all forks."""
    import msoffcrypto.format.ooxml
    import pyarrow.parquet
    import tests.cli.running

    import sysaudit.analysis
    import sysaudit.cli.drawing_steps
    import sysaudit.cli.moving
    import sysaudit.reports.analysis_workbook
    import sysaudit.reports.findings_workbook
    import sysaudit.reports.json_output
    import sysaudit.reports.parquet
    import sysaudit.reports.returning
    import sysaudit.reports.templates
    import sysaudit.reports.text  # noqa: F401

    del msoffcrypto, pyarrow
    tests.cli.running.called("--help")


def main() -> None:
    """Run one job after the other, as they come in."""
    sys.dont_write_bytecode = True
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _load()
    while True:
        try:
            job = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_run(job), out)
        out.flush()


if __name__ == "__main__":
    from tests.keeping import faults  # by its full name, for pickled jobs bear it

    faults.main()
