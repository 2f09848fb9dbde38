"""A result against its sources: shares, roster, receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.audits.books import Place, at, places, read, untouched
from tests.audits.wards import (
    AUDITORS,
    TWELVE,
    TWELVE_RESULTS,
    audits,
    divisions,
    drawn_twelve,
    inputs,
    twelve,
)

from sysaudit.audits import (
    Plan,
    Result,
    Seal,
    book,
    draw_audits,
    plan_of,
    sealed_by_seed,
    sealed_by_shares,
)
from sysaudit.audits.differences import changes
from sysaudit.audits.receipt import Receipt, read_receipt
from sysaudit.audits.verification import verified
from sysaudit.config import Settings
from sysaudit.findings import Text
from sysaudit.reports.draw_workbook import draw_workbook

SHARES = {"secretariat": "ab" * 32, "witness": "cd" * 32}
SEAL = sealed_by_shares("2019", SHARES)


@cache
def sealed() -> bytes:
    """The result of a draw by two shares."""
    return draw_workbook(draw_audits(twelve(), SEAL))


def other_plan(*lines: str, **values: Any) -> Plan:
    """The plan of the twelve with other lines for some of them."""
    codes = {line.split()[0]: line for line in lines}
    roster = [codes.get(line.split()[0], line) for line in TWELVE]
    settings = Settings.model_validate(AUDITORS)
    return plan_of(
        inputs(divisions(*roster), audits(*TWELVE_RESULTS)), settings, **{"size": None, **values}
    )


def test_right_sources(tmp_path: Path) -> None:
    """Nothing differs, and nothing is left to trust but what the receipt would show."""
    told = read(sealed(), tmp_path)
    found = verified(told, seal=SEAL, plan=twelve())
    assert found.differences == ()
    (size,) = found.taken_on_trust
    assert "--receipt" in size.en
    assert verified(told).differences == ()
    assert [t.en.split(":")[0] for t in verified(told).taken_on_trust] == [
        "the key was taken from the result",
        "weights and dates were taken from the result",
        size.en.split(":")[0],
    ]


def test_seed_as_it_was_told(tmp_path: Path) -> None:
    """Whatever NFKC makes equal."""
    told = read(untouched(), tmp_path)
    assert verified(told, seal=sealed_by_seed("2019", "２０１９０４２６")).differences == ()


def test_another_seed(tmp_path: Path) -> None:
    """Is told at the key, with what it would have changed."""
    told = read(untouched(), tmp_path)
    (found,) = verified(told, seal=sealed_by_seed("2019", "another")).differences
    assert places((found,)) == {at(untouched(), book.PROOF, "key")}
    assert found.changes == changes(drawn_twelve(), drawn_twelve("another"))
    assert found.changes.dropped


def test_another_share(tmp_path: Path) -> None:
    """Told at its commitment and at the key, not at the other's commitment."""
    other = sealed_by_shares("2019", {**SHARES, "witness": "00" * 32})
    found = verified(read(sealed(), tmp_path), seal=other).differences
    assert places(found) == {
        at(sealed(), book.PROOF, "witness"),
        at(sealed(), book.PROOF, "key"),
    }
    assert found[-1].changes == changes(draw_audits(twelve(), SEAL), draw_audits(twelve(), other))


def test_key_that_the_shares_do_not_make(tmp_path: Path) -> None:
    """Somebody drew until it suited, and put the old commitments beside."""
    forged = Seal(sealed_by_seed("2019", "wish").key, None, SEAL.commitments)
    content = draw_workbook(draw_audits(twelve(), forged))
    assert verified(read(content, tmp_path)).differences == ()
    (found,) = verified(read(content, tmp_path), seal=SEAL).differences
    assert places((found,)) == {at(content, book.PROOF, "key")}
    assert found.changes is not None


