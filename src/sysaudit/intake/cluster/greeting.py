"""What is asked of a cluster before any work is given to it.

A client of dask that cannot connect stays half made and has last words of its own, so a plain
question goes ahead of it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from distributed import Security, rpc

from sysaudit.errors import Misuse
from sysaudit.intake.cluster import trouble
from sysaudit.intake.cluster.likeness import PACKAGES, python_of, versions

T = TypeVar("T")

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
WORKERS_SECONDS = 15.0
"""So long workers may take to come up."""


def greet(address: str) -> None:
    """See that there are workers, and that they are like us.

    Raises:
        Misuse: Nobody answers, there are no workers, or other versions are installed there, which
            would read and judge otherwise.
    """
    here = versions()
    for where, told in _run(_versions_at(address)).items():
        packages = told["packages"]
        packages["python"] = python_of(packages["python"])
        for name, ours in here.items():
            if packages.get(name) != ours:
                raise trouble.other_version(where, name, packages.get(name), ours)


def _run(question: Coroutine[Any, Any, T]) -> T:
    """Wait for an answer in a thread of its own, for in a notebook a loop runs here already.

    Ctrl-C does not wait for that thread.
    """
    answer = Future[T]()

    def ask() -> None:
        try:
            answer.set_result(asyncio.run(question))
        except Exception as error:  # noqa: BLE001 - raised below
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    return answer.result()


async def _versions_at(address: str) -> dict[str, Any]:
    """What is installed where the scheduler runs, and each worker."""
    try:
        async with _scheduler_at(address) as scheduler:
            await asyncio.wait_for(scheduler.identity(n_workers=0), CONNECT_SECONDS)
            await _workers_of(scheduler, address)
            return await asyncio.wait_for(_versions(scheduler), ANSWER_SECONDS)
    except Misuse:
        raise
    except (OSError, TimeoutError) as error:
        raise trouble.no_scheduler(address) from error
    except Exception as error:  # a wrong address, another program's, or TLS that is not set up
        raise trouble.no_scheduler(address, str(error)) from error


def _scheduler_at(address: str) -> AbstractAsyncContextManager[Any]:
    arguments = Security().get_connection_args("client")
    scheduler: AbstractAsyncContextManager[Any] = rpc(address, connection_args=arguments)
    return scheduler


async def _workers_of(scheduler: Any, address: str) -> None:
    """Wait until there are some."""
    loop = asyncio.get_running_loop()
    until = loop.time() + WORKERS_SECONDS
    while not await asyncio.wait_for(scheduler.ncores(), ANSWER_SECONDS):
        if loop.time() > until:
            raise trouble.no_workers(address)
        await asyncio.sleep(0.2)


async def _versions(scheduler: Any) -> dict[str, Any]:
    question = {"op": "versions", "packages": PACKAGES}
    return {
        trouble.SCHEDULER: await scheduler.versions(packages=PACKAGES),
        **await scheduler.broadcast(msg=question, on_error="ignore"),
    }
