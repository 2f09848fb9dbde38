"""Points: what is known of a division's risk, each one told, and the weight that follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sysaudit.audits.history import History
from sysaudit.config.draw import DrawPoints
from sysaudit.findings import Text
from sysaudit.forms.audit_results import DONE, MINOR, AuditResult
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.roster import Division
from sysaudit.forms.self_check import NOT_DONE, PARTLY, SelfCheck
from sysaudit.forms.shared import NOT_APPLICABLE, UNKNOWN

WEIGHTS = {item.number: item.weight for item in CHECK_ITEMS}
GAPS = {NOT_DONE: Fraction(1), PARTLY: Fraction(1, 2), UNKNOWN: Fraction(1, 2)}
"""不明 counts less than 未実施, so that honesty costs no more than guessing."""


class Point(NamedTuple):
    """A reason, and the points that it gives."""

    reason: Text
    points: int

    @property
    def told(self) -> Text:
        """The reason with its points."""
        return Text(f"{self.reason.ja}（{self.points}点）", f"{self.reason.en} (+{self.points})")


@dataclass(frozen=True)
class Risk:
    """A division's points and what they make of its weight.

    Attributes:
        base: 1 to 4 by the points.
        visited_last_year: Then the weight is the base alone, so that nobody is quite safe.
        weight: What counts in the draw.
    """

    points: tuple[Point, ...]
    base: int
    visited_last_year: bool
    weight: int

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(each.points for each in self.points)


def risk_of(
    division: Division,
    history: History,
    checks: Sequence[SelfCheck] | None,
    as_of: date,
    rules: DrawPoints,
) -> Risk:
    """A division's risk.

    Args:
        division: Its row on the roster.
        history: Results of earlier audits.
        checks: Its answers, empty where it returned none; None where nobody was asked.
        as_of: What is overdue is so on this day.
        rules: What counts how much.
    """
    code = division.division_code or ""
    found = [
        *_of_results(code, history, as_of, rules),
        *(_of_checks(checks, rules) if checks is not None else ()),
        *_of_roster(division, rules),
    ]
    points = tuple(each for each in found if each.points)
    total = sum(each.points for each in points)
    base = 1 + sum(total >= step for step in rules.steps)
    last = history.last_visit(code) == history.year - 1
    return Risk(points, base, last, base if last else base * rules.factor)


def _of_results(code: str, history: History, as_of: date, rules: DrawPoints) -> Iterator[Point]:
    year = history.year - 1
    minor = sum(each.grade == MINOR for each in history.of(code, year))
    if minor:
        yield Point(
            Text(f"{year}年度の軽微な不適合{minor}件", f"{minor} minor findings in {year}"),
            min(minor * rules.minor, rules.minor_most),
        )
    late = [each for each in history.every(code) if is_overdue(each, as_of)]
    if late:
        yield Point(
            Text(f"改善期限を過ぎた指摘{len(late)}件", f"{len(late)} remedies overdue"),
            rules.overdue,
        )


def is_overdue(result: AuditResult, as_of: date) -> bool:
    """Whether a remedy is past its 改善期限 and not 完了."""
    return result.due is not None and result.due < as_of and result.progress != DONE


def _of_checks(checks: Sequence[SelfCheck], rules: DrawPoints) -> Iterator[Point]:
    if not checks:
        yield Point(Text("監査調書が未提出", "no self-check returned"), rules.not_returned)
        return
    share = gap_share(checks)
    reached = [each.points for each in rules.self_check if share * 100 >= each.percent]
    if reached:
        percent = int(share * 100)
        yield Point(
            Text(f"監査調書の未実施など{percent}%", f"{percent}% of the self-check not in place"),
            max(reached),
        )


def gap_share(checks: Sequence[SelfCheck]) -> Fraction:
    """The share of the self-check that is not in place, each item by its weight.

    Σ weight·(未実施 1, 一部実施 ½, 不明 ½) / Σ weight of the items not 該当なし; 0 without any.
    """
    counted = [
        (WEIGHTS[check.number], GAPS.get(check.answer or "", Fraction(0)))
        for check in checks
        if check.number in WEIGHTS and check.answer != NOT_APPLICABLE
    ]
    total = sum(weight for weight, _ in counted)
    return (
        sum((weight * gap for weight, gap in counted), Fraction(0)) / total
        if total
        else Fraction(0)
    )


def _of_roster(division: Division, rules: DrawPoints) -> Iterator[Point]:
    if division.uses_my_number:
        yield Point(Text("個人番号を利用", "uses My Number"), rules.my_number)
    if division.outsourced:
        yield Point(Text("民間に委託", "outsources work"), rules.outsourced)
