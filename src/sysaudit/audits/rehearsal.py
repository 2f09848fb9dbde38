"""Whether the calendar can work: draws with dummy keys, before the real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sysaudit.audits.plan import Plan
from sysaudit.draw import Conflict, draw, schedule
from sysaudit.draw.hashing import digest

TIMES, FEWER, MANY = 100, 10, 1_000
"""So many draws; fewer where there are many divisions."""


@dataclass(frozen=True)
class Rehearsal:
    """What dummy draws showed.

    Attributes:
        times: How many were tried.
        failed: In how many somebody was left without a date.
        conflicts: Who collided, without repetition, the most frequent first.
        dateless: Divisions in scope that have no open date at all.
    """

    times: int
    failed: int
    conflicts: tuple[Conflict, ...]
    dateless: tuple[str, ...]


def rehearsed(plan: Plan) -> Rehearsal:
    """Draw and date with dummy keys, which are fixed and say nothing of the real one.

    Raises:
        Undrawable: There can be no draw by this plan.
    """
    times = TIMES if len(plan.entries) <= MANY else FEWER
    found: dict[tuple[date, ...], list[Conflict]] = {}
    failed = 0
    for number in range(times):
        key = digest("key", "rehearsal", str(number))
        drawn = draw(plan.candidates, plan.places, key)
        planned = schedule(drawn.drawn, plan.open_dates, plan.window.per_date, key)
        failed += bool(planned.conflicts)
        for each in planned.conflicts:
            found.setdefault(each.dates, []).append(each)
    ordered = sorted(found.values(), key=lambda same: (-len(same), same[0].divisions))
    able = [each for each in plan.entries if each.standing.status != "out"]
    dateless = tuple(each.code for each in able if not plan.open_dates[each.code])
    return Rehearsal(times, failed, tuple(same[0] for same in ordered), dateless)
