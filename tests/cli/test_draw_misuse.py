"""What cannot be done: exit code 2, one clear line, nothing written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.drawings import SELF_CHECKS, division, drawn, drawn_in, one_line, out_of, roster
from tests.cli.running import called
from tests.cli.sealing import SMALL

TONGUES = ("ja", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a roster alone."""
    roster(tmp_path / "台帳.xlsx", SMALL)
    return tmp_path


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--fraction", "1/0"], "--fraction"),
        (["--fraction", "2/1"], "--fraction"),
        (["--fraction", "abc"], "--fraction"),
        (["--fraction", "-1/3"], "--fraction"),
        (["--fraction", ""], "--fraction"),
        (["--fraction", "1/3", "--count", "2"], "--count"),
        (["--count", "-1"], "--count"),
        (["--count", "三"], "--count"),
        (["--count", "1.5"], "--count"),
        (["--from", "2019-12-01", "--to", "2019-11-30"], "--from"),
        (["--from", "22/10/2019"], "--from"),
        (["--to", "2022-01-01"], "--to"),
        (["--visits-per-date", "0"], "--visits-per-date"),
        (["--visits-per-date", "9999"], "--visits-per-date"),
        (["--busy", "maybe"], "--busy"),
        (["--draw-id", "Draw2019"], "Draw2019"),
        (["--draw-id", "２０１９"], "２０１９"),
        (["--draw-id", "a" * 33], "32"),
        (["--draw-id", ""], ""),
        (["--plan"], "--plan"),
        (["--commit", "witness"], "--commit"),
        (["--move", "A1", "2019-10-16", "x"], "--move"),
        (["--share", "x.txt"], "--share"),
        (["--year", "来年"], "--year"),
        (["--year", "2018"], "2018"),
        (["--as-of", "13/45"], "--as-of"),
        (["--config", "nowhere.toml"], "nowhere.toml"),
        (["--results", "nowhere.xlsx"], "nowhere.xlsx"),
        (["--results", "台帳.xlsx"], "台帳.xlsx"),
        (["--self-checks", "nowhere"], "nowhere"),
        (["--self-checks", "."], ""),
        (["--former-roster", "nowhere.xlsx"], "nowhere.xlsx"),
        (["--previous-draw", "台帳.xlsx"], "台帳.xlsx"),
        (["--self-check", "."], "--self-check"),
    ],
)
def test_an_option_that_makes_no_sense(folder: Path, more: list[str], told: str) -> None:
    """Beside a seed and a result to come: each is told, and no result is made."""
    done = drawn("台帳.xlsx", "--seed", "a", "-o", "a.xlsx", *more, folder=folder)
    one_line(done, 2, told)
    assert [path.name for path in folder.iterdir()] == ["台帳.xlsx"]


@pytest.mark.parametrize("seed", ["", "  ", "\u3000", "a|b", "a｜b"])
def test_a_seed_that_cannot_be(folder: Path, seed: str) -> None:
    """Blank, or with the sign that parts the fields, also in full width."""
    one_line(drawn("台帳.xlsx", "--seed", seed, "-o", "a.xlsx", folder=folder), 2, "シード")
    assert [path.name for path in folder.iterdir()] == ["台帳.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--plan"),
        (["台帳.xlsx"], "--plan"),
        (["台帳.xlsx", "-o", "a.xlsx"], "--seed"),
        (["台帳.xlsx", "--seed", "a"], "-o"),
        (["台帳.xlsx", "--commit", "witness"], "-o"),
        (["台帳.xlsx", "--commit", "mayor", "-o", "a.xlsx"], "secretariat"),
        (["--seed", "a", "-o", "a.xlsx"], "組織台帳"),
        (["--plan"], "組織台帳"),
        (["台帳.xlsx", "次.xlsx", "--plan"], "次.xlsx"),
        (["台帳.xlsx", "--plan", "--seed", "a"], "--plan"),
        (["台帳.xlsx", "--plan", "--commit", "witness"], "--plan"),
        (["台帳.xlsx", "--seed", "a", "--share", "b", "-o", "a.xlsx"], "--share"),
        (["nowhere.xlsx", "--plan"], "nowhere.xlsx"),
        ([".", "--plan"], "ファイルではありません"),
        (["台帳.xlsx", "--seed", "a", "-o", "a.xls"], ".xlsx"),
        (["台帳.xlsx", "--seed", "a", "-o", "a"], ".xlsx"),
        (["台帳.xlsx", "--seed", "a", "-o", "."], "フォルダー"),
        (["台帳.xlsx", "--seed", "a", "-o", "台帳.xlsx"], "2つの役"),
        (["台帳.xlsx", "--seed", "a", "-o", "a.xlsx", "--summary", "s.txt"], "--summary"),
        (["台帳.xlsx", "--seed", "a", "-o", "台帳.xlsx/a.xlsx"], "書き込めません"),
        (["台帳.xlsx", "--plan", "-o", "台帳.xlsx/a.xlsx"], "書き込めません"),
    ],
)
def test_a_call_that_makes_no_sense(folder: Path, arguments: list[str], told: str) -> None:
    """Nothing asked for, two things at once, no roster, no place to write to."""
    before = (folder / "台帳.xlsx").read_bytes()
    one_line(called("draw-audits", *arguments, folder=folder), 2, told)
    assert (folder / "台帳.xlsx").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["台帳.xlsx"]


