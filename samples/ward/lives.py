"""What is fixed about a system for years: since when it runs, who supplies it, until when.

A life does not depend on the year in which it is told, so the returns of 2018 and 2019 agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samples.ward import tables
from samples.ward.tables import SystemPlan, Vendor

from sysaudit.calendar import add_months, fiscal_year_of
from sysaudit.forms.shared import CONTRACT_METHODS, NO_CONTRACT, SMALL_SUM, SOLE_SOURCE

SEED = "見本区 2019"
JOINT = CONTRACT_METHODS[5]
LEASING = ("見本リース", "青樫リース", "白鷺リース")
LONG_STARTS = (
    date(2014, 10, 1),
    date(2015, 1, 1),
    date(2015, 4, 1),
    date(2015, 10, 1),
    date(2016, 4, 1),
    date(2016, 10, 1),
    date(2017, 4, 1),
    date(2017, 10, 1),
    date(2018, 1, 1),
)
"""Contracts of five years that ran in both years."""

SUPPORT_ENDS = (
    date(2020, 1, 14),
    date(2020, 10, 13),
    date(2021, 3, 31),
    date(2022, 3, 31),
    date(2023, 10, 10),
    date(2024, 9, 30),
)
METHODS = {
    "H": ("プロポーザル", "一般競争入札", SOLE_SOURCE),
    "L": ("プロポーザル", "一般競争入札", SOLE_SOURCE, SOLE_SOURCE),
    "M": ("プロポーザル", "指名競争入札", "一般競争入札", SOLE_SOURCE),
    "S": ("指名競争入札", SOLE_SOURCE, SOLE_SOURCE),
    "T": (SMALL_SUM,),
}
LONG_SHARE = {"H": 1.0, "L": 0.9, "M": 0.55, "S": 0.3, "T": 0.0}
"""How many of each size have a contract of several years."""

FIVE_YEARS = 60


@dataclass(frozen=True)
class Contract:
    """A contract of a system; one of a single year bears another number every year.

    Attributes:
        end: None where it is renewed year by year.
    """

    serial: str
    vendor: Vendor
    method: str
    start: date | None
    end: date | None

    @property
    def long(self) -> bool:
        """Whether it runs for several years."""
        return self.end is not None

    def number_in(self, year: int) -> str:
        """Its number in a fiscal year: that of its first day, then its serial number."""
        return f"{fiscal_year_of(self.start_in(year))}-{self.serial}"

    def start_in(self, year: int) -> date:
        """Its first day as told in a fiscal year."""
        return self.start or date(year, 4, 1)

    def end_in(self, year: int) -> date:
        """Its last day as told in a fiscal year."""
        return self.end or date(year + 1, 3, 31)


@dataclass(frozen=True)
class Life:
    """A system through the years.

    Attributes:
        owner: The code of the division under which its ID was issued.
        main: The contract with its vendor; None for what staff made or the state provides.
        lease: The contract of its hardware.
        renewal: The fiscal year in which it is replaced, None for 未定.
        support_end: None for 不明.
    """

    plan: SystemPlan
    system_id: str
    owner: str
    started: date
    main: Contract | None
    lease: Contract | None
    renewal: int | None
    support_end: date | None
    users: int
    daily_users: int
    terminals: int

    def rng(self, purpose: str) -> Random:
        """Random numbers of its own, so that a change elsewhere leaves it as it is."""
        return Random(f"{SEED}/{self.owner}/{self.plan.name}/{purpose}")


USERS = {"H": (300, 900), "L": (80, 260), "M": (20, 75), "S": (6, 24), "T": (2, 9)}
WITHOUT_HARDWARE = frozenset(("sa", "kd", "pr", "ac"))


def life_of(plan: SystemPlan, system_id: str, owner: str) -> Life:
    """The life that belongs to a plan, always the same for the same name and owner."""
    rng = Random(f"{SEED}/{owner}/{plan.name}/life")
    start = rng.choice(LONG_STARTS) if rng.random() < LONG_SHARE[plan.size] else None
    if plan.new:
        start = None
    serial = serial_of(system_id, owner)
    main = _main_contract(plan, rng, f"{serial}1", start)
    lease = _lease(plan, rng, f"{serial}2", start)
    term = main if main is not None and main.long else lease
    least, most = USERS[plan.size]
    users = rng.randrange(least, most)
    return Life(
        plan,
        system_id,
        owner,
        _started(plan, rng, start),
        main,
        lease,
        _renewal(plan, rng, term),
        None if rng.random() < 0.25 else rng.choice(SUPPORT_ENDS),
        users,
        max(1, users * rng.randrange(35, 95) // 100),
        max(1, users * rng.randrange(40, 100) // 100),
    )


def _main_contract(
    plan: SystemPlan, rng: Random, serial: str, start: date | None
) -> Contract | None:
    if plan.staff_made or plan.profile == "pr":
        return None
    vendor = tables.vendors()[plan.vendor]
    method = JOINT if plan.profile == "kd" else rng.choice(METHODS[plan.size])
    if start is None:
        return Contract(serial, vendor, method, None, None)
    end = add_months(start, FIVE_YEARS) - timedelta(days=1)
    return Contract(serial, vendor, method, start, end)


def _lease(plan: SystemPlan, rng: Random, serial: str, start: date | None) -> Contract | None:
    """Hardware is leased for five years, along with the main contract where that is as long."""
    if plan.profile in WITHOUT_HARDWARE or plan.size == "T":
        return None
    begun = start or (date(2019, 4, 1) if plan.new else rng.choice(LONG_STARTS))
    vendor = tables.vendors()[rng.choice(LEASING)]
    end = add_months(begun, FIVE_YEARS) - timedelta(days=1)
    return Contract(serial, vendor, "指名競争入札", begun, end)


def serial_of(system_id: str, owner: str) -> str:
    """The beginning of the numbers of a system's contracts, unique in the ward.

    >>> serial_of("1304-S02", "1304"), serial_of("新規-1", "1708")
    ('130402', '170891')
    """
    prefix, _, number = system_id.partition("-")
    return f"{owner}9{number}" if prefix == "新規" else f"{prefix}{number.removeprefix('S'):0>2}"


def _started(plan: SystemPlan, rng: Random, start: date | None) -> date:
    if {"build", "procure"} & set(plan.flags):
        return date(2020, rng.choice((1, 2, 3, 4)), 1)
    if plan.new:
        return date(2019, 4, 1)
    if start is not None and rng.random() < 0.6:
        return start.replace(day=1)
    return date(rng.randrange(2006, 2016), rng.choice((4, 4, 7, 10, 1)), 1)


def _renewal(plan: SystemPlan, rng: Random, term: Contract | None) -> int | None:
    """The fiscal year in which the contract or the lease is over."""
    if term is not None and term.end is not None:
        return fiscal_year_of(term.end + timedelta(days=1))
    return rng.choice((None, 2021, 2022, 2023, 2024)) if not plan.staff_made else None


def provided(plan: SystemPlan) -> bool:
    """Whether the state provides it without a contract of the ward."""
    return plan.profile == "pr"


def method_of(life: Life) -> str:
    """契約方法."""
    return life.main.method if life.main else NO_CONTRACT
