"""The whole ward as rules across files see it: who returned what, this year and last.

A division that returned the same form twice is left out until it says which one counts, so
that one cause does not give a hundred findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from sysaudit.forms import ANSWERED_BY_DIVISIONS
from sysaudit.forms.audit_results import AuditResult
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.roster import Division
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.forms.system_list import System
from sysaudit.intake.returned import R, Returned
from sysaudit.rules.base import Context
from sysaudit.rules.division_return import DivisionReturn, grouped, is_provisional
from sysaudit.rules.names import bears_name

T = TypeVar("T")


@dataclass(frozen=True)
class Ward:
    """Everything that rules across files may look at.

    Attributes:
        context: Settings, year, clock.
        returned: This year's files, in the order of their names.
        roster: The divisions of the year, None where no roster was given.
        previous: Last year's files, None where they were not given.
        former_rosters: Rosters of earlier years, by year.
    """

    context: Context
    returned: tuple[Returned, ...]
    roster: tuple[Division, ...] | None = None
    previous: tuple[Returned, ...] | None = None
    former_rosters: Mapping[int, tuple[Division, ...]] = field(default_factory=dict)
    _made: dict[Callable[[Ward], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Ward], T]) -> T:
        """What a function makes of the ward, made once for all the rules that ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def roster_by_code(self) -> dict[str, Division]:
        """The roster by division code; empty without one."""
        return {d.division_code: d for d in self.roster or () if d.division_code}

    @cached_property
    def expected(self) -> dict[str, Division]:
        """The divisions of the roster that forms of their own are expected of."""
        without = self.context.settings.no_forms_from
        return {c: d for c, d in self.roster_by_code.items() if d.kind not in without}

    @cached_property
    def duplicated(self) -> Mapping[str, tuple[Returned, ...]]:
        """Files that hold a form which the same division returned in another file too."""
        return _clashing(_by_division(self.returned))

    @cached_property
    def divisions(self) -> dict[str, DivisionReturn]:
        """Who returned what, by code; without those that returned a form twice."""
        return {
            code: DivisionReturn(code, tuple(files))
            for code, files in _by_division(self.returned).items()
            if code not in self.duplicated
        }

    @cached_property
    def previous_divisions(self) -> dict[str, DivisionReturn]:
        """Who returned what last year, by last year's code; empty where not given.

        Without those that returned a form twice.
        """
        return {
            code: DivisionReturn(code, tuple(files))
            for code, files in _by_division(self.previous or ()).items()
            if code not in self.previous_duplicated
        }

    @cached_property
    def previous_duplicated(self) -> Mapping[str, tuple[Returned, ...]]:
        """Last year's files that hold a form which the same division returned in another too."""
        return _clashing(_by_division(self.previous or ()))

    def previous_codes(self, code: str) -> tuple[str, ...]:
        """The codes under which a division of this year returned its forms last year.

        A division that names former codes had those. A code that another division names as its
        former one moved there, unless who has it now bore its name last year too: then the other
        is a part that was split off.
        """
        division = self.roster_by_code.get(code)
        if division is not None and division.former_codes:
            return division.former_codes
        return () if code in self._codes_taken_over and not self._went_on(code) else (code,)

    def _went_on(self, code: str) -> bool:
        division, returned = self.roster_by_code.get(code), self.previous_divisions.get(code)
        return division is not None and returned is not None and bears_name(returned.name, division)

    @cached_property
    def _codes_taken_over(self) -> frozenset[str]:
        divisions = self.roster_by_code.values()
        return frozenset(code for division in divisions for code in division.former_codes)

    def successors(self, former: str) -> tuple[str, ...]:
        """The codes of this year's divisions that took over from a division of last year."""
        codes = self.roster_by_code or self.divisions
        return tuple(code for code in codes if former in self.previous_codes(code))

    def division_name(self, code: str) -> str:
        """Code and name of a division, as the roster or its 表紙 says."""
        division = self.roster_by_code.get(code)
        returned = self.divisions.get(code)
        cover = returned.cover if returned else None
        named = division or cover
        return f"{code} {named.division_name}" if named and named.division_name else code

    @cached_property
    def systems_by_id(self) -> dict[str, tuple[str, System]]:
        """The ward's systems by ID with their division's code; provisional IDs left out."""
        by_id: dict[str, tuple[str, System]] = {}
        for code, system in self.systems:
            if system.system_id and not is_provisional(system.system_id):
                by_id.setdefault(system.system_id, (code, system))
        return by_id

    @cached_property
    def lists_complete(self) -> bool:
        """Whether every division of the roster has told all its systems."""
        return bool(self.roster) and all(
            code in self.divisions and self.divisions[code].list_complete for code in self.expected
        )

    @cached_property
    def previous_systems(self) -> dict[str, System]:
        """Last year's systems by ID."""
        return {
            system_id: system
            for division in self.previous_divisions.values()
            for system_id, system in division.systems_by_id.items()
        }

    @cached_property
    def previous_costs(self) -> dict[str, list[CostLine]]:
        """Last year's cost lines by system ID."""
        lines = (line for d in self.previous_divisions.values() for line in d.costs)
        return grouped(lines, lambda line: line.system_id)

    @cached_property
    def systems(self) -> tuple[tuple[str, System], ...]:
        """Every system of the year with the code of the division that returned it."""
        return tuple((d.code, s) for d in self.divisions.values() for s in d.systems)

    @cached_property
    def costs(self) -> tuple[tuple[str, CostLine], ...]:
        """Every cost line of the year with the code of the division that returned it.

        Without the lines of divisions that returned them in two sheets.
        """
        return tuple(
            (division.code, line)
            for division in self.divisions.values()
            if not division.doubled("cost_estimate")
            for line in division.costs
        )

    @cached_property
    def divisions_of_year(self) -> tuple[DivisionReturn, ...]:
        """The divisions whose amounts stand in the years of the survey."""
        year = self.context.year
        return tuple(d for d in self.divisions.values() if d.of_year(year))

    @cached_property
    def costs_of_year(self) -> tuple[tuple[str, CostLine], ...]:
        """The cost lines of those divisions, with their code; what rules on money look at."""
        codes = {division.code for division in self.divisions_of_year}
        return tuple((code, line) for code, line in self.costs if code in codes)

    @cached_property
    def second_evaluations(self) -> tuple[SecondEvaluation, ...]:
        """The IT division's evaluations, in whatever file they came."""
        return self._everywhere("second_evaluation", SecondEvaluation)

    @cached_property
    def audit_results(self) -> tuple[AuditResult, ...]:
        """Rows of 前年度監査結果, in whatever file they came."""
        return self._everywhere("audit_results", AuditResult)

    def _everywhere(self, form_id: str, model: type[R]) -> tuple[R, ...]:
        return tuple(r for file in self.returned for r in file.records_of(form_id, model))


