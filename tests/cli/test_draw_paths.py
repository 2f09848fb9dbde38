"""One path for two uses: refused in one line before anything is drawn, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.cli.drawings import drawn, drawn_in, one_line, roster
from tests.cli.sealing import SMALL, Sealed

TWICE = "2つの役に使われています"
DRAW = ("--seed", "a", "-o", "a.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a roster alone."""
    roster(tmp_path / "台帳.xlsx", SMALL)
    (tmp_path / "sub").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--seed", "a", "-o", "台帳.xlsx"], "台帳.xlsx"),
        (["--plan", "-o", "台帳.xlsx"], "台帳.xlsx"),
        (["--plan", "-o", "./台帳.xlsx"], "台帳.xlsx"),
        ([*DRAW, "--summary", "a.xlsx"], "a.xlsx"),
        ([*DRAW, "--summary", "台帳.xlsx"], "台帳.xlsx"),
        ([*DRAW, "--leaves", "a.xlsx"], "a.xlsx"),
        ([*DRAW, "--leaves", "./a.xlsx"], "a.xlsx"),
        ([*DRAW, "--leaves", "台帳.xlsx"], "台帳.xlsx"),
        ([*DRAW, "--leaves", "a_抽選の記録.json"], "a_抽選の記録.json"),
        ([*DRAW, "--leaves", "a_控え.txt"], "a_控え.txt"),
        ([*DRAW, "--summary", "s.xlsx", "--leaves", "s.xlsx"], "s.xlsx"),
        ([*DRAW, "--leaves", "sub/../a.xlsx"], "a.xlsx"),
        ([*DRAW, "--summary", "sub/../a.xlsx"], "a.xlsx"),
    ],
)
def test_one_path_for_two_uses(folder: Path, more: list[str], told: str) -> None:
    """Roster, result, record, receipt, summary and list of leaves, however a path is spelt."""
    before = (folder / "台帳.xlsx").read_bytes()
    one_line(drawn("台帳.xlsx", *more, folder=folder), 2, told, TWICE)
    assert (folder / "台帳.xlsx").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"台帳.xlsx", "sub"}


@pytest.mark.skipif(os.name != "posix", reason="a link needs rights on Windows")
def test_a_link_is_where_it_leads_to(folder: Path) -> None:
    """The folder by another name: the summary would stand where the result was written."""
    (folder / "link").symlink_to(folder)
    one_line(drawn("台帳.xlsx", *DRAW, "--summary", "link/a.xlsx", folder=folder), 2, TWICE)
    assert not (folder / "a.xlsx").exists()


@pytest.mark.parametrize(
    "name", ["台帳.xlsx", "監査対象.xlsx", "監査対象_抽選の記録.json", "監査対象_控え.txt"]
)
def test_a_share_has_a_place_of_its_own(tmp_path: Path, name: str) -> None:
    """--share with --commit: neither roster, result, record nor receipt; nothing on record."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    one_line(sealed.commit("witness", "--share", tmp_path / name), 2, name, TWICE)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_last_years_result_is_not_written_over(folder: Path) -> None:
    """--previous-draw and -o: one is read for the other."""
    (folder / "去年").mkdir()
    rows = [{**row, "fiscal_year": 2018} for row in SMALL]
    last = roster(folder / "去年" / "台帳.xlsx", rows)
    assert drawn(last, *DRAW, folder=folder).returncode == 0
    before = (folder / "a.xlsx").read_bytes()
    one_line(drawn("台帳.xlsx", *DRAW, "--previous-draw", "a.xlsx", folder=folder), 2, TWICE)
    assert (folder / "a.xlsx").read_bytes() == before


def test_shares_are_not_written_over(tmp_path: Path) -> None:
    """--leaves on the witness's share: refused before the draw is on record."""
    sealed = Sealed(tmp_path).committed()
    before = sealed.share("witness").read_bytes()
    one_line(sealed.draw("--leaves", sealed.share("witness")), 2, "--leaves")
    assert sealed.share("witness").read_bytes() == before
    assert [each["event"] for each in sealed.events] == ["plan", "commit", "commit"]


def test_a_copy_elsewhere_is_another_file(folder: Path) -> None:
    """The same name in another folder is no second use."""
    shutil.copy2(folder / "台帳.xlsx", folder / "sub")
    more = ("--leaves", "sub/葉.txt", "--summary", "sub/a.xlsx")
    assert drawn("sub/台帳.xlsx", *DRAW, *more, folder=folder).returncode == 0
    assert len(drawn_in(folder / "a.xlsx")) == 3
