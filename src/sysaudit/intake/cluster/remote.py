"""What a worker of the cluster does with a lot: hand it to a process that it can do without.

dask's scheduler loads this module too, so it needs nothing that is slow to load.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, cast

from sysaudit.intake.cluster.frames import read_frame, write_frame
from sysaudit.intake.cluster.likeness import likeness

_idle: list[Helper] = []
"""Those that have nothing to do; a list's ``append`` and ``pop`` suit several threads."""


class HelperLost(Exception):
    """The process that read the lot is gone, or did not come to an end."""


class Unlike(Exception):
    """This worker runs another program than the one that sent the lot."""


def work(lot: bytes, expected: str, seconds: float) -> bytes:
    """The helper's answer to a lot.

    Args:
        lot: Pickled; unpickled by the helper alone.
        expected: The likeness of the sender.
        seconds: After which the helper is given up.

    Raises:
        HelperLost: It went, or was given up.
        Unlike: We would perhaps find something else than the sender.
    """
    if likeness() != expected:
        raise Unlike
    helper = _taken()
    answer = helper.answer(lot, seconds)
    _idle.append(helper)
    return answer


def _taken() -> Helper:
    while _idle:
        helper = _idle.pop()
        if helper.is_there:
            return helper
        helper.close()
    return Helper()


class Helper:
    """A process with the program of `sysaudit.intake.cluster.helper`."""

    def __init__(self) -> None:
        found_here = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sysaudit.intake.cluster.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": found_here},
        )
        self._lots = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    @property
    def is_there(self) -> bool:
        """Whether it still runs; it goes when it has long had nothing to do."""
        return self._process.poll() is None

    def answer(self, lot: bytes, seconds: float) -> bytes:
        """Hand over a lot and wait; the process is gone if there is no answer.

        Raises:
            HelperLost: There is none.
        """
        late = threading.Timer(seconds, self._process.kill)
        late.daemon = True
        late.start()
        try:
            write_frame(self._lots, lot)
            return read_frame(self._answers)
        except (OSError, EOFError) as error:
            self.close()
            raise HelperLost from error
        finally:
            late.cancel()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        with suppress(OSError):  # what it was never sent
            self._lots.close()
        self._answers.close()
        self._process.wait()
