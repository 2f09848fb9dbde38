"""Divisions that were renamed, split, merged or whose codes moved: who gets whose rows."""

from __future__ import annotations

from pathlib import Path

from tests.building import WardModel
from tests.prefilling.sending import COSTS, LIST, MARKS, Sent, codes, sent, unconfirmed

from sysaudit.prefilling import prepare

PART = (
    "roster 組織台帳 copy-row 2 4",
    'roster 組織台帳!{課コード}4 = "1306"',
    "roster 組織台帳!{課名}4 = 資産税課",
    'roster 組織台帳!{旧課コード}4 = "1304"',
)
"""1306 資産税課 is split off from 1304 課税課, which goes on."""
RENAMED = ('roster 組織台帳!{課コード}2 = "1309"', 'roster 組織台帳!{旧課コード}2 = "1304"')
MERGED = (
    "roster 組織台帳 drop-row 3",
    "roster 組織台帳!{課名}2 = 税務課",
    'roster 組織台帳!{旧課コード}2 = "1304;1305"',
)


def notice(ward: Sent, code: str) -> str:
    """What 表紙 of a division tells."""
    return "\n".join(ward.of(code).notice)


def test_both_parts_get_the_rows_under_their_own_code(tmp_path: Path) -> None:
    """課コード and 課名 are the heir's, system IDs stay as they are."""
    ward = sent(tmp_path, *PART)
    for code, name in (("1304", "課税課"), ("1306", "資産税課")):
        assert ward.values(code, "division_code") == [code] * 2
        assert ward.values(code, "division_name") == [name] * 2
        assert ward.values(code, "system_id") == ["1304-S01", "1304-S02"]
        assert ward.values(code, "division_code", MARKS) == [code] * 2
    assert "「1306 資産税課」にも渡しています" in notice(ward, "1304")
    assert "「1304 課税課」の前年度の調査票" in notice(ward, "1306")
    assert "「1304 課税課」にも渡しています" in notice(ward, "1306")
    assert "渡しています" not in notice(ward, "1305")


def test_nobody_is_told_of_a_double_before_both_confirm(tmp_path: Path) -> None:
    """X04 is silent while one part has not looked, and speaks when both keep the row."""
    ward = sent(tmp_path, *PART)
    assert not {"X04", "X05", "X06"} & set(codes(ward.returned()))
    one = ward.returned("1306 所管するシステム一覧!{確認}2 = ○")
    assert "X04" not in codes(one)
    both = ward.returned("1304 所管するシステム一覧!{確認}2 = ○")
    (double,) = (f for f in both if f.code == "X04")
    assert double.given == "1304-S01"


def test_each_part_keeps_its_own(tmp_path: Path) -> None:
    """The other's rows deleted and the own confirmed, nothing is said of either."""
    ward = sent(tmp_path, *PART)
    edits = [f"1306 {sheet} drop-row 2" for sheet in (LIST, COSTS, MARKS)]
    edits += [f"1304 {sheet} drop-row 3" for sheet in (LIST, COSTS, MARKS)]
    for code in ("1304", "1306"):
        edits += [f"{code} {LIST}!{{確認}}2 = ○", f"{code} 表紙!B17 = 1"]
    done = ward.returned(*edits)
    assert set(codes(done)) == {"C01", "R21"}
    assert (unconfirmed(done, "1304"), unconfirmed(done, "1306")) == (1, 1)


def test_a_renamed_division_is_followed(tmp_path: Path) -> None:
    """Under its new code, with the IDs that its systems have had ever since."""
    ward = sent(tmp_path, *RENAMED)
    assert ward.values("1309", "division_code") == ["1309"] * 2
    assert ward.values("1309", "system_id") == ["1304-S01", "1304-S02"]
    assert "1304 課税課」の前年度" in notice(ward, "1309")
    assert ward.survey("1309").name == "システム調査票_1309_課税課.xlsx"
    assert set(codes(ward.returned())) <= {"R21", "C01"}


def test_a_merged_division_gets_the_rows_of_all_its_parts(tmp_path: Path) -> None:
    """In the order in which the roster names the former codes."""
    ward = sent(tmp_path, *MERGED)
    ids = ["1304-S01", "1304-S02", "1305-S01", "1305-S02"]
    for sheet in (LIST, COSTS, MARKS):
        assert ward.values("1304", "system_id", sheet) == ids
    assert set(ward.values("1304", "division_name")) == {"税務課"}
    assert "「1304 課税課」、「1305 納税課」の前年度の調査票" in notice(ward, "1304")
    assert set(codes(ward.returned())) <= {"R21", "C01"}


def test_a_code_that_moved_brings_nothing_along(tmp_path: Path) -> None:
    """1304 is another division now; its former systems are those of the one that names it."""
    moved = (
        "roster 組織台帳!{課名}2 = 市民税企画室",
        'roster 組織台帳!{旧課コード}3 = "1304;1305"',
    )
    ward = sent(tmp_path, *moved)
    assert ward.rows("1304") == []
    assert len(ward.rows("1305")) == 4
    (note,) = ward.outgoing.notes
    assert "別の課の「旧課コード」にあるため" in note.ja
    assert "1304 市民税企画室。この課も引き継いだなら" in note.ja


def test_a_part_that_goes_on_under_a_new_name_names_its_own_code(tmp_path: Path) -> None:
    """Its code alone would be taken for one that moved; the roster says that it is not."""
    renamed = (*PART, "roster 組織台帳!{課名}2 = 市民税課")
    assert sent(tmp_path, *renamed, 'roster 組織台帳!{旧課コード}2 = "1304"').rows("1304")


def test_a_division_without_a_past_begins_blank(tmp_path: Path) -> None:
    """And its blank form is no more than a blank form when it comes back."""
    ward = sent(tmp_path, "previous/1304 absent")
    assert ward.rows("1304") == []
    (note,) = ward.outgoing.notes
    assert note.ja.endswith("前年度の内容を記入していない課: 1304 課税課")
    assert {f.code for f in ward.returned() if f.division_code == "1304"} == {"S23", "C01"}


def test_a_form_returned_twice_is_not_chosen_from(tmp_path: Path) -> None:
    """Which of the two was right is not guessed; the remedy is told."""
    _, previous, roster = WardModel().write(tmp_path)
    first_one = previous / "システム調査票_1304_課税課.xlsx"
    first_one.with_stem("システム調査票_1304_課税課（最終版）").write_bytes(first_one.read_bytes())
    again = prepare(roster, previous=[previous])
    first, second = again.divisions
    assert not first.rows.get("system_list")
    assert second.rows["system_list"]
    (note,) = again.notes
    assert "2つ提出している" in note.ja
    assert "1304 課税課" in note.ja
    assert "1305" not in note.ja


def test_forms_are_written_for_those_of_whom_they_are_expected(tmp_path: Path) -> None:
    """Schools return no survey, so none is written for them."""
    ward = sent(tmp_path, "roster 組織台帳!{種別}3 = 学校")
    assert [d.division.division_code for d in ward.outgoing.divisions] == ["1304"]
