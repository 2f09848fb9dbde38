"""事業者: whom the ward depends on."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.amounts import Treatment
from sysaudit.analysis.costs import by_year
from sysaudit.analysis.material import THIS_YEAR, YEAR_COLUMNS, Material
from sysaudit.analysis.vendors import NOBODY
from sysaudit.forms.cost_estimate import BUNDLED

BASE = YEAR_COLUMNS[THIS_YEAR]
TOP = 5


def vendors(material: Material) -> pd.DataFrame:
    """One row per vendor, the costliest this year first; costs without a vendor come last.

    Columns: number (法人番号), spellings (other ways in which it was typed), systems, divisions,
    ``y0`` … ``five_years`` (yen with tax), share and cumulated (of this year's total).
    """
    taken = material.taken
    table = by_year(taken, "vendor", material.years)
    table["systems"] = taken.groupby("vendor")["system_key"].nunique()
    table["divisions"] = taken.groupby("vendor")["division_code"].nunique()
    numbers, spellings = material.vendors.numbers, material.vendors.spellings
    table["number"] = [numbers.get(name, "") for name in table.index]
    table["spellings"] = ["、".join(spellings.get(name, ())[1:]) for name in table.index]
    table["known"] = [name not in NOBODY for name in table.index]
    table["name"] = table.index
    table = table.sort_values(
        ["known", BASE, "five_years", "name"], ascending=[False, False, False, True], kind="stable"
    )
    total = int(table[BASE].sum())
    table["share"] = table[BASE] / total if total else 0.0
    table["cumulated"] = table["share"].cumsum()
    return table.rename_axis(index="vendor")


def top_share(table: pd.DataFrame) -> float:
    """The share of the five costliest vendors in this year's total."""
    return float(table.loc[table["known"], "share"].head(TOP).sum())


def hhi(table: pd.DataFrame) -> float:
    """Herfindahl-Hirschman index: the sum of squared shares in percent, 10,000 for a monopoly.

    Costs whose vendor is not known stay in the total, but count as nobody's share.
    """
    return float(((table.loc[table["known"], "share"] * 100) ** 2).sum())


def bundles(material: Material) -> pd.DataFrame:
    """Bundled contracts, each once: a row per contract number.

    Columns: vendor, systems, divisions (how many), names, shares (FY+1 yen as typed, summed),
    wholes (按分前総額 as told, each once), difference (shares less the one whole; None where none
    or several are told).
    """
    lines = material.amounts.lines
    cells = material.amounts.cells
    taken = cells[(cells["treatment"] == Treatment.TAKEN)]
    used = lines.iloc[taken["line"].unique()]
    next_year = taken[taken["year"] == material.context.year + 1].set_index("line")["typed"]
    rows = []
    shares = used[(used["bundled"] == BUNDLED) & (used["contract_number"] != "")]
    for number, of_it in shares.groupby("contract_number", sort=True):
        wholes = sorted(
            {int(whole) for whole in of_it["bundle_total"] if whole == whole and whole is not None}
        )
        total = int(next_year.reindex(of_it.index).fillna(0).sum())
        rows.append(
            (
                number,
                of_it["vendor"].mode().iat[0],
                of_it["system_key"].nunique(),
                of_it["division_code"].nunique(),
                "、".join(dict.fromkeys(of_it["system_name"])),
                total,
                tuple(wholes),
                total - wholes[0] if len(wholes) == 1 else None,
            )
        )
    names = ["number", "vendor", "systems", "divisions", "names", "shares", "wholes", "difference"]
    return pd.DataFrame(rows, columns=names, dtype=object).set_index("number")
