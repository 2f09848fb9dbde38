"""A standard output that takes nothing: one line that says so, never a traceback."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

import pytest
from tests.cli.conftest import Ward
from tests.cli.running import PROGRAM, environment

FULL = Path("/dev/full")
full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
COMMANDS = [
    ["validate", "RETURNED", "--jobs", "0"],
    ["validate", "RETURNED", "--jobs", "0", "--format", "json"],
    ["analyze", "RETURNED", "--roster", "ROSTER", "--jobs", "0", "-o", "分析書.xlsx"],
    ["draw-audits", "ROSTER", "--jobs", "0", "--plan"],
    ["templates", "様式", "--year", "2019"],
    ["explain", "C09"],
    ["--help"],
    ["validate", "--help"],
    ["--version"],
]


def ended(
    arguments: list[str],
    ward: Ward,
    folder: Path,
    out: int | IO[bytes] = subprocess.PIPE,
    err: int | IO[bytes] = subprocess.PIPE,
    tongue: str = "ja",
) -> tuple[int, str]:
    """The exit code and what stands on the standard error output."""
    named = {"RETURNED": str(ward.returned), "ROSTER": str(ward.roster)}
    done = subprocess.run(
        [*PROGRAM, *(named.get(each, each) for each in arguments)],
        check=False,
        cwd=folder,
        stdout=out,
        stderr=err,
        env=environment(SYSAUDIT_LANG=tongue),
    )
    return done.returncode, (done.stderr or b"").decode()


@full
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_behind_it(arguments: list[str], messy: Ward, tmp_path: Path) -> None:
    """Exit 2 and one complaint, in both languages where they differ in words."""
    with FULL.open("wb") as out:
        code, told = ended(arguments, messy, tmp_path, out)
    complaints = [line for line in told.splitlines() if line.startswith("エラー: ")]
    assert (code, complaints) == (
        2,
        [
            "エラー: 結果を出力できません（空き容量がありません）。"
            "出力先の空き容量を確かめてください。"
        ],
    ), told
    assert "Traceback" not in told


@full
def test_a_full_disk_in_english(messy: Ward, tmp_path: Path) -> None:
    with FULL.open("wb") as out:
        code, told = ended(["explain", "C09"], messy, tmp_path, out, tongue="en")
    assert (code, told.count("\n")) == (2, 1)
    assert "see whether there is space left" in told


@full
def test_nobody_can_be_told(messy: Ward, tmp_path: Path) -> None:
    """Neither output takes anything: the exit code tells all the same."""
    with FULL.open("wb") as out:
        assert ended(["validate", "nowhere"], messy, tmp_path, err=out) == (2, "")
        assert ended(COMMANDS[0], messy, tmp_path, out, out) == (2, "")
        assert ended(COMMANDS[0], messy, tmp_path, err=out) == (1, "")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_goes_away(arguments: list[str], messy: Ward, tmp_path: Path) -> None:
    """`| head -1` is no failure, and nothing is said of it."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        code, told = ended(arguments, messy, tmp_path, writing)
    finally:
        os.close(writing)
    assert code in (0, 1)
    assert "エラー" not in told
    assert "Traceback" not in told
    assert "BrokenPipe" not in told


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes them")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_outputs_that_are_closed(closed: str, messy: Ward, tmp_path: Path) -> None:
    """Nobody reads them; the files are written, and none of them is taken for an output."""
    report = tmp_path / "検証結果.xlsx"
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'exec "$@" {closed}',
            "sh",
            *PROGRAM,
            *("validate", str(messy.returned), "--jobs", "0", "--report", str(report)),
        ],
        check=False,
        capture_output=True,
        env=environment(),
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert report.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "RETURNED", "--report", "a.xlsx"],
        ["validate", "RETURNED", "--save", "a.json"],
        ["analyze", "RETURNED", "--roster", "ROSTER", "-o", "a.xlsx"],
        ["draw-audits", "ROSTER", "--seed", "a", "-o", "a.xlsx"],
        ["draw-audits", "ROSTER", "--seed", "a", "-o", "b.xlsx", "--summary", "a.xlsx"],
        ["draw-audits", "ROSTER", "--seed", "a", "-o", "b.xlsx", "--leaves", "a.txt"],
    ],
    ids=" ".join,
)
def test_a_folder_where_a_file_shall_stand(
    arguments: list[str], clean: Ward, tmp_path: Path
) -> None:
    """Exit 2, one line that names it, and nothing is written anywhere."""
    (tmp_path / arguments[-1]).mkdir()
    code, told = ended([*arguments, "--jobs", "0"], clean, tmp_path)
    complaints = [line for line in told.splitlines() if line.startswith("エラー: ")]
    assert (code, len(complaints)) == (2, 1), told
    assert arguments[-1] in complaints[0]
    assert [path.name for path in tmp_path.rglob("*")] == [arguments[-1]]
