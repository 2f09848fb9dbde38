"""Rules on money across rows, sheets, files and years: sums, units, tax, changes, contracts."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.money import (
    bundles,
    changes,
    contracts,
    renewals,
    small_sums,
    status,
    tax,
    totals,
    units,
)

MONEY_RULES: tuple[Rule, ...] = (
    totals.cover_totals,
    totals.column_total,
    totals.same_row_twice,
    units.thousandfold,
    units.small_sheet,
    tax.with_and_without_tax,
    changes.unexplained_change,
    changes.same_beyond_contract,
    status.abolished_with_cost,
    status.all_zero,
    renewals.lease_without_end,
    renewals.renewed_before_end,
    renewals.ends_without_plan,
    renewals.contract_over,
    bundles.parts_and_whole,
    bundles.several_wholes,
    tax.mixed_in_contract,
    contracts.two_of_a_kind,
    small_sums.above_limit,
)
