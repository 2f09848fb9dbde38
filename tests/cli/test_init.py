"""`sysaudit init`: what it makes, and that it takes nothing away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.drawings import one_line, out_of
from tests.cli.running import called

from sysaudit.calendar import fiscal_year_of
from sysaudit.config import FolderSettings, load
from sysaudit.reports.templates import TEMPLATES

FILES = {"組織台帳.xlsx", "sysaudit.toml", *(f"様式/{name}" for name in TEMPLATES)} - {
    "様式/組織台帳.xlsx"
}


def files_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("tongue", "guide"), [("ja", "はじめに.txt"), ("en", "FIRST_STEPS.txt")])
def test_it_makes_the_folder_of_a_year(tmp_path: Path, tongue: str, guide: str) -> None:
    """Settings, roster, forms, folders, and the next steps in the language of the terminal."""
    done = called("init", "2019", folder=tmp_path, SYSAUDIT_LANG=tongue)
    year = tmp_path / "2019"
    assert done.returncode == 0, out_of(done)
    assert files_in(year) == {*FILES, guide}
    assert set(done.stdout.decode().split()) == {str(Path("2019", each)) for each in files_in(year)}
    folders = {path.name for path in year.iterdir() if path.is_dir()}
    assert folders == {"様式", "提出", "前年度", "監査調書", "監査結果", "以前の組織台帳"}
    assert guide in done.stderr.decode()


def test_its_settings_are_those_of_the_program(tmp_path: Path) -> None:
    """What it writes is read back as the year and the names that hold without it."""
    called("init", "a", "--year", "R1", folder=tmp_path)
    settings = load(tmp_path / "a" / "sysaudit.toml")
    assert (settings.fiscal_year, settings.folder) == (2019, FolderSettings())


@pytest.mark.parametrize(
    ("name", "year"),
    [("2019", 2019), ("2019年度", 2019), ("平成31年度", 2019), ("R2", 2020), ("調査", None)],
)
def test_the_year_is_in_the_name(tmp_path: Path, name: str, year: int | None) -> None:
    """Western or of an era; a name without one means this year."""
    from datetime import date

    done = called("init", name, folder=tmp_path)
    expected = year or fiscal_year_of(date.today())
    assert load(tmp_path / name / "sysaudit.toml").fiscal_year == expected
    assert f"{expected}年度" in done.stderr.decode()


def test_here(tmp_path: Path) -> None:
    """In the folder one stands in, whose name may say the year."""
    (tmp_path / "2018年度").mkdir()
    assert called("init", ".", folder=tmp_path / "2018年度").returncode == 0
    assert load(tmp_path / "2018年度" / "sysaudit.toml").fiscal_year == 2018


def test_what_is_there_stays(tmp_path: Path) -> None:
    """A roster that was put there before is not replaced, and is not said to be new."""
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "組織台帳.xlsx").write_bytes(b"filled in")
    done = called("init", "2019", folder=tmp_path)
    assert (tmp_path / "2019" / "組織台帳.xlsx").read_bytes() == b"filled in"
    assert "組織台帳" not in done.stdout.decode()


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_a_year_is_begun_once(tmp_path: Path, tongue: str) -> None:
    """The second time is refused, and nothing is written."""
    called("init", "2019", folder=tmp_path)
    (tmp_path / "2019" / "組織台帳.xlsx").unlink()
    one_line(called("init", "2019", folder=tmp_path, SYSAUDIT_LANG=tongue), 2, "sysaudit.toml")
    assert not (tmp_path / "2019" / "組織台帳.xlsx").exists()


def test_the_next_steps_open_in_notepad(tmp_path: Path) -> None:
    """With a mark in front and Windows' ends of lines; all of it can be shown in cp932."""
    called("init", "2019", folder=tmp_path)
    content = (tmp_path / "2019" / "はじめに.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 20
    content.decode("utf-8-sig").encode("cp932")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """One clear line."""
    (tmp_path / "2019").write_text("x")
    one_line(called("init", "2019", folder=tmp_path), 2, "2019")


def test_a_file_where_a_folder_belongs(tmp_path: Path) -> None:
    """It is named, and the folder is no folder of a year yet."""
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "提出").touch()
    one_line(called("init", "2019", folder=tmp_path), 2, "提出")
    assert not (tmp_path / "2019" / "sysaudit.toml").exists()


