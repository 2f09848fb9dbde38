"""A process beside a worker of the cluster, that reads lots as this machine would its files.

It is no daemon, so it may have children, which files may kill. It goes with the worker that started
it, even if that is killed, and when it has had nothing to do for a while.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from typing import IO

from sysaudit.intake.cluster.frames import read_frame, write_frame

IDLE_SECONDS = 120.0


def main() -> None:
    """Answer lots on stdin with results on stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal of the worker
    lots, answers = _taken_over(0, "rb"), _taken_over(1, "wb")
    waiting = queue.SimpleQueue[bytes]()
    threading.Thread(target=_listen, args=(lots, waiting), daemon=True).start()
    while True:
        try:
            lot = waiting.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            os._exit(0)
        write_frame(answers, _answer_to(lot))


def _taken_over(number: int, mode: str) -> IO[bytes]:
    """A pipe under a number of its own; readers must neither hold it open nor print into it."""
    own = os.dup(number)
    os.dup2(os.open(os.devnull, os.O_RDWR), number)
    pipe: IO[bytes] = os.fdopen(own, mode)
    return pipe


def _listen(lots: IO[bytes], waiting: queue.SimpleQueue[bytes]) -> None:
    """Take lots in even while one is being read, so that the worker's end is noticed at once."""
    try:
        while True:
            waiting.put(read_frame(lots))
    finally:
        os._exit(0)


def _answer_to(lot: bytes) -> bytes:
    """The results of a lot, or what went wrong, pickled."""
    try:
        return pickle.dumps((True, pickle.loads(lot).results()))  # noqa: S301 - from our own client
    except Exception as error:  # noqa: BLE001 - it is raised where the lot came from
        return pickle.dumps((False, error))


if __name__ == "__main__":
    main()
