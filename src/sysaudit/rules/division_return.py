"""What one division returned, in one file or several, as rules across files see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.cover import Cover
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.record import Record
from sysaudit.forms.self_check import SelfCheck
from sysaudit.forms.system_list import System
from sysaudit.intake.records import Table
from sysaudit.intake.returned import R, Returned

PROVISIONAL = "新規-"
"""How the ID of a system begins that the IT division has not yet given one."""


@dataclass(frozen=True)
class DivisionReturn:
    """What one division returned, in one file or several."""

    code: str
    files: tuple[Returned, ...]

    def tables_of(self, form_id: str) -> tuple[Table, ...]:
        """The sheets that hold the form, over all its files."""
        return self._tables.get(form_id, ())

    @cached_property
    def _tables(self) -> dict[str, tuple[Table, ...]]:
        forms = dict.fromkeys(table.form_id for file in self.files for table in file.tables)
        return {
            form_id: tuple(table for file in self.files for table in file.tables_of(form_id))
            for form_id in forms
        }

    def has(self, form_id: str) -> bool:
        """Whether the form was returned with the columns that join it to the others."""
        tables = self.tables_of(form_id)
        return bool(tables) and all(table.sound for table in tables)

    def complete(self, form_id: str) -> bool:
        """Whether every row of the form was read, with its key: what is not there is missing.

        A blank form is not, which is a finding of its own; nor is one that stands in two sheets.
        """
        filled = [table for table in self.tables_of(form_id) if table.records]
        return (
            self.has(form_id)
            and len(filled) == 1
            and not any(table.layout.second_table for table in filled)
            and not any(file.unreadable_sheets for file in self.files)
            and all(_joined(record) for table in filled for record in table.records)
        )

    def doubled(self, form_id: str) -> bool:
        """Whether rows of the form stand in two sheets, of which one may repeat the other."""
        return sum(bool(table.records) for table in self.tables_of(form_id)) > 1

    @property
    def list_complete(self) -> bool:
        """Whether every system of the division is known: all rows read, or none owned."""
        return self.complete("system_list") or (self.owns_none and not self.systems)

    @property
    def costs_complete(self) -> bool:
        """Whether every cost of the division is known: all rows read, or nothing to cost.

        Tools that staff made cost nothing, so that their division returns the sheet empty.
        """
        if self.complete("cost_estimate") or self.owns_none:
            return True
        tools = self.list_complete and all(system.staff_made for system in self.systems)
        return tools and self.has("cost_estimate") and not self.costs

    def of_year(self, year: int) -> bool:
        """Whether its costs stand on the form of the year; else they are in the wrong years."""
        return all(t.place.year in (None, year) for t in self.tables_of("cost_estimate"))

    @property
    def owns_none(self) -> bool:
        """Whether 表紙 bears ○ at 所管システムなし."""
        return self.cover is not None and self.cover.no_systems

    def _records(self, form_id: str, model: type[R]) -> tuple[R, ...]:
        return tuple(record for file in self.files for record in file.records_of(form_id, model))

    @cached_property
    def cover(self) -> Cover | None:
        """表紙."""
        return next(iter(self._records("cover", Cover)), None)

    @property
    def name(self) -> str | None:
        """What it calls itself: on 表紙, else on its list of systems."""
        if self.cover is not None and self.cover.division_name:
            return self.cover.division_name
        return next((s.division_name for s in self.systems if s.division_name), None)

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """Rows of 所管するシステム一覧."""
        return self._records("system_list", System)

    @cached_property
    def costs(self) -> tuple[CostLine, ...]:
        """Rows of 経費見積入力シート."""
        return self._records("cost_estimate", CostLine)

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Rows of システム評価."""
        return self._records("evaluation", Evaluation)

    @cached_property
    def checks(self) -> tuple[SelfCheck, ...]:
        """Rows of 監査調書."""
        return self._records("self_check", SelfCheck)

    @cached_property
    def systems_by_id(self) -> dict[str, System]:
        """Its systems by ID; the first of those that share one."""
        by_id: dict[str, System] = {}
        for system in self.systems:
            if system.system_id:
                by_id.setdefault(system.system_id, system)
        return by_id

    @cached_property
    def costs_by_system(self) -> dict[str, list[CostLine]]:
        """Its cost lines by system ID."""
        return grouped(self.costs, lambda line: line.system_id)


def is_provisional(system_id: str) -> bool:
    """Whether an ID such as 新規-1 is unique in its division alone."""
    return system_id.startswith(PROVISIONAL)


def _joined(record: Record) -> bool:
    """Whether the row bears the ID that joins it to the other forms."""
    return not hasattr(record, "system_id") or bool(record.system_id)


def grouped(records: Iterable[R], key: Callable[[R], str | None]) -> dict[str, list[R]]:
    """Records by a key, those without one left out."""
    groups: dict[str, list[R]] = defaultdict(list)
    for record in records:
        value = key(record)
        if value:
            groups[value].append(record)
    return dict(groups)
