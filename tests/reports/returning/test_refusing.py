"""Where what goes back may not be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.returning.wards import ABOUT, checked

from sysaudit.errors import Misuse
from sysaudit.reports.returning import packets_of, refuse_folder, write_packets

MAIL = "メール文.txt"


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A folder of returned files."""
    folder = tmp_path / "提出"
    (folder / "第2回").mkdir(parents=True)
    (folder / "a.xlsx").touch()
    return folder


def refused(folder: Path, *given: Path) -> str:
    """Why a folder is refused."""
    with pytest.raises(Misuse) as misuse:
        refuse_folder(folder, given)
    assert "\n" not in misuse.value.text.ja + misuse.value.text.en
    return misuse.value.text.ja


@pytest.mark.parametrize("name", ["返送", "第2回", "第2回/返送", ".", "../提出", "第2回/../返送"])
def test_inside_the_folder_of_returned_files(name: str, returned: Path) -> None:
    """What goes back would be read as returned in the next round."""
    told = refused(returned / name, returned)
    assert f"提出されたファイルのフォルダー {returned} の中にあります" in told
    assert "--return-to" in told


def test_inside_it_by_way_of_a_link(returned: Path, tmp_path: Path) -> None:
    """Another name for the same place is the same place."""
    (tmp_path / "近道").symlink_to(returned)
    assert "の中にあります" in refused(tmp_path / "近道" / "返送", returned)
    assert "の中にあります" in refused(returned / "返送", tmp_path / "近道")


def test_the_folder_that_one_is_in_by_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive letter stands for a folder of a server on Windows, and both are one place."""
    (tmp_path / "共有").mkdir()
    (tmp_path / "Z").symlink_to(tmp_path / "共有")
    monkeypatch.setattr(Path, "cwd", lambda: tmp_path / "Z")
    assert "今いるフォルダー" in refused(tmp_path / "共有")


def test_inside_any_of_the_folders_given(returned: Path, tmp_path: Path) -> None:
    """Last year's too."""
    (tmp_path / "昨年").mkdir()
    assert "昨年" in refused(tmp_path / "昨年" / "返送", returned, tmp_path / "昨年")


def test_beside_it_is_the_place(returned: Path, tmp_path: Path) -> None:
    """New or empty; a name that begins like the other's is not inside it."""
    (tmp_path / "提出_返送").mkdir()
    for name in ("返送", "提出_返送"):
        refuse_folder(tmp_path / name, [returned])


def test_a_file_is_no_folder(returned: Path, tmp_path: Path) -> None:
    """Nothing is written over it."""
    (tmp_path / "返送").write_text("x")
    assert "書き込みません" in refused(tmp_path / "返送", returned)


@pytest.mark.parametrize("foreign", ["メモ.txt", "課の資料/a.xlsx", "1304_課税課/a.xlsx"])
def test_a_folder_with_files_of_others(foreign: str, returned: Path, tmp_path: Path) -> None:
    """It would be moved aside as a whole, with what is in it."""
    path = tmp_path / "返送" / foreign
    path.parent.mkdir(parents=True)
    path.touch()
    assert "sysaudit が書いたものでないファイル" in refused(tmp_path / "返送", returned)


def test_a_folder_that_holds_ours_and_a_file_of_others(tmp_path: Path) -> None:
    """One foreign file among the divisions is enough."""
    validation = checked(tmp_path, [ABOUT])
    write_packets(tmp_path / "返送", packets_of(validation).packets, validation, None)
    refuse_folder(tmp_path / "返送", [])
    (tmp_path / "返送" / "一覧.xlsx").touch()
    assert "新しいフォルダー" in refused(tmp_path / "返送")


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_systems_leave_behind_is_no_foreign_file(name: str, tmp_path: Path) -> None:
    """Whoever opened the folder in a file manager may use it again."""
    validation = checked(tmp_path, [ABOUT])
    write_packets(tmp_path / "返送", packets_of(validation).packets, validation, None)
    (tmp_path / "返送" / name).touch()
    refuse_folder(tmp_path / "返送", [])


def test_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be moved aside: neither empty nor with what was written before."""
    (tmp_path / "返送" / "1304_課税課").mkdir(parents=True)
    (tmp_path / "返送" / "1304_課税課" / MAIL).touch()
    monkeypatch.chdir(tmp_path / "返送")
    for here in (Path(), Path(), Path("../返送"), tmp_path / "返送"):
        assert "今いるフォルダー" in refused(here)
    monkeypatch.chdir(tmp_path / "返送" / "1304_課税課")
    assert "今いるフォルダー" in refused(Path(".."))


def test_a_folder_that_cannot_be_listed(
    returned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right to look into it, nobody knows what is there: one line."""
    (tmp_path / "返送").mkdir()

    def denied(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    assert "権限" in refused(tmp_path / "返送", returned)


def test_a_report_in_the_folder_that_is_moved_aside(returned: Path, tmp_path: Path) -> None:
    """A file that is written in the same run must not lie where the folder is replaced."""
    with pytest.raises(Misuse) as misuse:
        refuse_folder(tmp_path / "返送", [returned], [tmp_path / "返送" / "検証結果.xlsx"])
    assert "検証結果.xlsx" in misuse.value.text.ja
    refuse_folder(tmp_path / "返送", [returned], [tmp_path / "検証結果.xlsx"])
