"""Whether the calendar can work, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from tests.audits.wards import audits, division, divisions, inputs, twelve

from sysaudit.audits.plan import Plan
from sysaudit.audits.planning import Size, plan_of
from sysaudit.audits.rehearsal import FEWER, TIMES, rehearsed
from sysaudit.config import Settings
from sysaudit.draw import Undrawable
from sysaudit.forms.roster import Division

FIRST, LAST = date(2019, 10, 7), date(2019, 10, 11)
TWO = (date(2019, 10, 7), date(2019, 10, 10))


def only(line: str, *days: date) -> Division:
    """A division that can be visited in that week on these days alone."""
    week = [date(2019, 10, day) for day in range(7, 12)]
    return division(line, closed_dates=tuple(day for day in week if day not in days))


def plan(roster: Sequence[Division], count: int, per_date: int = 1) -> Plan:
    """The plan of that week."""
    return plan_of(inputs(roster), size=Size(count), first=FIRST, last=LAST, per_date=per_date)


CROWDED = [
    only("1101 総務部 総務課", *TWO),
    only("1102 総務部 人事課", *TWO),
    only("1103 総務部 契約課", *TWO),
    *divisions("1201 区民部 戸籍課", "1202 区民部 課税課"),
]


def test_calendar_that_works() -> None:
    """Every dummy draw finds a date for everybody."""
    found = rehearsed(twelve())
    assert (found.times, found.failed, found.conflicts, found.dateless) == (TIMES, 0, (), ())


def test_divisions_that_share_two_dates_only() -> None:
    """Three that are open on the same two days collide, and are named with them."""
    found = rehearsed(plan(CROWDED, 5))
    assert found.failed == found.times
    (conflict,) = found.conflicts
    assert conflict.divisions == ("1101", "1102", "1103")
    assert (conflict.dates, conflict.room) == (TWO, 2)
    assert found.dateless == ()


def test_one_more_visit_a_day_helps() -> None:
    """The way out that the result names works."""
    assert rehearsed(plan(CROWDED, 5, per_date=2)).failed == 0


def test_collision_of_some_draws() -> None:
    """Where four of five are drawn, the three are not always all among them."""
    found = rehearsed(plan(CROWDED, 4))
    assert 0 < found.failed < found.times
    assert {each.divisions for each in found.conflicts} == {("1101", "1102", "1103")}


def test_dateless() -> None:
    """A division without any open date is told, even where no dummy draw drew it."""
    roster = [*CROWDED[3:], only("1103 総務部 契約課"), division("1104 総務部 監査課 × 常")]
    found = rehearsed(plan(roster, 0))
    assert (found.failed, found.dateless) == (0, ("1103",))
    drawn = rehearsed(plan(roster, 3))
    (conflict,) = drawn.conflicts
    assert (conflict.divisions, conflict.dates, conflict.room) == (("1103",), (), 0)


def test_carried_over_is_not_dateless() -> None:
    """It is not drawn this year."""
    roster = [*CROWDED[3:], only("1103 総務部 契約課")]
    settings = Settings.model_validate({"draw": {"busy": "exclude"}})
    made = plan_of(inputs(roster), settings, size=Size(2), first=FIRST, last=LAST)
    assert rehearsed(made).dateless == ()


def test_says_nothing_of_the_real_key() -> None:
    """The same every time."""
    assert rehearsed(plan(CROWDED, 4)) == rehearsed(plan(CROWDED, 4))


def test_fewer_times_for_many() -> None:
    """Of a ward that is large beyond reason, ten are enough."""
    lines = [f"{n} 部{n % 20} 課{n}" for n in range(1000, 2001)]
    assert rehearsed(plan_of(inputs(divisions(*lines)), size=Size(3))).times == FEWER


def test_more_must_than_places() -> None:
    """There is no draw to rehearse."""
    results = audits(*(f"2018 {code} 課 内部監査 重大な不適合 未着手" for code in ("1201", "1202")))
    made = plan_of(inputs(CROWDED, results), size=Size(1))
    with pytest.raises(Undrawable, match="2 divisions must be audited, but there are 1 places"):
        rehearsed(made)
