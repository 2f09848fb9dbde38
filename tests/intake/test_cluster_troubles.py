"""What can become of a lot on the way: by a link that gives what it is told to."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker
from tests.cli.running import called
from tests.intake import errands
from tests.intake.clusters import files_of

from sysaudit.errors import Misuse
from sysaudit.intake.cluster import running, trouble
from sysaudit.intake.cluster.remote import Helper, HelperLost, Unlike
from sysaudit.intake.cluster.running import Cluster
from sysaudit.intake.folder import Source
from sysaudit.intake.limits import Limits


class BadLink:
    """A link over which every lot goes wrong in the same way."""

    address = "tcp://far:1"
    threads = 1

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
        self.looks = 0

    def submit(self, *_: object) -> Future[bytes]:
        future = Future[bytes]()
        if self.error:
            future.set_exception(self.error)
        return future

    def look(self) -> None:
        self.looks += 1


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[BadLink, list[str]], Any]:
    def over(link: BadLink, orders: list[str]) -> list[str]:
        @contextmanager
        def linked(_: str) -> Any:
            yield link

        monkeypatch.setattr(running, "linked", linked)
        return Cluster("tcp://far:1").run(
            errands.obey_file,
            [Source(path, path.name) for path in files_of(tmp_path, orders)],
            limits=Limits(),
            died=errands.died_of_file,
            overdue=errands.waited_for_file,
        )

    return over


@pytest.mark.parametrize("lost", [KilledWorker("lot", None, 4), HelperLost()])
def test_a_lot_that_is_lost_for_good_is_read_here(
    read: Callable[[BadLink, list[str]], Any], lost: Exception
) -> None:
    """Still protected from what is in it."""
    told = read(BadLink(lost), ["read 1", "abort"])
    assert told == ["did read 1", "died of 001.txt"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CancelledError(), "was lost: run again"),
        (Unlike(), "not the same program"),
        (
            RuntimeError("no module\nsysaudit"),
            r"failed \(dask says: no module\): give its",
        ),
        (ModuleNotFoundError(), r"failed \(dask says: ModuleNotFoundError\)"),
    ],
)
def test_what_the_cluster_cannot_do_is_misuse(
    read: Callable[[BadLink, list[str]], Any], error: Exception, told: str
) -> None:
    with pytest.raises(Misuse, match=told):
        read(BadLink(error), ["read 1"])


@pytest.mark.parametrize("there", ["0.9", None])
@pytest.mark.parametrize("where", [trouble.SCHEDULER, "tcp://far:2"])
def test_every_word_can_be_shown_on_an_old_terminal(where: str, there: str | None) -> None:
    """Of an office in Japan, in both languages, in one line."""
    told = [
        trouble.no_scheduler("tcp://far:1"),
        trouble.no_scheduler("", "no port\nnor anything"),
        trouble.no_workers("tcp://far:1"),
        trouble.lost("tcp://far:1"),
        trouble.silent("tcp://far:1"),
        trouble.failed("tcp://far:1", RuntimeError("x\ny")),
        trouble.unlike("tcp://far:1"),
        trouble.other_version(where, "sysaudit", there, "1.0"),
    ]
    for misuse in told:
        for text in (misuse.text.ja, misuse.text.en):
            assert text.encode("cp932").splitlines() == [text.encode("cp932")]


def test_silence_is_not_waited_out_for_ever(
    read: Callable[[BadLink, list[str]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(running, "SILENCE_SECONDS", -10_000)
    link = BadLink(None)
    with pytest.raises(Misuse, match="gives no results"):
        read(link, ["read 1"])
    assert link.looks == 1


def test_without_files_nobody_is_asked() -> None:
    told = Cluster("nowhere").run(
        errands.obey_file,
        [],
        limits=Limits(),
        died=errands.died_of_file,
        overdue=errands.waited_for_file,
    )
    assert told == []


def test_a_helper_is_given_up_when_its_time_is_over() -> None:
    """Whatever keeps it: here, that it starts."""
    helper = Helper()
    with pytest.raises(HelperLost):
        helper.answer(pickle.dumps(None), 0.01)
    assert not helper.is_there


def test_a_helper_goes_with_its_worker() -> None:
    """The end of its pipe is all that it hears of that."""
    helper = Helper()
    well, error = pickle.loads(helper.answer(pickle.dumps(None), 60))
    assert (well, type(error)) == (False, AttributeError)
    helper._lots.close()
    assert helper._process.wait(10) == 0
    helper.close()


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_without_dask_the_remedy_is_told(
    tmp_path: Path, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sysaudit.intake.engine.find_spec", lambda _: None)
    (tmp_path / "a.xlsx").touch()
    given = ["validate", str(tmp_path), "--dask", "tcp://x:1"]
    done = called(*given, SYSAUDIT_LANG=tongue, PYTHONIOENCODING="cp932:strict")
    told = done.stderr.decode("cp932")
    assert (done.returncode, done.stdout, told.count("\n")) == (2, b"", 1)
    assert 'pip install "sysaudit[dask]"' in told
