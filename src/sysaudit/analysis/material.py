"""What every table of the analysis is made from, put together once.

`gather` takes what `validate` read and noticed, decides what is certain, and joins: cost rows to
systems, evaluations to systems, divisions to departments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from sysaudit.analysis.amounts import Amounts, Listed, Treatment, amounts_of, first_by_id
from sysaudit.analysis.doubt import Doubt
from sysaudit.analysis.joins import evaluations_of, listed_systems, seconds_of
from sysaudit.analysis.left_out import LeftOut, left_out_amounts, left_out_files
from sysaudit.analysis.vendors import Vendors
from sysaudit.analysis.words import NO_ROSTER, NOT_ON_ROSTER, UNSTATED, answer, group_key
from sysaudit.findings import Severity
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context
from sysaudit.rules.portfolio.vendors import rows_with_vendor
from sysaudit.rules.ward import Ward
from sysaudit.validation import Validation

YEARS = 7
"""FY-1 to FY+5."""
LAST_YEAR, THIS_YEAR, NEXT_YEAR = 0, 1, 2
"""Where a year stands among the seven."""


class Owner(NamedTuple):
    """A division in the words of the tables."""

    department: str
    division: str
    place: int


@dataclass(frozen=True)
class Material:
    """What the tables are made from.

    Attributes:
        validation: What was read and noticed.
        listed: The systems that were taken over, by division code and ID.
        evaluations: The 1次 of each system that has one, by its key.
        seconds: The 2次 of each system that has one, by its key.
        vendors: The one name of each vendor.
        amounts: Every amount.
        left_out: What was not taken over.
    """

    validation: Validation
    listed: Mapping[tuple[str, str], Listed]
    evaluations: Mapping[str, Evaluation]
    seconds: Mapping[str, SecondEvaluation]
    vendors: Vendors
    amounts: Amounts
    left_out: tuple[LeftOut, ...]

    @cached_property
    def records(self) -> dict[str, System]:
        """The record of each system that was taken over, by its key."""
        return {each.key: each.system for each in self.listed.values()}

    def name_of(self, code: str, system_id: str) -> str:
        """ID and name of a system that a division names: its own, or one of another division."""
        own = self.listed.get((code, system_id))
        found = own or self._by_id.get(system_id)
        return f"{system_id} {(found and found.system.system_name) or '（一覧にない）'}"

    @cached_property
    def _by_id(self) -> dict[str, Listed]:
        return first_by_id(self.listed)

    @property
    def context(self) -> Context:
        """Settings, fiscal year, clock."""
        return self.validation.context

    @property
    def ward(self) -> Ward:
        """The whole ward."""
        return self.validation.ward

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years FY-1 to FY+5."""
        return tuple(range(self.context.year - 1, self.context.year - 1 + YEARS))

    @cached_property
    def owners(self) -> dict[str, Owner]:
        """Every division that returned anything or is on the roster, by code."""
        codes = dict.fromkeys((*self.ward.roster_by_code, *sorted(self._codes)))
        return {code: self._owner(code, place) for place, code in enumerate(codes)}

    @property
    def _codes(self) -> set[str]:
        return {file.division_code for file in self.ward.returned if file.division_code}

    def _owner(self, code: str, place: int) -> Owner:
        division = self.ward.roster_by_code.get(code)
        if self.ward.roster is None:
            department = NO_ROSTER
        elif division is None:
            department = NOT_ON_ROSTER
        else:
            department = division.department or UNSTATED
        return Owner(group_key(department), group_key(self.ward.division_name(code)), place)

    @cached_property
    def taken(self) -> pd.DataFrame:
        """The amounts taken over, with the columns by which they are grouped."""
        return self._grouped(Treatment.TAKEN)

    @cached_property
    def apart(self) -> pd.DataFrame:
        """The amounts of tools that staff made."""
        return self._grouped(Treatment.APART)

    def _grouped(self, treatment: Treatment) -> pd.DataFrame:
        columns = ["division_code", "system_key", "cost_kind", "cost_item", "vendor"]
        cells = self.amounts.with_lines(
            [*columns, "contract_method", "contract_number", "bundled"], treatment
        )
        owners = self.owners
        cells["department"] = cells["division_code"].map(lambda code: owners[code].department)
        return cells

    @cached_property
    def systems(self) -> pd.DataFrame:
        """One row per system that was taken over, in the order of the roster; index: its key.

        Columns: what the list says of it (texts in the words of the form, dates and counts or
        None), ``owner``'s department and division, ``staff_made``, ``errors`` (codes found in its
        row), 1次 and 2次 letters, and yen with tax by year (``y0`` for FY-1 to ``y6`` for FY+5),
        ``five_years`` (FY+1 to FY+5).
        """
        rows = [self._system_row(each) for each in self.listed.values()]
        frame = pd.DataFrame(rows, columns=SYSTEM_COLUMNS, dtype=object)
        order = list(zip(frame["place"], frame["file"], frame["row"], strict=True))
        frame = frame.iloc[sorted(range(len(order)), key=order.__getitem__)].set_index("key")
        return (
            frame.join(self._by_year())
            .fillna(dict.fromkeys(YEAR_COLUMNS, 0))
            .assign(
                **{name: lambda f, name=name: f[name].astype("int64") for name in YEAR_COLUMNS},
                five_years=lambda f: f[list(FIVE_YEARS)].sum(axis=1).astype("int64"),
            )
        )

    def _by_year(self) -> pd.DataFrame:
        """Yen with tax by system and year, tools of the staff included."""
        columns = ["system_key", "year", "yen"]
        cells = pd.concat([self.taken[columns], self.apart[columns]], ignore_index=True)
        table = cells.pivot_table(
            index="system_key", columns="year", values="yen", aggfunc="sum", observed=True
        )
        table = table.reindex(columns=list(self.years), fill_value=0)
        return table.set_axis(list(YEAR_COLUMNS), axis=1).rename_axis(index="key")

    def _system_row(self, listed: Listed) -> tuple[object, ...]:
        system, owner = listed.system, self.owners[listed.code]
        first = self.evaluations.get(listed.key)
        second = self.seconds.get(listed.key)
        texts = (group_key(answer(system, key)) for key in TEXTS)
        return (
            listed.key,
            owner.place,
            owner.department,
            listed.code,
            owner.division,
            system.system_id or "",
            system.system_name or UNSTATED,
            *texts,
            self.vendors.name(system.vendor) if system.vendor else answer(system, "vendor"),
            *(getattr(system, key) for key in VALUES),
            system.staff_made,
            "、".join(self.errors_at.get((system.place.file, system.place.sheet, system.row), ())),
            answer(first, "first_letter") if first else "",
            (second.second_letter or "") if second else "",
            system.place.file,
            system.place.sheet,
            system.row,
        )

    @cached_property
    def errors_at(self) -> dict[tuple[str, str, int], tuple[str, ...]]:
        """The codes of the errors in force by file, sheet and row."""
        codes: dict[tuple[str, str, int], list[str]] = {}
        for row, code in self._rows_in_error():
            codes.setdefault(row, []).append(code)
        return {row: tuple(dict.fromkeys(several)) for row, several in codes.items()}

    def _rows_in_error(self) -> Iterator[tuple[tuple[str, str, int], str]]:
        for finding in self.validation.findings:
            at = finding.address
            if finding.severity is Severity.ERROR and finding.waived is None and at.row:
                for row in range(at.row, (at.last_row or at.row) + 1):
                    yield (at.file or "", at.sheet or "", row), finding.code


