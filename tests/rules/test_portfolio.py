"""Rules on systems, divisions and years: what they must not say, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sysaudit.findings import Finding
from sysaudit.rules.names import (
    alike_id,
    core_of,
    plain_vendor,
    same_vendor,
    several_vendors,
    unnumbered,
)

Codes = Callable[..., list[str]]
Ward = Callable[..., list[Finding]]
LIST, COSTS, MARKS = "所管するシステム一覧", "経費見積入力シート", "システム評価"
GONE = [f"1304 {sheet} drop-row 3" for sheet in (LIST, COSTS, MARKS)]
NEW = [
    f"1304 {LIST} copy-row 3 4",
    f"1304 {LIST}!{{システムID}}4 = 1304-S03",
    f"1304 {LIST}!{{システム名}}4 = 納付書印刷システム",
    f"1304 {LIST}!{{稼働開始年月}}4 = 2018-10-01",
    f"1304 {COSTS} copy-row 3 4",
    f"1304 {COSTS}!{{システムID}}4 = 1304-S03",
    f"1304 {MARKS} copy-row 3 4",
    f"1304 {MARKS}!B4 = 1304-S03",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈱見本ソフト", "株式会社 見本ソフト"),
        ("(株)見本ソフト", "見本ソフト（株）"),
        ("ＮＴＴ見本", "NTT見本"),
        ("見本・ソフト", "見本ソフト"),
        ("株式会社見本ソフト　東京支店", "株式会社見本ソフト"),
    ],
)
def test_one_vendor(one: str, other: str) -> None:
    """Legal form, width, spaces and a branch make no other vendor."""
    assert same_vendor(one, other)


def test_other_vendors() -> None:
    """Names that differ otherwise are other vendors; a bare legal form is none."""
    assert several_vendors(["見本ソフト", "例示電算", "㈱見本ソフト"]) == ["見本ソフト", "例示電算"]
    assert plain_vendor("株式会社") == ""
    assert not same_vendor("株式会社", "見本ソフト")


@pytest.mark.parametrize("typed", ["1304-SO1", "1304S01", "1304-S1", "1304_S01", "13O4-S01"])
def test_mistyped_ids(typed: str) -> None:
    """Letters for digits, lost hyphens and zeros are seen through."""
    assert alike_id(typed) == alike_id("1304-S01")
    assert alike_id(typed) != alike_id("1304-S02")


def test_names_in_their_essence() -> None:
    """Numbers, particles and general words do not tell systems apart; other words do."""
    assert unnumbered("第１システム") == unnumbered("第二システム")
    assert core_of("施設予約システム") == core_of("施設の予約管理システム")
    assert core_of("介護保険事業者指定システム") != core_of("介護保険事業者指導システム")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("介護保険事業者指定システム", "介護保険事業者指導システム"),
        ("国民健康保険料収納システム", "国民健康保険料賦課システム"),
        ("窓口受付システムA", "窓口受付システムB"),
        ("課税資料第1次システム", "課税資料第2次システム"),
    ],
)
def test_names_of_different_systems(codes: Codes, one: str, other: str) -> None:
    """Names that share most characters, but mean different things, are no doubles."""
    names = zip((2, 3), (one, other), strict=True)
    assert codes(*(f"1304 {LIST}!{{システム名}}{row} = {name}" for row, name in names)) == []


def test_mistyped_id_is_one_finding(codes: Codes) -> None:
    """It leaves a row without a system and a system without a row: the former is told."""
    assert codes(f"1304 {COSTS}!{{システムID}}3 = 1304-S20") == ["X01"]
    assert codes(f"1304 {MARKS}!B3 = 1304-S20") == ["X20"]


def test_list_that_was_not_read_in_full_silences_what_it_would_tell(codes: Codes) -> None:
    """An ID that could not be read may be the one that is looked for."""
    assert not {"X01", "X03", "X14", "X20", "X21"} & set(
        codes(f"1304 {LIST}!{{システムID}}3 = 業者に確認")
    )


def test_two_files_of_a_division_are_one_finding(codes: Codes) -> None:
    """Until it is known which of them counts, nothing is compared."""
    assert codes("1304 duplicate システム調査票_1304_課税課（最終版）.xlsx") == ["F12"]


def test_form_in_two_sheets_is_one_finding(codes: Codes) -> None:
    """Neither IDs nor costs nor marks count twice."""
    for sheet in (LIST, COSTS, MARKS):
        assert codes(f"1304 {sheet} copy {sheet} (2)") == ["S02"]


def test_provisional_ids_belong_to_their_division(codes: Codes) -> None:
    """Two divisions may each have a 新規-1."""
    new = [
        each.replace("1304", code).replace(f"{code}-S03", "新規-1")
        for code in ("1304", "1305")
        for each in NEW
    ]
    approved = [f"{code} {LIST}!{{本部承認日}}4 = 2019-04-26" for code in ("1304", "1305")]
    assert codes(*new, *approved) == []


def test_system_written_twice_is_one_finding(codes: Codes) -> None:
    """The second row has neither costs nor marks of its own, and none are missed."""
    again = (f"1304 {LIST} copy-row 2 4", f"1304 {LIST}!{{本部承認日}}4 = 2019-04-26")
    assert codes(*again, f"1304 {LIST}!{{システムID}}4 = 新規-1") == ["X05"]
    other = (f"1304 {LIST}!{{システムID}}4 = 1305-S01", f"1304 {LIST}!{{システム名}}4 = 納付書印刷")
    assert codes(*again, *other) == ["X04"]


def test_share_of_another_divisions_system(codes: Codes) -> None:
    """A share of a bundled contract may name the other division's system."""
    shared = (
        f"1305 {COSTS} copy-row 2 4",
        f"1305 {COSTS}!{{システムID}}4 = 1304-S01",
        f"1305 {COSTS}!{{契約番号}}4 = 2019-0001",
        f"1305 {COSTS}!{{一括契約}}4 = 他システムと一括",
        f"1305 {COSTS}!{{按分方法}}4 = 均等",
        f"1305 {COSTS}!{{按分前総額}}4 = 1211000",
    )
    assert codes(*shared) == []


