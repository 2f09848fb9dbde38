"""What the tests of the workers send them to do; importable, for a worker must find it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

from sysaudit.intake.folder import File, Source
from sysaudit.intake.grid import open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refusal
from sysaudit.intake.workers import run_isolated


def double(number: int) -> int:
    """Fast and harmless."""
    return 2 * number


def obey(order: str) -> str:
    """Do what a file may do to its reader.

    ``pid FILE`` leaves the process number there; ``held FILE`` does too, and then hangs as a reader
    in another language may: no thread runs. ``orphan FILE`` kills the parent, unless FILE is.
    """
    word, _, rest = order.partition(" ")
    if word == "abort":
        os.abort()
    if word == "exit":
        os._exit(3)
    if word == "raise":
        raise ValueError(rest)
    if word in ("pid", "held"):
        Path(rest).write_text(str(os.getpid()))
    if word == "orphan" and not Path(rest).exists():  # once only, or else our own parent goes too
        Path(rest).touch()
        os.kill(multiprocessing.parent_process().pid, signal.SIGKILL)  # type: ignore[union-attr, arg-type]
    if word in ("hang", "pid"):
        time.sleep(600)
    if word == "held":
        ctypes.PyDLL(None).sleep(600)
    return f"did {order}"


def obey_file(file: File) -> str:
    """Do what stands in a file."""
    return obey(file.bytes_within(Limits()).decode())


def died_of_file(file: File) -> str:
    """The stand-in for a file that killed its process."""
    return f"died of {file.name}"


def waited_for_file(file: File) -> str:
    """The stand-in for a file that took too long."""
    return f"waited for {file.name}"


def own_pid(_: object) -> int:
    """Where the work is done."""
    return os.getpid()


def died(order: str) -> str:
    """The stand-in for what killed its process."""
    return f"died of {order}"


def overdue(order: str) -> str:
    """The stand-in for what took too long."""
    return f"waited for {order}"


def fail_to_begin(_: object) -> None:
    """An initializer that brings every worker down."""
    os._exit(1)


def main(folder: str, word: str) -> None:
    """Two workers that each leave their number and then hang."""
    orders = [f"{word} {folder}/{name}" for name in "ab"]
    try:
        run_isolated(obey, orders, jobs=2, seconds=300, died=died, overdue=overdue)
    except KeyboardInterrupt:
        sys.exit(130)


def peak(path: str) -> None:
    """Reads a file and prints the rows of its longest sheet, and the memory it took (MiB)."""
    book = open_workbook(Source(Path(path), "a"), Limits(), lambda _: False)
    rows = 0 if isinstance(book, Refusal) else max(len(grid.rows) for grid in book.grids)
    status = Path("/proc/self/status").read_text()
    most = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print(rows, int(most) // 1024)  # noqa: T201 - it is what its caller reads


if __name__ == "__main__" and sys.argv[1] == "peak":
    peak(sys.argv[2])
elif __name__ == "__main__":
    main(*sys.argv[1:])