def test_weight_that_the_inputs_do_not_give(tmp_path: Path) -> None:
    """A result that agrees with itself, made with one weight raised: cell and effect are told."""
    raised = [replace(e, weight=400) if e.code == "1302" else e for e in twelve().entries]
    forged = draw_audits(replace(twelve(), entries=tuple(raised)), sealed_by_seed("2019", "s"))
    content = draw_workbook(forged)
    told = read(content, tmp_path)
    assert verified(told).differences == ()
    (found,) = verified(told, plan=twelve()).differences
    assert places((found,)) == {at(content, book.DIVISIONS, "重み", "1302")}
    assert found.what.ja == "重み: 結果では「400」、資料からは「3」"
    right = draw_audits(twelve(), sealed_by_seed("2019", "s"))
    assert found.changes == changes(forged, right)
    assert found.changes.dropped == ("1302",)


def test_one_more_busy_season(tmp_path: Path) -> None:
    """The inputs block the day on which 1202 is visited: another day, nobody else drawn."""
    plan = other_plan("1202 区民部 課税課 番 委 秋 冬")
    assert plan.by_code["1202"].blocked != twelve().by_code["1202"].blocked
    found = verified(read(untouched(), tmp_path), plan=plan).differences
    assert places(found) == {at(untouched(), book.DIVISIONS, "訪問できない期間", "1202")}
    assert found[0].changes is not None
    assert (found[0].changes.dropped, found[0].changes.added) == ((), ())


def test_season_that_blocks_the_day_of_a_visit(tmp_path: Path) -> None:
    """1203 on 30 September would have been visited later."""
    found = verified(
        read(untouched(), tmp_path), plan=other_plan("1203 区民部 納税課 秋")
    ).differences
    assert places(found) == {at(untouched(), book.DIVISIONS, "訪問できない期間", "1203")}
    assert found[0].changes is not None
    assert "1203" in found[0].changes.dated


def test_points_that_the_inputs_do_not_give(tmp_path: Path) -> None:
    """Of 1102, which outsources after all: its points, and not its weight, differ."""
    found = verified(
        read(untouched(), tmp_path), plan=other_plan("1102 総務部 人事課 委")
    ).differences
    assert at(untouched(), book.DIVISIONS, "点数の内訳", "1102") in places(found)
    assert at(untouched(), book.DIVISIONS, "重み", "1102") not in places(found)


@pytest.mark.parametrize(
    ("line", "heading"),
    [("1302 福祉部 介護保険課 番 委", "部名"), ("1302 健康福祉部 介護保険課 ×", "区分")],
)
def test_other_rows_of_the_roster(line: str, heading: str, tmp_path: Path) -> None:
    """Department and standing, with their effects."""
    found = verified(read(untouched(), tmp_path), plan=other_plan(line)).differences
    place = at(untouched(), book.DIVISIONS, heading, "1302")
    (one,) = [each for each in found if places((each,)) == {place}]
    assert one.changes is not None


def test_rows_that_are_there_on_one_side_only(tmp_path: Path) -> None:
    """A division that the result lacks, and one that the roster lacks."""
    lines = [*TWELVE[:-1], "1403 土木部 河川課"]
    settings = Settings.model_validate(AUDITORS)
    plan = plan_of(inputs(divisions(*lines), audits(*TWELVE_RESULTS)), settings)
    found = verified(read(untouched(), tmp_path), plan=plan).differences
    assert places(found) == {
        at(untouched(), book.DIVISIONS, "課コード", "1402"),
        Place(book.DIVISIONS, None),
    }
    assert all(each.changes is not None for each in found)


SHOWN: dict[str, dict[str, Any]] = {
    "課名": {"name": "納税課"},
    "理由": {"reasons": Text("都合", "convenience")},
    "点数": {"total": 9},
    "基礎の重み": {"base": 4},
    "前年度監査": {"visited_last_year": True},
}
"""What the hash of the plan does not hold, yet visitors and divisions read."""


@pytest.mark.parametrize("heading", SHOWN)
def test_what_is_shown_is_held_against_the_inputs(heading: str, tmp_path: Path) -> None:
    """A forged name sends the auditors to another door, though every hash agrees."""
    entries = [replace(e, **SHOWN[heading]) if e.code == "1202" else e for e in twelve().entries]
    forged = draw_audits(replace(twelve(), entries=tuple(entries)), sealed_by_seed("2019", "s"))
    content = draw_workbook(forged)
    found = verified(read(content, tmp_path), plan=twelve()).differences
    assert at(content, book.DIVISIONS, heading, "1202") in places(found)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"draw_id": "2019-b"}, "draw_id"),
        ({"first": date(2019, 9, 17)}, "first"),
        ({"per_date": 2}, "first"),
    ],
)
def test_size_and_window_of_the_inputs(values: dict[str, Any], key: str, tmp_path: Path) -> None:
    """Where they are other ones, at their fields."""
    found = verified(read(untouched(), tmp_path), plan=other_plan(**values)).differences
    assert at(untouched(), book.PROOF, key) in places(found)


