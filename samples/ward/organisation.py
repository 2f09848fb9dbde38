"""組織台帳 of 見本区: its divisions in 2018 and 2019, renamed, split and moved in between."""

from __future__ import annotations

from datetime import date
from random import Random

from samples.ward import people, tables
from samples.ward.faults.plan import Fault, Planted
from samples.ward.lives import SEED
from samples.ward.tables import DivisionPlan

from sysaudit.findings import column_letters
from sysaudit.forms.roster import IN_SCOPE, OUT_OF_SCOPE, ROSTER, SCHOOL

Row = dict[str, object]

DUE = {2018: date(2018, 6, 29), 2019: date(2019, 6, 28)}
WHY_NOT_SCHOOLS = "各学校の監査は教育委員会が行うため"
AUDITING, WHY_NOT_AUDITING = "1104", "監査を実施する課のため"
COUNTER, OUTSOURCED, MY_NUMBER = "窓", "委", "番"
RENAMED = "2003"
"""A division of another name last year, whose former code the roster does not tell."""

CLOSED = {
    "1102": "2019/11/7; 2019/11/8",
    "1301": "2019/12/27",
    "1802": "2019/12/27",
    "2006": "2019/10/15; 2019/10/16; 2019/10/17",
    "2104": "2019/9/20",
}
"""訪問不可日 by division."""

BUSY_BEFORE = {"2102": "3月"}
"""繁忙期 of 2018 where it was another: no election until the local ones of April 2019."""


def roster(year: int) -> list[Row]:
    """The rows of 組織台帳 of 2018 or 2019."""
    return [
        _row(division, code, year)
        for division in tables.divisions()
        if (code := division.code_in(year)) is not None
    ]


def _row(division: DivisionPlan, code: str, year: int) -> Row:
    school = division.kind == SCHOOL
    why_not = WHY_NOT_SCHOOLS if school else WHY_NOT_AUDITING if code == AUDITING else ""
    rng = Random(f"{SEED}/{code}/{year}/roster")
    return {
        "fiscal_year": year,
        "division_code": code,
        "department": division.department,
        "division_name": division.name_in(year),
        "kind": division.kind,
        "former_codes": division.former if year >= 2019 else "",
        "in_scope": OUT_OF_SCOPE if why_not else IN_SCOPE,
        "out_of_scope_reason": why_not,
        "has_counter": COUNTER in division.marks,
        "outsourced": OUTSOURCED in division.marks,
        "uses_my_number": MY_NUMBER in division.marks,
        "regular_staff": division.regular,
        "other_staff": division.other,
        "busy_seasons": busy_in(division, year),
        "closed_dates": CLOSED.get(code, "") if year >= 2019 else "",
        "due": None if school else DUE[year],
        "it_promoter": people.promoter(code, year),
        "extension": people.extension(rng),
    }


def busy_in(division: DivisionPlan, year: int) -> str:
    """繁忙期 as the roster of 2018 or 2019 writes it."""
    return BUSY_BEFORE.get(division.code, division.busy) if year < 2019 else division.busy


def planted() -> list[Planted]:
    """The fault of the roster: a division renamed, without its former code."""
    rows = roster(2019)
    number = next(n for n, row in enumerate(rows, 2) if row["division_code"] == RENAMED)
    keys = [column.key for column in ROSTER.columns]
    cell = f"{column_letters(keys.index('division_name') + 1)}{number}"
    fault = Fault(RENAMED, "X11", "renamed without 旧課コード", lambda delivery: None)
    return [Planted(fault, "組織台帳.xlsx", ROSTER.title, cell)]


def returning(year: int) -> list[DivisionPlan]:
    """The divisions that returned something in a year; in 2018 all of them did."""
    return [
        division
        for division in tables.divisions()
        if division.kind != SCHOOL
        and division.code_in(year) is not None
        and (year < 2019 or division.returned != "missing")
    ]
