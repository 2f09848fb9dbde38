"""What the tests of the workers send them to do; importable, for a worker must find it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

from sysaudit.intake.folder import File
from sysaudit.intake.limits import Limits
from sysaudit.intake.workers import run_isolated


def double(number: int) -> int:
    """Fast and harmless."""
    return 2 * number


def obey(order: str) -> str:
    """Do what a file may do to its reader.

    ``pid FILE`` leaves the process number there; ``orphan FILE`` kills the parent, unless FILE is.
    """
    word, _, rest = order.partition(" ")
    if word == "abort":
        os.abort()
    if word == "exit":
        os._exit(3)
    if word == "raise":
        raise ValueError(rest)
    if word == "pid":
        Path(rest).write_text(str(os.getpid()))
    if word == "orphan" and not Path(rest).exists():  # once only, or else our own parent goes too
        Path(rest).touch()
        os.kill(multiprocessing.parent_process().pid, signal.SIGKILL)  # type: ignore[union-attr, arg-type]
    if word in ("hang", "pid"):
        time.sleep(600)
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


def main(folder: str) -> None:
    """Two workers that each leave their number and then hang."""
    orders = [f"pid {folder}/{name}" for name in "ab"]
    try:
        run_isolated(obey, orders, jobs=2, seconds=300, died=died, overdue=overdue)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1])
