"""Slips that would weigh or spare the wrong division, or that would be passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.drawings import division, drawn, one_line, roster
from tests.cli.sealing import SMALL, Sealed


@pytest.mark.parametrize(
    "ignored", [("--summary", "s.xlsx"), ("--leaves", "l.txt"), ("--password",)], ids=" ".join
)
def test_what_belongs_to_a_draw_is_refused_elsewhere(
    tmp_path: Path, ignored: tuple[str, ...]
) -> None:
    """Beside --plan, --commit and --move: one line with the option, no file."""
    sealed = Sealed(tmp_path)
    one_line(sealed.plan(*ignored), 2, ignored[0])
    assert sealed.names == {"台帳.xlsx"}
    sealed.plan()
    one_line(sealed.commit("witness", *ignored), 2, ignored[0])
    move = ("--move", "A1", "2019-10-16", "台風", "-o", sealed.target)
    one_line(drawn(*move, *ignored), 2, ignored[0])
    assert sealed.names == {"台帳.xlsx", sealed.record.name}


def test_redraw_is_refused_beside_commit_and_move(tmp_path: Path) -> None:
    """A reason belongs to a plan or a draw."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    one_line(sealed.commit("witness", "--redraw", "x"), 2, "--redraw")
    move = ("--move", "A1", "2019-10-16", "台風", "-o", sealed.target)
    one_line(drawn(*move, "--redraw", "x"), 2, "--redraw")


def test_a_stray_year_is_refused(tmp_path: Path) -> None:
    """One row with last year's 年度: its cell, and nobody is left out in silence."""
    rows = [*SMALL, division("B4", "区民部", fiscal_year=2018)]
    given = roster(tmp_path / "台帳.xlsx", rows)
    one_line(drawn(given, "--plan"), 2, "組織台帳!A", "2018", "2019")


def test_a_department_of_an_auditor_must_be_on_the_roster(tmp_path: Path) -> None:
    """Else they might visit their own: a slip in 総務部 is told with the name."""
    given = roster(tmp_path / "台帳.xlsx", SMALL)
    (tmp_path / "sysaudit.toml").write_text(
        '[[draw.auditors]]\nname = "見本　一郎"\ndepartment = "総務課"\n', "utf-8"
    )
    one_line(drawn(given, "--plan", folder=tmp_path), 2, "総務課")
