"""単価比較: what a system costs per user, daily user and terminal, against its like.

Systems are compared within one 対象業務. How far a unit cost lies off is its robust z-score,
0.6745 (x - median) / MAD, where MAD is the median of the distances from the median: unlike mean
and standard deviation, neither is moved by the very outliers that are sought (Iglewicz and
Hoaglin, 1993, who call |z| > 3.5 an outlier). Groups too small to have a middle are shown without.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import pandas as pd

from sysaudit.analysis.costs import reasons
from sysaudit.analysis.material import THIS_YEAR, YEAR_COLUMNS, Material

SCALE = 0.6745
"""What makes a z-score of it for a normal distribution."""
MEASURES = {"per_user": "users", "per_daily_user": "daily_users", "per_terminal": "terminals"}
BASE = YEAR_COLUMNS[THIS_YEAR]


def unit_costs(material: Material) -> pd.DataFrame:
    """One row per system with costs and users, by 対象業務, the dearest first; index: its key.

    Columns of ``systems`` and: per_user, per_daily_user, per_terminal (yen with tax of this
    year's budget, None where it cannot be told); for each of them with the prefix ``m_`` the
    group's median, ``a_`` the distance from it, ``d_`` the MAD, ``z_`` the score (None in groups
    too small or without spread); outlier (bool), reason (what the division says of the cost).
    """
    systems = material.systems
    table = systems[(systems[BASE] > 0) & ~systems["staff_made"].astype(bool)].copy()
    for name, count in MEASURES.items():
        table[name] = pd.Series(
            [yen / n if n else None for yen, n in zip(table[BASE], table[count], strict=True)],
            index=table.index,
            dtype=object,
        )
    table = table[table[list(MEASURES)].notna().any(axis=1)]
    table["order"] = [-(x if x is not None else -1) for x in table["per_user"]]
    table = table.sort_values(["business", "order", "place"], kind="stable")
    settings = material.context.settings.analysis
    for name in MEASURES:
        parts = [_scored(of_it[name], settings.smallest_group) for _, of_it in _by_business(table)]
        scored = pd.concat(parts) if parts else pd.DataFrame(columns=["m", "a", "d", "z"])
        for prefix in ("m", "a", "d", "z"):
            table[f"{prefix}_{name}"] = scored[prefix].astype(object)
    scores = table[[f"z_{name}" for name in MEASURES]].astype(float).abs()
    table["outlier"] = (scores >= settings.outlier).any(axis=1)
    said = reasons(material)
    table["reason"] = [said.get(key, "") for key in table.index]
    return table.drop(columns="order")


def _by_business(table: pd.DataFrame) -> Any:
    return table.groupby("business", sort=False)


def _scored(values: pd.Series, fewest: int) -> pd.DataFrame:
    """For one group: its median m, each distance a, the MAD d, each z-score z; None if unknown."""
    known = [value for value in values if value is not None]
    centre, spread = middle(known)
    scored = spread and len(known) >= fewest
    rows = [
        (
            centre,
            None if value is None else abs(value - centre),
            spread,
            SCALE * (value - centre) / spread if scored and value is not None else None,
        )
        for value in values
    ]
    return pd.DataFrame(rows, index=values.index, columns=["m", "a", "d", "z"], dtype=object)


def groups(table: pd.DataFrame) -> pd.DataFrame:
    """The middle of each 対象業務: index 対象業務, columns systems, m_… and d_… of each measure."""
    rows = {}
    for business, of_it in _by_business(table):
        first = of_it.iloc[0]
        parts = [first[f"{prefix}_{name}"] for name in MEASURES for prefix in ("m", "d")]
        rows[business] = (len(of_it), *parts)
    names = [f"{prefix}_{name}" for name in MEASURES for prefix in ("m", "d")]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["systems", *names], dtype=object)


def middle(values: Sequence[float]) -> tuple[float | None, float | None]:
    """The median and the MAD; None where there are no values.

    >>> middle([100, 110, 120, 900])
    (115.0, 10.0)
    """
    if not values:
        return None, None
    centre = float(median(values))
    return centre, float(median(abs(value - centre) for value in values))
