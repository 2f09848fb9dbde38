"""The commands of the READMEs and of the guide do what these pages say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from sysaudit.cli.app import build
from tests.cli.running import called

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
YEARS = ("README.md", "docs/guide.ja.md")
RUN = ("README.md", "docs/guide.ja.md", "docs/windows.ja.md")
NAMED = (*RUN, "README.ja.md", "CHANGELOG.md")
YEAR = "2019年度"
WHOLE_YEAR = {"init", "templates", "validate", "explain", "analyze", "draw-audits"}
FOUND = {"validate", "analyze"}
"""Commands that find faults in the samples, which are messy on purpose."""


def commands_in(page: str) -> list[list[str]]:
    """What is typed in the blocks that show a console, line by line."""
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    shown = "".join(block for kind, block in blocks if kind in ("", "console"))
    lines = (line.replace("\\", "/").split() for line in shown.splitlines())
    return [line for line in lines if line and line[0] in ("sysaudit", "cd")]


def fill(year: Path) -> None:
    """Put the samples where a ward would put its own files."""
    shutil.copytree(SAMPLES / "2019" / "returned", year / "提出", dirs_exist_ok=True)
    shutil.copytree(SAMPLES / "2018" / "returned", year / "前年度", dirs_exist_ok=True)
    shutil.copytree(SAMPLES / "2019" / "self-checks", year / "監査調書", dirs_exist_ok=True)
    shutil.copy(SAMPLES / "2019" / "組織台帳.xlsx", year)
    shutil.copy(SAMPLES / "2018" / "組織台帳.xlsx", year / "以前の組織台帳")
    for each in SAMPLES.glob("201[5-8]/前年度監査結果.xlsx"):
        shutil.copy(each, year / "監査結果" / f"{each.parent.name}.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN)
def test_every_command_runs(page: str, tmp_path: Path) -> None:
    """In the order of the page, in the folder that it says; faults of the samples are found."""
    here = tmp_path / "sysaudit"
    here.mkdir()
    for name in ("samples", "見本"):
        (here / name).symlink_to(SAMPLES)
    seen: set[str] = set()
    for program, *arguments in commands_in(page):
        if program == "cd":
            here = (here / arguments[0]).resolve()
            continue
        here_alone = () if arguments[0] in ("init", "explain") else ("--jobs", "0")
        done = called(*arguments, *here_alone, folder=here)
        told = done.stdout.decode()[-2000:] + done.stderr.decode()
        assert done.returncode == int(arguments[0] in FOUND), (arguments, told)
        seen.add(arguments[0])
        if arguments[:2] == ["init", YEAR]:
            fill(here / YEAR)
    assert seen >= (WHOLE_YEAR if page in YEARS else {"init", "validate"})


def test_both_readmes_name_the_same_commands() -> None:
    """So that what runs in one language does in the other."""
    assert commands_in("README.ja.md") == commands_in("README.md")


def options() -> Iterator[str]:
    """Every option of every command."""
    for command in get_command(build()).commands.values():  # type: ignore[attr-defined]
        yield from (name for each in command.params for name in each.opts)


@pytest.mark.parametrize("page", NAMED)
def test_every_option_that_is_named_exists(page: str) -> None:
    """So that no page speaks of one that was renamed; those of pip and others are not ours."""
    known = {*options(), "--help", "--version"}
    lines = (ROOT / page).read_text("utf-8").splitlines()
    ours = "\n".join(each for each in lines if not re.search(r"pip|pytest|py --list", each))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ours))
    assert named - known == set()
    assert named
