"""What is new, what is still there, what was mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.rounds.playing import COSTS, SYSTEMS, gone, played, states

from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.rounds import State, Tally, compared, read_baseline

BLANK = [f"1304 {SYSTEMS}!{{利用者数}}{row} =" for row in range(2, 7)]
"""Five cells that make one finding, Y2:Y6."""
ABOUT = f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"
OTHER = f"1305 {SYSTEMS}!{{利用者数}}3 = 約30人"
NOTHING: dict[State, list[str]] = {State.MENDED: [], State.UNCHECKED: []}


def without(row: int) -> list[str]:
    return [edit for edit in BLANK if f"}}{row} " not in edit]


def test_a_finding_stands_for_all_its_cells(tmp_path: Path) -> None:
    """Five cells, one finding, five members; its id is that of the first."""
    (finding,) = played(tmp_path, BLANK, systems=5).validation.findings
    assert (finding.address.cell, finding.count) == ("Y2:Y6", 5)
    assert len(set(finding.members)) == 5
    assert finding.members[0] == finding.id


def test_new_still_and_mended(tmp_path: Path) -> None:
    """The three states, and the numbers of each division."""
    first = played(tmp_path, [ABOUT, *BLANK[1:2]])
    second = played(tmp_path, [*BLANK[1:2], OTHER], first)
    assert states(second) == [("C01", "Y3", "still"), ("C09", "Y3", "new")]
    assert gone(second) == {State.MENDED: ["C09"], State.UNCHECKED: []}
    change = second.change
    assert change.tally_of("1304") == Tally(new=0, still=1, mended=1)
    assert change.tally_of("1305") == Tally(new=1, still=0, mended=0)
    assert change.tally_of("1399") == Tally()
    assert change.total == Tally(new=1, still=1, mended=1)
    assert [each.given for each in change.mended_of("1304")] == ["約20人"]
    assert change.mended_of("1305") == ()


@pytest.mark.parametrize(
    ("mended", "left"), [(4, ["Y2:Y3", "Y5:Y6"]), (2, ["Y3:Y6"]), (6, ["Y2:Y5"])]
)
def test_cells_mended_within_a_run_leave_the_rest_as_it_was(
    mended: int, left: list[str], tmp_path: Path
) -> None:
    """The run splits or gets another id; what is left is neither mended nor new."""
    first = played(tmp_path, BLANK, systems=5)
    second = played(tmp_path, without(mended), first, systems=5)
    assert states(second) == [("C01", cell, "still") for cell in left]
    assert gone(second) == NOTHING


def test_a_run_that_grows_or_closes_is_no_new_finding(tmp_path: Path) -> None:
    """Two runs become one when the cell between them is made blank."""
    first = played(tmp_path, without(4), systems=5)
    second = played(tmp_path, BLANK, first, systems=5)
    assert states(second) == [("C01", "Y2:Y6", "still")]
    assert gone(second) == NOTHING


def test_a_whole_run_mended(tmp_path: Path) -> None:
    """It is mended once, as it stood then, with all its cells."""
    first = played(tmp_path, BLANK, systems=5)
    (known,) = played(tmp_path, (), first, systems=5).change.mended
    assert (known.cell, known.count, len(known.members)) == ("Y2:Y6", 5, 5)


def test_rows_put_in_and_a_renamed_file_change_nothing(tmp_path: Path) -> None:
    """Findings are known by division, form, key and field, not by row and file."""
    first = played(tmp_path, [*BLANK, OTHER], systems=5)
    moved = [
        *BLANK,
        OTHER,
        f"1304 {SYSTEMS} insert-rows 4 1",
        f"1304 {SYSTEMS} copy-row 7 4",
        f"1304 {SYSTEMS} drop-row 7",
        "1304 file 【再提出】1304_最終版(2).xlsx",
        "1305 file 1305.xlsx",
    ]
    second = played(tmp_path, moved, first, systems=5)
    assert {(code, state) for code, _, state in states(second)} == {
        ("C01", "still"),
        ("C09", "still"),
    }
    assert gone(second) == NOTHING


def test_blank_keys_are_told_apart_by_number(tmp_path: Path) -> None:
    """Three rows without an ID, one of them mended: what is left is still the same."""
    rows = [f"1304 {SYSTEMS}!{{システムID}}{row} =" for row in (2, 3, 4)]
    first = played(tmp_path, rows, systems=5)
    second = played(tmp_path, [rows[0], rows[2]], first, systems=5)
    ids = [state for code, _, state in states(second) if code == "C01"]
    assert ids == ["still", "still"]
    assert "C01" not in gone(second)[State.MENDED]


def test_a_baseline_of_an_earlier_version(tmp_path: Path) -> None:
    """What an earlier version wrote has no members: its id alone counts."""
    first = played(tmp_path, [*BLANK, OTHER], systems=5)
    told = first.told
    for key in ("rounds", "papers", "mended", "unchecked", "advice"):
        del told[key]
    for each in told["findings"]:
        del each["members"], each["state"]
    first.json.write_text(json.dumps(told), encoding="utf-8")
    second = played(tmp_path, without(4), first, systems=5)
    assert ("C01", "Y2:Y3", "still") in states(second)
    assert gone(second) == {State.MENDED: ["C09"], State.UNCHECKED: []}
    assert [each.as_of for each in second.change.rounds] == [date(2019, 7, 1)] * 2
    assert (second.change.before.errors, second.change.now.errors) == (2, 2)


def test_waived_then_or_now(tmp_path: Path) -> None:
    """What was accepted is not mended when it goes; what is accepted now is not either."""
    waiver = {"code": "C09", "division": "1304", "reason": "既知", "who": "見本"}
    settings = Settings.model_validate({"waivers": [waiver]})
    plain = played(tmp_path, [ABOUT])
    accepted = played(tmp_path, [ABOUT], plain, settings=settings)
    assert gone(accepted) == NOTHING
    assert accepted.change.total == Tally()
    assert gone(played(tmp_path, (), accepted, settings=settings)) == NOTHING
    in_force = played(tmp_path, [ABOUT], accepted)
    assert states(in_force) == [("C09", "Y2", "still")]


def test_infos_have_a_state_and_are_not_counted(tmp_path: Path) -> None:
    """They need no hand, so that nobody mends them."""
    info = f"1304 {SYSTEMS}!{{利用者数}}2 = １，２００"
    first = played(tmp_path, [info])
    assert [state for *_, state in states(played(tmp_path, [info], first))] == ["still"]
    second = played(tmp_path, (), first)
    assert len(second.change.mended) == 1
    assert second.change.total == Tally()


def test_another_fiscal_year(tmp_path: Path) -> None:
    """Told in one line in both languages."""
    first = played(tmp_path)
    told = first.told | {"fiscal_year": 2018}
    first.json.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Misuse, match="fiscal 2018") as misuse:
        compared(first.validation, read_baseline(first.json))
    assert "2018年度" in misuse.value.text.ja


def test_three_rounds_in_a_chain(tmp_path: Path) -> None:
    """Each JSON is the baseline of the next and carries the whole history."""
    first = played(tmp_path, [ABOUT, OTHER, "1305 absent"], as_of=date(2019, 6, 20))
    second = played(tmp_path, [ABOUT, OTHER], first, as_of=date(2019, 7, 1))
    third = played(tmp_path, [OTHER], second, as_of=date(2019, 7, 20))
    told = [tuple(each.values()) for each in third.told["rounds"]]
    assert told == [
        ("2019-06-20", 1, 0, 1, 1, 1, 1),
        ("2019-07-01", 2, 0, 2, 0, 2, 0),
        ("2019-07-20", 2, 1, 1, 0, 1, 0),
    ]
    assert [each.code for each in second.change.mended] == ["F13"]
    assert [each.code for each in third.change.mended] == ["C09"]
    assert [(f["code"], f["state"]) for f in third.told["findings"]] == [("C09", "still")]
    assert [f["state"] for f in third.told["mended"]] == ["mended"]


def test_what_comes_back_after_it_was_mended_is_new(tmp_path: Path) -> None:
    """A round is compared with the one before alone."""
    first = played(tmp_path, [ABOUT])
    second = played(tmp_path, (), first)
    third = played(tmp_path, [ABOUT], second)
    assert states(third) == [("C09", "Y2", "new")]


def test_a_line_of_costs_has_its_own_key(tmp_path: Path) -> None:
    """Lines of one system are told apart, whatever row they stand in."""
    edits = [f"1304 {COSTS}!{{金額の確度}}2 =", f"1304 {COSTS}!{{金額の確度}}3 ="]
    first = played(tmp_path, edits)
    second = played(tmp_path, edits[1:], first)
    assert states(second) == [("C01", second.validation.findings[0].address.cell, "still")]
    assert gone(second) == NOTHING
