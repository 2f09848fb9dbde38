"""What a system costs, item by item: a stream of money through the years.

The yearly cost of a system follows from its size and is divided among the items. A line holds
what is paid without tax in a full year, and from when to when it is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from samples.ward import tables
from samples.ward.items import (
    BUDGET_LINES,
    BUILDING,
    BUNDLES,
    CENTRE,
    CLOUD,
    HARDWARE,
    LEASE,
    MAINTENANCE,
    MOVING,
    NETWORK,
    OPERATION,
    OTHER,
    OTHER_ITEMS,
    REFORM,
    REFORMS,
    ROUNDED_TO,
    SHARED,
    SHARES,
    SOFTWARE,
    SUPPLIES,
    TINY,
    TINY_SERVICE,
    TRAINING,
    YEARLY,
)
from samples.ward.lives import Contract, Life

from sysaudit.calendar import add_months, fiscal_year_of, months_between


@dataclass(frozen=True)
class Line:
    """One cost item of one system.

    Attributes:
        yearly: Yen without tax in a full year; the whole sum for what is paid once.
        contract: None where nothing is contracted (yet).
        begins, ends: When it is paid; None for always. ``once`` says that it is paid in the
            fiscal year of ``begins`` alone.
        old_rate: A lease contracted before April 2019, which keeps 8 %.
        certainty: 確定, 業者見積, 概算 or 未定.
    """

    system_id: str
    kind: str
    item: str
    yearly: int
    contract: Contract | None = None
    begins: date | None = None
    ends: date | None = None
    once: bool = False
    old_rate: bool = False
    basis: str = "税込"
    certainty: str = "確定"
    other_item: str = ""
    bundle: str = ""
    reason: str = ""

    @property
    def budget_line(self) -> str:
        """節."""
        return BUDGET_LINES.get(self.item, "委託料")

    def months_in(self, year: int) -> int:
        """In how many months of a fiscal year it is paid."""
        first = max(self.begins or date(year, 4, 1), date(year, 4, 1))
        last = min(self.ends or date(year + 1, 3, 31), date(year + 1, 3, 31))
        return max(0, months_between(first, add_months(last, 1)))

    def amount(self, year: int) -> int:
        """Yen in a fiscal year, in the line's own tax basis."""
        if self.once:
            return self._taxed(self.yearly, year) if self._paid_in(year) else 0
        return self._taxed(self.yearly * self.months_in(year) // 12, year)

    def _paid_in(self, year: int) -> bool:
        return self.begins is not None and fiscal_year_of(self.begins) == year

    def _taxed(self, amount: int, year: int) -> int:
        """Fiscal 2019 has half a year each of 8 and 10 %; prices rise a little where none is."""
        if self.basis != "税込":
            return amount * (1000 + 8 * (year - 2018)) // 100_000 * 100
        rate = 8 if self.old_rate or year < 2019 else 9 if year == 2019 else 10
        raised = amount * 102 // 100 if self._renewed_before(year) else amount
        return raised * (100 + rate) // 100

    def _renewed_before(self, year: int) -> bool:
        """Whether the contract in force has been followed by another one."""
        end = self.contract.end if self.contract else None
        return end is not None and year > fiscal_year_of(end)


def lines_of(life: Life, scale: float = 1.0) -> list[Line]:
    """All cost lines that a system ever has; for what staff made, at most a licence."""
    plan = life.plan
    if plan.staff_made:
        licence = Line(life.system_id, "運用", SOFTWARE, LICENCE)
        return [licence] if "licence" in plan.flags else []
    rng = life.rng("costs")
    least, most = YEARLY["T" if plan.profile == "pr" else plan.size]
    yearly = int(rng.randrange(least, most) * scale)
    lines = list(_running(life, rng, yearly))
    lines.extend(_reform(life, rng, yearly))
    if life.renewal is not None and plan.size in "HLM" and not (plan.new or _ending(life)):
        lines.extend(_renewal(life, rng, yearly))
    if {"build", "procure"} & set(plan.flags):
        lines = [_from_next_year(line) for line in lines]
        lines.append(_building(life, yearly))
    elif plan.new:
        lines = [replace(line, begins=date(2019, 4, 1), reason=NEW) for line in lines]
    return [_ended(life, line) for line in lines] if _ending(life) else lines


LICENCE = 60_000
"""What the software costs a year in which a tool was made."""
NEW = "令和元年度から新たに導入したため。"


def _ending(life: Life) -> bool:
    return bool({"ending", "ended"} & set(life.plan.flags))


def _ended(life: Life, line: Line) -> Line:
    """What is abolished is paid for until then."""
    last = date(2019 if "ended" in life.plan.flags else 2020, 3, 31)
    ends = min(line.ends, last) if line.ends else last
    return replace(line, ends=ends, reason="システムを廃止するため。")


def _from_next_year(line: Line) -> Line:
    return replace(line, begins=date(2020, 4, 1), contract=None, reason=NEW, certainty="概算")


def _building(life: Life, yearly: int) -> Line:
    """What it takes to make a new system: this year while it is built, else next year."""
    built = "build" in life.plan.flags
    return Line(
        life.system_id,
        "整備",
        BUILDING,
        rounded(yearly * 0.8),
        life.main if built else None,
        begins=date(2019 if built else 2020, 4, 1),
        once=True,
        certainty="確定" if built else "業者見積",
        reason="新たに構築するため。",
    )


def _shares(life: Life) -> dict[str, float]:
    plan = life.plan
    if plan.size == "T" and plan.profile != "pr":
        return TINY_SERVICE if plan.profile == "sa" else TINY
    return SHARES[plan.profile]


def _running(life: Life, rng: Random, yearly: int) -> Iterator[Line]:
    """What the system costs every year."""
    basis = "税抜" if rng.random() < 0.08 else "税込"
    for item, share in _shares(life).items():
        if item == OTHER and life.plan.size not in "HL":
            continue
        sum_of_item = yearly * share * rng.uniform(0.85, 1.15)
        parts = _parts(life, item)
        for number, weight in enumerate(parts):
            line = Line(
                life.system_id,
                "運用",
                item,
                rounded(sum_of_item * weight),
                _contract_for(life, item),
                basis="非課税・不課税" if item == SHARED else basis,
                certainty="概算" if item in (SUPPLIES, TRAINING) else "確定",
            )
            yield _particular(life, line, number, rng)


def _parts(life: Life, item: str) -> Sequence[float]:
    """Large systems pay for some items in several contracts."""
    if life.plan.size == "H" and item in (LEASE, OPERATION):
        return (0.6, 0.4)
    return (0.65, 0.35) if life.plan.size == "H" and item == OTHER else (1.0,)


def _contract_for(life: Life, item: str) -> Contract | None:
    plan = life.plan
    vendors = tables.vendors()
    if item in (SOFTWARE, OPERATION, MAINTENANCE, CLOUD, SHARED):
        return life.main
    if item in (LEASE, HARDWARE):
        return life.lease
    if item == NETWORK and plan.size in "HLM":
        begun = date(2013, 4, 1)
        return Contract(_serial(life, 3), vendors["通信"], "一般競争入札", begun, None)
    if item == CENTRE:
        return Contract(_serial(life, 4), vendors["データセンター"], "一般競争入札", None, None)
    return None


def _serial(life: Life, number: int) -> str:
    known = life.main or life.lease
    return f"{known.serial[:-1]}{number}" if known else f"{life.owner}0{number}"


def _particular(life: Life, line: Line, number: int, rng: Random) -> Line:
    """What is particular about a line: its lease, its bundle, its second contract."""
    if line.item == OTHER:
        first = rng.randrange(len(OTHER_ITEMS))
        line = replace(line, other_item=OTHER_ITEMS[(first + number) % len(OTHER_ITEMS)])
    if line.item in (LEASE, HARDWARE) and life.lease is not None:
        line = replace(
            line,
            old_rate=line.item == LEASE and not life.plan.new,
            basis="税込",
            ends=life.lease.end if line.item == LEASE else None,
            reason="リースの満了により減となるため。" if line.item == LEASE else "",
        )
    if number and line.contract is not None:
        other = replace(line.contract, serial=_serial(life, 4 + number + (line.item == LEASE)))
        line = replace(line, contract=other)
    bundle = life.plan.told("bundle")
    if bundle and BUNDLES[bundle][4] == line.item:
        line = replace(line, bundle=bundle, contract=bundle_contract(bundle), basis="税込")
    return line


def bundle_contract(name: str) -> Contract:
    """The contract of a bundle, of five years."""
    serial, vendor, method, start, _, _ = BUNDLES[name]
    end = date(start.year + 5, start.month, 1)
    last = date.fromordinal(end.toordinal() - 1)
    return Contract(serial, tables.vendors()[vendor], method, start, last)


def _reform(life: Life, rng: Random, yearly: int) -> Iterator[Line]:
    """制度改正等改修 of 2019, the year of the new era and the new tax rate."""
    plan = life.plan
    if plan.new or plan.profile not in ("pk", "pc", "dc") or plan.size not in "HLM":
        return
    if rng.random() < 0.6:
        reason = "幼児教育の無償化に伴う改修のため。" if plan.business == "子育て・保育" else ""
        yield Line(
            life.system_id,
            "改修",
            REFORM,
            rounded(yearly * rng.uniform(0.015, 0.05)),
            begins=date(2019, 4, 1),
            once=True,
            certainty=rng.choice(("確定", "業者見積")),
            reason=reason or rng.choice(REFORMS),
        )


def _renewal(life: Life, rng: Random, yearly: int) -> Iterator[Line]:
    """What comes with the next replacement: building, moving data, a new lease."""
    year = life.renewal or 0
    sure = "業者見積" if year <= 2020 else "概算"
    if year > 2021 and rng.random() < 0.3:
        sure = "未定"
    begins = date(year, 4, 1)
    once = Line(
        life.system_id,
        "更新",
        BUILDING,
        rounded(yearly * rng.uniform(0.3, 0.7)),
        begins=begins,
        once=True,
        certainty=sure,
        reason=f"{year}年度に次期システムを構築するため。",
    )
    if year > 2019:
        yield once
        if life.plan.size in "HL":
            move = rounded(yearly * rng.uniform(0.05, 0.15))
            yield replace(once, item=MOVING, yearly=move)
    if life.lease is not None and life.lease.end is not None:
        yield Line(
            life.system_id,
            "更新",
            LEASE,
            rounded(yearly * _shares(life)[LEASE] * rng.uniform(0.95, 1.1)),
            begins=add_months(life.lease.end.replace(day=1), 1),
            certainty="概算" if sure == "未定" else sure,
            reason="機器を更新し、新たにリースするため。",
        )


def rounded(amount: float) -> int:
    """A yearly figure as contracts have them."""
    return max(1, round(amount / ROUNDED_TO)) * ROUNDED_TO
