"""前年度比較: this year's return beside last year's.

Systems are joined by their ID, which a system keeps, and those without one in common by their
name within the divisions that took over from last year's. What is not there this year because its
division has not returned, or because its amounts were left out, is told apart from what is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pandas as pd

from sysaudit.analysis.amounts import MEASURES, Listed, Treatment
from sysaudit.analysis.costs import reasons
from sysaudit.analysis.material import THIS_YEAR, YEAR_COLUMNS, Material
from sysaudit.analysis.tax import with_tax
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.division_return import is_provisional
from sysaudit.rules.names import plain_name

BASE = YEAR_COLUMNS[THIS_YEAR]
Former = tuple[str, str]
"""Last year's division code and system ID."""


class Change(StrEnum):
    """What became of a system since last year."""

    NEW = "新規"
    GONE = "廃止・消滅"
    NOT_RETURNED = "未提出・未反映"
    PARTLY_LEFT_OUT = "一部未反映"
    KEPT = "継続"


@dataclass(frozen=True)
class _Last:
    """A system of last year with its amounts in yen with tax by fiscal year."""

    code: str
    division: str
    system: System
    amounts: Mapping[int, int]


class Comparison:
    """This year's systems and amounts beside last year's."""

    def __init__(self, material: Material) -> None:
        """From material whose ward knows last year."""
        self._material = material
        self._ward = material.ward
        self._year = material.context.year

    @cached_property
    def last(self) -> dict[Former, _Last]:
        """Last year's systems that staff did not make."""
        amounts = self._last_amounts()
        found = {}
        for code, division in self._ward.previous_divisions.items():
            name = division.cover.division_name if division.cover else ""
            for own, system in division.systems_by_id.items():
                if not system.staff_made:
                    told = " ".join(filter(None, (code, name)))
                    found[code, own] = _Last(code, told, system, amounts.get((code, own), {}))
        return found

    def _last_amounts(self) -> dict[Former, Counter[int]]:
        rates = self._material.context.settings.consumption_tax
        sums: dict[Former, Counter[int]] = defaultdict(Counter)
        for code, division in self._ward.previous_divisions.items():
            for line in division.costs:
                first = (line.place.year or self._year - 1) - 1
                for year, amount in enumerate(line.amounts, start=first):
                    if amount is not None:
                        yen, _ = with_tax(amount, line.tax_basis, line.tax_rate, year, rates)
                        sums[self._former(code, line)][year] += yen
        return sums

    def _former(self, code: str, line: CostLine) -> Former:
        """Whose cost it is: the division's own system, else that of the one that lists the ID."""
        own = line.system_id or ""
        divisions = self._ward.previous_divisions
        if own in divisions[code].systems_by_id or is_provisional(own):
            return code, own
        return next((c for c, d in divisions.items() if own in d.systems_by_id), code), own

    @cached_property
    def pairs(self) -> dict[str, Former]:
        """Last year's system of each of this year's that has one, by this year's key."""
        by_id = {own: (code, own) for code, own in self.last if not is_provisional(own)}
        listed = [e for e in self._material.listed.values() if not e.system.staff_made]
        paired = {
            e.key: by_id[e.system.system_id or ""] for e in listed if e.system.system_id in by_id
        }
        free = {former for former in self.last if former not in set(paired.values())}
        for each in listed:
            if each.key not in paired and (former := self._by_name(each, free)):
                paired[each.key] = former
                free.discard(former)
        return paired

    def _by_name(self, each: Listed, free: set[Former]) -> Former | None:
        """A system of that name in a division from which this one took over."""
        name = plain_name(each.system.system_name or "")
        codes = self._ward.previous_codes(each.code)
        found = [
            former
            for former in sorted(free)
            if former[0] in codes
            and name
            and plain_name(self.last[former].system.system_name or "") == name
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def systems(self) -> pd.DataFrame:
        """A row per system of either year.

        Columns: department, division, system_id, name, change (`Change`), renamed (the former
        name), moved (the former division), before (last year's budget of last year), now (this
        year's budget), difference (yen with tax), mover (bool: beyond both thresholds), reason,
        home (file, sheet and row).
        """
        rows = [*self._present_rows(), *self._absent_rows()]
        return pd.DataFrame(rows, columns=COLUMNS, dtype=object)

    def _present_rows(self) -> list[tuple[object, ...]]:
        systems = self._material.systems
        bought = systems[~systems["staff_made"].astype(bool)]
        said = reasons(self._material)
        rows: list[tuple[object, ...]] = []
        for key, row in zip(bought.index, bought.itertuples(index=False), strict=True):
            former = self.last.get(self.pairs[key]) if key in self.pairs else None
            before = former.amounts.get(self._year - 1, 0) if former else 0
            now = int(getattr(row, BASE))
            if row.status == ABOLISHED:
                change = Change.GONE
            elif key in self._partly_left_out:
                change = Change.PARTLY_LEFT_OUT
            elif former is None and self._last_year_unclear(row.code):
                change = Change.NOT_RETURNED
            else:
                change = Change.KEPT if former else Change.NEW
            former_name = former.system.system_name or "" if former else ""
            renamed = plain_name(former_name) != plain_name(str(row.name))
            moved = former is not None and not self._took_over(row.code, former.code)
            rows.append(
                (
                    row.department,
                    row.division,
                    row.system_id,
                    row.name,
                    change,
                    former_name if former and renamed else "",
                    former.division if former and moved else "",
                    before,
                    now,
                    now - before,
                    self._moves(change, before, now),
                    said.get(key, ""),
                    _home(self._material.records[key]),
                )
            )
        return rows

    def _last_year_unclear(self, code: str) -> bool:
        """Whether a division returned its forms twice last year: nobody knows what it had."""
        return any(
            each in self._ward.previous_duplicated for each in self._ward.previous_codes(code)
        )

    def _took_over(self, code: str, former: str) -> bool:
        """Whether a division is last year's, or its heir: what it has did not change hands."""
        return code == former or code in self._ward.successors(former)

    def _absent_rows(self) -> list[tuple[object, ...]]:
        """Last year's systems that nobody lists this year."""
        paired = set(self.pairs.values())
        rows: list[tuple[object, ...]] = []
        for former, last in self.last.items():
            if former in paired or last.system.status == ABOLISHED:
                continue
            heirs = self._ward.successors(last.code)
            known = heirs and all(
                code in self._ward.divisions and self._ward.divisions[code].list_complete
                for code in heirs
            )
            stated = former[1] in self._ids_returned
            change = Change.GONE if known and not stated else Change.NOT_RETURNED
            owner = self._material.owners.get(heirs[0] if heirs else last.code)
            before = last.amounts.get(self._year - 1, 0)
            rows.append(
                (
                    owner.department if owner else "",
                    owner.division if owner else last.division,
                    former[1],
                    last.system.system_name or "",
                    change,
                    "",
                    "",
                    before,
                    0,
                    -before,
                    self._moves(change, before, 0),
                    "",
                    f"前年度 {_home(last.system)}",
                )
            )
        return rows

    @cached_property
    def _ids_returned(self) -> set[str]:
        """Every ID that stands on a list of this year, taken over or not."""
        return {
            system.system_id
            for file in self._ward.returned
            for system in file.records_of("system_list", System)
            if system.system_id
        }

    @cached_property
    def _partly_left_out(self) -> set[str]:
        """The systems of which an amount was left out or could not be read."""
        amounts = self._material.amounts
        cells = amounts.cells
        left = cells[cells["treatment"] == Treatment.LEFT_OUT]
        unread = amounts.unknown
        lines = {*left["line"], *unread["line"]}
        return {str(amounts.lines["system_key"].iat[line]) for line in lines}

    def _moves(self, change: Change, before: int, now: int) -> bool:
        thresholds = self._material.context.settings.thresholds
        moved = abs(now - before)
        if change in (Change.NOT_RETURNED, Change.PARTLY_LEFT_OUT):
            return False
        return moved > max(thresholds.change_amount, before * thresholds.change_ratio)

    @cached_property
    def years(self) -> pd.DataFrame:
        """What each year was said to cost, last year and now: FY-1 to FY+4.

        Over the systems that both returns tell in full, so that what is missing is no saving.
        Index: fiscal year. Columns: before_measure, before, now_measure, now, difference.
        """
        kept = [key for key in self.pairs if key not in self._partly_left_out]
        before = Counter[int]()
        for key in kept:
            before.update(self.last[self.pairs[key]].amounts)
        systems = self._material.systems.loc[kept, list(YEAR_COLUMNS)].sum()
        rows = {}
        for at, year in enumerate(self._material.years[:-1]):
            old, new = int(before.get(year, 0)), int(systems[YEAR_COLUMNS[at]])
            rows[year] = (MEASURES[at + 1], old, MEASURES[at], new, new - old)
        names = ["before_measure", "before", "now_measure", "now", "difference"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=names, dtype=object)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """From last year's budget to this year's: index the step, column yen (signed).

        The first and last rows are the two budgets; those between lead from one to the other.
        """
        systems = self.systems
        kept = systems[systems["change"] == Change.KEPT]
        of = {
            change: int(systems.loc[systems["change"] == change, "difference"].sum())
            for change in Change
        }
        up = int(kept.loc[kept["difference"] > 0, "difference"].sum())
        down = int(kept.loc[kept["difference"] < 0, "difference"].sum())
        before, now = int(systems["before"].sum()), int(systems["now"].sum())
        rows = {
            f"{self._year - 1}年度予算": before,
            "新規": of[Change.NEW],
            "増額": up,
            "減額": down,
            "廃止・消滅": of[Change.GONE],
            "未提出・未反映": of[Change.NOT_RETURNED] + of[Change.PARTLY_LEFT_OUT],
            f"{self._year}年度予算": now,
        }
        return pd.DataFrame({"yen": pd.Series(rows, dtype="int64")})


def _home(system: System) -> str:
    """Where a system stands."""
    return f"{system.place.file} {system.place.sheet} {system.row}行目"


COLUMNS = [
    "department", "division", "system_id", "name", "change", "renamed", "moved", "before", "now",
    "difference", "mover", "reason", "home",
]  # fmt: skip