def _by_division(files: Iterable[Returned]) -> dict[str, list[Returned]]:
    """Files that hold forms which divisions answer, by division code."""
    groups: dict[str, list[Returned]] = defaultdict(list)
    for file in files:
        answers = any(table.form_id in ANSWERED_BY_DIVISIONS for table in file.tables)
        if answers and file.division_code:
            groups[file.division_code].append(file)
    return dict(groups)


def _clashing(divisions: Mapping[str, list[Returned]]) -> dict[str, tuple[Returned, ...]]:
    """The files of each division that returned a form in more than one."""
    twice: dict[str, tuple[Returned, ...]] = {}
    for code, files in divisions.items():
        forms = defaultdict(list)
        for file in files:
            for form_id in {table.form_id for table in file.tables} - {"cover"}:
                forms[form_id].append(file)
        clashing = [file for held in forms.values() if len(held) > 1 for file in held]
        if not clashing and _covers_only_twice(files):
            clashing = list(files)
        if clashing:
            twice[code] = tuple(file for file in files if file in clashing)
    return twice


def _covers_only_twice(files: list[Returned]) -> bool:
    """Whether a division said 所管システムなし in two files."""
    only_cover = [f for f in files if {t.form_id for t in f.tables} == {"cover"}]
    return len(only_cover) > 1
