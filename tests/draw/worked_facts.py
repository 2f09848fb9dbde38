"""The worked example of docs/draw.md as it is read from a page: its blocks, and what is given.

A block is the table or the fenced lines after a comment ``<!-- example: NAME -->``. What the first
table says of each division becomes the records that a draw is planned from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import NamedTuple

from tests.audits.wards import YEAR

from sysaudit.forms.audit_results import DONE, MINOR, NO_FINDING, SERIOUS, UNDER_WAY, AuditResult
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.roster import IN_SCOPE, OUT_OF_SCOPE, Division
from sysaudit.forms.self_check import DONE as IN_PLACE
from sysaudit.forms.self_check import NOT_DONE, SelfCheck

Rows = list[list[str]]
BLOCK = re.compile(r"<!-- example: (\w+) -->\n(```\w+\n.*?\n```|(?:\|[^\n]*\n)+)", re.DOTALL)
MARK, CROSS = "○", "×"
PAST = date(YEAR - 1, 3, 29)
"""A 改善期限 that has passed."""
Season = tuple[tuple[int, int], tuple[int, int]]


def blocks(page: str) -> dict[str, Rows]:
    """By name: fenced lines, one cell each, or a table's rows; of its head the numbers alone."""
    return {name: _rows(text) for name, text in BLOCK.findall(page)}


def _rows(text: str) -> Rows:
    lines = text.strip().splitlines()
    if text.startswith("```"):
        return [[line] for line in lines[1:-1]]
    head, _, *rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    numbers = [cell for cell in head if re.search(r"\d", cell)]
    return [numbers, *rows] if numbers else rows


class Facts(NamedTuple):
    """A row of the first table, as it stands on the page.

    Attributes:
        scope: ○, or × where the division is out.
        minor: How many minor findings last year; blank is none.
        gaps: The percentage of the self-check that is not in place; × where it was not returned.
    """

    code: str
    department: str
    name: str
    scope: str
    my_number: str
    outsourced: str
    last_year: str
    minor: str
    overdue: str
    serious: str
    gaps: str

    @property
    def returned(self) -> bool:
        """Whether there is a self-check."""
        return self.gaps != CROSS

    def division(self, busy: tuple[Season, ...]) -> Division:
        """The row of the roster."""
        out = self.scope == CROSS
        return Division(
            fiscal_year=YEAR,
            division_code=self.code,
            department=self.department,
            division_name=self.name,
            in_scope=OUT_OF_SCOPE if out else IN_SCOPE,
            out_of_scope_reason="監査を実施する課のため" if out else None,
            uses_my_number=self.my_number == MARK,
            outsourced=self.outsourced == MARK,
            busy_seasons=busy,
        )

    def results(self) -> Iterator[AuditResult]:
        """Everybody was visited three and two years ago; and what the columns say besides."""
        yield self._result(YEAR - 3, NO_FINDING)
        yield self._result(YEAR - 2, NO_FINDING)
        if self.last_year == MARK:
            yield self._result(YEAR - 1, NO_FINDING)
        for _ in range(int(self.minor or 0)):
            yield self._result(YEAR - 1, MINOR, DONE)
        if self.overdue == MARK:
            yield self._result(YEAR - 2, MINOR, UNDER_WAY)
        if self.serious == MARK:
            yield self._result(YEAR - 2, SERIOUS, UNDER_WAY)

    def _result(self, year: int, grade: str, progress: str | None = None) -> AuditResult:
        return AuditResult(
            fiscal_year=year,
            division_code=self.code,
            division_name=self.name,
            kind="内部監査",
            grade=grade,
            progress=progress,
            due=PAST if progress else None,
        )

    def checks(self) -> tuple[SelfCheck, ...]:
        """Answers of which so many percent, by weight, are 未実施: the first items that fit."""
        every = sum(item.weight for item in CHECK_ITEMS)
        left = ceil(int(self.gaps.removesuffix(" %")) * every / 100)
        found = []
        for item in CHECK_ITEMS:
            missing = item.weight <= left
            left -= item.weight * missing
            answer = NOT_DONE if missing else IN_PLACE
            found.append(SelfCheck(number=item.number, answer=answer))
        return tuple(found)


def season(told: str) -> tuple[Season, ...]:
    """``10/1-10/2``: a busy season from day to day."""
    (a, b), (c, d) = (map(int, each.split("/")) for each in told.split("-"))
    return (((a, b), (c, d)),)