def test_closed_day_that_was_taken_out(tmp_path: Path) -> None:
    """A result that was drawn with visits on the day of the enthronement: told with its effect."""
    window = twelve().window
    closed = {day: name for day, name in window.closed.items() if day != date(2019, 10, 22)}
    plan = replace(twelve(), window=replace(window, closed=closed))
    content = draw_workbook(draw_audits(plan, sealed_by_seed("2019", "s")))
    (found,) = verified(read(content, tmp_path), plan=twelve()).differences
    assert places((found,)) == {at(content, book.PROOF, "first")}
    assert found.changes is not None


def test_other_auditors(tmp_path: Path) -> None:
    """Than the settings name."""
    (found,) = verified(
        read(untouched(), tmp_path), plan=replace(twelve(), auditors=())
    ).differences
    assert "監査実施人" in found.what.ja


def large(weight: int) -> Plan:
    """Forty divisions of one weight."""
    lines = [f"{n} 部{n % 4} 課{n}" for n in range(1000, 1040)]
    plan = plan_of(inputs(divisions(*lines)))
    return replace(plan, entries=tuple(replace(e, weight=weight) for e in plan.entries))


def test_many_differences_are_told_with_one_effect(tmp_path: Path) -> None:
    """Each of forty has its cell; what they change is worked out once, for all of them."""
    result: Result = draw_audits(large(4), sealed_by_seed("2019", "s"))
    found = verified(read(draw_workbook(result), tmp_path), plan=large(5)).differences
    assert len(found) == 41
    assert [each.changes is not None for each in found] == [False] * 40 + [True]
    assert found[-1].changes == changes(result, result)


def receipt(**values: Any) -> Receipt:
    """What the witness kept of the sealed draw."""
    return replace(Receipt("2019", twelve().sha256, SEAL.commitments), **values)


def test_receipt(tmp_path: Path) -> None:
    """As printed, it agrees."""
    told = read(sealed(), tmp_path)
    assert verified(told, receipt=read_receipt(receipt().text)).differences == ()


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"plan": "0" * 64}, "plan"),
        ({"draw_id": "2018"}, "draw_id"),
        ({"commitments": {**SEAL.commitments, "witness": "0" * 64}}, "witness"),
        ({"commitments": {**SEAL.commitments, "secretariat": "0" * 64}}, "secretariat"),
    ],
)
def test_receipt_of_another_draw(values: dict[str, Any], key: str, tmp_path: Path) -> None:
    """Each line that does not agree is told at its field."""
    found = verified(read(sealed(), tmp_path), receipt=receipt(**values)).differences
    assert places(found) == {at(sealed(), book.PROOF, key)}


def test_receipt_of_a_draw_by_seed(tmp_path: Path) -> None:
    """A draw without commitments is not the one that the witness saw."""
    found = verified(read(untouched(), tmp_path), receipt=receipt()).differences
    assert {str(place.cell) for place in places(found)} == {
        at(untouched(), book.PROOF, key).cell for key in ("secretariat", "witness")
    }


def test_receipt_sees_a_plan_that_was_changed_with_its_hash(tmp_path: Path) -> None:
    """A forger who makes everything agree cannot change the paper."""
    entries = [replace(e, weight=400) if e.code == "1302" else e for e in twelve().entries]
    content = draw_workbook(draw_audits(replace(twelve(), entries=tuple(entries)), SEAL))
    told = read(content, tmp_path)
    assert verified(told, seal=SEAL).differences == ()
    found = verified(told, seal=SEAL, receipt=receipt()).differences
    assert places(found) == {at(content, book.PROOF, "plan")}