def test_the_folder_is_asked_for(tmp_path: Path) -> None:
    """With an example."""
    done = called("init", folder=tmp_path)
    assert done.returncode == 2
    assert "sysaudit init 2019年度" in done.stderr.decode()


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder of 2019 at the end of its year, some of it under other names."""
    folder = tmp_path / "2019"
    called("init", folder)
    for name in (
        *("システム評価分析書.xlsx", "監査対象.xlsx", "以前の組織台帳/組織台帳_2018.xlsx"),
        *("監査結果/2018.xlsx", "監査結果/結果2019.xlsx", "提出/a.xlsx"),
    ):
        (folder / name).write_bytes(name.encode())
    (folder / "監査結果").rename(folder / "結果")
    settings = folder / "sysaudit.toml"
    text = settings.read_text("utf-8").replace('results = "監査結果"', 'results = "結果"')
    settings.write_text(text, "utf-8")
    return folder


def test_the_next_year_begins_with_this_one(tmp_path: Path, before: Path) -> None:
    """分析書, draw, rosters and results go over; the roster of the year itself is a new one."""
    (before / "監査対象.xlsx").chmod(0o600)
    done = called("init", "2020", "--from", before, folder=tmp_path)
    year = tmp_path / "2020"
    assert done.returncode == 0, out_of(done)
    assert {
        name: (year / name).read_bytes().decode()
        for name in files_in(year) - FILES
        if name != "はじめに.txt" and "台帳_2019" not in name
    } == {
        "前年度/システム評価分析書.xlsx": "システム評価分析書.xlsx",
        "前年度の監査対象.xlsx": "監査対象.xlsx",
        "以前の組織台帳/組織台帳_2018.xlsx": "以前の組織台帳/組織台帳_2018.xlsx",
        "監査結果/2018.xlsx": "監査結果/2018.xlsx",
        "監査結果/結果2019.xlsx": "監査結果/結果2019.xlsx",
    }
    former = (year / "以前の組織台帳" / "組織台帳_2019.xlsx").read_bytes()
    assert former == (before / "組織台帳.xlsx").read_bytes()
    assert load(year / "sysaudit.toml").folder == FolderSettings()
    if os.name == "posix":
        assert (year / "前年度の監査対象.xlsx").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_settings_that_stay_behind_are_named(tmp_path: Path, before: Path, tongue: str) -> None:
    """So that nobody sends mails of the year before, or misses a rule that was off."""
    done = called("init", "2020", "--from", before, folder=tmp_path, SYSAUDIT_LANG=tongue)
    assert done.stderr.count(b"\n") == 1
    with (before / "sysaudit.toml").open("a", encoding="utf-8") as file:
        file.write('\n[mail]\nsender = "情報管理課"\n\n[rules]\nC03 = "warning"\n')
    done = called("init", "次", "--from", before, folder=tmp_path, SYSAUDIT_LANG=tongue)
    assert "mail, rules" in done.stderr.decode().splitlines()[-1]


def test_the_next_year_needs_no_year_told(tmp_path: Path, before: Path) -> None:
    """It is the one after."""
    called("init", "次", "--from", before, folder=tmp_path)
    assert load(tmp_path / "次" / "sysaudit.toml").fiscal_year == 2020


def test_an_archived_year_is_read_whatever_its_files_are_called(
    tmp_path: Path, before: Path
) -> None:
    """Read-only files, capitals, folders in folders; but not what Excel leaves behind."""
    for name in ("結果/b.XLSX", "結果/古い/c.xlsx", "結果/~$d.xlsx"):
        (before / name).parent.mkdir(exist_ok=True)
        (before / name).write_bytes(b"x")
    for path in before.rglob("*.xlsx"):
        path.chmod(0o444)
    assert called("init", "2020", "--from", before, folder=tmp_path).returncode == 0
    copied = {path.name for path in (tmp_path / "2020" / "監査結果").iterdir()}
    assert copied == {"2018.xlsx", "結果2019.xlsx", "b.XLSX", "c.xlsx"}


@pytest.mark.parametrize("tongue", ["ja", "en"])
@pytest.mark.parametrize("name", ["調査2019", "2019-2020", "31", "2019_test"])
def test_a_name_that_may_mean_a_year(tmp_path: Path, name: str, tongue: str) -> None:
    """Nothing is guessed: the year is asked for."""
    one_line(called("init", name, folder=tmp_path, SYSAUDIT_LANG=tongue), 2, "--year")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("tongue", ["ja", "en"])
@pytest.mark.parametrize(
    ("year", "source", "told"),
    [
        ("2020", "2018", "2018"),
        ("2019", "2019", "2018"),
        ("2021", "2019", "2020"),
        ("2020", "空", "空"),
        ("2020", "2109", "2019"),
    ],
)
def test_from_what_is_not_the_year_before(
    tmp_path: Path, before: Path, year: str, source: str, told: str, tongue: str
) -> None:
    """Missing, not the year before, no folder of a year, a slip: one line, and nothing is made."""
    (tmp_path / "空").mkdir()
    new = tmp_path / "new"
    done = called("init", new, "--year", year, "--from", tmp_path / source, SYSAUDIT_LANG=tongue)
    one_line(done, 2, told)
    assert not new.exists()
