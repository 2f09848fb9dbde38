"""調達: how contracts are let. Methods are reported, never judged."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.costs import by_year
from sysaudit.analysis.material import Material
from sysaudit.analysis.risks import years_with_vendor
from sysaudit.analysis.words import UNSTATED
from sysaudit.forms.shared import CONTRACT_METHODS, SOLE_SOURCE
from sysaudit.forms.system_list import ABOLISHED


def methods(material: Material) -> pd.DataFrame:
    """By 契約方法: systems (how many name it on the list), and yen with tax by year.

    Yen go by the method of the cost row where it states one, else by that of its system.
    """
    costs = by_year(material.taken, "contract_method", material.years)
    counts = _bought(material.systems)["contract_method"].value_counts()
    known = [*CONTRACT_METHODS, UNSTATED]
    others = sorted((set(costs.index) | set(counts.index)) - set(known))
    table = costs.reindex([*known, *others]).fillna(0).astype("int64")
    table.insert(0, "systems", counts.reindex(table.index).fillna(0).astype("int64"))
    return table[(table != 0).any(axis=1)]


def _bought(systems: pd.DataFrame) -> pd.DataFrame:
    return systems[(systems["status"] != ABOLISHED) & ~systems["staff_made"].astype(bool)]


def sole_source(material: Material) -> pd.DataFrame:
    """Systems under 特命随意契約, by vendor, the longest first.

    Columns of ``systems`` and: begun (when it was first in use, or its contract began), years
    (whole years since then), sole_source_reason.
    """
    systems = _bought(material.systems)
    table = systems[systems["contract_method"] == SOLE_SOURCE].copy()
    found = [material.records[key] for key in table.index]
    as_of = material.context.as_of
    dates = [[d for d in (s.started, s.contract_start) if d is not None] for s in found]
    table["begun"] = [min(days, default=None) for days in dates]
    years = [years_with_vendor(system, as_of) for system in found]
    table["years"] = pd.Series(years, table.index, dtype=object)
    table["sole_source_reason"] = [system.sole_source_reason or "" for system in found]
    table["order"] = [-(n if n is not None else -1) for n in years]
    table = table.sort_values(["vendor", "order", "place"], kind="stable")
    return table.drop(columns="order")
