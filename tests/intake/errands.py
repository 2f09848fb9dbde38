"""What the tests of the workers send them to do; importable, for a worker must find it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from sysaudit.intake.workers import run_isolated


def double(number: int) -> int:
    """Fast and harmless."""
    return 2 * number


def obey(order: str) -> str:
    """Do what a file may do to its reader; ``pid FILE`` leaves the process number.

    ``held FILE`` does too, and then hangs as a reader in another language may: no thread runs.
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
    if word in ("hang", "pid"):
        time.sleep(600)
    if word == "held":
        ctypes.PyDLL(None).sleep(600)
    return f"did {order}"


def own_pid(_: object) -> int:
    """Where the work is done."""
    return os.getpid()


def died(order: str) -> str:
    """The stand-in for what killed its process."""
    return f"died of {order}"


def overdue(order: str) -> str:
    """The stand-in for what took too long."""
    return f"waited for {order}"


def fail_to_begin() -> None:
    """An initializer that brings every worker down."""
    os._exit(1)


def main(folder: str, word: str) -> None:
    """Two workers that each leave their number and then hang."""
    orders = [f"{word} {folder}/{name}" for name in "ab"]
    try:
        run_isolated(obey, orders, jobs=2, seconds=300, died=died, overdue=overdue)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(*sys.argv[1:])
