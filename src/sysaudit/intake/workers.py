"""Work on files in other processes, which a file may kill or keep busy for ever without harm.

Files go to a pool in small lots. When a lot kills its process, the pool is broken and nobody says
by which file, so the files under way then are *suspects*: each is tried again, alone in a pool of
one process. What kills that too is the culprit; the others get their result. A lot that takes
longer than a single file may is treated the same way, after its process has been killed.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Generic, TypeVar

from sysaudit.intake.pool import Pool

Item = TypeVar("Item")
Result = TypeVar("Result")

UnderWay = dict[Future[bytes], tuple[range, float]]
"""Lots by their futures, each with the time at which it is late."""

LARGEST_LOT = 16
LOTS_PER_WORKER = 8
"""So many at least, so that no worker is left with a long lot at the end."""

MOST_JOBS = 61
"""Windows waits for no more processes at a time."""


def run_isolated(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    seconds: float,
    died: Callable[[Item], Result],
    overdue: Callable[[Item], Result],
    progress: Callable[[int], None] | None = None,
) -> list[Result]:
    """The function's result for each item, in the order of the items.

    Args:
        function: Picklable, like the items and the results; what it raises is raised here.
        items: What it is called with, one by one.
        jobs: How many processes; 0 works in this one, without protection and without a limit.
        seconds: How long one item may take.
        died: Makes the result of an item that kills its process.
        overdue: Makes the result of an item that takes too long.
        progress: Told the number of finished items, each time it grows.

    Raises:
        Misuse: No worker process can be started.
        KeyboardInterrupt: The workers are gone by then.
    """
    run = _Run(function, items, seconds, died, overdue, progress)
    if jobs == 0:
        for position in range(len(items)):
            run.store(position, function(items[position]))
    elif items:
        run.in_pools(min(jobs, len(items), MOST_JOBS))
    return run.results()


class _Run(Generic[Item, Result]):
    """The state of one call: what is done, what is under way."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        seconds: float,
        died: Callable[[Item], Result],
        overdue: Callable[[Item], Result],
        progress: Callable[[int], None] | None,
    ) -> None:
        self._work = partial(_work_through, function)
        self._items = items
        self._seconds = seconds
        self._died = died
        self._overdue = overdue
        self._progress = progress
        self._done: dict[int, Result] = {}

    def results(self) -> list[Result]:
        """All results in order, once all are there."""
        return [self._done[position] for position in range(len(self._items))]

    def store(self, position: int, result: Result) -> None:
        """Keep one result."""
        self._done[position] = result
        if self._progress:
            self._progress(len(self._done))

    def in_pools(self, jobs: int) -> None:
        """Work on all items; after an accident the suspects alone, the rest in a new pool."""
        waiting = deque(_lots(len(self._items), jobs))
        while waiting:
            suspects = self._until_accident(waiting, jobs)
            self._one_by_one(suspects)

    def _until_accident(self, waiting: deque[range], jobs: int) -> list[int]:
        """Work through the lots until none is left or one goes wrong; the suspects."""
        under_way: UnderWay = {}
        finished: list[tuple[range, bytes]] = []
        with Pool(jobs, self._work) as pool:
            while waiting or under_way:
                while waiting and len(under_way) < jobs:  # each starts at once, its clock too
                    lot = waiting.popleft()
                    try:
                        future = self._submit(pool, lot)
                    except BrokenProcessPool:
                        self._store_all(finished)
                        return [*lot, *_positions(under_way)]
                    under_way[future] = lot, time.monotonic() + self._seconds
                self._store_all(finished)  # while the workers have something to do
                finished, suspects = _next_of(under_way)
                if suspects:
                    pool.kill()
                    waiting.extendleft(lot for lot, _ in under_way.values())
                    self._store_all(finished)
                    return suspects
        self._store_all(finished)
        return []

    def _submit(self, pool: Pool, lot: Iterable[int]) -> Future[bytes]:
        return pool.submit([self._items[position] for position in lot])

    def _store_all(self, finished: list[tuple[range, bytes]]) -> None:
        """Keep the results of lots, and empty the list."""
        for lot, packed in finished:
            for position, result in zip(lot, pickle.loads(packed), strict=True):  # noqa: S301 - of our own workers
                self.store(position, result)
        finished.clear()

    def _one_by_one(self, suspects: Sequence[int]) -> None:
        left = deque(suspects)
        while left:
            with Pool(1, self._work) as pool:
                while left and self._survives(pool, left[0]):
                    left.popleft()
            if left and left[0] in self._done:
                left.popleft()

    def _survives(self, pool: Pool, position: int) -> bool:
        """Whether the pool can be used further after one item, whose result is stored."""
        item = self._items[position]
        try:
            future = self._submit(pool, [position])
        except BrokenProcessPool:  # by something that the item before had left behind
            return False
        wait([future], self._seconds)
        if not future.done():
            pool.kill()
            self.store(position, self._overdue(item))
        elif _broke(future):
            self.store(position, self._died(item))
        else:
            self._store_all([(range(position, position + 1), future.result())])
            return True
        return False


def _work_through(function: Callable[[Item], Result], lot: Sequence[Item]) -> bytes:
    """The results of a lot, packed: what they are made of is unpacked when there is time."""
    return pickle.dumps([function(item) for item in lot], pickle.HIGHEST_PROTOCOL)


def longest_lot(count: int, jobs: int) -> int:
    """How many of ``count`` items go to one of ``jobs`` workers at a time.

    >>> longest_lot(5, 1), longest_lot(64, 2), longest_lot(10_000, 2)
    (1, 4, 16)
    """
    return max(1, min(LARGEST_LOT, count // (jobs * LOTS_PER_WORKER)))


def _lots(count: int, jobs: int) -> list[range]:
    """The positions 0 to ``count`` in neighbouring lots.

    >>> _lots(5, 1)
    [range(0, 1), range(1, 2), range(2, 3), range(3, 4), range(4, 5)]
    """
    size = longest_lot(count, jobs)
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _next_of(under_way: UnderWay) -> tuple[list[tuple[range, bytes]], list[int]]:
    """Wait for lots to end, and take them out: what they made, and what was in those gone wrong."""
    soonest = min(ends for _, ends in under_way.values())
    done, _ = wait(under_way, max(0.0, soonest - time.monotonic()), FIRST_COMPLETED)
    if any(map(_broke, done)):
        done, _ = wait(under_way)  # with the pool, all of them break
    finished: list[tuple[range, bytes]] = []
    suspects: list[int] = []
    for future in done:
        lot, _ = under_way.pop(future)
        if _broke(future):
            suspects += lot
        else:
            finished.append((lot, future.result()))
    return finished, suspects or _taken_late(under_way)


def _broke(future: Future[bytes]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _positions(under_way: UnderWay) -> list[int]:
    return [position for lot, _ in under_way.values() for position in lot]


def _taken_late(under_way: UnderWay) -> list[int]:
    """Takes out the lots that should have ended; their positions."""
    now = time.monotonic()
    late = {future: each for future, each in under_way.items() if each[1] <= now}
    for future in late:
        del under_way[future]
    return _positions(late)