TEXTS = (
    "category", "business", "status", "delivery", "hosting", "network", "contract_method",
    "personal_data", "outage_impact", "staff_knowledge",
)  # fmt: skip
VALUES = (
    "started", "contract_start", "contract_end", "lease_end", "support_end", "next_renewal",
    "users", "daily_users", "terminals",
)  # fmt: skip
YEAR_COLUMNS = tuple(f"y{n}" for n in range(YEARS))
FIVE_YEARS = YEAR_COLUMNS[NEXT_YEAR:]
SYSTEM_COLUMNS = [
    "key", "place", "department", "code", "division", "system_id", "name", *TEXTS, "vendor",
    *VALUES, "staff_made", "errors", "first", "second", "file", "sheet", "row",
]  # fmt: skip


def gather(validation: Validation) -> Material:
    """Decide what is certain, and join it."""
    ward = validation.ward
    settings = validation.context.settings
    doubt = Doubt(validation.findings, settings.analysis.doubted)
    vendors = Vendors((r.vendor or "", r.vendor_corporate_number) for r in rows_with_vendor(ward))
    listed, left_systems = listed_systems(ward, doubt)
    evaluations, left_evaluations = evaluations_of(ward, listed, doubt)
    seconds, left_seconds = seconds_of(ward, listed, evaluations, doubt)
    amounts = amounts_of(ward, listed, vendors, doubt)
    left_out = (
        *left_out_files(ward, validation.findings),
        *left_out_amounts(amounts),
        *left_systems,
        *left_evaluations,
        *left_seconds,
    )
    return Material(validation, listed, evaluations, seconds, vendors, amounts, left_out)
