"""What earlier audits found in a division, whatever its code was then.

A code is valid within its fiscal year only. From year to year a division is followed back over
旧課コード: a renamed one has its former code's history, a merged one that of all its former
codes, and each part of a split one that of the whole. A code that another division names as its
former one is followed only where the division bore its name then: else it is a new division under
an old code. Nor is a code followed that an earlier roster does not list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from sysaudit.forms.audit_results import AuditResult
from sysaudit.forms.roster import Division
from sysaudit.rules.names import bears_name

VISITS = ("内部監査", "特命監査")
"""Kinds of audits that are visits; a パトロール looks in without asking, others are others'."""


class History:
    """The results of earlier years by this year's divisions."""

    def __init__(
        self,
        year: int,
        rosters: Mapping[int, Sequence[Division]],
        results: Sequence[AuditResult],
    ) -> None:
        self.year = year
        self._rosters = {
            each: {d.division_code: d for d in divisions if d.division_code}
            for each, divisions in rosters.items()
        }
        self._results: dict[tuple[int, str], list[AuditResult]] = defaultdict(list)
        for result in results:
            self._results[result.fiscal_year or 0, result.division_code or ""].append(result)
        self._before: dict[tuple[str, int], frozenset[str]] = {}

    @cached_property
    def years(self) -> frozenset[int]:
        """The fiscal years of which there are results."""
        return frozenset(year for year, _ in self._results)

    def codes(self, code: str, year: int) -> frozenset[str]:
        """The codes that a division of this year had in an earlier one; empty where it is new."""
        codes = frozenset({code})
        for each in range(self.year, year, -1):
            codes = frozenset(c for now in codes for c in self._year_before(now, each))
        return codes

    def _year_before(self, code: str, year: int) -> frozenset[str]:
        known = self._before.get((code, year))
        if known is None:
            known = self._before[code, year] = self._step_back(code, year)
        return known

    def _step_back(self, code: str, year: int) -> frozenset[str]:
        division = self._rosters.get(year, {}).get(code)
        if division is not None and division.former_codes:
            return frozenset(division.former_codes)
        before = self._rosters.get(year - 1)
        was_there = before is None or code in before
        if division is not None and code in self._taken_over[year]:
            was_there = self._went_on(division, code, year)
        return frozenset({code}) if was_there else frozenset()

    def _went_on(self, division: Division, code: str, year: int) -> bool:
        """Whether a division went on under its code although another names it as its former one.

        It did where it bore its name before: then the other is a part that was split off.
        """
        before = self._rosters.get(year - 1)
        if before is not None:
            return code in before and bears_name(before[code].division_name, division)
        earlier = (self._at(each, code) for each in self.years if each < year)
        return any(bears_name(row.division_name, division) for rows in earlier for row in rows)

    @cached_property
    def _taken_over(self) -> dict[int, frozenset[str]]:
        """Former codes by the year in which their successors name them."""
        return {
            year: frozenset(c for d in roster.values() for c in d.former_codes)
            for year, roster in self._rosters.items()
        }

    def of(self, code: str, year: int) -> tuple[AuditResult, ...]:
        """What was found in a division in an earlier year."""
        return tuple(
            result
            for each in sorted(self.codes(code, year))
            for result in self._at(year, each)
            if each != code or self._is_own(code, result)
        )

    def _is_own(self, code: str, result: AuditResult) -> bool:
        """Whether a row under this code is about this division, not the code's former one."""
        division = self._rosters[self.year][code]
        if division.former_codes or code not in self._taken_over[self.year]:
            return True
        return bears_name(result.division_name, division)

    def _at(self, year: int, code: str) -> Sequence[AuditResult]:
        return self._results.get((year, code), ())

    def every(self, code: str) -> tuple[AuditResult, ...]:
        """What was found in a division in all the years of which there are results."""
        return tuple(r for year in sorted(self.years) for r in self.of(code, year))

    def last_visit(self, code: str) -> int | None:
        """The fiscal year of the last visit that is known."""
        visited = [r.fiscal_year for r in self.every(code) if r.kind in VISITS and r.fiscal_year]
        return max(visited, default=None)

    def gap_known(self, years: int) -> bool:
        """Whether there are results of all the years between, for a rule on so many years."""
        return set(range(self.year - years + 1, self.year)) <= self.years

    def is_due(self, code: str, years: int) -> bool:
        """Whether a division that existed all the time was last visited so many years ago.

        False where the results of a year between are missing: nobody knows.
        """
        between = range(self.year - years + 1, self.year)
        last = self.last_visit(code)
        seen = last is not None and last in between
        return self.gap_known(years) and not seen and bool(self.codes(code, between[0]))