def test_a_foreign_workbook_is_not_planned_for(folder: Path) -> None:
    """A slip of the hand is told at the first step, not after the shares are opened."""
    shutil.copy2(folder / "台帳.xlsx", folder / "別.xlsx")
    one_line(drawn("台帳.xlsx", "--plan", "-o", "別.xlsx", folder=folder), 2, "-o", "上書き")
    assert {path.name for path in folder.iterdir()} == {"台帳.xlsx", "別.xlsx"}


def test_a_folder_that_cannot_be_written_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and no half a file: with rights that even an administrator lacks."""

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sysaudit.reports.files.os.open", refuse)
    for more in (["--seed", "a"], ["--plan"]):
        done = drawn("台帳.xlsx", *more, "-o", "a.xlsx", folder=folder)
        one_line(done, 2, "a", "書き込めません")
    assert [path.name for path in folder.iterdir()] == ["台帳.xlsx"]


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="an administrator may write everywhere",
)
def test_a_read_only_folder(folder: Path) -> None:
    """The same with a real one."""
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    one_line(drawn("台帳.xlsx", "--seed", "a", "-o", "locked/a.xlsx", folder=folder), 2, "locked")


FAULTY: dict[str, list[dict[str, Any]]] = {
    "twice": [*SMALL, division("A1")],
    "no department": [*SMALL, division("A7", department="")],
    "a season that is none": [*SMALL, division("A7", busy_seasons="いつも")],
    "no reason": [*SMALL, division("A7", in_scope="×")],
    "the same in full width": [*SMALL, division("Ａ１")],
}


@pytest.mark.parametrize("fault", FAULTY)
def test_no_draw_on_half_a_roster(tmp_path: Path, fault: str) -> None:
    """An error on the roster: exit code 2, its findings with file and cell, no result."""
    given = roster(tmp_path / "台帳.xlsx", FAULTY[fault])
    done = drawn(given, "--seed", "a", "-o", tmp_path / "a.xlsx")
    one_line(done, 2)
    assert "台帳" in out_of(done)
    assert [path.name for path in tmp_path.iterdir()] == ["台帳.xlsx"]


@pytest.mark.parametrize("code", ["A|1", "A 1", "か\u3099", "A\u200b1", "あ" * 22])
def test_a_code_that_cannot_be_hashed(tmp_path: Path, code: str) -> None:
    """Refused with what is wrong: a bar, a space, が in two characters, one that is not seen."""
    given = roster(tmp_path / "台帳.xlsx", [*SMALL, division(code)])
    one_line(drawn(given, "--seed", "a", "-o", tmp_path / "a.xlsx"), 2)
    assert not (tmp_path / "a.xlsx").exists()


def test_a_code_in_full_width_is_made_right(tmp_path: Path) -> None:
    """Ａ９ where there is no A9: the draw is that of A9."""
    drawn_ones = []
    for code in ("Ａ９", "A9"):
        given = roster(tmp_path / f"{code}.xlsx", [*SMALL, division(code)])
        target = tmp_path / f"r{code}.xlsx"
        assert drawn(given, "--seed", "a", "-o", target).returncode == 0
        drawn_ones.append([(row["課コード"], row["訪問日"]) for row in drawn_in(target)])
    assert drawn_ones[0] == drawn_ones[1]


def test_a_result_among_the_self_checks_is_left_out(tmp_path: Path) -> None:
    """Our own workbook is no return: with -o in the folder of 監査調書 one can draw again."""
    given = roster(tmp_path / "台帳.xlsx", [*SMALL, division("1101", division_name="企画課")])
    folder = tmp_path / "returned"
    folder.mkdir()
    check = sorted(SELF_CHECKS.glob("*.xlsx"))[0]
    shutil.copy2(check, folder)
    arguments = (given, "--seed", "a", "-o", folder / "監査対象.xlsx", "--self-checks", folder)
    first = drawn(*arguments)
    again = drawn(*arguments)
    assert (first.returncode, again.returncode) == (0, 0), out_of(again)


def test_what_is_not_a_roster(tmp_path: Path) -> None:
    """A text, an empty file, a blank roster: one line each that says so."""
    text, empty = tmp_path / "text.xlsx", tmp_path / "empty.xlsx"
    text.write_text("課コード", "utf-8")
    empty.write_bytes(b"")
    blank = roster(tmp_path / "blank.xlsx", [{"fiscal_year": 2019}])
    for path in (text, empty, blank):
        one_line(drawn(path, "--plan"), 2)


SETTINGS = {
    "fraction": ('fraction = "1/0"', "draw.fraction"),
    "day": ('first_day = "13/1"', "draw.first_day"),
    "visits": ("visits_per_date = 0", "draw.visits_per_date"),
    "gap": ("max_gap_years = 1", "draw.max_gap_years"),
    "busy": ('busy = "maybe"', "draw.busy"),
    "unknown": ("chance = 1", "draw.chance"),
    "closed": ('closed_dates = ["tomorrow"]', "draw.closed_dates.1"),
    "factor": ("[draw.points]\nfactor = 0", "draw.points.factor"),
    "auditor": ('[[draw.auditors]]\nname = "見本"', "draw.auditors.1.department"),
    "blank auditor": ('[[draw.auditors]]\nname = ""\ndepartment = "総務部"', "監査実施人"),
    "turned around": ('first_day = "12/28"\nlast_day = "9/1"', "first_day"),
    "huge fraction": ('fraction = "4/3"', "fraction"),
}


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_make_no_sense(folder: Path, name: str, tongue: str) -> None:
    """One line with the key, in both languages."""
    text, told = SETTINGS[name]
    (folder / "sysaudit.toml").write_text(f"[draw]\n{text}\n", "utf-8")
    done = drawn("台帳.xlsx", "--plan", folder=folder, SYSAUDIT_LANG=tongue)
    one_line(done, 2, told if name != "blank auditor" or tongue == "ja" else "auditor")


def test_settings_are_followed(folder: Path) -> None:
    """Fraction, window, visits a day and auditors of sysaudit.toml."""
    (folder / "sysaudit.toml").write_text(
        '[draw]\nfraction = "2/3"\nfirst_day = "10/1"\nlast_day = "10/4"\nvisits_per_date = 2\n'
        '[[draw.auditors]]\nname = "見本　一郎"\ndepartment = "総務部"\n',
        "utf-8",
    )
    told = drawn("台帳.xlsx", "--plan", folder=folder).stdout.decode()
    assert "対象9課のうち6課" in told
    assert "2019-10-01〜2019-10-04 の4日（8課分）" in told
    done = drawn("台帳.xlsx", "--seed", "a", "-o", "a.xlsx", folder=folder)
    assert done.returncode == 0
    auditors = {(row["部名"], row["監査実施人"]) for row in drawn_in(folder / "a.xlsx")}
    assert auditors <= {("総務部", "（自部以外に実施人なし）"), ("区民部", "見本 一郎")}
