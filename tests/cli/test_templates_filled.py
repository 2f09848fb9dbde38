"""`sysaudit templates --roster`: the forms of every division, filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import WardModel
from tests.cli.conftest import Ward
from tests.cli.running import Done, called, started

SURVEYS = ["システム調査票_1304_課税課.xlsx", "システム調査票_1305_納税課.xlsx"]
ALL = sorted([*SURVEYS, "監査調書_1304_課税課.xlsx", "監査調書_1305_納税課.xlsx"])


def run(ward: Ward, folder: Path, *more: str | Path, **changed: str) -> Done:
    """The forms of the ward, filled in from last year."""
    given = ("--roster", ward.roster, "--previous", ward.previous)
    return called("templates", folder, *given, *more, folder=None, **changed)


def told(done: Done) -> str:
    return done.stderr.decode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_division_gets_its_forms(clean: Ward, tmp_path: Path) -> None:
    """Paths on the standard output, what was done on the other; nothing else is written."""
    done = run(clean, tmp_path)
    assert (done.returncode, names(tmp_path)) == (0, ALL)
    printed = [Path(line) for line in done.stdout.decode().splitlines()]
    assert sorted(path.name for path in printed) == ALL
    assert all(path.is_file() for path in printed)
    assert told(done).splitlines() == ["2課分の様式を作りました。", "2019年度の様式です。"]


def test_in_english(clean: Ward, tmp_path: Path) -> None:
    """The same in the other language; the forms stay Japanese."""
    done = run(clean, tmp_path, SYSAUDIT_LANG="en")
    assert "Forms of 2 divisions." in told(done)
    assert names(tmp_path) == ALL


def test_ids_that_were_issued_are_told(tmp_path: Path) -> None:
    """One line a system."""
    edits = [f"previous/1304 {s}!{{システムID}}3 = 新規-1" for s in ("所管するシステム一覧",)]
    ward = Ward(*WardModel().edited(edits).write(tmp_path))
    done = run(ward, tmp_path / "out")
    expected = "システムIDを付けました: 1304 新規-1 → 1304-S03 課税課第2システム"
    assert expected in told(done).splitlines()


def test_equal_forms_may_be_written_again(clean: Ward, tmp_path: Path) -> None:
    """The second run changes nothing and keeps nothing."""
    for _ in range(2):
        assert run(clean, tmp_path).returncode == 0
    assert names(tmp_path) == ALL


def test_a_form_that_came_back_is_not_lost(clean: Ward, tmp_path: Path) -> None:
    """Nothing is written over what a division has filled in; --force keeps it beside."""
    mine = tmp_path / SURVEYS[0]
    mine.write_bytes(b"filled in")
    done = run(clean, tmp_path)
    assert (done.returncode, done.stdout, names(tmp_path)) == (2, b"", [SURVEYS[0]])
    assert SURVEYS[0] in told(done)
    forced = run(clean, tmp_path, "--force")
    assert forced.returncode == 0
    assert (tmp_path / "システム調査票_1304_課税課_旧1.xlsx").read_bytes() == b"filled in"
    assert "もとのファイルを残しました" in told(forced)
    assert set(ALL) <= set(names(tmp_path))


def test_many_that_stand_in_the_way_are_one_line(tmp_path: Path) -> None:
    """Five are named and the others counted; a ward has over a hundred forms."""
    edits = ["roster 組織台帳 copy-row 3 4", 'roster 組織台帳!{課コード}4 = "1306"']
    ward = Ward(*WardModel().edited(edits).write(tmp_path))
    folder = tmp_path / "out"
    assert run(ward, folder).returncode == 0
    for path in folder.iterdir():
        path.write_bytes(b"filled in")
    assert "ほか1件" in told(run(ward, folder))
    assert "and 1 more" in told(run(ward, folder, SYSAUDIT_LANG="en"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("税/証明課", "税／証明課"),
        ("../../etc", "..／..／etc"),
        ("..", "．．"),
        ("CON", "CON"),
        ("課税課...", "課税課．．．"),
        ("C:\\課税課", "C：＼課税課"),
        ("課税課\n（仮称）", "課税課 （仮称）"),
        ("*?<>|", "＊？＜＞｜"),
        ("長" * 300, "長" * (60 - len("システム調査票_1304_"))),
    ],
)
def test_names_are_never_paths(tmp_path: Path, name: str, written: str) -> None:
    """Whatever stands on the roster, every form lies in the folder, under a name Windows takes."""
    model = WardModel()
    model.roster.sheet("組織台帳").cells[1, 3] = name
    ward = Ward(*model.write(tmp_path))
    before = set(tmp_path.rglob("*.xlsx"))
    folder = tmp_path / "out" / "forms"
    done = run(ward, folder)
    assert done.returncode == 0, told(done)
    made = {path for path in tmp_path.rglob("*.xlsx") if path not in before}
    assert {path.parent for path in made} == {folder}
    assert folder / f"システム調査票_1304_{written}.xlsx" in made
    for path in made:
        assert not set('\\/:*?"<>|\n') & set(path.name)
        assert not path.stem.endswith((".", " "))
        assert len(path.name.encode()) < 255


MISUSES = {
    "no roster": (("--previous", "{previous}"), "--previous には --roster も必要です"),
    "no roster for checks": (
        ("--contract-checks", "{roster}"),
        "--contract-checks には --roster も必要です",
    ),
    "missing roster": (("--roster", "no.xlsx"), "no.xlsx はファイルではありません"),
    "folder as roster": (("--roster", "{previous}"), "はファイルではありません"),
    "missing previous": (("--roster", "{roster}", "--previous", "no"), "no がありません"),
    "roster as previous": (
        ("--roster", "{roster}", "--previous", "{roster}"),
        "調査票がありません",
    ),
    "this year as previous": (
        ("--roster", "{roster}", "--previous", "{returned}"),
        "2019年度の調査票です",
    ),
    "another year": (("--roster", "{roster}", "--year", "2021"), "2021年度の課がありません"),
    "no year": (("--roster", "{roster}", "--year", "平成"), "年度として読めません"),
    "missing checks": (
        ("--roster", "{roster}", "--contract-checks", "no.xlsx"),
        "履行確認チェックシート提出一覧のファイル",
    ),
    "negative jobs": (("--roster", "{roster}", "--jobs", "-1"), "--jobs"),
    "unknown option": (("--rooster", "x"), "--rooster"),
}


@pytest.mark.parametrize("case", MISUSES)
def test_each_misuse_is_one_clear_line(case: str, clean: Ward, tmp_path: Path) -> None:
    """Exit 2, the reason on one line, no traceback, nothing written."""
    arguments, reason = MISUSES[case]
    places = {key: str(value) for key, value in clean._asdict().items()}
    given = [argument.format(**places) for argument in arguments]
    done = called("templates", tmp_path / "out", *given, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in told(done)
    assert len(told(done).strip().splitlines()) == 1
    assert "Traceback" not in told(done)
    assert not (tmp_path / "out").exists()


def test_a_faulty_roster_is_told_cell_by_cell(tmp_path: Path) -> None:
    """Half a roster is none."""
    ward = Ward(*WardModel().edited(["roster 組織台帳!{課コード}3 ="]).write(tmp_path))
    done = run(ward, tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "組織台帳に誤りがある" in told(done)
    assert "B3" in told(done)


def test_a_folder_that_is_a_file(clean: Ward, tmp_path: Path) -> None:
    """Exit 2 with the reason, before the first form."""
    (tmp_path / "forms").touch()
    done = run(clean, tmp_path / "forms")
    assert done.returncode == 2
    assert "書き込めません" in told(done)


@pytest.mark.parametrize(
    "terminal",
    [
        {"LC_ALL": "C", "SYSAUDIT_LANG": "", "PYTHONIOENCODING": ""},
        {"LC_ALL": "C", "SYSAUDIT_LANG": "ja", "PYTHONIOENCODING": "ascii"},
        {"COLUMNS": "40", "LC_ALL": "ja_JP.UTF-8"},
    ],
)
def test_any_terminal_will_do(clean: Ward, tmp_path: Path, terminal: dict[str, str]) -> None:
    """A process of its own with a poor terminal writes the same forms and no traceback."""
    given = ("--roster", clean.roster, "--previous", clean.previous)
    done = started("templates", tmp_path / "out", *given, folder=None, **terminal)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == len(names(tmp_path / "out")) == 4
