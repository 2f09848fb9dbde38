"""経費集計: what was taken over, by year and group, in yen with tax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from sysaudit.analysis.amounts import Treatment
from sysaudit.analysis.material import FIVE_YEARS, YEAR_COLUMNS, Material
from sysaudit.analysis.words import UNSTATED
from sysaudit.forms.cost_estimate import FIRM, QUOTED, ROUGH
from sysaudit.forms.shared import UNDECIDED, UNKNOWN

CERTAINTIES = (FIRM, QUOTED, ROUGH, UNDECIDED)
RUNNING = "運用"
UNCLEAR = (UNSTATED, UNKNOWN)
"""Stand in the place of a 経費区分."""
KINDS = ("整備", "改修", RUNNING, "更新")


def by_year(cells: pd.DataFrame, group: str, years: Sequence[int]) -> pd.DataFrame:
    """Yen with tax: index the groups as they come, columns ``y0`` to ``y6`` and ``five_years``."""
    table = cells.pivot_table(
        index=group, columns="year", values="yen", aggfunc="sum", observed=True
    )
    table = table.reindex(columns=list(years)).fillna(0).astype("int64")
    table = table.set_axis(list(YEAR_COLUMNS), axis=1)
    return table.assign(five_years=table[list(FIVE_YEARS)].sum(axis=1))


def in_order(table: pd.DataFrame, wanted: Iterable[str], *, all_of_them: bool) -> pd.DataFrame:
    """The rows in a given order, others behind them by their cost; blank ones where asked for."""
    wanted = list(wanted)
    others = [name for name in table.index if name not in wanted]
    others.sort(key=lambda name: (-int(table.at[name, "five_years"]), str(name)))
    known = wanted if all_of_them else [name for name in wanted if name in table.index]
    return table.reindex([*known, *others]).fillna(0).astype("int64")


def by_kind(material: Material) -> pd.DataFrame:
    """By 経費区分."""
    return in_order(by_year(material.taken, "cost_kind", material.years), KINDS, all_of_them=True)


def by_department(material: Material) -> pd.DataFrame:
    """By department, in the order of the roster."""
    departments = dict.fromkeys(owner.department for owner in material.owners.values())
    table = by_year(material.taken, "department", material.years)
    return in_order(table, departments, all_of_them=False)


def by_item(material: Material) -> pd.DataFrame:
    """By 経費項目, the costliest first."""
    return in_order(by_year(material.taken, "cost_item", material.years), (), all_of_them=False)


def by_certainty(material: Material) -> pd.DataFrame:
    """By 金額の確度 as it is counted; what a row does not say comes last."""
    table = by_year(material.taken, "certainty", material.years)
    return in_order(table, CERTAINTIES, all_of_them=True)


def run_and_change(material: Material) -> pd.DataFrame:
    """What running costs (運用) against what change costs (整備, 改修, 更新)."""
    kinds = by_kind(material)
    running = kinds.loc[[RUNNING]].sum()
    unknown = kinds.loc[[k for k in kinds.index if k in UNCLEAR]].sum()
    change = kinds.sum() - running - unknown
    table = pd.DataFrame({"運用": running, "整備・改修・更新": change, "区分不明": unknown}).T
    return table[(table != 0).any(axis=1) | (table.index != "区分不明")].astype("int64")


def costliest(systems: pd.DataFrame, most: int) -> pd.DataFrame:
    """The systems that cost most over five years, with their share and the cumulated one.

    Shares are of the five years' total of all systems; tools of the staff stay outside.
    """
    bought = systems[~systems["staff_made"].astype(bool)]
    total = int(bought["five_years"].sum())
    table = bought[bought["five_years"] > 0]
    table = table.sort_values(["five_years", "place"], ascending=[False, True], kind="stable")
    table = table.head(most).copy()
    table["share"] = table["five_years"] / total if total else 0.0
    table["cumulated"] = table["share"].cumsum()
    return table


def reasons(material: Material) -> dict[str, str]:
    """What divisions say of the costs of each system: 増減理由 and 備考, each text once."""
    lines = material.amounts.lines
    used = material.amounts.cells.loc[
        material.amounts.cells["treatment"] == Treatment.TAKEN, "line"
    ].unique()
    told: dict[str, dict[str, None]] = {}
    for line in lines.iloc[used].itertuples(index=False):
        for text in (line.change_reason, line.remarks):
            if text:
                told.setdefault(line.system_key, {})[text] = None
    return {key: "／".join(texts) for key, texts in told.items()}
