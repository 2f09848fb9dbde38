"""A disk that is full, a file that is open elsewhere: one line that says so, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.keeping.conftest import Runs
from tests.keeping.faults import FULL, GONE, LOCKED, LONG, SHUT, Ended, Job
from tests.keeping.places import COMMIT, PLACES, Files, Place, files_in, lost

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="it runs the program in forks"),
]
ALL = {**PLACES, "commitment": COMMIT}
MOST = 8
"""So many moments of a long run are tried, or a few more."""
REMEDIES = ("確かめてください", "閉じてください", "check ", "close it")


def job_of(place: Place, folder: Path, fault: str | None = None, at: int = 0) -> Job:
    tongue = ("ja", "en")[at % 2]
    return Job(place.arguments, folder, fault, at, {**place.changed, "SYSAUDIT_LANG": tongue})


class Whole:
    """What a run that nothing disturbs writes, in Japanese and in English."""

    def __init__(self, place: Place, run: Runs, folder: Path) -> None:
        self.files: list[Files] = []
        for tongue in (0, 1):
            made = place.made(folder / f"whole {tongue}")
            self.moments = run(job_of(place, made, at=tongue)).moments
            self.files.append(files_in(made))

    def largest(self, old: Files) -> int:
        """The bytes of the largest file that it writes in either language."""
        return min(
            max(len(new[name]) for name in new if old.get(name) != new[name]) for new in self.files
        )


def assert_told(ended: Ended, names: set[str]) -> bool:
    """Exit code 2, and lines that name a file and a remedy each."""
    complaints = [
        line for line in ended.stderr.splitlines() if line.startswith(("エラー: ", "error: "))
    ]
    assert ended.returncode == 2, ended
    assert complaints, ended
    assert "Traceback" not in ended.stderr
    for line in complaints:
        assert any(name in line for name in names), line
        assert any(word in line for word in REMEDIES), line
    return True


def outputs(new: Files) -> set[str]:
    """Every file and folder by which a complaint may name what cannot be written."""
    return {part for name in new for part in (name, name.partition("/")[0])}


@pytest.mark.parametrize("fault", [FULL, LOCKED])
@pytest.mark.parametrize("name", ALL)
def test_from_any_step_on(name: str, fault: str, run: Runs, tmp_path: Path) -> None:
    """Nothing can be made any more; or one file cannot be renamed, for Excel holds it."""
    place = ALL[name]
    old, whole = files_in(place.made(tmp_path / "old")), Whole(place, run, tmp_path)
    failed = 0
    for at in range(1, whole.moments + 1, 1 + whole.moments // MOST):
        folder, new = place.made(tmp_path / f"{at}"), whole.files[at % 2]
        ended = run(job_of(place, folder, fault, at))
        now = files_in(folder, hidden=True)
        if place is not COMMIT:
            assert lost(old, now, new) == [], at
        assert [each for each in now if "/." in f"/{each}"] == [], at
        if ended.returncode == place.code:
            assert place is COMMIT or now == new, at
            break  # nothing was left to be refused
        failed += 1
        assert_told(ended, outputs(new))
    assert failed


@pytest.mark.parametrize("name", ALL)
def test_without_rights(name: str, run: Runs, tmp_path: Path) -> None:
    """A folder in which nothing may be made."""
    place = ALL[name]
    folder = place.made(tmp_path / "shut")
    old = files_in(folder)
    names = outputs(Whole(place, run, tmp_path).files[0])
    assert_told(run(job_of(place, folder, SHUT, 1)), names)
    assert files_in(folder, hidden=True) == old


@pytest.mark.parametrize("name", ALL)
def test_a_folder_that_vanishes(name: str, run: Runs, tmp_path: Path) -> None:
    """A share that is cut off while it is written to."""
    place = ALL[name]
    whole = Whole(place, run, tmp_path)
    for at in range(1, whole.moments, max(1, whole.moments // 4)):
        folder = place.made(tmp_path / f"{at}")
        ended = run(job_of(place, folder, GONE, at))
        assert ended.returncode == place.code or assert_told(ended, outputs(whole.files[0])), at


@pytest.mark.parametrize("name", ALL)
def test_in_the_middle_of_a_file(name: str, run: Runs, tmp_path: Path) -> None:
    """Room for a part of it."""
    place = ALL[name]
    old, whole = files_in(place.made(tmp_path / "old")), Whole(place, run, tmp_path)
    for at in (1, 100, whole.largest(old) - 1):
        folder, new = place.made(tmp_path / f"{at}"), whole.files[at % 2]
        assert_told(run(job_of(place, folder, LONG, at)), outputs(new))
        now = files_in(folder, hidden=True)
        assert place is COMMIT or lost(old, now, new) == [], at
        assert [each for each in now if "/." in f"/{each}"] == [], at
