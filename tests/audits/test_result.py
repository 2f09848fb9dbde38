"""The result of a draw: dates, auditors, leaves, and dates that were moved since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.audits.wards import drawn_twelve, twelve

from sysaudit.audits import Move, Size, draw_audits, sealed_by_seed
from sysaudit.audits.standing import Standing
from sysaudit.draw import Undrawable


def test_same_plan_and_key_give_the_same_result() -> None:
    """Whatever the order of the entries; another seed gives another."""
    result = drawn_twelve()
    plan = replace(result.plan, entries=result.plan.entries[::-1])
    again = draw_audits(plan, result.seal)
    assert (again.draw.drawn, again.dates) == (result.draw.drawn, result.dates)
    assert again.leaf_list == result.leaf_list
    assert drawn_twelve("another").leaf_list != result.leaf_list


def test_places_must_and_out() -> None:
    """As many as the places, the must among them, nobody who is out."""
    result = drawn_twelve()
    assert len(result.draw.drawn) == result.plan.places == 4
    assert "1203" in result.draw.drawn
    assert "1103" not in result.draw.drawn | result.draw.reserve.keys()
    assert len(result.leaves) == 12


def test_dates_are_open() -> None:
    """In the order of the days, none twice."""
    result = drawn_twelve()
    assert result.dates.keys() == result.draw.drawn
    assert list(result.dates.values()) == sorted(set(result.dates.values()))
    assert all(day in result.plan.open_dates[code] for code, day in result.dates.items())


def test_auditors_never_visit_their_own_department() -> None:
    """Where the settings name them."""
    result = drawn_twelve(size=Size(11))
    assert len(result.auditors) == 11
    for code, auditor in result.auditors.items():
        assert auditor is not None
        assert auditor.department != result.plan.by_code[code].department


def test_division_without_a_date_stays_drawn() -> None:
    """A must that is busy on every date."""
    plan = twelve()
    dates = plan.window.dates
    entries = [replace(e, blocked=dates) if e.code == "1203" else e for e in plan.entries]
    result = draw_audits(replace(plan, entries=tuple(entries)), sealed_by_seed("2019", "x"))
    assert "1203" in result.draw.drawn
    assert result.schedule.undated == ("1203",)
    assert result.leaves["1203"].detail == "undated"


def test_moved_dates_stand_beside_the_sealed_ones() -> None:
    """The second move begins where the first ended; dates and leaves stay as they were."""
    result = drawn_twelve()
    code, day = next(iter(result.dates.items()))
    moved = result.with_move(code, date(2019, 11, 29), "台風").with_move(
        code, date(2019, 12, 2), "病気"
    )
    assert moved.moves == (
        Move(code, day, date(2019, 11, 29), "台風"),
        Move(code, date(2019, 11, 29), date(2019, 12, 2), "病気"),
    )
    assert moved.moved == {code: moved.moves[1]}
    assert (moved.dates, moved.leaf_list_sha256) == (result.dates, result.leaf_list_sha256)
    assert result.moves == ()


def test_only_drawn_divisions_are_moved() -> None:
    """The message names the code."""
    result = drawn_twelve()
    for code in ("1103", "9999", next(iter(result.draw.reserve))):
        with pytest.raises(Undrawable, match=f"{code} was not drawn"):
            result.with_move(code, date(2019, 12, 2), "台風")


def test_more_must_than_places() -> None:
    """No draw: nobody is dropped silently."""
    plan = twelve()
    entries = tuple(replace(e, standing=Standing.MUST) for e in plan.entries)
    with pytest.raises(Undrawable, match="12 divisions must be audited"):
        draw_audits(replace(plan, entries=entries), sealed_by_seed("2019", "x"))


@pytest.mark.parametrize("count", [1, 11])
def test_the_must_alone_and_everybody(count: int) -> None:
    """Nothing left to chance is a draw all the same."""
    result = drawn_twelve(size=Size(count))
    assert len(result.draw.drawn) == count


def test_more_places_than_divisions() -> None:
    """The message says how many there are."""
    with pytest.raises(Undrawable, match="12 places, but only 11"):
        drawn_twelve(size=Size(12))
