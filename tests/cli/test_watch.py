"""`sysaudit validate --watch`, with changes that a test makes and with a folder that is watched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from tests.building import WardModel
from tests.cli.running import PROGRAM, Done, called, environment

from sysaudit.cli import watching
from sysaudit.intake.folder import Source
from sysaudit.intake.returned import Reader, Returned

Step = Callable[[], object]
YEAR = ("--year", "2019")
FAULT = "1304 所管するシステム一覧!{利用者数}2 = 約20人"


class Intake(NamedTuple):
    """The folder that is watched, and the files that will come."""

    folder: Path
    coming: Path
    roster: Path

    def comes(self, code: str) -> None:
        """A division returns its file."""
        (file,) = self.coming.glob(f"*{code}*")
        shutil.copy(file, self.folder)

    def file(self, code: str) -> Path:
        """The file of a division in the folder."""
        (file,) = self.folder.glob(f"*{code}*")
        return file


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    """An empty folder; 1304 will come with an error, 1305 without."""
    made = tmp_path / "made"
    made.mkdir()
    returned, _, roster = WardModel().edited([FAULT]).write(made)
    folder = tmp_path / "提出"
    folder.mkdir()
    return Intake(folder, returned, roster)


def watched(
    intake: Intake, *steps: Step, options: Sequence[str | Path] = (), tongue: str = "ja"
) -> Done:
    """A watch in this process that sees each step as one change, then Ctrl-C."""

    def changes(_: object) -> Iterator[None]:
        for step in steps:
            step()
            yield
        raise KeyboardInterrupt

    run = watching.Watch.run
    with mock.patch.object(watching.Watch, "run", lambda self: run(self, changes)):
        return called(
            "validate", intake.folder, "--jobs", "0", "--watch", *options, SYSAUDIT_LANG=tongue
        )


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    reading = Reader.read

    def noting(reader: Reader, source: Source) -> Returned:
        names.append(source.name)
        return reading(reader, source)

    monkeypatch.setattr(Reader, "read", noting)
    return names


def test_an_empty_folder_is_waited_for(intake: Intake) -> None:
    """No file yet is no error; the first files are printed as ever; Ctrl-C is the normal end."""
    done = watched(intake, lambda: intake.comes("1305"))
    assert done.returncode == 0
    assert "ファイルはまだありません。" in done.stderr.decode()
    assert "Ctrl+C" in done.stderr.decode()
    assert done.stdout.decode().startswith("検証結果")


def test_only_what_changed_is_told(intake: Intake) -> None:
    """The file that came with its findings, then the totals; nothing of the other file."""
    intake.comes("1305")
    done = watched(intake, lambda: intake.comes("1304"), options=["--roster", intake.roster])
    after = done.stdout.decode().split("\n\n")[-1]
    assert done.returncode == 1
    assert "約20人" in after
    assert "1305" not in after
    assert "提出状況  対象2課  ファイル2件  未提出0課" in after
    assert "合計  エラー1件" in after


def test_what_stays_is_not_read_again(intake: Intake, read: list[str]) -> None:
    """A change of one file costs reading one; roster and the other files are known."""
    intake.comes("1305")
    options: list[str | Path] = ["--roster", intake.roster, *YEAR]

    def comes() -> None:
        read.clear()
        intake.comes("1304")

    watched(intake, comes, options=options)
    assert read == [intake.file("1304").name]


def test_a_file_that_is_saved_unchanged_is_not_told(intake: Intake) -> None:
    """Another time, the same bytes: nothing is printed."""
    intake.comes("1304")
    once = watched(intake)
    again = watched(intake, lambda: os.utime(intake.file("1304"), (1, 1)))
    assert again.stdout == once.stdout


def test_a_file_that_goes(intake: Intake) -> None:
    """Its findings go with it, and the exit code is that of the last round."""
    intake.comes("1304")
    intake.comes("1305")
    done = watched(intake, lambda: intake.file("1304").unlink(), tongue="en")
    assert done.returncode == 0
    assert "gone: " in done.stdout.decode()
    assert "Total  error 0" in done.stdout.decode().split("gone: ")[1]


def test_noise_and_our_own_files_are_no_change(intake: Intake, read: list[str]) -> None:
    """Owner files of Excel, the report and what is saved lie in the folder and start no round."""
    intake.comes("1304")
    report, saved = intake.folder / "検証結果.xlsx", intake.folder / "1回目.json"
    done = watched(
        intake,
        read.clear,
        lambda: (intake.folder / "~$1304.xlsx").write_bytes(b"x"),
        lambda: os.utime(report, (1, 1)),
        options=["--report", report, "--save", saved],
    )
    assert read == []
    assert done.stderr.decode().count("検証結果.xlsx に書きました") == 1


def test_report_and_save_are_written_anew(intake: Intake) -> None:
    """Each round leaves both as they are after it."""
    report, saved = intake.folder / "検証結果.xlsx", intake.folder / "1回目.json"
    intake.comes("1305")
    before: list[bytes] = []

    def comes() -> None:
        before.extend((report.read_bytes(), saved.read_bytes()))
        intake.comes("1304")

    watched(intake, comes, options=["--report", report, "--save", saved])
    assert "約20人".encode() not in before[1]
    assert "約20人".encode() in saved.read_bytes()
    assert report.read_bytes() != before[0]


def test_a_file_that_is_open_is_tried_again(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changes while it is read is not believed, and read again without a further change."""
    intake.comes("1305")
    reading = Reader.read
    busy = [True]

    def while_written(reader: Reader, source: Source) -> Returned:
        if "1304" in source.name and busy:
            busy.clear()
            whole = source.path.read_bytes()
            source.path.write_bytes(whole[:1000])
            half = reading(reader, source)
            source.path.write_bytes(whole)
            os.utime(source.path, (1, 1))
            return half
        return reading(reader, source)

    monkeypatch.setattr(Reader, "read", while_written)
    done = watched(intake, lambda: intake.comes("1304"), lambda: None, options=YEAR)
    assert "あとで読み直します" in done.stderr.decode()
    assert "約20人" in done.stdout.decode().split("\n\n")[-1]


