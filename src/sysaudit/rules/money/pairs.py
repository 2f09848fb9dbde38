"""Cost rows of this year beside those of last year, by fiscal year.

Last year's sheet has its columns one year earlier: its FY+1 estimate is this year's budget.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.rules.division_return import is_provisional
from sysaudit.rules.ward import Ward

RUNNING = "運用"
"""The 経費区分 of what is paid every year."""

ItemKey = tuple[str, str | None, str, str | None]
"""System, 経費区分, 経費項目 and その他の内容."""


def year_of(line: CostLine, key: str, survey: int) -> int:
    """The fiscal year of one of a row's amounts; ``survey`` where the sheet names none."""
    return (line.place.year or survey) - 1 + AMOUNT_KEYS.index(key)


def by_year(line: CostLine, survey: int) -> dict[int, int]:
    """The amounts above zero by fiscal year."""
    years = enumerate(line.amounts, start=year_of(line, AMOUNT_KEYS[0], survey))
    return {year: amount for year, amount in years if amount}


def item_key(line: CostLine) -> ItemKey | None:
    """What a row is about; None where that is not known, or is not the same next year."""
    if not line.system_id or not line.cost_item or is_provisional(line.system_id):
        return None
    return (line.system_id, line.cost_kind, line.cost_item, line.other_item)


def items(lines: Iterable[CostLine]) -> dict[ItemKey, list[CostLine]]:
    """Rows by what they are about."""
    groups: dict[ItemKey, list[CostLine]] = {}
    for line in lines:
        key = item_key(line)
        if key is not None:
            groups.setdefault(key, []).append(line)
    return groups


def earlier_items(ward: Ward) -> dict[ItemKey, list[CostLine]]:
    """Last year's rows by what they are about; empty where last year was not given."""
    return ward.once(_earlier_items)


def _earlier_items(ward: Ward) -> dict[ItemKey, list[CostLine]]:
    return items(line for lines in ward.previous_costs.values() for line in lines)


def pairs(ward: Ward) -> dict[int, CostLine]:
    """Last year's row of each row of this year that has one, by the row's ``id``."""
    return ward.once(_pairs)


def _pairs(ward: Ward) -> dict[int, CostLine]:
    before = earlier_items(ward)
    if not before:
        return {}
    return {
        id(line): last
        for key, lines in items(line for _, line in ward.costs_of_year).items()
        if key in before
        for line, last in _paired(lines, before[key])
    }


def _paired(now: list[CostLine], before: list[CostLine]) -> Iterator[tuple[CostLine, CostLine]]:
    """The only rows of an item, else those with the same contract number."""
    if len(now) == len(before) == 1:
        yield now[0], before[0]
        return
    numbered = _by_number(before)
    for number, line in _by_number(now).items():
        if number in numbered:
            yield line, numbered[number]


def _by_number(lines: list[CostLine]) -> dict[str, CostLine]:
    """Rows by contract number, where it stands once."""
    counts = Counter(line.contract_number for line in lines)
    return {
        line.contract_number: line
        for line in lines
        if line.contract_number and counts[line.contract_number] == 1
    }
