"""What may be given as last year, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import WardModel
from tests.prefilling.sending import sent

from sysaudit.analysis.result import analyze
from sysaudit.errors import Misuse
from sysaudit.prefilling import Outgoing, prepare
from sysaudit.reports.analysis_workbook import write_analysis
from sysaudit.validation import validate

TOLD_TWICE = ("vendor", "contract_method")


def prepared(folder: Path, *edits: str) -> Outgoing:
    """The test ward's forms after edits."""
    _, previous, roster = WardModel().edited(edits).write(folder)
    return prepare(roster, previous=[previous])


def notes(outgoing: Outgoing) -> str:
    return "\n".join(note.ja for note in outgoing.notes)


def test_a_clean_past_needs_no_note(tmp_path: Path) -> None:
    """Every division returned something that could be read."""
    assert notes(prepared(tmp_path)) == ""


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Its division is not said to have returned nothing without a word of the file."""
    told = notes(prepared(tmp_path, "previous/1304 bytes D0CF11E0A1B11AE1"))
    assert "読めないファイルがあります: システム調査票_1304_課税課.xlsx" in told
    assert "記入していない課: 1304 課税課" in told


def test_a_merged_division_is_told_which_part_is_lacking(tmp_path: Path) -> None:
    """The rows of the other are there."""
    outgoing = prepared(
        tmp_path,
        "roster 組織台帳 drop-row 3",
        'roster 組織台帳!{旧課コード}2 = "1304;1305"',
        "previous/1305 absent",
    )
    (division,) = outgoing.divisions
    assert len(division.rows["system_list"]) == 2
    assert notes(outgoing).endswith("記入していない課: 1304 課税課（旧1305）")


def test_systems_that_nobody_took_over_are_told(tmp_path: Path) -> None:
    """A code that is gone, and no division names it: its systems would be lost unseen."""
    told = notes(prepared(tmp_path, "roster 組織台帳 drop-row 3"))
    assert "どの課にも記入していない課: 1305 納税課。" in told
    assert "旧課コード" in told


def test_a_code_under_another_name_is_told(tmp_path: Path) -> None:
    """The rows go to it, as its code says, and the roster is to be looked at."""
    outgoing = prepared(tmp_path, "roster 組織台帳!{課名}3 = 収納課")
    assert "1305 納税課 → 1305 収納課。別の課なら" in notes(outgoing)
    assert len(outgoing.divisions[1].rows["system_list"]) == 2


def test_a_code_under_another_name_with_its_former_code_is_not(tmp_path: Path) -> None:
    """Who writes the code as 旧課コード has said that it is the same division."""
    renamed = ("roster 組織台帳!{課名}3 = 収納課", 'roster 組織台帳!{旧課コード}3 = "1305"')
    assert notes(prepared(tmp_path, *renamed)) == ""


@pytest.mark.parametrize("given", ["empty", "text", "roster"])
def test_what_holds_no_survey_is_no_last_year(tmp_path: Path, given: str) -> None:
    """An empty folder, another file: a mistake, not a ward in which nobody returned anything."""
    _, _, roster = WardModel().write(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").write_text("メモ", encoding="utf-8")
    path = roster if given == "roster" else tmp_path / given
    with pytest.raises(Misuse) as misuse:
        prepare(roster, previous=[path])
    assert "調査票がありません" in misuse.value.text.ja


def test_this_years_returns_are_not_last_years(tmp_path: Path) -> None:
    """Their budgets would stand as last year's on every form."""
    returned, _, roster = WardModel().write(tmp_path)
    with pytest.raises(Misuse) as misuse:
        prepare(roster, previous=[returned])
    assert "2019年度の調査票です" in misuse.value.text.ja
    assert "2018年度の調査票か分析書" in misuse.value.text.ja


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    """By its name."""
    _, _, roster = WardModel().write(tmp_path)
    with pytest.raises(Misuse, match="no-such"):
        prepare(roster, previous=[tmp_path / "no-such"])


def test_the_analysis_of_last_year_serves_instead_of_the_folder(tmp_path: Path) -> None:
    """Systems, costs and marks to give are the same as out of the returned files.

    But for what the 分析書 tells on each cost line where the division left it to its list.
    """
    ward = sent(tmp_path)
    assert ward.previous is not None
    book = tmp_path / "分析書.xlsx"
    write_analysis(book, analyze(validate([ward.previous], year=2018)))
    again = prepare(ward.roster, previous=[book])
    for one, other in zip(ward.outgoing.divisions, again.divisions, strict=True):
        for form in ("system_list", "cost_estimate", "evaluation"):
            mine, theirs = ([stated(row) for row in d.rows[form]] for d in (one, other))
            assert sorted(mine, key=str) == sorted(theirs, key=str)


def stated(row: object) -> dict[str, object]:
    """What a row says, blank ones left out."""
    assert isinstance(row, dict)
    told = {key: value for key, value in row.items() if value not in (None, False, ())}
    return told if "cost_kind" not in told else {k: told[k] for k in told if k not in TOLD_TWICE}