def test_a_folder_that_vanishes_ends_it(intake: Intake) -> None:
    """One clear line and exit code 2."""
    intake.comes("1305")
    done = watched(intake, lambda: shutil.rmtree(intake.folder))
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith("エラー: フォルダー ")
    assert "がなくなったため、終わります" in done.stderr.decode()


def test_a_faulty_roster_is_waited_out(intake: Intake) -> None:
    """It is told; when it is mended, the watch goes on."""
    intake.comes("1305")
    good = intake.roster.read_bytes()
    done = watched(
        intake,
        lambda: intake.roster.write_bytes(b"x"),
        lambda: intake.roster.write_bytes(good) and intake.comes("1304"),
        options=["--roster", intake.roster],
    )
    assert done.returncode == 1
    assert "エラー: " in done.stderr.decode()
    assert "約20人" in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "json"], "--watch と --format json は同時に指定できません"),
        (["--return-to", "back"], "--watch と --return-to は同時に指定できません"),
    ],
)
def test_what_cannot_be_watched(intake: Intake, options: list[str], told: str) -> None:
    """One line, exit code 2."""
    done = watched(intake, options=options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_file_cannot_be_watched(intake: Intake) -> None:
    """Programs put new files in the place of old ones, so folders are asked for."""
    intake.comes("1304")
    done = called("validate", intake.file("1304"), "--watch")
    assert done.returncode == 2
    assert "はフォルダーではありません" in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.slow
def test_watching_a_folder_from_outside(intake: Intake) -> None:
    """A file that is copied in is told; Ctrl-C ends the program and its workers."""
    intake.comes("1305")
    with subprocess.Popen(
        [*PROGRAM, "validate", str(intake.folder), "--watch", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    ) as process:
        out: list[str] = []
        err: list[str] = []
        threads = [_lines(process.stdout, out), _lines(process.stderr, err)]
        _until(lambda: "待っています" in "".join(err))
        intake.comes("1304")
        _until(lambda: "合計" in "".join(out).partition("約20人")[2])
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 1
        for thread in threads:
            thread.join()
        _until(lambda: not _group_lives(process.pid))
    assert "Traceback" not in "".join(err)
    assert "中断" not in "".join(err)


def _lines(stream: Any, into: list[str]) -> threading.Thread:
    thread = threading.Thread(target=lambda: into.extend(map(bytes.decode, stream)), daemon=True)
    thread.start()
    return thread


def _until(happened: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.1)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
