"""What is gone is mended only where it would have been seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.rounds.playing import COSTS, SCORES, SYSTEMS, Played, gone, played, states

from sysaudit.config import Settings
from sysaudit.rounds import State

ABOUT = f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"
NO_COST = f"1304 {COSTS} drop-row 3"
"""X03: a system without a line of costs."""


def unchecked(round_: Played, *codes: str) -> bool:
    """Whether these and no others could not be looked for, and nothing was mended."""
    return gone(round_) == {State.MENDED: [], State.UNCHECKED: list(codes)}


def mended(round_: Played, *codes: str) -> bool:
    """Whether these and no others were mended, and everything could be looked for."""
    return gone(round_) == {State.MENDED: list(codes), State.UNCHECKED: []}


def test_a_division_that_is_not_among_the_files(tmp_path: Path) -> None:
    """Its findings wait: in a later round they are found still there, or mended."""
    first = played(tmp_path, [ABOUT])
    second = played(tmp_path, ["1304 absent"], first)
    assert unchecked(second, "C09")
    assert [f["state"] for f in second.told["unchecked"]] == ["unchecked"]
    assert states(played(tmp_path, [ABOUT], second)) == [("C09", "Y2", "still")]
    assert gone(played(tmp_path, (), second))[State.MENDED] == ["F14", "C09"]
    third = played(tmp_path, ["1304 absent"], second)
    assert unchecked(third, "C09")


def test_only_the_files_that_came_back(tmp_path: Path) -> None:
    """A round over one file of the ward, without the roster, mends nothing of the others."""
    other = f"1305 {SYSTEMS}!{{利用者数}}2 = 約20人"
    first = played(tmp_path, [ABOUT, other])
    assert gone(played(tmp_path, (), first, roster=False, only=["1304"])) == {
        State.MENDED: ["C09"],
        State.UNCHECKED: ["C09"],
    }


@pytest.mark.parametrize("edit", ["1304 bytes 00", "1304 text", f"1304 {SYSTEMS} delete"])
def test_a_second_return_that_cannot_be_read(edit: str, tmp_path: Path) -> None:
    """A damaged or empty file, or one without the sheet, has mended nothing."""
    second = played(tmp_path, [edit], played(tmp_path, [ABOUT]))
    assert unchecked(second, "C09")


@pytest.mark.parametrize(
    "edit", [f"1304 {SYSTEMS} drop-column Y", f"1304 {SYSTEMS} empty", f"1304 {SYSTEMS}!Y1 = 人"]
)
def test_a_sheet_without_the_column_or_the_rows(edit: str, tmp_path: Path) -> None:
    """Where the cell was is nothing now."""
    assert unchecked(played(tmp_path, [edit], played(tmp_path, [ABOUT])), "C09")


def test_another_column_taken_out(tmp_path: Path) -> None:
    """It does not keep the finding from being seen to be mended."""
    edit = f"1304 {SYSTEMS} drop-column D"
    assert "C09" in gone(played(tmp_path, [edit], played(tmp_path, [ABOUT])))[State.MENDED]


def test_an_unreadable_file_that_can_be_read_now(tmp_path: Path) -> None:
    """It is mended, under whatever name it comes."""
    first = played(tmp_path, ["1304 bytes 00"])
    (code,) = (f.code for f in first.validation.findings)
    assert mended(played(tmp_path, (), first), code)
    assert mended(played(tmp_path, ["1304 file 1304 再提出.xlsx"], first), code)
    assert unchecked(played(tmp_path, ["1304 absent"], first), code)


def test_a_division_that_has_returned(tmp_path: Path) -> None:
    """未提出 is mended as soon as there is a file, be it unreadable."""
    first = played(tmp_path, ["1305 absent"])
    assert mended(played(tmp_path, (), first), "F14")
    assert mended(played(tmp_path, ["1305 bytes 00"], first), "F14")


def test_a_division_that_is_still_missing_after_its_due_date(tmp_path: Path) -> None:
    """F13 becomes F14, which is no new finding and mends none."""
    first = played(tmp_path, ["1305 absent"], as_of=date(2019, 6, 1))
    second = played(tmp_path, ["1305 absent"], first, as_of=date(2019, 7, 1))
    assert states(second) == [("F14", None, "still")]
    assert mended(second)


def test_a_rule_that_was_switched_off(tmp_path: Path) -> None:
    """Nobody has looked; that is told once, for nobody is going to."""
    settings = Settings(rules={"C09": "off"})
    second = played(tmp_path, (), played(tmp_path, [ABOUT]), settings=settings)
    assert unchecked(second, "C09")
    assert unchecked(played(tmp_path, (), second, settings=settings))


def test_a_rule_across_forms_needs_all_that_it_had(tmp_path: Path) -> None:
    """A system without costs is not mended by a division that sends its list alone."""
    first = played(tmp_path, [NO_COST])
    assert "X03" in [f.code for f in first.validation.findings]
    assert "X03" in gone(played(tmp_path, (), first))[State.MENDED]
    for edit in (f"1304 {COSTS} delete", "1304 duplicate 1304(2).xlsx"):
        second = played(tmp_path, [edit], first)
        assert "X03" in gone(second)[State.UNCHECKED]


def test_a_rule_across_forms_needs_no_more_than_it_had(tmp_path: Path) -> None:
    """監査調書 were checked too, then; without them the costs can be looked for all the same."""
    first = played(tmp_path, [NO_COST, "1304 with 監査調書"])
    assert "X03" in gone(played(tmp_path, (), first))[State.MENDED]


def test_a_rule_on_several_divisions_needs_all_of_them(tmp_path: Path) -> None:
    """The same ID in two divisions is not mended by the absence of one."""
    same = f"1305 {SYSTEMS}!{{システムID}}2 = 1304-S01"
    first = played(tmp_path, [same])
    assert "X04" in [f.code for f in first.validation.findings]
    second = played(tmp_path, ["1304 absent"], first)
    assert "X04" not in gone(second)[State.MENDED]
    assert "X04" in gone(played(tmp_path, (), first))[State.MENDED]


def test_last_years_returns_left_out(tmp_path: Path) -> None:
    """What was found against them waits until they are given again, over several rounds."""
    edits = [f"1304 {SYSTEMS} drop-row 3", f"1304 {COSTS} drop-row 3", f"1304 {SCORES} drop-row 3"]
    first = played(tmp_path, edits, previous=True)
    assert "X14" in [f.code for f in first.validation.findings]
    second = played(tmp_path, edits, first)
    assert "X14" in gone(second)[State.UNCHECKED]
    third = played(tmp_path, (), second)
    assert "X14" in gone(third)[State.UNCHECKED]
    assert "X14" in gone(played(tmp_path, (), third, previous=True))[State.MENDED]


def test_the_roster_left_out(tmp_path: Path) -> None:
    """A code that is not on the roster cannot be seen to be put right without it."""
    first = played(tmp_path, ["1304 表紙!B3 = 税務課"])
    assert "X10" in [f.code for f in first.validation.findings]
    assert "X10" in gone(played(tmp_path, (), first, roster=False))[State.UNCHECKED]
    assert "X10" in gone(played(tmp_path, (), first))[State.MENDED]


def test_a_file_of_nobody(tmp_path: Path) -> None:
    """Put right under its name it is mended; taken away it is told once, and then let go."""
    edits = ["add 9999 迷子課", "9999 file 調査票.xlsx", "9999 表紙!B2 ="]
    edits += [f"9999 {sheet}!A{row} =" for sheet in (SYSTEMS, SCORES) for row in (2, 3)]
    edits += [f"9999 {SYSTEMS}!{{利用者数}}2 = 約20人"]
    first = played(tmp_path, edits)
    assert "F15" in [f.code for f in first.validation.findings]
    second = played(tmp_path, (), first)
    assert "F15" in gone(second)[State.UNCHECKED]
    assert gone(played(tmp_path, (), second)) == {State.MENDED: [], State.UNCHECKED: []}
