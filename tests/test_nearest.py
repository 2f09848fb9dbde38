"""What may have been meant by a name that is mistyped."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sysaudit.errors import Misuse
from sysaudit.intake.folder import sources_in
from sysaudit.nearest import meant_path, nearest

COMMANDS = ["validate", "analyze", "draw-audits", "verify-draw", "templates", "explain"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("valdate", ["validate"]),
        ("VALIDATE", ["validate"]),
        ("analyse", ["analyze"]),
        ("template", ["templates"]),
        ("draw", ["draw-audits"]),
        ("verify", ["verify-draw"]),
        ("check", []),
        ("v", []),
        ("", []),
    ],
)
def test_commands(typed: str, meant: list[str]) -> None:
    """A slip of the keys, or a beginning; nothing where it may be anything."""
    assert nearest(typed, COMMANDS) == meant


def test_names_that_are_equally_near_are_all_asked_for() -> None:
    """In the order in which they are known, three at most."""
    assert nearest("C99", ["C09", "C19", "D01"]) == ["C09", "C19"]
    assert nearest("C99", ["C95", "C96", "C97", "C98"]) == ["C95", "C96", "C97"]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("提出/組織台張.xlsx", "提出/組織台帳.xlsx"),
        ("提出/組織台帳.xls", "提出/組織台帳.xlsx"),
        ("提出/組織台帳.csv", "提出/組織台帳.xlsx"),
        ("提出/組織台帳", "提出/組織台帳.xlsx"),
        ("提出/1304_ｶｾﾞｲ課.xlsx", "提出/1304_カゼイ課.xlsx"),
        ("提出１/組織台帳.xlsx", "提出1/組織台帳.xlsx"),
        ("提出", "提出1"),
    ],
)
def test_a_file_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, there: str
) -> None:
    """Another letter, kind of file, width of letters, or a folder above it that is mistyped."""
    file = tmp_path / there
    file.parent.mkdir(exist_ok=True)
    file.touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse) as misuse:
        sources_in([Path(typed)])
    assert f"「{Path(there)}」ではありませんか。" in misuse.value.text.ja
    assert f"(did you mean '{Path(there)}'?)" in misuse.value.text.en


def test_letters_apart_from_their_marks(tmp_path: Path) -> None:
    """A name from a Mac, whose letters and marks are two, is the same name."""
    there = tmp_path / unicodedata.normalize("NFD", "組織台帳ガ.xlsx")
    there.touch()
    assert str(there) in meant_path(tmp_path / "組織台帳ガ.xlsx").ja


@pytest.mark.parametrize("name", ["", "組織台帳.xlsx", "監査.xlsx", "x" * 300, "~$組織台帳.xlsx/x"])
def test_nothing_is_asked_for_where_nothing_is_near(tmp_path: Path, name: str) -> None:
    """Nor of what is there, a name that no disk takes, or what Excel leaves behind."""
    (tmp_path / "分析書.xlsx").touch()
    (tmp_path / "~$組織台帳.xlsx").touch()
    assert meant_path(tmp_path / name).ja == ""
