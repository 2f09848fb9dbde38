"""Who is in the draw, who must be visited, and who is out: each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sysaudit.audits.history import History
from sysaudit.config.draw import DrawSettings
from sysaudit.draw import Status
from sysaudit.findings import Text
from sysaudit.forms.audit_results import DONE, NO_REPORT, NOT_BEGUN, SERIOUS, UNDER_WAY, AuditResult
from sysaudit.forms.roster import OUT_OF_SCOPE, Division


class Standing(StrEnum):
    """A division's place in the draw; a carried one is out this year and a must in the next."""

    IN = "in"
    MUST = "must"
    OUT = "out"
    CARRIED = "carried"

    @property
    def status(self) -> Status:
        """As the draw itself sees it."""
        return Status.OUT if self is Standing.CARRIED else Status(self.value)


ENGLISH = {UNDER_WAY: "still under way", NOT_BEGUN: "not begun", NO_REPORT: "not reported"}
"""改善状況 of what is open."""


class Judged(NamedTuple):
    """A standing and why."""

    standing: Standing
    reasons: tuple[Text, ...]


def standing_of(
    division: Division,
    history: History,
    settings: DrawSettings,
    *,
    silent: bool,
    carried: bool,
    visitable: bool,
) -> Judged:
    """A division's place in the draw.

    Args:
        division: Its row on the roster.
        history: Results of earlier audits.
        settings: How long a gap may be; what follows from silence and from busy seasons.
        silent: Whether it was asked for a self-check and returned none.
        carried: Whether last year's draw carried it over to this year.
        visitable: Whether there is a date in the window on which it may be visited.
    """
    if division.in_scope == OUT_OF_SCOPE:
        why = division.out_of_scope_reason or ""
        return Judged(Standing.OUT, (Text(why, why),))
    must = tuple(_must(division.division_code or "", history, settings, silent, carried))
    if must:
        return Judged(Standing.MUST, must)
    if not visitable and settings.busy == "exclude":
        why_carried = Text(
            "訪問できる日がないため翌年度へ繰越し", "no open date: carried over to next year"
        )
        return Judged(Standing.CARRIED, (why_carried,))
    return Judged(Standing.IN, ())


def _must(
    code: str, history: History, settings: DrawSettings, silent: bool, carried: bool
) -> Iterator[Text]:
    for each in history.every(code):
        if is_open(each):
            area = f"（{each.area}）" if each.area else ""
            state = each.progress or ""
            yield Text(
                f"{each.fiscal_year}年度の重大な不適合{area}が{state or '未完了'}",
                f"a serious finding of {each.fiscal_year} is {ENGLISH.get(state, 'open')}",
            )
    if history.is_due(code, settings.max_gap_years):
        first, last = history.year - settings.max_gap_years + 1, history.year - 1
        visit = history.last_visit(code)
        known = f"最後は{visit}年度" if visit else "監査の記録なし"
        yield Text(
            f"{first}〜{last}年度に監査なし（{known}）",
            f"no audit from {first} to {last} ({f'last in {visit}' if visit else 'none known'})",
        )
    if carried:
        yield Text("前年度の抽選から繰越し", "carried over from last year's draw")
    if silent and settings.not_returned == "must":
        yield Text("監査調書が未提出", "no self-check returned")


def is_open(result: AuditResult) -> bool:
    """Whether a 重大な不適合 has not been put right."""
    return result.grade == SERIOUS and result.progress != DONE
