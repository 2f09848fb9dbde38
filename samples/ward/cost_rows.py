"""Rows of 経費見積入力シート: the lines of a system as told in a fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from random import Random

from samples.ward.costs import Line
from samples.ward.items import BUNDLES
from samples.ward.lives import SEED, Life

from sysaudit.forms.cost_estimate import (
    ALONE,
    AMOUNT_KEYS,
    BUNDLED,
    FIRM,
    QUOTED,
    TAX_EXCLUDED,
)
from sysaudit.forms.shared import AUTOMATIC, UNDECIDED

Row = dict[str, object]

GREAT_CHANGE, GREAT_SHARE = 1_000_000, 0.3
"""A change beyond both wants its reason told."""

QUOTE_DAYS = (date(2019, 4, 22), date(2019, 5, 13), date(2019, 5, 20), date(2019, 5, 29))


def cost_rows(
    life: Life, lines: Iterable[Line], year: int, bundles: Mapping[str, int]
) -> list[Row]:
    """The rows of one system in the form of ``year``.

    Args:
        life: The system.
        lines: All of its cost lines.
        year: The fiscal year of the form.
        bundles: 按分前総額 by the name of the bundle.
    """
    rows = []
    for number, line in enumerate(lines):
        amounts = told_amounts(line, year, number)
        if any(amounts):
            rows.append(_row(life, line, year, amounts, bundles))
    return rows


def told_amounts(line: Line, year: int, number: int) -> list[int]:
    """What the form of a year says: actual of the year before, budget, five estimates.

    Not all of a budget is spent, and a budget is at times cut below what was estimated.
    """
    rng = Random(f"{SEED}/{line.system_id}/{line.contract}/{number}")
    spent, cut = {}, {}
    for each in (2017, 2018, 2019):
        spent[each] = 1.0 if rng.random() < 0.7 else rng.uniform(0.957, 0.995)
        cut[each] = 1.0 if rng.random() < 0.7 else rng.uniform(0.965, 0.99)
    years = range(year - 1, year + 6)
    amounts = [line.amount(each) for each in years]
    if line.basis == "税込" and not line.once:
        amounts[0] = int(amounts[0] * spent[year - 1] * cut[year - 1])
        amounts[1] = int(amounts[1] * cut[year])
    return amounts


def _row(life: Life, line: Line, year: int, amounts: list[int], bundles: Mapping[str, int]) -> Row:
    row: Row = {
        "system_id": line.system_id,
        "cost_kind": line.kind,
        "cost_item": line.item,
        "other_item": line.other_item,
        "budget_line": line.budget_line,
        "tax_basis": line.basis,
        "certainty": line.certainty,
        "bundled": BUNDLED if line.bundle else ALONE,
    }
    if line.basis == TAX_EXCLUDED:
        row["tax_rate"] = "混在"
    row |= _contract(life, line, year)
    if line.certainty != UNDECIDED:
        row |= dict(zip(AMOUNT_KEYS, amounts, strict=True))
        if not amounts[0] and life.plan.new:
            row["actual"] = None
    if line.bundle:
        row["apportioned_by"] = BUNDLES[line.bundle][5]
        row["bundle_total"] = bundles[line.bundle]
    row |= _remarks(life, line, year, amounts)
    return row


def _contract(life: Life, line: Line, year: int) -> Row:
    """The number, and who, how and until when where that differs from the list."""
    contract = line.contract
    if contract is None or _over(line, year):
        return {}
    row: Row = {"contract_number": contract.number_in(year)}
    if contract == life.main:
        return row
    row |= {
        "vendor": contract.vendor.name,
        "contract_method": contract.method,
        "contract_start": contract.start_in(year),
        "contract_end": contract.end_in(year) if line.item != "通信回線" else AUTOMATIC,
    }
    return row


def _over(line: Line, year: int) -> bool:
    """Whether the contract had not begun or was over before the year."""
    return line.ends is not None and line.ends < date(year, 4, 1)


def _remarks(life: Life, line: Line, year: int, amounts: list[int]) -> Row:
    row: Row = {}
    months = line.months_in(year + 1)
    if 0 < months < 12 and not line.once:
        row["months"] = months
    if line.certainty == QUOTED:
        vendor = life.main.vendor if life.main else None
        row["quoted_by"] = vendor.name if vendor else ""
        day = Random(f"{SEED}/{line.system_id}/quote").choice(QUOTE_DAYS)
        row["quoted_on"] = day.replace(year=year)
    changed = line.certainty != UNDECIDED and any(
        abs(b - a) >= GREAT_CHANGE and abs(b - a) > GREAT_SHARE * a for a, b in pairwise(amounts)
    )
    if changed or (line.reason and line.certainty != FIRM):
        row["change_reason"] = line.reason
    return row
