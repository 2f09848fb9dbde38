"""The plan: how many places, what its hash hangs on, and what cannot be drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.audits.files import roster_rows, write_roster
from tests.audits.wards import AUDITORS, answers, audits, division, divisions, inputs, twelve

from sysaudit.audits import Inputs, InputsFaulty, Plan, Size, plan_of, read_inputs
from sysaudit.audits.standing import Standing
from sysaudit.config import Settings
from sysaudit.draw import Auditor, Undrawable
from sysaudit.errors import Misuse
from sysaudit.forms.roster import Division

WARD = roster_rows(
    "1304 区民部 課税課", "1305 区民部 納税課", "1401 健康_福祉部 介護課", "1501 土木部 道路課"
)
WARD[0] |= {"busy_seasons": "9/1-10/15", "outsourced": "○"}
WARD[2] |= {"closed_dates": "2019/11/7; 2019/11/8"}


def planned(rows: list[dict[str, Any]], folder: Path, order: Random | None = None) -> Plan:
    """The plan of a roster workbook."""
    folder.mkdir(exist_ok=True)
    return plan_of(read_inputs(write_roster(folder / "組織台帳.xlsx", rows, order)))


@pytest.mark.parametrize(
    ("in_scope", "fraction", "places"),
    [
        (100, "1/3", 33),
        (101, "1/3", 34),
        (3, "1/2", 2),
        (5, "1/2", 3),
        (1, "1/3", 0),
        (2, "1/4", 1),
    ],
)
def test_fraction_is_rounded_half_up(in_scope: int, fraction: str, places: int) -> None:
    """Not to even, as the language would."""
    assert Size(fraction=Fraction(fraction)).of(in_scope, "1/3") == places
    assert Size().of(in_scope, fraction) == places


def test_fraction_is_of_must_and_in() -> None:
    """Those that are out or carried over do not count; a must does."""
    busy = Settings.model_validate({"draw": {"busy": "exclude", "fraction": "1/2"}})
    roster = divisions("1 部 あ", "2 部 い", "3 部 う", "4 部 え ×", "5 部 お 常", "6 部 か")
    plan = plan_of(inputs(roster, audits("2018 1 あ 内部監査 重大な不適合 未着手")), busy)
    assert [each.standing for each in plan.entries] == [
        Standing.MUST,
        Standing.IN,
        Standing.IN,
        Standing.OUT,
        Standing.CARRIED,
        Standing.IN,
    ]
    assert plan.places == 2


def test_hash_does_not_hang_on_rows_or_columns(tmp_path: Path) -> None:
    """Whoever sorts the roster in Excel changes nothing."""
    right = planned(WARD, tmp_path / "right")
    assert len(right.sha256) == 64
    for seed in range(4):
        shuffled = planned(WARD, tmp_path / str(seed), Random(seed))
        assert (shuffled.sha256, shuffled.entries) == (right.sha256, right.entries)


def test_hash_is_that_of_the_text() -> None:
    """A line for each fact, by code; the names of divisions and files are none of them."""
    lines = twelve().text.splitlines()
    assert lines[:4] == ["sysaudit-plan/1", "draw_id|2019", "places|4", "visits_per_date|1"]
    assert "auditor|見本 花子|土木部" in lines
    assert "division|1203|区民部|must|1" in lines
    assert "division|1103|総務部|out|4" in lines
    assert not any("戸籍課" in line for line in lines)


def _with(plan: Plan, code: str, /, **values: Any) -> Plan:
    entries = [replace(e, **values) if e.code == code else e for e in plan.entries]
    return replace(plan, entries=tuple(entries))


CHANGES: dict[str, Callable[[Plan], Plan]] = {
    "weight": lambda p: _with(p, "1101", weight=5),
    "standing": lambda p: _with(p, "1101", standing=Standing.MUST),
    "department": lambda p: _with(p, "1101", department="区民部"),
    "blocked date": lambda p: _with(p, "1201", blocked=p.by_code["1201"].blocked[1:]),
    "code": lambda p: _with(p, "1101", code="1100"),
    "division gone": lambda p: replace(p, entries=p.entries[1:]),
    "size": lambda p: replace(p, places=5),
    "draw_id": lambda p: replace(p, draw_id="2019-2"),
    "per date": lambda p: replace(p, window=replace(p.window, per_date=2)),
    "first day": lambda p: replace(p, window=replace(p.window, first=date(2019, 9, 3))),
    "closed day": lambda p: replace(p, window=replace(p.window, closed={})),
    "auditor": lambda p: replace(p, auditors=p.auditors[:1]),
    "auditor's department": lambda p: replace(
        p, auditors=(Auditor("見本 一郎", "区民部"), *p.auditors[1:])
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_hash_changes_with_every_fact(change: Callable[[Plan], Plan]) -> None:
    """One weight, one date, one auditor, one place."""
    assert change(twelve()).sha256 != twelve().sha256


def test_hash_does_not_change_with_what_is_shown_only() -> None:
    """Names, phones, reasons and points are beside the draw."""
    shown = _with(twelve(), "1101", name="庶務課", promoter="x", extension="1", total=9)
    assert shown.sha256 == twelve().sha256


def test_full_width_codes_become_half_width(tmp_path: Path) -> None:
    """And codes that Excel holds as numbers their digits."""
    rows = [dict(row) for row in WARD]
    rows[0]["division_code"], rows[1]["division_code"] = "１３０４", 1305
    assert planned(rows, tmp_path / "typed").sha256 == planned(WARD, tmp_path / "w").sha256


def test_codes_that_become_equal_are_refused(tmp_path: Path) -> None:
    """Nobody knows which is which; both rows or names are told."""
    rows = roster_rows("1304 区民部 課税課", "１３０４ 区民部 納税課")
    with pytest.raises(InputsFaulty) as raised:
        planned(rows, tmp_path)
    (finding,) = raised.value.findings
    assert (finding.address.sheet, finding.address.row) == ("組織台帳", 3)
    assert "B2「課税課」とこの行「納税課」" in finding.message.ja


def test_equal_codes_without_a_workbook() -> None:
    """The plan refuses them with both names."""
    with pytest.raises(Undrawable) as raised:
        plan_of(inputs(divisions("1304 区民部 課税課", "1304 区民部 納税課")))
    assert "「課税課」と「納税課」" in raised.value.text.ja
    assert "課税課 and 納税課" in raised.value.text.en


def test_department_is_tidied(tmp_path: Path) -> None:
    """健康　福祉部 with a full-width space is 健康 福祉部."""
    assert planned(WARD, tmp_path).by_code["1401"].department == "健康 福祉部"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"division_code": "Ａ1"}, "「A1」と書いてください"),
        ({"division_code": "13|4"}, "「|」は使えません"),
        ({"division_code": ""}, "空欄です"),
        ({"division_code": "1304\u200b"}, "見えない文字（U+200B）"),
        ({"department": ""}, "空欄です"),
        ({"department": "区民|部"}, "「|」は使えません"),
    ],
)
def test_texts_that_cannot_be_hashed(wrong: dict[str, str], told: str) -> None:
    """A record that did not come through reading is refused with the right form."""
    base = division("1304 区民部 課税課").model_dump(exclude={"origin"})
    with pytest.raises(Undrawable) as raised:
        plan_of(inputs([Division(**{**base, **wrong})]))
    assert told in raised.value.text.ja


def test_auditors_of_the_settings() -> None:
    """Tidied, as departments are; a department that the roster lacks is refused."""
    made = {"draw": {"auditors": [{"name": "見本　一郎", "department": "区民部　"}]}}
    plan = twelve(Settings.model_validate(made))
    assert plan.auditors == (Auditor("見本 一郎", "区民部"),)
    assert twelve(Settings()).auditors == ()
    assert len(twelve(Settings.model_validate(AUDITORS)).auditors) == 2
    made["draw"]["auditors"][0]["name"] = "見本|一郎"
    with pytest.raises(Undrawable, match="the auditor"):
        twelve(Settings.model_validate(made))
    made["draw"]["auditors"][0] = {"name": "見本一郎", "department": "区民課"}
    with pytest.raises(Undrawable, match="not on the roster"):
        twelve(Settings.model_validate(made))


def test_silence_counts_only_where_it_was_asked() -> None:
    """Not for a division that is out, and not where no self-checks were given."""
    roster = divisions("1 部 あ", "2 部 い", "3 部 う ×")
    asked = plan_of(inputs(roster, checks={"1": answers()}))
    assert [each.total for each in asked.entries] == [0, 4, 0]
    assert [each.total for each in plan_of(inputs(roster)).entries] == [0, 0, 0]


def test_carried_over_by_last_years_code() -> None:
    """Also of a division that was renamed since; a new division under the code is not meant."""
    roster = divisions("2101 部 あ 旧1101", "1102 部 い", "1101 部 う")
    plan = plan_of(inputs(roster), carried={"1101"})
    assert {each.code for each in plan.having(Standing.MUST)} == {"2101"}


def test_gap_is_known_only_with_all_years() -> None:
    """The plan says whether the rule on years could be used."""
    rows = [f"{year} 9 別課 内部監査" for year in (2016, 2017, 2018)]
    roster = divisions("1 部 あ")
    assert plan_of(inputs(roster, audits(*rows))).gap_known
    assert not plan_of(inputs(roster, audits(*rows[1:]))).gap_known


def test_chances_add_up_to_the_places() -> None:
    """1 for a must, 0 for one that is out."""
    plan = twelve()
    assert sum(plan.chances.values(), Fraction(0)) == pytest.approx(plan.places)
    assert plan.chances["1203"] == 1
    assert plan.chances["1103"] == 0


def test_blank_ward() -> None:
    """Without divisions in scope there are no places."""
    plan: Plan = plan_of(inputs(divisions("1 部 あ ×")))
    assert plan.places == 0


@pytest.mark.parametrize("draw_id", ["", "2019 2", "Ａ", "2019|1", "-1", "x" * 33])
def test_wrong_draw_id(draw_id: str) -> None:
    """Refused, with an example."""
    with pytest.raises(Undrawable, match="such as 2019"):
        twelve(draw_id=draw_id)


def test_wrong_window() -> None:
    """Is misuse."""
    with pytest.raises(Misuse, match="visits cannot be from"):
        twelve(first=date(2019, 12, 1), last=date(2019, 11, 1))


def test_plan_of_a_workbook_is_that_of_its_records() -> None:
    """Roster columns that are beside the draw change nothing."""
    made: Inputs = inputs(divisions("1304 区民部 課税課 委"))
    assert plan_of(made).text == plan_of(replace(made, files=())).text
