"""Wrong calls: told in one language, with what was meant and what to type."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import Done, called, started
from tests.languages import ENGLISH, japanese_beside, workbook_words
from typer.main import get_command

from sysaudit.cli.app import build
from sysaudit.cli.commands import COMMANDS

TONGUES = ("ja", "en")
CALLS = {
    ("valdate",): "validate",
    ("check",): "templates",
    ("validate", "x", "--shwo", "info"): "--show",
    ("validate", "x", "--strict"): "--strict",
    ("validate", "x", "-o", "a.xlsx"): "-o",
    ("validate", "x", "--show", "warnings"): "warning",
    ("validate", "x", "--show"): "error|warning|info|none",
    ("validate", "x", "--watch=1"): "--watch",
    ("validate", "x", "--jobs", "two"): "two",
    ("validate", "x", "--as-of", "2019-02-30"): "2019-02-30",
    ("validate", "x", "--year", "H40"): "H40",
    ("validate", "x", "--save", "a.txt"): ".json",
    ("validate", "x", "--report", "a.txt"): ".xlsx",
    ("validate",): "sysaudit init",
    ("analyze", "x"): "-o",
    ("templates", "a", "b"): "b",
    ("explain", "c9"): "C09",
    ("verify-draw", "x", "--ticket-text", "1101"): "CODE FILE",
    ("draw-audits", "x", "--commit", "secretary"): "secretariat",
    ("draw-audits", "x", "--visits-per-date", "0"): "1000",
    ("draw-audits", "x", "--fraction", "1/0"): "1/3",
    ("draw-audits", "x", "--move", "1304", "2019-10-16", "-o", "a.xlsx"): "CODE DATE REASON",
    ("--vesion",): "--version",
}
"""Calls, and what their complaint names."""


def told(done: Done) -> str:
    assert (done.returncode, done.stdout) == (2, b"")
    return done.stderr.decode()


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_wrong_call_in_one_language(call: tuple[str, ...], tongue: str, tmp_path: Path) -> None:
    """One line that names what was meant, in no mixture of languages."""
    line = told(called(*call, folder=tmp_path, SYSAUDIT_LANG=tongue))
    assert line.count("\n") == 1
    assert CALLS[call] in line
    if tongue == "en":
        assert japanese_beside(line, ()) == []
    else:
        assert {*ENGLISH.findall(re.sub(r"--[a-z-]+", "", line))} <= {*names_known(), *call}


@cache
def names_known() -> set[str]:
    """Commands and what may be given to them, which are the same in both languages."""
    program: Any = get_command(build())
    parameters = [each for command in program.commands.values() for each in command.params]
    words = {word for each in parameters for word in (each.metavar or "").split("|")}
    return {*words, *program.commands, "draw", "verify", "audits", "sysaudit"}


@pytest.mark.parametrize("option", ["--roster", "--config", "--baseline", "--report"])
@pytest.mark.parametrize("tongue", TONGUES)
def test_a_name_that_no_disk_takes(option: str, tongue: str, tmp_path: Path) -> None:
    """One line that says so, and nothing unexpected; so too where it is the returned file."""
    (tmp_path / "a.xlsx").touch()
    long = "x" * 300 + ".xlsx"
    for call in (["validate", long], ["validate", "a.xlsx", "--jobs", "0", option, long]):
        line = told(called(*call, folder=tmp_path, SYSAUDIT_LANG=tongue))
        assert line.startswith(("エラー: ", "error: "))
        assert ("長すぎ" if tongue == "ja" else "too long") in line
        assert "SYSAUDIT_DEBUG" not in line


@pytest.mark.parametrize("page", [(), *((command,) for command in COMMANDS)], ids=" ".join)
def test_help_in_one_language(page: tuple[str, ...]) -> None:
    """The English page holds Japanese names of workbooks alone; the Japanese no English words."""
    pages = {
        tongue: started(*page, "--help", SYSAUDIT_LANG=tongue).stdout.decode() for tongue in TONGUES
    }
    joined = re.sub(r"\n +", "", pages["en"])  # a name may go on in the next line
    assert japanese_beside(joined, workbook_words()) == []
    words = {*ENGLISH.findall(pages["en"]), "sysaudit"}
    assert [each for each in ENGLISH.findall(pages["ja"]) if each not in words] == []


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--shwo", "「--show」ではありませんか。"),
        ("--as", "「--as-of」ではありませんか。"),
        ("--hlep", "「--help」ではありませんか。"),
    ],
)
def test_an_option_that_was_meant(option: str, words: str) -> None:
    """By the options of the command that was called."""
    assert words in told(called("validate", "x", option))


def test_an_option_that_resembles_none() -> None:
    """Nothing is asked for that would mislead: --strict is no --roster."""
    assert "ではありませんか" not in told(called("validate", "x", "--strict"))


def test_a_name_with_spaces_out_of_quotation_marks() -> None:
    """What is too much may be the rest of a name."""
    line = told(called("templates", "様式", "2019"))
    assert "余分な指定があります: 2019。" in line
    assert "空白のある名前" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_where_to_read_more(command: str) -> None:
    """The help of the command that was called, whatever is wrong with the call."""
    for wrong in ("--nothing", "--help=1"):
        assert told(called(command, wrong)).rstrip().endswith(f"sysaudit {command} --help）")


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["--roster", "組織台張.xlsx"], "「組織台帳.xlsx」ではありませんか。"),
        (["--config", "sysaudit.tml"], "「sysaudit.toml」ではありませんか。"),
        (["--baseline", "1回.json"], "「1回目.json」ではありませんか。"),
    ],
)
def test_a_file_beside_the_one_that_was_typed(
    tmp_path: Path, arguments: list[str], near: str
) -> None:
    """Each option that names a file asks for the one beside it."""
    for name in ("組織台帳.xlsx", "sysaudit.toml", "1回目.json", "提出/a.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert near in told(called("validate", "提出", *arguments, "--jobs", "0", folder=tmp_path))
