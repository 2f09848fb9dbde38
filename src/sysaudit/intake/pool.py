"""Worker processes that can be killed, that keep quiet, and that never outlive this process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from sysaudit.errors import Misuse
from sysaudit.findings import Text

Item = TypeVar("Item")

START_SECONDS = 120.0
"""A worker that has not come up by then never will."""

_NO_WORKERS = Text(
    "作業用のプロセスを起動できません。--jobs 0 を付けて実行してください。",
    "no worker process can be started: run with --jobs 0",
)


class Pool:
    """A pool of worker processes that goes at once when something is wrong.

    Each worker is given the work once, when it begins, and keeps what the work has learnt.
    """

    def __init__(self, jobs: int, work: Callable[[list[Item]], bytes]) -> None:
        context = _context(_module_of(work))
        self._executor = ProcessPoolExecutor(jobs, context, _begin_worker, (work,))
        try:
            with _interrupts_held():
                started = self._executor.submit(os.getpid)
            started.result(START_SECONDS)
        except BaseException as error:
            self.close(at_once=True)
            if isinstance(error, BrokenProcessPool | TimeoutError | OSError):
                raise Misuse(_NO_WORKERS) from error
            raise

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def close(self, *, at_once: bool) -> None:
        """Let the workers go, when their work is done or at once."""
        if at_once:
            self.kill()
        self._executor.shutdown(cancel_futures=True)

    def submit(self, items: list[Item]) -> Future[bytes]:
        """Hand a lot to a worker."""
        with _interrupts_held():
            return self._executor.submit(_do, items)

    def kill(self) -> None:
        """End the workers, whatever they are doing."""
        if sys.version_info >= (3, 14):
            self._executor.kill_workers()
            return
        processes = self._executor._processes  # noqa: SLF001 - before 3.14 there is no other way
        for process in list((processes or {}).values()):
            process.kill()


def prepare(module: str) -> None:
    """Have what the workers need loaded beside this process, which may load its own meanwhile."""
    if _context(module).get_start_method() == "forkserver":
        from multiprocessing import forkserver  # not everywhere is there one

        with _interrupts_held():
            forkserver.ensure_running()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Put off Ctrl-C, so that no worker is left half started; what starts here never sees one."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # once only: it lets signals through when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context(module: str) -> BaseContext:
    """Fresh processes on every system: a fork of this one could inherit a held lock.

    Where there is a fork server, it imports what the workers need once for all of them.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", module])
    return context


_work: list[Callable[[list[Any]], bytes]] = []
"""What this process was started for, if it is a worker."""


def _begin_worker(work: Callable[[list[Any]], bytes]) -> None:
    """Leave Ctrl-C to the parent, go when it goes, and keep a dying reader's last words quiet."""
    _work.append(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _end_with_parent()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    gc.freeze()  # what was imported is no garbage: looking for some there costs a tenth


def _do(items: list[Any]) -> bytes:
    return _work[0](items)


def _module_of(function: Callable[..., object]) -> str:
    """The module that a worker imports to find the innermost function."""
    while isinstance(function, partial):
        inner = [each for each in (function.func, *function.args) if callable(each)]
        function = inner[-1]
    return function.__module__


def _end_with_parent() -> None:
    """Where a reader holds the interpreter, no thread runs: then Linux itself ends the worker.

    The parent holds the other end of a pipe; SIGIO, which ends a process, comes when it closes.
    """
    parent = multiprocessing.parent_process()
    if sys.platform == "linux" and parent is not None:
        import fcntl

        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, os.O_ASYNC)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
