"""Reading on the workers of a dask cluster: the same findings, whatever becomes of a worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from samples.ward.clean import write_clean_return
from tests.analysis.samples import ROSTER
from tests.cli.running import PROGRAM, called, environment
from tests.intake import errands
from tests.intake.clusters import ROOT, Running, files_of, scheduler

import sysaudit
from sysaudit.errors import Misuse
from sysaudit.intake.cluster import greeting, lot, running
from sysaudit.intake.cluster.likeness import versions
from sysaudit.intake.cluster.parcel import Parcel
from sysaudit.intake.cluster.parcel import packed as pack
from sysaudit.intake.cluster.running import LOTS_PER_THREAD, Cluster
from sysaudit.intake.engine import Engine, Here
from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.limits import Limits
from sysaudit.intake.returned import Reader, died, overdue
from sysaudit.reports.json_output import validation_json

posix_only = pytest.mark.skipif(os.name == "nt", reason="it sends POSIX signals")
WORKERS = 2


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as started, started.workers(folder, WORKERS):
        yield started


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The returned files of the samples with all their faults, and some clean ones."""
    folder = tmp_path_factory.mktemp("returns") / "returned"
    shutil.copytree(ROOT / "samples/2019/returned", folder)
    for number in range(8):
        write_clean_return(folder, number)
    return folder


def obeyed(engine: Engine, folder: Path, orders: list[str], seconds: float = 60) -> list[str]:
    return engine.run(
        errands.obey_file,
        [Source(path, path.name) for path in files_of(folder, orders)],
        limits=Limits(seconds=seconds),
        died=errands.died_of_file,
        overdue=errands.waited_for_file,
    )


@posix_only
def test_findings_are_those_of_this_machine_though_a_worker_is_killed(
    two_workers: Running, returns: Path
) -> None:
    """It is killed when the first files are done and others are with it."""
    worker, number = two_workers.a_worker()
    killed: list[int] = []

    def kill_in_the_middle(done: int) -> None:
        if not killed:
            os.kill(number, signal.SIGSTOP)  # or it could end what it has while we look
            if two_workers.is_busy(worker):
                os.kill(number, signal.SIGKILL)
                killed.append(done)

    local = sysaudit.validate([returns], roster=ROSTER, jobs=2)
    address = two_workers.address
    there = sysaudit.validate([returns], roster=ROSTER, dask=address, progress=kill_in_the_middle)
    (done,) = killed
    assert 0 < done < len(local.returned)
    assert there.findings == local.findings
    assert validation_json(there, "ja") == validation_json(local, "ja")


def test_the_command_prints_the_same_bytes(two_workers: Running, tmp_path: Path) -> None:
    """With last year's files read there too, and nothing on stderr."""
    returned, before = tmp_path / "returned", tmp_path / "前年度"
    for number in range(6):
        write_clean_return(_made(returned), number)
        write_clean_return(_made(before), number, year=2018)
    (returned / "空.xlsx").touch()
    given = [str(returned), "--previous", str(before), "--jobs", "0", "--format", "json"]
    local = called("validate", *given)
    assert (local.returncode, local.stderr) == (1, b"")
    assert called("validate", *given, "--dask", two_workers.address) == local


def test_only_files_that_kill_their_process_or_hang_are_lost(
    two_workers: Running, tmp_path: Path
) -> None:
    """A worker of dask lives on, and is free for the next lot."""
    orders = [f"read {number}" for number in range(40)]
    orders[3], orders[17], orders[25] = "abort", "hang", "exit"
    expected = [f"did {order}" for order in orders]
    expected[3], expected[17] = "died of 003.txt", "waited for 017.txt"
    expected[25] = "died of 025.txt"
    assert obeyed(Cluster(two_workers.address), tmp_path, orders, seconds=1.5) == expected


@posix_only
def test_a_lot_whose_helper_is_killed_is_read_here(two_workers: Running, tmp_path: Path) -> None:
    orders = [f"orphan {tmp_path / 'once'}", "read 1"]
    assert obeyed(Cluster(two_workers.address), tmp_path, orders) == [
        f"did orphan {tmp_path / 'once'}",
        "did read 1",
    ]


