"""Keeps the workers of a cluster busy with lots, and gathers what comes back."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

from distributed import KilledWorker

from sysaudit.intake.cluster import trouble
from sysaudit.intake.cluster.likeness import likeness
from sysaudit.intake.cluster.link import Link, linked
from sysaudit.intake.cluster.lot import Lot, Work, lots
from sysaudit.intake.cluster.remote import HelperLost, Unlike, work
from sysaudit.intake.folder import File, Source
from sysaudit.intake.limits import Limits
from sysaudit.intake.workers import longest_lot

Result = TypeVar("Result")

LOTS_PER_THREAD = 2
"""One is read while the next is on its way; no more of them are in memory at a time."""

LOOK_SECONDS = 2.0
"""So often at most somebody looks whether the cluster is still there."""

SILENCE_SECONDS = 900.0
"""So much longer than the slowest lot nothing may be heard: dask itself takes up to ten minutes
until it gives up a machine that stands still, and gives its lots to others."""


@dataclass(frozen=True)
class Cluster:
    """The workers of a dask scheduler.

    Attributes:
        address: Of the scheduler, such as ``tcp://host:8786``.
    """

    address: str

    def run(
        self,
        function: Callable[[File], Result],
        sources: Sequence[Source],
        *,
        limits: Limits,
        died: Callable[[File], Result],
        overdue: Callable[[File], Result],
        progress: Callable[[int], None] | None = None,
    ) -> list[Result]:
        """As every engine does."""
        if not sources:
            return []
        with linked(self.address) as link:
            longest = longest_lot(len(sources), link.threads)
            todo = Work(function, limits.seconds, died, overdue)
            run = _Run(link, lots(todo, sources, longest, limits.file_bytes), progress)
            return run.results()


class _Run(Generic[Result]):
    """The state of one call: what is done, what is under way."""

    def __init__(
        self, link: Link, waiting: Iterator[Lot[Result]], progress: Callable[[int], None] | None
    ) -> None:
        self._link = link
        self._waiting = waiting
        self._progress = progress
        self._under_way: dict[Future[bytes], Lot[Result]] = {}
        self._done: dict[int, Result] = {}
        self._heard = self._looked = time.monotonic()

    def results(self) -> list[Result]:
        """The results of all files, in their order."""
        while self._fill():
            done, _ = wait(self._under_way, LOOK_SECONDS, FIRST_COMPLETED)
            for future in done:
                self._store(self._under_way.pop(future), future)
            self._look()
        return [self._done[position] for position in range(len(self._done))]

    def _fill(self) -> bool:
        """Send lots as long as there is room; whether any are under way."""
        room = LOTS_PER_THREAD * self._link.threads
        while len(self._under_way) < room:
            lot = next(self._waiting, None)
            if lot is None:
                break
            future = self._link.submit(work, pickle.dumps(lot), likeness(), lot.longest)
            self._under_way[future] = lot
        return bool(self._under_way)

    def _store(self, lot: Lot[Result], future: Future[bytes]) -> None:
        self._heard = time.monotonic()
        for position, result in enumerate(self._results_of(lot, future), lot.start):
            self._done[position] = result
            if self._progress:
                self._progress(len(self._done))
        self._heard = time.monotonic()  # what was lost is read here, which takes its time

    def _results_of(self, lot: Lot[Result], future: Future[bytes]) -> list[Result]:
        """What came back; what was lost for good is made here, protected as there.

        Raises:
            Misuse: The cluster cannot go on.
        """
        try:
            well, answer = pickle.loads(future.result())  # noqa: S301 - from our own helper
        except (KilledWorker, HelperLost):
            return lot.results()
        except CancelledError:  # by dask alone, when it has lost the scheduler
            raise trouble.lost(self._link.address) from None
        except Unlike:
            raise trouble.unlike(self._link.address) from None
        except Exception as error:
            raise trouble.failed(self._link.address, error) from error
        if well:
            return list[Result](answer)
        raise answer

    def _look(self) -> None:
        """See that the cluster is there, and that it is at work.

        Raises:
            Misuse: It is not.
        """
        now = time.monotonic()
        if now - self._looked >= LOOK_SECONDS:
            self._link.look()
            self._looked = now
        slowest = max((lot.longest for lot in self._under_way.values()), default=0.0)
        if now - self._heard > slowest + SILENCE_SECONDS:
            raise trouble.silent(self._link.address)
