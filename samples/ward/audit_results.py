"""前年度監査結果 of 2015 to 2018: who was visited when, and what was found.

``data/audits.csv`` has a row for every visit and patrol: the fiscal year, the division's code in
that year, the day, and each finding as its key in ``data/findings.csv`` with how far it was put
right, and until when where that is not the usual day.

Divisions that were visited in 2015 and not since are due again in 2019. A patrol is no visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from samples.ward import people, tables
from samples.ward.lives import SEED
from samples.ward.tables import DivisionPlan

from sysaudit.forms.audit_results import AUDIT_RESULTS, DONE, MINOR, NO_FINDING, SERIOUS
from sysaudit.forms.shared import NOT_APPLICABLE
from sysaudit.reports.templates import write_workbook

Row = dict[str, object]

GONE_THROUGH = {
    2015: date(2016, 3, 18),
    2016: date(2017, 3, 17),
    2017: date(2018, 3, 20),
    2018: date(2019, 3, 20),
}
"""The day on which the remedies of a fiscal year were gone through."""

VISITS = ("内部監査", "特命監査")
SPARE_ROWS = 20
FILE = "前年度監査結果.xlsx"


@dataclass(frozen=True)
class Outcome:
    """A finding of one audit.

    Attributes:
        due: 改善期限 where it is not the end of March.
    """

    grade: str
    area: str
    text: str
    progress: str
    due: date | None


@dataclass(frozen=True)
class Audit:
    """A visit or a patrol.

    Attributes:
        code: The division's code in that year.
        outcomes: Empty where nothing was found.
    """

    year: int
    code: str
    kind: str
    day: date
    outcomes: tuple[Outcome, ...]

    @property
    def is_visit(self) -> bool:
        """Whether the division was audited; a patrol looks in without asking."""
        return self.kind in VISITS


@cache
def audits() -> tuple[Audit, ...]:
    """Every audit, by day."""
    return tuple(
        Audit(
            int(row["year"]),
            row["code"],
            row["kind"],
            date.fromisoformat(row["day"]),
            tuple(map(_outcome, filter(None, row["findings"].split(";")))),
        )
        for row in tables.rows_of("audits")
    )


def _outcome(told: str) -> Outcome:
    """What stands in ``audits.csv`` as ``key progress`` or ``key progress due``."""
    key, progress, *due = told.split(" ")
    found = _findings()[key]
    return Outcome(*found, progress, date.fromisoformat(due[0]) if due else None)


@cache
def _findings() -> dict[str, tuple[str, str, str]]:
    """Grade, area and text of what audits find, by key."""
    rows = tables.rows_of("findings")
    return {row["key"]: (row["grade"], row["area"], row["text"]) for row in rows}


def history(division: DivisionPlan) -> tuple[Audit, ...]:
    """The audits of a division of 2019, of its former code too."""
    return tuple(audit for audit in audits() if audit.code in division.past_codes)


def last_visit(division: DivisionPlan) -> int | None:
    """The fiscal year of its last visit, None where these four years know of none."""
    return max((audit.year for audit in history(division) if audit.is_visit), default=None)


def write(folder: Path) -> Iterator[Path]:
    """Write a workbook for each fiscal year."""
    for year in GONE_THROUGH:
        path = folder / str(year) / FILE
        told = rows(year)
        filled = {AUDIT_RESULTS.id: told}
        write_workbook(path, [AUDIT_RESULTS], year, filled, len(told) + SPARE_ROWS)
        yield path


def rows(year: int) -> list[Row]:
    """One row per finding, one for an audit that found nothing; numbered by division."""
    numbers: dict[str, int] = {}
    told: list[Row] = []
    for audit in (each for each in audits() if each.year == year):
        head = _head(audit)
        if not audit.outcomes:
            told.append(head | {"grade": NO_FINDING})
        for outcome in audit.outcomes:
            numbers[audit.code] = numbers.get(audit.code, 0) + 1
            told.append(head | _found(outcome, year, numbers[audit.code]))
    return told


def _head(audit: Audit) -> Row:
    """Who was audited by whom, and when."""
    plans = tables.divisions()
    plan = next(plan for plan in plans if plan.code_in(audit.year) == audit.code)
    return {
        "fiscal_year": audit.year,
        "division_code": audit.code,
        "division_name": plan.name_in(audit.year),
        "kind": audit.kind,
        "audited_on": audit.day,
        "auditor": people.full_name(Random(f"{SEED}/{audit.code}/auditor")),
    }


def _found(outcome: Outcome, year: int, number: int) -> Row:
    """One finding; observations and recommendations have no due date."""
    due = outcome.due or date(year + 1, 3, 29)
    row: Row = {
        "finding_number": str(number),
        "grade": outcome.grade,
        "area": outcome.area,
        "text": outcome.text,
        "due": due if outcome.grade in (SERIOUS, MINOR) else NOT_APPLICABLE,
        "progress": outcome.progress,
    }
    if outcome.progress == DONE:
        row["confirmed_on"] = GONE_THROUGH[year]
    return row
