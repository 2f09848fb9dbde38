"""Which files of a folder are taken, under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sysaudit.errors import Misuse
from sysaudit.intake.folder import sources_in


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names_in(*paths: Path) -> list[str]:
    return [source.name for source in sources_in(paths)]


def test_every_file_is_a_source_whatever_its_kind_and_depth(tmp_path: Path) -> None:
    put(tmp_path, "b.xlsx", "a.csv", "区民部/課税課/c.pdf", "区民部/d", "e.XLS")
    assert names_in(tmp_path) == ["a.csv", "b.xlsx", "e.XLS", "区民部/d", "区民部/課税課/c.pdf"]


@pytest.mark.parametrize(
    "name",
    [
        "~$a.xlsx",
        ".~lock.a.xlsx#",
        ".DS_Store",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        ".hidden/a.xlsx",
        "__MACOSX/a.xlsx",
        "x/~$a.xlsx",
    ],
)
def test_what_systems_leave_behind_is_no_source(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "a.xlsx")
    assert names_in(tmp_path) == ["a.xlsx"]


def test_nor_is_it_where_a_wildcard_found_it(tmp_path: Path) -> None:
    put(tmp_path, "~$a.xlsx", "a.xlsx", "Thumbs.db")
    assert names_in(*tmp_path.iterdir()) == ["a.xlsx"]
    assert names_in(tmp_path / "~$a.xlsx") == []


def test_a_folder_called_like_a_workbook_is_a_source_and_not_entered(tmp_path: Path) -> None:
    put(tmp_path, "a.XLSX/inner.xlsx", "b.xlsm/inner.xlsx")
    assert names_in(tmp_path) == ["a.XLSX", "b.xlsm"]
    assert names_in(tmp_path / "a.XLSX") == ["a.XLSX"]


def test_a_file_goes_by_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, "x/a.xlsx")
    (source,) = sources_in([tmp_path / "x" / "a.xlsx"])
    assert (source.name, source.path) == ("a.xlsx", tmp_path / "x" / "a.xlsx")


def test_equal_names_get_the_folder_of_their_argument_in_front(tmp_path: Path) -> None:
    put(tmp_path, "one/a.xlsx", "one/b.xlsx", "two/a.xlsx")
    assert names_in(tmp_path / "one", tmp_path / "two" / "a.xlsx") == [
        "b.xlsx",
        "one/a.xlsx",
        "two/a.xlsx",
    ]


def test_equal_names_in_equal_folders_are_told_apart_too(tmp_path: Path) -> None:
    put(tmp_path, "1/in/a.xlsx", "2/in/a.xlsx")
    names = names_in(tmp_path / "1" / "in", tmp_path / "2" / "in")
    assert names == [(tmp_path / n / "in" / "a.xlsx").as_posix() for n in "12"]


def test_a_file_that_was_given_twice_is_taken_once(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx")
    assert names_in(tmp_path, tmp_path / "a.xlsx") == ["a.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_back_to_a_folder_above_ends_the_walk(tmp_path: Path) -> None:
    put(tmp_path, "x/a.xlsx")
    (tmp_path / "x" / "again").symlink_to(tmp_path)
    assert names_in(tmp_path) == ["x/a.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/a.xlsx", "given/b.xlsx")
    (tmp_path / "given" / "link").symlink_to(tmp_path / "elsewhere")
    assert names_in(tmp_path / "given") == ["b.xlsx", "link/a.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_broken_link_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "gone.xlsx").symlink_to(tmp_path / "nowhere")
    assert names_in(tmp_path) == ["gone.xlsx"]


def test_a_path_that_does_not_exist_is_misuse_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"missing does not exist: check the name") as caught:
        sources_in([tmp_path / "missing"])
    assert "missing がありません" in caught.value.text.ja


def test_a_folder_that_cannot_be_listed_is_misuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Passing it over would hide what was returned in it."""

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(Misuse, match="cannot list the folder"):
        sources_in([tmp_path])
