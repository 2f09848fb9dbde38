"""Every amount in every returned file: what it is, and whether it was taken over.

An amount is *taken* (反映) where it is certain, *apart* (別掲) where its system is a tool that
staff made, and *left out* (未反映) with its reason otherwise. Nothing falls between the three:
`sysaudit.analysis.balance` holds their sum against the returned files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sysaudit.analysis.amount_columns import MEASURES, AmountColumns, Treatment
from sysaudit.analysis.doubt import Doubt, Reason, reason_of
from sysaudit.analysis.tax import with_tax
from sysaudit.analysis.vendors import Vendors
from sysaudit.analysis.words import UNSTATED, answer, group_key
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, ROUGH, CostLine
from sysaudit.forms.system_list import System
from sysaudit.intake.records import Table
from sysaudit.intake.returned import Returned
from sysaudit.rules.division_return import is_provisional
from sysaudit.rules.ward import Ward

__all__ = ["MEASURES", "Amounts", "Listed", "Treatment", "amounts_of"]

DUPLICATE, DOUBLED, OTHER_YEAR = map(reason_of, ("F12", "S02", "F16"))
NO_SYSTEM, NO_COLUMN = map(reason_of, ("X01", "S03"))
NO_DIVISION = Reason("", "どの課のファイルか分からない")
UNREADABLE = Reason("", "読み取れない金額")
DECIDING = ("system_id", "tax_basis")
"""The cells without which nobody knows what an amount is."""
MOST_COUNTED = 10**15
"""A larger figure is no amount of yen; it is told as one that nobody could read."""

CELL_STAGES = "SCR"
"""Stages of the rules whose findings are about a cell itself."""


@dataclass(frozen=True)
class Listed:
    """A system that was taken over.

    Attributes:
        key: Its name across divisions (`sysaudit.analysis.words.system_key`).
        code: The code of the division that lists it.
    """

    key: str
    code: str
    system: System


@dataclass(frozen=True)
class Amounts:
    """Two tables that hang together by the number of the cost row.

    Attributes:
        lines: One row per cost row of every file: file, sheet, row, division_code, system_key,
            system_id, cost_kind, cost_item, other_item, budget_line, contract_number, vendor,
            contract_method, tax_basis, tax_rate, certainty, bundled, bundle_total,
            change_reason, remarks.
        cells: One row per amount: line (row number in ``lines``), year (fiscal year), measure,
            typed (yen as typed), yen (yen with tax), treatment, certainty (as counted), code and
            reason (why left out), column (its number in the sheet).
        unknown: One row per amount that could not be read: line, year, measure, given, code,
            reason, column.
    """

    lines: pd.DataFrame
    cells: pd.DataFrame
    unknown: pd.DataFrame

    def with_lines(self, columns: list[str], treatment: Treatment) -> pd.DataFrame:
        """The amounts of one treatment with columns of their rows beside them."""
        cells = self.cells[self.cells["treatment"] == treatment]
        told = self.lines[columns].iloc[cells["line"].to_numpy()]
        return pd.concat([cells.reset_index(drop=True), told.reset_index(drop=True)], axis=1)


LINE_COLUMNS = (
    "file", "sheet", "row", "division_code", "system_key", "system_id", "system_name",
    "cost_kind", "cost_item", "other_item", "budget_line", "contract_number", "vendor",
    "contract_method", "tax_basis", "tax_rate", "certainty", "bundled", "bundle_total",
    "change_reason", "remarks",
)  # fmt: skip
UNKNOWN_COLUMNS = ("line", "year", "measure", "given", "code", "reason", "column")


def amounts_of(
    ward: Ward, listed: Mapping[tuple[str, str], Listed], vendors: Vendors, doubt: Doubt
) -> Amounts:
    """Every amount in every cost sheet of this year's files.

    Args:
        ward: This year's returns.
        listed: The systems that were taken over, by division code and ID.
        vendors: The one name of each vendor.
        doubt: The cells that cannot be trusted.
    """
    taker = _Taker(ward, listed, vendors, doubt)
    for file in ward.returned:
        for table in file.tables_of("cost_estimate"):
            taker.take_table(file, table)
    return taker.amounts()


class _Taker:
    """Goes through the cost rows and sorts their amounts."""

    def __init__(
        self,
        ward: Ward,
        listed: Mapping[tuple[str, str], Listed],
        vendors: Vendors,
        doubt: Doubt,
    ) -> None:
        self._ward, self._listed, self._vendors, self._doubt = ward, listed, vendors, doubt
        self._anywhere = first_by_id(listed)
        self._rates = ward.context.settings.consumption_tax
        self._lines: list[tuple[object, ...]] = []
        self._cells = AmountColumns()
        self._unknown: list[tuple[object, ...]] = []

    def amounts(self) -> Amounts:
        """What was gone through so far."""
        lines = pd.DataFrame(self._lines, columns=list(LINE_COLUMNS), dtype=object)
        unknown = pd.DataFrame(self._unknown, columns=list(UNKNOWN_COLUMNS), dtype=object)
        return Amounts(lines, self._cells.frame(), unknown)

    def take_table(self, file: Returned, table: Table) -> None:
        """All rows of one cost sheet."""
        code = file.division_code
        whole = self._reason_of_table(file, table)
        first_year = (table.place.year or self._ward.context.year) - 1
        for record in table.records:
            if isinstance(record, CostLine):
                self._take_line(code or "", record, whole, first_year)

    def _reason_of_table(self, file: Returned, table: Table) -> Reason | None:
        """Why no row of a sheet is taken."""
        if file.division_code is None:
            return NO_DIVISION
        if file.division_code in self._ward.duplicated:
            return DUPLICATE
        if table.place.year not in (None, self._ward.context.year):
            return OTHER_YEAR
        filled = [t for t in file.tables_of("cost_estimate") if t.records]
        if len(filled) > 1 and not (table is filled[0] and alike(filled)):
            return DOUBLED
        return None

    def _take_line(
        self,
        code: str,
        line: CostLine,
        whole: Reason | None,
        first_year: int,
    ) -> None:
        listed = self._system_of(code, line)
        reason = whole or self._reason_of_line(line, listed)
        number = len(self._lines)
        self._lines.append(self._line(code, line, listed))
        apart = listed is not None and listed.system.staff_made
        basis, rate = line.tax_basis, line.tax_rate
        unknown_basis = line.word("tax_basis") is not None
        certainty, columns = group_key(answer(line, "certainty")), line.place.columns
        for at, (key, amount) in enumerate(zip(AMOUNT_KEYS, line.amounts, strict=True)):
            year, column = first_year + at, columns.get(key, 0)
            if amount is not None and amount <= MOST_COUNTED:
                yen, rough = with_tax(amount, basis, rate, year, self._rates)
                why = reason or self._doubt.on(line, key)
                sure = ROUGH if rough or unknown_basis else certainty
                treatment = _treatment(why, apart=apart)
                self._cells.add(number, year, at, amount, yen, treatment, sure, why, column)
            elif amount is not None or line.unread(key):
                told = whole or self._doubt.on(line, key) or _unreadable(line, key)
                given = line.typed(key) or ""
                self._unknown.append((number, year, MEASURES[at], given, *told, column))

    def _system_of(self, code: str, line: CostLine) -> Listed | None:
        """The system of a row: its division's own, else the one that bears the ID elsewhere."""
        own = line.system_id or ""
        division = self._ward.divisions.get(code)
        if division is not None and own in division.systems_by_id:
            return self._listed.get((code, own))
        return self._anywhere.get(own)

    def _reason_of_line(self, line: CostLine, listed: Listed | None) -> Reason | None:
        for key in DECIDING:
            if reason := self._doubt.on(line, key, CELL_STAGES):
                return reason
        if not line.has_column("tax_basis"):
            return NO_COLUMN
        return NO_SYSTEM if listed is None else None

    def _line(self, code: str, line: CostLine, listed: Listed | None) -> tuple[object, ...]:
        system = listed.system if listed else None
        vendor = line.vendor or (system.vendor if system else None)
        return (
            line.place.file,
            line.place.sheet,
            line.row,
            code,
            listed.key if listed else "",
            line.system_id or "",
            (system.system_name if system else line.system_name) or "",
            group_key(answer(line, "cost_kind")),
            group_key(answer(line, "cost_item")),
            line.other_item or "",
            line.budget_line or "",
            line.contract_number or "",
            self._vendors.name(vendor) if vendor else UNSTATED,
            _method(line, system),
            answer(line, "tax_basis"),
            line.tax_rate or "",
            answer(line, "certainty"),
            line.bundled or "",
            line.bundle_total,
            line.change_reason or "",
            line.remarks or "",
        )


def _treatment(why: Reason | None, *, apart: bool) -> Treatment:
    if why is not None:
        return Treatment.LEFT_OUT
    return Treatment.APART if apart else Treatment.TAKEN


def _unreadable(line: CostLine, key: str) -> Reason:
    """An amount without an error on it: a word such as 未定, or a finding that is not in force."""
    word = line.word(key)
    return Reason("", f"「{word}」とある") if word else UNREADABLE


def _method(line: CostLine, system: System | None) -> str:
    """契約方法 of a row; where it has none, that of its system."""
    return group_key(
        line.contract_method or (answer(system, "contract_method") if system else UNSTATED)
    )


def first_by_id(listed: Mapping[tuple[str, str], Listed]) -> dict[str, Listed]:
    """The systems by ID alone, without provisional ones, which are one in each division."""
    by_id: dict[str, Listed] = {}
    for (_, system_id), each in listed.items():
        if not is_provisional(system_id):
            by_id.setdefault(system_id, each)
    return by_id


def alike(tables: Sequence[Table]) -> bool:
    """Whether sheets are copies of each other: the same values in the same order."""
    first, *others = ([record.model_dump() for record in table.records] for table in tables)
    return all(other == first for other in others)