def test_what_the_function_raises_is_raised_here(two_workers: Running, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such form"):
        obeyed(Cluster(two_workers.address), tmp_path, ["read 1", "raise no such form"])


def test_few_files_are_in_memory_at_a_time(
    two_workers: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when all are large: 40 lots of one file each here."""
    done = furthest = packed = 0

    def counted(source: Source, most: int) -> Parcel:
        nonlocal packed, furthest
        packed += 1
        furthest = max(furthest, packed - done)
        return pack(source, most)

    def count(files: int) -> None:
        nonlocal done
        done = files

    monkeypatch.setattr(lot, "packed", counted)
    monkeypatch.setattr(lot, "HEAVIEST_LOT", 1)
    sources = [Source(path, path.name) for path in files_of(tmp_path, ["read"] * 40)]
    told = Cluster(two_workers.address).run(
        errands.obey_file,
        sources,
        limits=Limits(),
        died=errands.died_of_file,
        overdue=errands.waited_for_file,
        progress=count,
    )
    assert told == ["did read"] * 40
    assert (packed, done) == (40, 40)
    assert furthest <= WORKERS * LOTS_PER_THREAD + 1  # and one that did not fit in the lot before


def test_what_cannot_be_read_is_told_as_on_this_machine(
    two_workers: Running, tmp_path: Path
) -> None:
    """It is looked at here, where it is."""
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "large.xlsx").write_bytes(b"x" * 2000)
    (tmp_path / "text.xlsx").write_bytes(b"x" * 1000)
    sources = [*sources_in([tmp_path]), Source(tmp_path / "gone.xlsx", "gone.xlsx")]
    limits = Limits(file_bytes=1000)
    reader = Reader((), limits, 80)
    local, there = (
        engine.run(
            reader.read,
            sources,
            limits=limits,
            died=died,
            overdue=overdue,
        )
        for engine in (Here(0), Cluster(two_workers.address))
    )
    assert there == local
    assert all(each.refusal for each in local)


def test_another_version_on_a_worker_is_told(
    two_workers: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With both versions, before anything is read."""
    ours = versions() | {"rapidfuzz": "0.0"}
    monkeypatch.setattr(greeting, "versions", lambda: ours)
    with pytest.raises(Misuse, match=r"has rapidfuzz \d.*, here it is 0\.0: install the same"):
        obeyed(Cluster(two_workers.address), tmp_path, ["read 1"])


def test_another_program_of_the_same_version_is_told(
    two_workers: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each worker sees for itself, so that one that comes later is noticed too."""
    monkeypatch.setattr(running, "likeness", lambda: "another")
    with pytest.raises(Misuse, match="not the same program"):
        obeyed(Cluster(two_workers.address), tmp_path, ["read 1"])


@posix_only
def test_ctrl_c_ends_at_once_and_takes_the_tasks_back(two_workers: Running, tmp_path: Path) -> None:
    orders = [f"pid {tmp_path / 'begun'}", *["read"] * 40]
    files_of(tmp_path, orders)
    script = (
        "import sys; from pathlib import Path; from tests.intake import errands; "
        "from tests.intake.test_cluster import on_cluster; "
        f"on_cluster({two_workers.address!r}, Path({str(tmp_path)!r}))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src")))},
    ) as client:
        _wait_until((tmp_path / "begun").exists)
        client.send_signal(signal.SIGINT)
        _, told = client.communicate(timeout=60)
    assert (client.returncode, told) == (130, b"")
    _wait_until(lambda: two_workers.tasks() == 0)


def on_cluster(address: str, folder: Path) -> None:
    """Do what stands in the files of a folder, until somebody presses Ctrl-C."""
    try:
        obeyed(Cluster(address), folder, [path.read_text() for path in folder.glob("*.txt")], 3)
    except KeyboardInterrupt:
        sys.exit(130)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(greeting, "WORKERS_SECONDS", 0.5)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("tongue", ["ja", "en"])
@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "127.0.0.1", "ftp://x:1", "tls://x:1", ""]
)
def test_no_scheduler_is_told_in_one_line(tmp_path: Path, address: str, tongue: str) -> None:
    (tmp_path / "a.xlsx").touch()
    given = ["validate", str(tmp_path), "--year", "2019", "--dask", address]
    done = called(*given, SYSAUDIT_LANG=tongue, PYTHONIOENCODING="cp932:strict")
    told = done.stderr.decode("cp932")
    assert (done.returncode, done.stdout, told.count("\n")) == (2, b"", 1)
    assert "tcp://host:8786" in told


@posix_only
@pytest.mark.usefixtures("quick")
def test_a_scheduler_without_workers_and_one_that_goes(tmp_path: Path, returns: Path) -> None:
    """Both are told in one line, with exit code 2, within a bounded time."""
    given = ["validate", str(returns), "--jobs", "0", "--dask"]
    with scheduler(tmp_path) as lonely:
        done = called(*given, lonely.address, SYSAUDIT_LANG="en")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(f"error: the scheduler at {lonely.address} has no")
        with lonely.workers(tmp_path, 1, "--no-nanny"), _begun([*given, lonely.address]) as client:
            _wait_until(lambda: lonely.tasks() > 0)
            lonely.process.kill()
            out, told = client.communicate(timeout=60)
    assert (client.returncode, out, told.count(b"\n")) == (2, b"", 1)
    assert told.startswith(b"error: the connection to the scheduler at ")


def _begun(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(SYSAUDIT_LANG="en"),
    )


def _wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)
