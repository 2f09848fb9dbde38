"""更新時期: what ends when, and what must be decided within two years.

A contract runs through its last day, so the months left are counted to the day after: one that
ends on 31 March 2021 has 24 months left on 1 April 2019. A renewal planned for a fiscal year is
due on its first day, or now where that year has begun. A contract of a single year (単年度) ends
every March and is let anew: its end is shown, but is no date on which the system must be decided.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from sysaudit.analysis.material import Material
from sysaudit.analysis.words import UNSTATED
from sysaudit.calendar import add_months, first_day, fiscal_year_of
from sysaudit.forms.system_list import ABOLISHED, TO_BE_ABOLISHED, System
from sysaudit.rules.row.contracts import SINGLE_YEAR

STEPS = (9, 12)
"""Months at which a warning grows more urgent, before the settings' ``renewal_months``."""
NO_PLAN = "更新の予定がない"
OVER = "期限超過"
LATER = "それ以降"
DATES = ("deciding_end", "lease_end", "support_end", "renewal")


def months_left(as_of: date, end: date) -> int:
    """Whole months until the day after ``end``; below 0 where it is over.

    >>> april = date(2019, 4, 1)
    >>> months_left(april, date(2021, 3, 31)), months_left(april, date(2019, 3, 31))
    (24, -1)
    """
    after = end + timedelta(days=1)
    months = (after.year - as_of.year) * 12 + after.month - as_of.month
    whole = months - (after.day < as_of.day)
    return min(whole, -1) if end < as_of else whole


def urgency(as_of: date, end: date, horizon: int) -> str:
    """The step in which an end falls: over, within 9, 12 or ``horizon`` months, or later.

    >>> april = date(2019, 4, 1)
    >>> urgency(april, date(2019, 3, 31), 24), urgency(april, date(2021, 4, 1), 24)
    ('期限超過', '24か月以内')
    """
    if end < as_of:
        return OVER
    for step in steps(horizon):
        if end <= add_months(as_of, step):
            return f"{step}か月以内"
    return LATER


def steps(horizon: int) -> tuple[int, ...]:
    """The months that part the steps, ending with the horizon.

    >>> steps(24), steps(12)
    ((9, 12, 24), (9, 12))
    """
    return (*(step for step in STEPS if step < horizon), horizon)


def urgencies(horizon: int) -> tuple[str, ...]:
    """All steps, the most urgent first."""
    return (OVER, *(f"{step}か月以内" for step in steps(horizon)), LATER)


def renewals(material: Material) -> pd.DataFrame:
    """One row per system that is neither abolished nor made by staff, the earliest date first.

    Columns of ``systems`` and: end_word (単年度, or 自動更新, 不明 … where no end is known),
    deciding_end (the end of a contract of several years), renewal (the day on which the planned
    renewal is due), earliest, months, urgency, conflict (what does not fit together, "" where
    nothing is amiss), planned (whether a year of renewal is told).
    Systems without any date come last.
    """
    as_of = material.context.as_of
    horizon = material.context.settings.thresholds.renewal_months
    systems = material.systems
    table = systems[(systems["status"] != ABOLISHED) & ~systems["staff_made"].astype(bool)].copy()
    found = [material.records[key] for key in table.index]
    table["end_word"] = [end_word(system) for system in found]
    table["deciding_end"] = [deciding_end(system) for system in found]
    table["renewal"] = [renewal_day(system, as_of) for system in found]
    table["planned"] = [system.next_renewal is not None for system in found]
    table["earliest"] = [
        min((day for day in days if day is not None), default=None)
        for days in table[list(DATES)].itertuples(index=False)
    ]
    months = [None if day is None else months_left(as_of, day) for day in table["earliest"]]
    table["months"] = pd.Series(months, table.index, dtype=object)
    table["urgency"] = [
        UNSTATED if day is None else urgency(as_of, day, horizon) for day in table["earliest"]
    ]
    table["conflict"] = ["／".join(conflicts(system, as_of, horizon)) for system in found]
    far = date(9999, 12, 31)
    table["order"] = [far if day is None else day for day in table["earliest"]]
    return table.sort_values(["order", "place"], kind="stable").drop(columns="order")


def deciding_end(system: System) -> date | None:
    """The end of a contract that runs for several years; one of a single year ends every March."""
    return None if system.contract_term == SINGLE_YEAR else system.contract_end


def end_word(system: System) -> str:
    """What stands beside or instead of a contract's end: 単年度, 自動更新, 不明 …."""
    if system.contract_term == SINGLE_YEAR:
        return SINGLE_YEAR
    return system.word("contract_end") or ""


def renewal_day(system: System, as_of: date) -> date | None:
    """The first day of the year in which it is to be renewed; now where that has begun."""
    if system.next_renewal is None:
        return None
    begins = first_day(system.next_renewal)
    return max(begins, as_of) if system.next_renewal == fiscal_year_of(as_of) else begins


def conflicts(system: System, as_of: date, horizon: int) -> list[str]:
    """What the dates of a system say against each other."""
    told = []
    ends, renewal = deciding_end(system), system.next_renewal
    if ends and renewal and renewal > fiscal_year_of(ends + timedelta(days=1)):
        told.append(f"契約は{_day(ends)}まで、更新予定は{renewal}年度")
    if system.support_end and renewal and first_day(renewal) > system.support_end:
        told.append(f"サポートは{_day(system.support_end)}まで、更新予定は{renewal}年度")
    if system.lease_end and renewal and fiscal_year_of(system.lease_end) > renewal:
        told.append(f"リースは{_day(system.lease_end)}まで残り、更新予定は{renewal}年度")
    if lacks_plan(system, as_of, horizon):
        told.append(f"契約終了まで{horizon}か月以内で、{NO_PLAN}")
    return told


def lacks_plan(system: System, as_of: date, horizon: int) -> bool:
    """Whether the contract ends within the horizon and nobody says what comes after it."""
    ending = system.status in (TO_BE_ABOLISHED, ABOLISHED)
    ends = deciding_end(system)
    soon = ends is not None and ends <= add_months(as_of, horizon)
    return soon and system.next_renewal is None and not ending


def _day(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"
