"""Rows that went out filled in: when they count as looked at, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import edit_book
from tests.prefilling.sending import COSTS, COVER, LIST, MARKS, codes, opened, sent, unconfirmed

from sysaudit.findings import Finding, Severity

OVERDUE = "previous/1304 所管するシステム一覧!{次期更新予定年度}2 = 2018"
"""A renewal that is past this year, which is worth a finding as soon as somebody confirms it."""
SPELLINGS = ("○", "〇", "◯", "⚪", " ○ ", "○　")
OTHER_MARKS = ("済", "レ", "OK", "確認済", "×")


def own(findings: list[Finding], sheet: str, code: str = "1304") -> set[str]:
    """What is said of a sheet of a division."""
    return {f.code for f in findings if f.division_code == code and f.address.sheet == sheet}


def test_untouched_forms_lack_what_this_year_asks_anew(tmp_path: Path) -> None:
    """Nothing is said but "not yet confirmed" and what is blank."""
    findings = sent(tmp_path).returned()
    assert own(findings, LIST) == {"R21"}
    assert own(findings, COSTS) == {"R21", "C01"}
    assert own(findings, MARKS) == own(findings, COVER) == {"C01"}
    assert unconfirmed(findings, "1304") == unconfirmed(findings, "1305") == 4


def test_faults_of_last_year_wait_until_somebody_confirms_them(tmp_path: Path) -> None:
    """An unconfirmed row is one cause for all that is wrong in it; a confirmed one speaks again."""
    ward = sent(tmp_path, OVERDUE)
    assert own(ward.returned(), LIST) == {"R21"}
    confirmed = ward.returned("1304 所管するシステム一覧!{確認}2 = ○")
    assert own(confirmed, LIST) == {"R21", "R11"}
    assert [f.address.row for f in confirmed if f.code == "R11"] == [2]


def test_a_changed_row_needs_no_mark(tmp_path: Path) -> None:
    """Who corrects a row has looked at it, although 未確認 still stands there."""
    changed = sent(tmp_path).returned("1304 所管するシステム一覧!{利用者数}2 = 21")
    told = (f.address for f in changed if f.code == "R21" and f.address.sheet == LIST)
    assert next(told).row == 3


@pytest.mark.parametrize("mark", SPELLINGS)
def test_circles_of_every_kind_confirm(tmp_path: Path, mark: str) -> None:
    """Japanese keyboards offer several circles; spaces beside them are no matter."""
    done = sent(tmp_path).returned(
        f'1304 所管するシステム一覧!{{確認}}2 = "{mark}"',
        f'1304 所管するシステム一覧!{{確認}}3 = "{mark}"',
    )
    assert own(done, LIST) <= {"C27"}


@pytest.mark.parametrize("mark", OTHER_MARKS)
def test_other_marks_are_asked_about_once(tmp_path: Path, mark: str) -> None:
    """Whether 済 means ○ is not guessed: it is one finding on that cell, not two."""
    done = sent(tmp_path).returned(
        f"1304 所管するシステム一覧!{{確認}}2 = {mark}", "1304 所管するシステム一覧!{確認}3 = ○"
    )
    told = [f for f in done if f.division_code == "1304" and f.address.sheet == LIST]
    assert [(f.severity, f.address.row, f.code != "R21") for f in told] == [
        (Severity.ERROR, 2, True)
    ]


@pytest.mark.parametrize(
    "edit",
    [
        "{確認}2 =",
        "drop-column E",
        "insert-rows 1 3",
        "insert-rows 3 5",
        "insert-column A",
        "rename 一覧",
    ],
)
def test_an_untouched_row_is_known_wherever_it_stands(tmp_path: Path, edit: str) -> None:
    """By what it says: without 確認, below new rows, beside new columns, on a renamed sheet."""
    join = "!" if edit.startswith("{") else " "
    done = sent(tmp_path).returned(f"1304 所管するシステム一覧{join}{edit}")
    sheet = "一覧" if "rename" in edit else LIST
    assert sum(f.count for f in done if f.code == "R21" and f.address.sheet == sheet) >= 2
    assert own(done, sheet) <= {"R21", "F01", "S03", "S05", "S06", "S10", "S12"}


def test_rows_may_be_sorted(tmp_path: Path) -> None:
    """The order of rows says nothing: two rows change places and neither is confirmed by it."""
    done = sent(tmp_path).returned(
        "1304 所管するシステム一覧 copy-row 2 4", "1304 所管するシステム一覧 drop-row 2"
    )
    assert own(done, LIST) == {"R21"}
    assert unconfirmed(done, "1304") == 4


def test_sheets_copied_into_a_new_workbook(tmp_path: Path) -> None:
    """The hidden sheet is lost, and the word 未確認 still tells."""
    ward = sent(tmp_path)
    lost = ward.returned("1304 _sysaudit delete")
    assert unconfirmed(lost, "1304") == 4
    confirmed = ward.returned("1304 所管するシステム一覧!{確認}2 = ○")
    assert unconfirmed(confirmed, "1304") == 3


def test_new_rows_need_no_mark(tmp_path: Path) -> None:
    """確認 is for what was filled in; a system of this year is written below with 確認 blank."""
    done = sent(tmp_path).returned(
        "1304 所管するシステム一覧 copy-row 3 4",
        "1304 所管するシステム一覧!{確認}4 =",
        "1304 所管するシステム一覧!{システムID}4 = 新規-1",
        "1304 所管するシステム一覧!{システム名}4 = 電子申告連携サービス",
    )
    assert all(f.address.row != 4 for f in done if f.code == "R21")
    assert unconfirmed(done, "1304") == 4


def test_a_copied_row_is_still_what_went_out(tmp_path: Path) -> None:
    """A row copied below itself, ID and all, is as unconfirmed as the first."""
    done = sent(tmp_path).returned("1304 所管するシステム一覧 copy-row 3 4")
    assert unconfirmed(done, "1304") == 5


def test_deleted_rows_are_no_longer_asked_about(tmp_path: Path) -> None:
    """What the division no longer has is deleted from all three forms."""
    edits = [f"1304 {sheet} drop-row 3" for sheet in (LIST, COSTS, MARKS)]
    done = sent(tmp_path).returned(*edits, "1304 所管するシステム一覧!{確認}2 = ○")
    assert own(done, LIST) <= {"X14"}
    assert unconfirmed(done, "1304") == 1


def test_forms_that_went_out_blank_have_no_such_column(tmp_path: Path) -> None:
    """Without last year there is nothing to confirm: no 確認, no reference columns, no R21."""
    ward = sent(tmp_path, previous=False)
    headers = opened(ward.survey("1304")).sheet(COSTS).cells
    assert not {"確認", "前年度予算（参考）"} & {str(value) for value in headers.values()}
    assert "R21" not in codes(ward.returned())


def test_forms_filled_in_go_out_as_tables_of_any_reader(tmp_path: Path) -> None:
    """What a clerk's program reads is what was meant: edits of the helper change nothing else."""
    ward = sent(tmp_path)
    book = opened(ward.survey("1304"))
    edit_book(book, "所管するシステム一覧!{確認}2 = 未確認")
    assert book.sheet(LIST).cells == opened(ward.survey("1304")).sheet(LIST).cells


def test_what_is_said_of_files_and_sheets_stays(tmp_path: Path) -> None:
    """A hidden row is a matter of the sheet, whether somebody has confirmed it or not."""
    done = sent(tmp_path, OVERDUE).returned("1304 所管するシステム一覧 hide-row 2")
    assert {code[0] for code in own(done, LIST)} == {"S", "R"}
    assert "R11" not in own(done, LIST)


def test_rows_speak_where_nobody_asks_for_confirmation(tmp_path: Path) -> None:
    """With R21 switched off in the settings, no fault may hide behind it."""
    ward = sent(tmp_path, OVERDUE, settings={"rules": {"R21": "off"}})
    assert own(ward.returned(), LIST) == {"R11"}
