"""The result of a draw: who is visited when and by whom, and what was moved since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sysaudit.audits.plan import Plan
from sysaudit.audits.seal import Seal
from sysaudit.draw import (
    Auditor,
    Draw,
    Leaf,
    Schedule,
    Undrawable,
    assigned,
    draw,
    leaf_list,
    leaf_list_sha256,
    leaves,
    schedule,
)
from sysaudit.findings import Text
from sysaudit.nearest import NOTHING, meant


class Move(NamedTuple):
    """A date that was moved after the draw (typhoon, illness)."""

    code: str
    before: date | None
    after: date
    reason: str


@dataclass(frozen=True)
class Result:
    """A draw with its dates.

    Attributes:
        redrawn: Why it was drawn again; empty for a first draw.
        moves: In the order in which they were recorded; the sealed dates stay as they are.
        jotted: What people filled in since, by code and key.
    """

    plan: Plan
    seal: Seal
    draw: Draw
    schedule: Schedule
    auditors: Mapping[str, Auditor | None]
    leaves: Mapping[str, Leaf]
    redrawn: str = ""
    moves: tuple[Move, ...] = ()
    jotted: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def dates(self) -> Mapping[str, date]:
        """The sealed dates by code."""
        return self.schedule.dates

    @cached_property
    def moved(self) -> dict[str, Move]:
        """The last move of each division that was moved."""
        return {each.code: each for each in self.moves}

    @cached_property
    def leaf_list(self) -> str:
        """All leaves, sorted, one per line."""
        return leaf_list(self.leaves.values())

    @cached_property
    def leaf_list_sha256(self) -> str:
        """By which the list of leaves is known."""
        return leaf_list_sha256(self.leaves.values())

    def with_move(self, code: str, day: date, reason: str) -> Result:
        """The same with one more date moved.

        Raises:
            Undrawable: The division was not drawn.
        """
        if code not in self.draw.drawn:
            # the question names what stands on the roster alone, for who was drawn is confidential
            hint = NOTHING if code in self.plan.by_code else meant(code, self.plan.by_code)
            raise Undrawable(
                Text(
                    f"課コード「{code}」は監査の対象に選ばれていません。{hint.ja}"
                    "監査対象のシートで確かめてください。",
                    f"{code} was not drawn{hint.en}: see the sheet 監査対象 (divisions drawn)",
                )
            )
        last = self.moved.get(code)
        before = last.after if last else self.dates.get(code)
        return replace(self, moves=(*self.moves, Move(code, before, day, reason)))


def draw_audits(
    plan: Plan,
    seal: Seal,
    *,
    odds: Mapping[str, int] | None = None,
    redrawn: str = "",
    moves: tuple[Move, ...] = (),
) -> Result:
    """Draw, date and seal; the same plan and key give the same result.

    Args:
        plan: What is drawn from.
        seal: The key.
        odds: Working odds that stand in a result to be checked; fitted unless given.
        redrawn: Why it is drawn again.
        moves: Dates moved since.

    Raises:
        Undrawable: More must than places, or more places than divisions.
    """
    drawn = draw(plan.candidates, plan.places, seal.key, odds)
    planned = schedule(drawn.drawn, plan.open_dates, plan.window.per_date, seal.key)
    departments = {each.code: each.department for each in plan.entries}
    visitors = assigned(planned.dates, departments, plan.auditors, seal.key)
    sealed = leaves(drawn, plan.draw_id, planned.dates)
    return Result(plan, seal, drawn, planned, visitors, sealed, redrawn, moves)
