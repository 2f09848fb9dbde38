"""Work in processes that may die or hang: nobody else is harmed, nobody stays behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

import pytest
from tests.intake import errands

from sysaudit.errors import Misuse
from sysaudit.intake import pool
from sysaudit.intake.workers import LARGEST_LOT, run_isolated

posix_only = pytest.mark.skipif(os.name == "nt", reason="it sends POSIX signals")


def run(orders: Sequence[str], *, jobs: int = 2, seconds: float = 60) -> list[str]:
    return run_isolated(
        errands.obey,
        orders,
        jobs=jobs,
        seconds=seconds,
        died=errands.died,
        overdue=errands.overdue,
    )


class Watched(Sequence[int]):
    """Numbers that remember how far ahead of the results they were handed out."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.taken = self.done = self.furthest_ahead = 0

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        assert isinstance(index, int)
        self.taken += 1
        self.furthest_ahead = max(self.furthest_ahead, self.taken - self.done)
        return index

    def now_done(self, count: int) -> None:
        assert count == self.done + 1
        self.done = count


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """And few items are handed out before the results of earlier ones are back.

    A worker has its next lot before what it made of the last is unpacked.
    """
    items = Watched(300)
    results = run_isolated(
        errands.double, items, jobs=jobs, seconds=60, died=int, overdue=int, progress=items.now_done
    )
    assert results == [2 * number for number in range(300)]
    assert items.done == 300
    assert items.furthest_ahead <= 2 * max(jobs, 1) * LARGEST_LOT


def test_without_items_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_begin_worker", errands.fail_to_begin)
    assert run([]) == []


def test_with_no_jobs_the_work_is_done_here() -> None:
    pids = run_isolated(errands.own_pid, [1], jobs=0, seconds=1, died=int, overdue=int)
    assert pids == [os.getpid()]


def test_with_jobs_the_work_is_done_elsewhere() -> None:
    pids = run_isolated(errands.own_pid, [1, 2], jobs=2, seconds=60, died=int, overdue=int)
    assert os.getpid() not in pids


def test_only_the_items_that_kill_their_process_are_lost() -> None:
    orders = [f"read {number}" for number in range(40)]
    orders[3] = "abort"
    orders[25] = "exit"
    expected = [f"did {order}" for order in orders]
    expected[3], expected[25] = "died of abort", "died of exit"
    assert run(orders) == expected


def test_only_the_item_that_hangs_is_lost_and_its_process_is_gone(tmp_path: Path) -> None:
    orders = ["read 1", f"pid {tmp_path / 'a'}", "read 2", "read 3"]
    assert run(orders, seconds=1.0) == [
        "did read 1",
        f"waited for pid {tmp_path / 'a'}",
        "did read 2",
        "did read 3",
    ]
    if os.name != "nt":
        assert is_gone(int((tmp_path / "a").read_text()))


def test_spawned_processes_do_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no other."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert run(["read 1", "abort"]) == ["did read 1", "died of abort"]


def test_what_the_function_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no such form"):
        run(["read 1", "raise no such form"])


def test_workers_that_cannot_start_are_misuse_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else every file would be said to have killed its reader."""
    monkeypatch.setattr(pool, "_begin_worker", errands.fail_to_begin)
    with pytest.raises(Misuse, match="--jobs 0"):
        run(["read 1"])


@posix_only
def test_ctrl_c_stops_the_workers_at_once_and_quietly(tmp_path: Path) -> None:
    with hanging_workers(tmp_path) as (parent, pids):
        os.killpg(parent.pid, signal.SIGINT)  # a terminal sends it to all of them
        _, told = parent.communicate(timeout=20)
        assert (parent.returncode, told) == (130, b"")
        assert all(map(is_gone, pids))


@posix_only
@pytest.mark.parametrize(
    "word",
    [
        "pid",
        pytest.param(
            "held", marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell")
        ),
    ],
)
def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path, word: str) -> None:
    """Not even where the reader holds the interpreter, so that no thread of ours runs."""
    with hanging_workers(tmp_path, word) as (parent, pids):
        parent.kill()
        parent.communicate(timeout=20)
        assert all(map(is_gone, pids))


@contextmanager
def hanging_workers(
    folder: Path, word: str = "pid"
) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A process with two busy workers, and the workers' numbers."""
    command = [sys.executable, "-m", "tests.intake.errands", str(folder), word]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, cwd=root, stderr=subprocess.PIPE, start_new_session=True
    ) as parent:
        try:
            yield parent, [_number_in(folder / name) for name in "ab"]
        finally:
            parent.kill()


def _number_in(path: Path) -> int:
    until = time.monotonic() + 30
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < until, "the workers do not start"
        time.sleep(0.02)
    return int(path.read_text())


def is_gone(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if _is_zombie(pid):
            return True
        time.sleep(0.02)
    return False


def _is_zombie(pid: int) -> bool:
    """Ended, but not yet noticed by the process that adopted it (in a container, for ever)."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"