def test_abolished_system_and_its_successor_may_share_a_name(codes: Codes) -> None:
    """The new system often bears the old one's name."""
    edits = (
        f"1304 {LIST}!{{状況}}3 = 廃止済",
        f"1304 {LIST}!{{システム名}}3 = 課税課第1システム",
        f"1304 {COSTS} drop-row 3",
        f"1304 {MARKS} drop-row 3",
    )
    assert codes(*edits) == []


def test_first_year_has_nothing_to_compare_with(codes: Codes) -> None:
    """Without last year's files, no system is new, and none is gone."""
    absent = ("previous/1304 absent", "previous/1305 absent")
    assert codes(*absent, *NEW) == []
    assert codes(*absent, *GONE) == []


def test_new_system_is_told_by_its_start(codes: Codes) -> None:
    """A system that ran for years was forgotten last year; the board need not approve it now."""
    assert codes(*NEW) == ["X15"]
    assert codes(*NEW, f"1304 {LIST}!{{稼働開始年月}}4 = 2012-04-01") == []
    assert codes(*NEW, f"1304 {LIST}!{{本部承認日}}4 = 該当なし") == []


def test_new_id_of_a_known_system_is_told_once(ward: Ward) -> None:
    """Renumbered: last year's ID is gone, and the finding names the new one; it is not new."""
    renumbered = (
        f"1304 {LIST}!{{システムID}}3 = 1304-S09",
        f"1304 {COSTS}!{{システムID}}3 = 1304-S09",
        f"1304 {MARKS}!B3 = 1304-S09",
    )
    (finding,) = ward(*renumbered)
    assert finding.code == "X14"
    assert "1304-S09" in finding.message.ja


def test_renamed_division_keeps_its_systems(codes: Codes) -> None:
    """旧課コード joins last year's return; a system that is gone is told to the heir."""
    renamed = (
        'previous/1304 表紙!B2 = "1299"',
        *(
            f'previous/1304 {sheet}!{{課コード}}{row} = "1299"'
            for sheet in (LIST, MARKS)
            for row in (2, 3)
        ),
        "previous/1304 file システム調査票_1299_税務課.xlsx",
        "previous/1304 表紙!B3 = 税務課",
        'roster 組織台帳!{旧課コード}2 = "1299"',
    )
    assert codes(*renamed) == []
    assert codes(*renamed, *GONE) == ["X14"]


def test_split_division_has_two_heirs(codes: Codes) -> None:
    """A system may be on either list; nothing is said before both are in."""
    split = (
        "add 1306 収納課",
        "roster 組織台帳 copy-row 3 4",
        'roster 組織台帳!{課コード}4 = "1306"',
        "roster 組織台帳!{課名}4 = 収納課",
        'roster 組織台帳!{旧課コード}2 = "1304"',
        'roster 組織台帳!{旧課コード}4 = "1304"',
        *(f"1306 {LIST}!{{本部承認日}}{row} = 2019-04-26" for row in (2, 3)),
    )
    assert codes(*split) == []
    assert codes(*split, *GONE) == ["X14"]
    assert "X14" not in codes(*split, *GONE, "1306 absent")


