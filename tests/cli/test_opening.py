"""`--open`: the result opens where a desktop is there, and elsewhere it is said where it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Ward
from tests.cli.drawings import one_line, out_of, roster
from tests.cli.running import called
from tests.cli.sealing import SMALL


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is opened, on a PC with a desktop."""
    seen: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    there = Path.cwd

    def startfile(path: Path) -> None:
        seen.append(str(path.relative_to(there())))

    monkeypatch.setattr(os, "startfile", startfile, raising=False)
    return seen


def test_each_command_opens_what_it_wrote(tmp_path: Path, clean: Ward, opened: list[str]) -> None:
    """Report, 分析書, folder of forms, first steps, result of a draw."""
    roster(tmp_path / "台帳.xlsx", SMALL)
    for arguments in (
        ("validate", clean.returned, "--report", "検証結果.xlsx"),
        ("analyze", clean.returned, "-o", "分析書.xlsx"),
        ("templates", "様式", "--year", "2019"),
        ("draw-audits", "台帳.xlsx", "--seed", "a", "-o", "監査対象.xlsx"),
    ):
        done = called(*arguments, "--jobs", "0", "--open", folder=tmp_path)
        assert done.returncode == 0, out_of(done)
    assert called("init", "2019", "--open", folder=tmp_path).returncode == 0
    first = str(Path("2019", "はじめに.txt"))
    assert opened == ["検証結果.xlsx", "分析書.xlsx", "様式", "監査対象.xlsx", first]


def test_without_a_desktop_it_is_said_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the command ends as it would have."""
    monkeypatch.setattr(sys, "platform", "linux")
    done = called("init", "2019", "--open", folder=tmp_path, DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 0
    assert "はじめに.txt をExcelなどで開いてください" in done.stderr.decode()


def test_a_program_that_fails_is_no_failure_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No program for the file, or one that cannot be started."""

    def fail(_: Path) -> None:
        raise OSError

    monkeypatch.setattr(os, "startfile", fail, raising=False)
    monkeypatch.setattr("typer.launch", lambda _: 1)
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        done = called("templates", platform, "--year", "2019", "--open", folder=tmp_path)
        assert done.returncode == 0
        assert "開いてください" in done.stderr.decode()


@pytest.mark.parametrize("tongue", ["ja", "en"])
@pytest.mark.parametrize("more", [(), ("--watch",)])
def test_what_cannot_be_opened_is_refused(clean: Ward, more: tuple[str, ...], tongue: str) -> None:
    """Nothing is written that could be, or it is written again and again."""
    done = called("validate", clean.returned, "--open", *more, SYSAUDIT_LANG=tongue)
    one_line(done, 2, "--watch" if more else "--report")


def test_only_a_draw_is_opened(tmp_path: Path) -> None:
    """A plan writes nothing to look at."""
    roster(tmp_path / "台帳.xlsx", SMALL)
    one_line(called("draw-audits", "台帳.xlsx", "--plan", "--open", folder=tmp_path), 2, "--open")
