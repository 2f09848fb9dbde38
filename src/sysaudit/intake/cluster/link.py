"""The connection to the scheduler of a dask cluster: quiet, watched, and bounded in time."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import dask.config
from distributed import Client

from sysaudit.intake.cluster import trouble
from sysaudit.intake.cluster.greeting import ANSWER_SECONDS, CONNECT_SECONDS, greet

GONE_SECONDS = 30.0
"""So long there may be no worker: dask starts a new one for one that was killed."""

_TALKATIVE = (
    "distributed",
    "distributed.client",
    "distributed.gc",
    "tornado",
    "tornado.application",
    "asyncio",
)
_LARGE = {"distributed.admin.large-graph-warning-threshold": "10 GiB"}
"""dask warns of tasks above some 10 MB; ours carry a file."""


class Link:
    """A connection to a scheduler that has workers like us.

    Attributes:
        address: Of the scheduler, as it was given.
        threads: How many lots the workers read at a time; 1 at least, for more may come.
    """

    def __init__(self, client: Client, address: str) -> None:
        self.address = address
        self.threads = 1
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._seen = time.monotonic()

    def submit(self, function: Callable[..., bytes], *arguments: object) -> Future[bytes]:
        """Have a worker call a function.

        Raises:
            Misuse: The scheduler is gone.
        """
        try:
            future: Future[bytes] = self._executor.submit(function, *arguments)
        except Exception as error:
            raise trouble.lost(self.address) from error
        return future

    def look(self) -> None:
        """Count the workers.

        Raises:
            Misuse: The scheduler does not answer, or there have been no workers for too long.
        """
        threads = sum(self._asked(self._client.scheduler.ncores).values())
        now = time.monotonic()
        if threads:
            self.threads, self._seen = threads, now
        elif now - self._seen > GONE_SECONDS:
            raise trouble.no_workers(self.address)

    def close(self) -> None:
        """Let go of everything under way, and of the scheduler if it still answers."""
        try:
            self._executor.shutdown(wait=False)
            self._client.close(timeout=CONNECT_SECONDS)
        except Exception:  # noqa: BLE001, S110 - what became of the run is told already
            pass

    def _asked(self, call: Callable[..., Awaitable[Any]], **what: object) -> Any:
        try:
            return self._client.sync(call, callback_timeout=ANSWER_SECONDS, **what)
        except Exception as error:
            raise trouble.lost(self.address) from error


@contextmanager
def linked(address: str) -> Iterator[Link]:
    """A connection for as long as it is needed.

    Raises:
        Misuse: Nobody answers, there are no workers, or they are not like us.
    """
    with _quiet(), dask.config.set(_LARGE):
        greet(address)
        link = Link(_connected(address), address)
        try:
            link.look()
            yield link
        finally:
            link.close()


def _connected(address: str) -> Client:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which were compared by what matters
            return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:
        raise trouble.no_scheduler(address) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep dask's own words off the terminal: what is wrong is told once, by us."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
