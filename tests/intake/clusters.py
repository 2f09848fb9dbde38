"""A dask cluster on this machine, as an office would start one: by its two commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parents[2]


@dataclass
class Running:
    """A scheduler.

    Attributes:
        address: Where it listens.
        process: What runs it.
    """

    address: str
    process: subprocess.Popen[bytes]

    @contextmanager
    def workers(self, folder: Path, count: int = 1, *options: str) -> Iterator[None]:
        """So many workers of one thread each."""
        wanted = ("--nworkers", count, "--nthreads", 1, *options)
        with _started(folder, "worker", self.address, *wanted):
            with Client(self.address, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=60)
            yield

    def a_worker(self) -> tuple[str, int]:
        """The address and the process of one of the workers."""
        with Client(self.address, set_as_default=False) as client:
            address, number = next(iter(client.run(os.getpid).items()))
            return str(address), int(number)

    def is_busy(self, worker: str) -> bool:
        """Whether a worker has been given tasks that it has not brought to an end."""
        with Client(self.address, set_as_default=False) as client:
            return bool(client.processing().get(worker))

    def tasks(self) -> int:
        """How many tasks the scheduler knows."""
        with Client(self.address, set_as_default=False) as client:
            return int(client.run_on_scheduler(_tasks_of))


def _tasks_of(dask_scheduler: object) -> int:
    return len(dask_scheduler.tasks)  # type: ignore[attr-defined]


@contextmanager
def scheduler(folder: Path) -> Iterator[Running]:
    """A scheduler without workers."""
    known = folder / "scheduler.json"
    listening = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", known)
    with _started(folder, "scheduler", *listening) as process:
        yield Running(_address_in(known), process)


@contextmanager
def _started(folder: Path, *command: object) -> Iterator[subprocess.Popen[bytes]]:
    python = [sys.executable, "-m", "dask", *map(str, command), "--no-dashboard"]
    paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    with (folder / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen(python, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()  # a nanny takes its workers along
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address_in(file: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler does not start")


def files_of(folder: Path, orders: Sequence[str]) -> list[Path]:
    """A file for each order, which `errands.obey_file` reads in it."""
    paths = [folder / f"{number:03}.txt" for number in range(len(orders))]
    for path, order in zip(paths, orders, strict=True):
        path.write_text(order)
    return paths
