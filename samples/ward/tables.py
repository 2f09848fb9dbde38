"""The plain data of 見本区 as it stands in ``data/``: divisions, systems, vendors, audits.

The tables are small enough to be read by a person; everything else is made from them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
DID_NOT_EXIST = "-"


@dataclass(frozen=True)
class DivisionPlan:
    """A division of 2019 and what it was in 2018.

    Attributes:
        former: 旧課コード of 2019.
        code_2018: Its code a year before; empty for the same, ``-`` where there was none.
        marks: 窓 (counter), 委 (outsourced work), 番 (uses individual numbers).
        busy: 繁忙期 as the roster writes it.
        returned: ``clean``, ``messy``, ``missing`` or ``school``.
        care: How well it keeps the rules, by its 監査調書: ``careful``, ``ordinary``, ``behind`` or
            ``careless``; empty where it returned none.
    """

    code: str
    department: str
    name: str
    kind: str
    former: str
    code_2018: str
    name_2018: str
    marks: str
    regular: int
    other: int
    busy: str
    returned: str
    care: str

    def code_in(self, year: int) -> str | None:
        """Its code in 2019 or in a year before, None where there was no such division."""
        if year >= 2019 or not self.code_2018:
            return self.code
        return None if self.code_2018 == DID_NOT_EXIST else self.code_2018

    @property
    def past_codes(self) -> tuple[str, ...]:
        """The codes under which the audits of the years before know it; none if it is new."""
        code = self.former or self.code_in(2018)
        return (code,) if code else ()

    def name_in(self, year: int) -> str:
        """Its name in 2019 or in a year before."""
        return self.name_2018 or self.name if year < 2019 else self.name


@dataclass(frozen=True)
class SystemPlan:
    """A system in a few words; the rest of its row is made from them.

    Attributes:
        division: The code of its division in 2019.
        size: H, L, M, S, T: from hundreds of millions a year to a few hundred thousand.
        category: 住, 庁, 個, 基, 職.
        profile: How it is delivered and where it runs: pk and pc (package, as it is or changed,
            in the server room), dc (in a data centre), sa (SaaS), kd (shared with other wards),
            pr (provided by the state), lo (in the division), st (on its own), ac (made by staff).
        personal: 無, 有, 特.
        vendor: The key of its vendor.
        flags: ``new``, ``build``, ``procure``, ``renew``, ``ending``, ``ended``, ``run`` (by a
            contractor), ``link=`` another system, ``bundle=`` a contract of several divisions,
            ``from=`` the division that owned it in 2018, ``licence`` (a tool that costs one).
    """

    division: str
    name: str
    alias: str
    size: str
    category: str
    business: str
    profile: str
    personal: str
    vendor: str
    purpose: str
    flags: tuple[str, ...] = ()

    def told(self, flag: str) -> str | None:
        """What stands behind ``flag=``, None where the flag is absent."""
        values = (each.partition("=")[2] for each in self.flags if each.startswith(f"{flag}="))
        return next(values, None)

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the systems it exchanges data with."""
        return tuple(f.partition("=")[2] for f in self.flags if f.startswith("link="))

    @property
    def new(self) -> bool:
        """Whether it is new in 2019."""
        return "new" in self.flags

    @property
    def staff_made(self) -> bool:
        """Whether staff made it in Access or Excel."""
        return self.profile == "ac"


@dataclass(frozen=True)
class Vendor:
    """A made-up vendor; its corporate number begins with 9999, which no registry uses."""

    key: str
    name: str
    kind: str
    corporate_number: str


def rows_of(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table, by its name without the suffix."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def divisions() -> tuple[DivisionPlan, ...]:
    """Every division and school of 2019, in the order of the roster."""
    return tuple(
        DivisionPlan(
            row["code"],
            row["department"],
            row["name"],
            row["kind"],
            row["former"],
            row["code_2018"],
            row["name_2018"],
            row["marks"],
            int(row["regular"]),
            int(row["other"]),
            row["busy"],
            row["returned"],
            row["care"],
        )
        for row in rows_of("divisions")
    )


@cache
def systems() -> tuple[SystemPlan, ...]:
    """Every system of 2019, by division."""
    return tuple(
        SystemPlan(
            row["division"],
            row["name"],
            row["alias"],
            row["size"],
            row["category"],
            row["business"],
            row["profile"],
            row["personal"],
            row["vendor"],
            row["purpose"],
            tuple(filter(None, row["flags"].split(";"))),
        )
        for row in rows_of("systems")
    )


@cache
def vendors() -> dict[str, Vendor]:
    """The vendors by key."""
    return {
        row["key"]: Vendor(row["key"], row["name"], row["kind"], corporate_number(number))
        for number, row in enumerate(rows_of("vendors"), start=1)
    }


def corporate_number(serial: int) -> str:
    """A 法人番号 with a right check digit that no company bears.

    The check digit is 9 less the remainder by 9 of the digits' sum, every other one doubled,
    counted from the right.

    >>> corporate_number(1)
    '6999901000001'
    """
    body = f"999901{serial:06}"
    total = sum(int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(body)))
    return f"{9 - total % 9}{body}"