def test_code_that_moved_is_not_compared(codes: Codes) -> None:
    """Where another division names a code as its former one, the code's new owner starts anew."""
    moved = ('roster 組織台帳!{旧課コード}3 = "1304;1305"', "roster 組織台帳!{課名}2 = 徴収課")
    assert "X15" not in codes(*moved, *NEW)


def test_division_of_which_a_part_was_split_off_is_compared(codes: Codes) -> None:
    """It bears its name as last year, so its code is its own although the part names it too."""
    split = ('roster 組織台帳!{旧課コード}3 = "1304;1305"',)
    assert "X15" in codes(*split, *NEW)


def test_division_without_systems_that_had_some_is_one_finding(codes: Codes) -> None:
    """○ at 所管システムなし, and two systems last year."""
    empty = [f"1304 {sheet} delete" for sheet in (LIST, COSTS, MARKS)]
    assert codes("1304 表紙!B9 = ○", *empty) == ["X14"]


def test_system_that_another_division_lists_is_not_gone(codes: Codes) -> None:
    """It was handed over; its ID goes with it."""
    taken = (
        f"1305 {LIST} copy-row 3 4",
        f"1305 {LIST}!{{システムID}}4 = 1304-S02",
        f"1305 {LIST}!{{システム名}}4 = 課税課第2システム",
        f"1305 {COSTS} copy-row 3 4",
        f"1305 {COSTS}!{{システムID}}4 = 1304-S02",
        f"1305 {MARKS} copy-row 3 4",
        f"1305 {MARKS}!B4 = 1304-S02",
    )
    assert codes(*GONE, *taken) == []


def test_link_waits_for_lists_that_are_out(codes: Codes) -> None:
    """Without last year's lists, an ID may be that of a division that has not returned."""
    link = f"1304 {LIST}!{{連携先システムID}}2 = 1305-S77"
    absent = ("previous/1304 absent", "previous/1305 absent")
    assert codes(link) == ["X08"]
    assert codes(link, *absent) == ["X08"]
    assert "X08" not in codes(link, *absent, "1305 absent")


def test_unknown_links_are_answers(codes: Codes) -> None:
    """A division that says 不明 need not state the links that others state."""
    link = f"1304 {LIST}!{{連携先システムID}}2 = 1305-S01"
    assert codes(link, f"1305 {LIST}!{{連携先システムID}}2 = 不明") == []


def test_name_with_its_department(codes: Codes) -> None:
    """区民部課税課 is 課税課 of 区民部; 福祉部課税課 is not."""
    assert codes("1304 表紙!B3 = 区民部 課税課") == []
    assert codes("1304 表紙!B3 = 福祉部課税課") == ["X10"]


def test_vendor_of_costs_counts_too(codes: Codes) -> None:
    """Spellings of lists and costs are compared over the ward; one finding."""
    assert codes(
        f"1304 {COSTS}!{{事業者名}}2 = (株)見本ソフト",
        f"1305 {COSTS}!{{事業者名}}3 = 見本ソフト㈱",
    ) == ["X16"]


def test_second_opinion_is_held_against_the_divisions_own(codes: Codes) -> None:
    """Where the division has changed its letter since, the copy beside the 2次評価 is stale."""
    changed = f"1304 {MARKS}!{{1次評価}}2 = B 改善・見直し"
    assert codes("with システム評価（2次）") == []
    assert codes("with システム評価（2次）", changed) == ["X24"]


def test_unknown_is_counted_and_never_an_error(ward: Ward) -> None:
    """Thirteen 不明 are one info."""
    answers = [f"1304 {MARKS}!{column}2 = 不明" for column in "DEFGHIJKLMNOP"]
    (finding,) = ward(*answers)
    assert (finding.code, finding.severity) == ("X26", "info")


def test_marks_with_an_unknown_between_are_no_straight_line(codes: Codes) -> None:
    """不明 breaks a run."""
    marks = [f"1304 {MARKS}!{column}2 = 3" for column in "DEFGHIJKLMNOP"]
    assert codes(*marks, f"1304 {MARKS}!J2 = 不明") == []


def test_serious_finding_against_its_area(codes: Codes) -> None:
    """Where 1-4 is 一部実施, a finding is held against its area: is everything 実施済 there?"""
    base = ("1304 with 監査調書", "with 前年度監査結果", "1304 監査調書!{回答}5 = 一部実施")
    due = "1304 監査調書!{改善予定日}5 = 2019-09-30"
    area = "前年度監査結果 前年度監査結果!{領域}2 = 個人番号"
    assert codes(*base, due) == []
    assert codes(*base, due, area) == ["X28"]
