"""Rules on one row: its cells against each other, the clock and the settings."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.row import amounts, contracts, cover, dates, prefilled, required, use

ROW_RULES: tuple[Rule, ...] = (
    required.sole_source_reason,
    required.blank_on_condition,
    contracts.ends_before_start,
    contracts.too_long,
    use.more_daily_users,
    use.no_users,
    use.my_number_on_internet,
    use.links_of_standalone,
    dates.support_ended,
    dates.starts_later,
    dates.renewal_past,
    amounts.months_of_year,
    amounts.row_total,
    amounts.share_above_total,
    amounts.undecided_amount,
    amounts.apportioned_alone,
    dates.started_before,
    use.linked_to_itself,
    contracts.longer_than_year,
    cover.days_of_cover,
    prefilled.unconfirmed,
)
