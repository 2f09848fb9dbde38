"""消費税: every amount on one basis, with tax.

An amount 税抜 grows by the rate that its row states. Where the row says 混在 or 不明, or nothing,
the rate of its fiscal year does: the mean of the rates in force in its twelve months, so that
fiscal 2019 with half a year each of 8 and 10 % counts 9 %. What was grown by that mean is an
estimate, however firm the amount was, and is counted as 概算.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from sysaudit.calendar import add_months, first_day
from sysaudit.config import TaxRate
from sysaudit.forms.cost_estimate import TAX_EXCLUDED

STATED_RATES = {"8%": Fraction(8), "10%": Fraction(10)}


def rate_on(day: date, rates: Sequence[TaxRate]) -> int:
    """The rate in force on a day, in percent; 0 before all of them."""
    in_force = [rate for rate in rates if rate.begins <= day]
    return max(in_force, key=lambda rate: rate.begins).percent if in_force else 0


@lru_cache
def rate_of_year(year: int, rates: tuple[TaxRate, ...]) -> Fraction:
    """The mean rate of a fiscal year over its months, in percent.

    >>> rates = (TaxRate(begins=date(2014, 4, 1), percent=8),
    ...          TaxRate(begins=date(2019, 10, 1), percent=10))
    >>> [int(rate_of_year(year, rates)) for year in (2018, 2019, 2020)]
    [8, 9, 10]
    """
    months = [rate_on(add_months(first_day(year), month), rates) for month in range(12)]
    return Fraction(sum(months), 12)


def with_tax(
    amount: int, basis: str | None, stated: str | None, year: int, rates: tuple[TaxRate, ...]
) -> tuple[int, bool]:
    """An amount with tax in it, in whole yen (the rest is cut off), and whether that is rough.

    Args:
        amount: Yen as typed.
        basis: 税区分; an amount that is not 税抜 has its tax, or none, in it already.
        stated: 税率.
        year: The fiscal year of the amount.
        rates: The dated table of the settings.
    """
    if basis != TAX_EXCLUDED:
        return amount, basis is None
    known = STATED_RATES.get(stated or "")
    rate = rate_of_year(year, rates) if known is None else known
    return int(amount * (100 + rate) // 100), known is None
