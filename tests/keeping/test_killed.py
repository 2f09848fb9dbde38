"""Killed at any moment: the earlier output stands whole, and the same run again finishes."""

from __future__ import annotations

import os
import random
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from tests.cli.running import PROGRAM, environment, started
from tests.keeping.conftest import Runs
from tests.keeping.faults import CUT, KILL, Job
from tests.keeping.places import COMMIT, PLACES, Files, Place, files_in, lost, record_in

from sysaudit.draw import commitment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="it runs the program in forks"),
]
KEPT = "_旧"
KILLS = 5


def job_of(place: Place, folder: Path, fault: str | None = None, at: int = 0) -> Job:
    return Job(place.arguments, folder, fault, at, dict(place.changed))


@pytest.mark.parametrize("name", PLACES)
def test_killed_before_any_step(name: str, run: Runs, tmp_path: Path) -> None:
    """Each change of the disk is the last that happens, one after the other."""
    place = PLACES[name]
    whole = place.made(tmp_path / "whole")
    old = files_in(whole)
    ended = run(job_of(place, whole))
    assert ended.returncode == place.code, ended
    new = files_in(whole)
    assert ended.moments > 1
    seen: list[Files] = []
    for at in range(ended.moments, 0, -1):  # of moments that look alike the one that left most
        folder = place.made(tmp_path / f"{at}")
        assert run(job_of(place, folder, KILL, at)).returncode is None
        now = files_in(folder)
        assert lost(old, now, new) == [], at
        if now in (*seen, new):
            continue
        seen.append(now)
        again = run(job_of(place, folder))
        assert again.returncode == place.code, (at, again)
        finished = files_in(folder)
        assert {n: c for n, c in finished.items() if n in new} == new, at
        assert [n for n in finished if n not in new and KEPT not in n] == [], at


def test_killed_while_a_file_grows(run: Runs, tmp_path: Path) -> None:
    """Gone in the middle of writing a file, whichever is the first to grow past a size."""
    for name, place in PLACES.items():
        whole = place.made(tmp_path / name)
        old = files_in(whole)
        assert run(job_of(place, whole)).returncode == place.code
        new = files_in(whole)
        cut = set()
        for at in sorted({len(content) - 1 for n, content in new.items() if old.get(n) != content}):
            folder = place.made(tmp_path / f"{name} {at}")
            cut.add(run(job_of(place, folder, CUT, at)).returncode is None)
            assert lost(old, files_in(folder), new) == [], (name, at)
        assert True in cut, name


def test_a_commitment_killed_before_any_step(run: Runs, tmp_path: Path) -> None:
    """In the end: one commitment of the witness, to the share in the file, and a receipt."""
    moments = run(job_of(COMMIT, COMMIT.made(tmp_path / "whole"))).moments
    assert moments > 3
    for at in range(1, moments + 1):
        folder = COMMIT.made(tmp_path / f"{at}")
        assert run(job_of(COMMIT, folder, KILL, at)).returncode is None
        assert run(job_of(COMMIT, folder)).returncode == 0
        share = (folder / "監査対象_share_witness.txt").read_text("utf-8").split()[-1]
        events = [each for each in record_in(folder) if each.get("role") == "witness"]
        assert [each["commitment"] for each in events] == [commitment("2019", "witness", share)]
        assert events[0]["commitment"] in (folder / "監査対象_控え.txt").read_text("utf-8")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it looks for processes in /proc")
def test_killed_at_random(tmp_path: Path) -> None:
    """At any time between its start and its end, with workers: none of them stays."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    chance = random.Random(seed)
    place = PLACES["validate"]
    arguments = tuple("2" if each == "0" else each for each in place.arguments)
    whole = place.made(tmp_path / "whole")
    old, began = files_in(whole), time.monotonic()
    assert started(*arguments, folder=whole).returncode == place.code
    lasted, new = time.monotonic() - began, files_in(whole)
    for at in range(KILLS):
        folder = place.made(tmp_path / f"{at}")
        after = lasted * (at + chance.random()) / KILLS
        assert left_by_killed(arguments, folder, after) == []
        assert lost(old, files_in(folder), new) == [], after
        if files_in(folder) != new:
            assert started(*arguments, folder=folder).returncode == place.code
            finished = files_in(folder)
            assert {name: finished.get(name) for name in new} == new, after


def left_by_killed(arguments: tuple[str, ...], folder: Path, after: float) -> list[int]:
    """The processes of a run that are there seconds after it was killed."""
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
    until = time.monotonic() + 5
    while (left := in_session(process.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def in_session(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, number = path.read_text().rpartition(")")[2].split()[:4]
            if int(number) == session and state != "Z":
                found.append(int(path.parent.name))
    return found
