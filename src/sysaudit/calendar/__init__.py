"""Fiscal years, eras, and dates as people type them; knows nobody else in the package."""

from sysaudit.calendar.eras import ERAS, Era, era_year, in_era
from sysaudit.calendar.periods import MonthDay, Period, parse_periods
from sysaudit.calendar.typed import (
    Parsed,
    Remark,
    parse_date,
    parse_fiscal_year,
    parse_month,
)
from sysaudit.calendar.years import (
    add_months,
    first_day,
    fiscal_year_of,
    last_day,
    last_of_month,
    months_between,
)

__all__ = [
    "ERAS",
    "Era",
    "MonthDay",
    "Parsed",
    "Period",
    "Remark",
    "add_months",
    "era_year",
    "first_day",
    "fiscal_year_of",
    "in_era",
    "last_day",
    "last_of_month",
    "months_between",
    "parse_date",
    "parse_fiscal_year",
    "parse_month",
    "parse_periods",
]
