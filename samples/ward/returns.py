"""Whole returns: the rows of the four forms of one division, clean as a careful person's.

``ward_returns`` gives those of 見本区; ``clean_return`` makes one for any division, for
benchmarks that need a thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from samples.ward import people, tables
from samples.ward.cost_rows import cost_rows, told_amounts
from samples.ward.costs import Line, lines_of
from samples.ward.evaluation_rows import evaluation_row, to_be_evaluated
from samples.ward.lives import SEED, Life, life_of
from samples.ward.system_rows import system_row
from samples.ward.tables import DivisionPlan, SystemPlan

Row = dict[str, object]


@dataclass(frozen=True)
class Return:
    """What one division returns: rows by form id, values by key."""

    code: str
    name: str
    year: int
    rows: Mapping[str, Sequence[Row]]

    @property
    def file_name(self) -> str:
        """The name that 表紙 asks for."""
        return f"システム調査票_{self.code}_{self.name}.xlsx"


@dataclass(frozen=True)
class Owned:
    """The systems of a division in a year, with their cost lines."""

    code: str
    name: str
    lives: tuple[Life, ...]
    lines: Mapping[str, Sequence[Line]]


def ward_returns(year: int) -> dict[str, Return]:
    """The returns of all divisions of 2018 or 2019, by the division's code in that year.

    Also those of divisions that return nothing: the ward has systems that nobody told of.
    """
    owned = _owned(year)
    present = {d.code_in(year) for d in tables.divisions() if d.returned != "missing"}
    bundles = _bundles((each for each in owned if each.code in present), year)
    links = _links(owned)
    return {each.code: _return_of(each, year, bundles, links) for each in owned}


def clean_return(
    code: str, name: str, rng: Random, *, year: int = 2019, systems: int = 4
) -> Return:
    """A clean return of a division that is not on the roster of 見本区.

    Args:
        code: The division's code, four characters.
        name: Its name.
        rng: Which of the ward's kinds of systems it has follows from it.
        year: The fiscal year of the form, 2018 or 2019.
        systems: How many systems it has.
    """
    usual = [plan for plan in tables.systems() if not plan.new and not plan.told("bundle")]
    lives = []
    for number in range(1, systems + 1):
        plan = rng.choice(usual)
        plan = SystemPlan(
            code,
            f"{name}{plan.name}{number}",
            *(plan.alias, plan.size, plan.category, plan.business, plan.profile),
            *(plan.personal, plan.vendor, plan.purpose),
        )
        lives.append(life_of(plan, f"{code}-S{number:02}", code))
    lines = {life.system_id: lines_of(life) for life in lives}
    return _return_of(Owned(code, name, tuple(lives), lines), year, {}, {})


@cache
def _owned(year: int) -> tuple[Owned, ...]:
    """Which systems each division has in a year, in the order of the roster."""
    issued = issued_ids()
    by_division: dict[str, list[Life]] = defaultdict(list)
    for plan in tables.systems():
        if year >= 2019 or not plan.new:
            system_id, owner = issued[plan.division, plan.name]
            now = plan.division if year >= 2019 else _code_2018(plan)
            by_division[now].append(life_of(plan, system_id, owner))
    owned = []
    for division in tables.divisions():
        code = division.code_in(year)
        if code is not None and division.kind != "学校":
            lives = tuple(by_division.get(code, ()))
            lines = {life.system_id: lines_of(life) for life in lives}
            owned.append(Owned(code, division.name_in(year), lives, lines))
    return tuple(owned)


def _code_2018(plan: SystemPlan) -> str:
    if former := plan.told("from"):
        return former
    division = _division(plan.division)
    return division.code_2018 or division.code


@cache
def _division(code: str) -> DivisionPlan:
    return next(each for each in tables.divisions() if each.code == code)


@cache
def issued_ids() -> dict[tuple[str, str], tuple[str, str]]:
    """(システムID, owner when it was issued) by division and name of the system."""
    numbers: Counter[str] = Counter()
    issued = {}
    for plan in tables.systems():
        owner = plan.division if plan.new else _code_2018(plan)
        counted = f"new {owner}" if plan.new else owner
        numbers[counted] += 1
        number = numbers[counted]
        system_id = f"新規-{number}" if plan.new else f"{owner}-S{number:02}"
        issued[plan.division, plan.name] = (system_id, owner)
    return issued


def _links(owned: Iterable[Owned]) -> dict[str, tuple[str, ...]]:
    """Linked systems by system ID; a link is known to both sides."""
    by_name = {life.plan.name: life for each in owned for life in each.lives}
    pairs = {
        frozenset((life.system_id, by_name[name].system_id))
        for life in by_name.values()
        for name in life.plan.links
    }
    linked: dict[str, set[str]] = defaultdict(set)
    for one, other in (sorted(pair) for pair in pairs):
        linked[one].add(other)
        linked[other].add(one)
    return {system_id: tuple(sorted(others)) for system_id, others in linked.items()}


def _bundles(owned: Iterable[Owned], year: int) -> dict[str, int]:
    """What each bundled contract costs in the year after the form's, by its name."""
    totals: Counter[str] = Counter()
    for each in owned:
        for lines in each.lines.values():
            for number, line in enumerate(lines):
                if line.bundle:
                    totals[line.bundle] += told_amounts(line, year, number)[2]
    return dict(totals)


def _return_of(
    owned: Owned, year: int, bundles: Mapping[str, int], links: Mapping[str, tuple[str, ...]]
) -> Return:
    rng = Random(f"{SEED}/{owned.code}/{owned.name}/{year}")
    cover = _cover(owned, year, rng)
    confirmed = cover["confirmed_on"]
    who = (str(cover["filled_in_by"]), confirmed if isinstance(confirmed, date) else date.max)
    code, lives = owned.code, owned.lives
    rows: dict[str, list[Row]] = {
        "cover": [cover],
        "system_list": [system_row(life, code, owned.name, year, links) for life in lives],
        "cost_estimate": [
            row
            for life in lives
            for row in cost_rows(life, owned.lines[life.system_id], year, bundles)
        ],
        "evaluation": [
            evaluation_row(life, code, year, who) for life in lives if to_be_evaluated(life, year)
        ],
    }
    return Return(code, owned.name, year, rows)


def _cover(owned: Owned, year: int, rng: Random) -> Row:
    submitted = date(year, 6, 28) - timedelta(days=rng.randrange(18))
    while submitted.weekday() > 4:
        submitted -= timedelta(days=1)
    return {
        "fiscal_year": year,
        "division_code": owned.code,
        "division_name": owned.name,
        "filled_in_by": people.full_name(rng),
        "extension": people.extension(rng),
        "it_promoter": people.promoter(owned.code, year),
        "confirmed_on": submitted - timedelta(days=rng.randrange(3)),
        "submitted_on": submitted,
        "no_systems": not owned.lives,
    }
