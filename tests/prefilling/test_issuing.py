"""System IDs for systems that came in as 新規-1: unique, the next free one, the same everywhere."""

from __future__ import annotations

from pathlib import Path

from tests.prefilling.sending import COSTS, LIST, MARKS, Sent, codes, sent

LAST = "previous/1304 "


def new_system(row: int, name: str = "新規-1", division: str = "1304") -> tuple[str, ...]:
    """Last year's row becomes a new system in all three forms."""
    return tuple(
        f"previous/{division} {sheet}!{{システムID}}{row} = {name}"
        for sheet in (LIST, COSTS, MARKS)
    )


def issued(ward: Sent) -> list[tuple[str, str, str]]:
    return [(e.former_code, e.provisional, e.system_id) for e in ward.outgoing.issued]


def test_one_id_in_list_costs_marks_and_links(tmp_path: Path) -> None:
    """Wherever 新規-1 stood, the ID stands; the division is told on its 表紙."""
    ward = sent(tmp_path, *new_system(3), f"{LAST}{LIST}!{{連携先システムID}}2 = 新規-1; 1305-S01")
    assert issued(ward) == [("1304", "新規-1", "1304-S02")]
    for sheet in (LIST, COSTS, MARKS):
        assert ward.values("1304", "system_id", sheet) == ["1304-S01", "1304-S02"]
    assert ward.rows("1304")[0]["linked_systems"] == ("1304-S02", "1305-S01")
    told = "システムIDを付けました: 新規-1 → 1304-S02（課税課第2システム）"
    assert any(told in line for line in ward.of("1304").notice)
    assert not any("システムIDを付けました" in line for line in ward.of("1305").notice)


def test_the_next_number_that_nobody_ever_bore(tmp_path: Path) -> None:
    """Neither an abolished system's, nor that of a cost line without its system, nor a link's."""
    for number, edits in enumerate(
        (
            (f"{LAST}{LIST}!{{システムID}}2 = 1304-S07", f"{LAST}{LIST}!{{状況}}2 = 廃止済"),
            (f"{LAST}{COSTS}!{{システムID}}2 = 1304-S07",),
            (f"{LAST}{MARKS}!{{システムID}}2 = 1304-s07",),
            (f"{LAST}{MARKS}!{{統合候補システムID}}2 = 1304-S07",),
            (f"previous/1305 {LIST}!{{連携先システムID}}2 = 1304-S07",),
            (f"previous/1305 {LIST}!{{システムID}}2 = 1304-S7",),
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert issued(sent(folder, *new_system(3), *edits))[0][2] == "1304-S08", edits


def test_several_new_systems_get_one_each(tmp_path: Path) -> None:
    """In the order of the list; the same word in another division is another system."""
    ward = sent(tmp_path, *new_system(2, "新規-2"), *new_system(3), *new_system(2, division="1305"))
    assert issued(ward) == [
        ("1304", "新規-2", "1304-S01"),
        ("1304", "新規-1", "1304-S02"),
        ("1305", "新規-1", "1305-S03"),
    ]


def test_past_ninety_nine(tmp_path: Path) -> None:
    """A third digit, and no number twice."""
    ward = sent(tmp_path, *new_system(3), f"{LAST}{LIST}!{{システムID}}2 = 1304-S99")
    assert issued(ward)[0][2] == "1304-S100"


def test_the_parts_of_a_split_division_share_the_id(tmp_path: Path) -> None:
    """A system that both may claim has one ID; both are told of it."""
    ward = sent(
        tmp_path,
        *new_system(3),
        "roster 組織台帳 copy-row 2 4",
        'roster 組織台帳!{課コード}4 = "1306"',
        "roster 組織台帳!{課名}4 = 資産税課",
        'roster 組織台帳!{旧課コード}4 = "1304"',
    )
    assert len(issued(ward)) == 1
    assert ward.values("1304", "system_id") == ward.values("1306", "system_id")
    for code in ("1304", "1306"):
        assert any("新規-1 → 1304-S02" in line for line in ward.of(code).notice)


def test_merged_divisions_may_both_have_had_a_first(tmp_path: Path) -> None:
    """Each 新規-1 gets its own ID, and each cost line finds its own system."""
    ward = sent(
        tmp_path,
        *new_system(3),
        *new_system(3, division="1305"),
        "roster 組織台帳 drop-row 3",
        'roster 組織台帳!{旧課コード}2 = "1304;1305"',
    )
    ids = ["1304-S01", "1304-S02", "1305-S01", "1304-S03"]
    for sheet in (LIST, COSTS, MARKS):
        assert ward.values("1304", "system_id", sheet) == ids


def test_an_issued_id_is_no_finding(tmp_path: Path) -> None:
    """Last year's folder still says 新規-1, and nobody is told that a system went missing."""
    ward = sent(tmp_path, *new_system(3))
    marks = [f"1304 {sheet}!{{確認}}{row} = ○" for sheet in (LIST, COSTS) for row in (2, 3)]
    assert set(codes(ward.returned(*marks))) <= {"R21", "C01"}
