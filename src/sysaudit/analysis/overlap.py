"""重複・共同利用: what the ward has twice.

Three signs, none of them a proof: several divisions have systems for one 対象業務; names are alike
across divisions (with the similarity, 0 to 100, by which they were found); divisions or the IT
division named candidates themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from sysaudit.analysis.material import FIVE_YEARS, THIS_YEAR, YEAR_COLUMNS, Material
from sysaudit.analysis.vendors import NOBODY
from sysaudit.analysis.words import UNSTATED
from sysaudit.forms.system_list import ABOLISHED
from sysaudit.rules.names import core_of

NAME, PRODUCT = "名前が似ている", "同じ事業者の似た製品"
BASE = YEAR_COLUMNS[THIS_YEAR]
CHUNK = 500
"""So many names are compared with all others at once, to bound memory."""
PRODUCT_SIMILARITY = 0.75
"""Names of one vendor for one business are held alike from this share of the threshold on."""


def by_business(systems: pd.DataFrame) -> pd.DataFrame:
    """対象業務 that several divisions have systems for: divisions, systems, yen, names.

    Index: 対象業務; the most divisions first.
    """
    used = _in_use(systems)
    rows = []
    for business, of_it in used.groupby("business", sort=False):
        divisions = of_it["division"].unique()
        if len(divisions) > 1:
            rows.append(
                (
                    business,
                    len(divisions),
                    len(of_it),
                    int(of_it[BASE].sum()),
                    int(of_it[list(FIVE_YEARS)].to_numpy().sum()),
                    "、".join(divisions),
                )
            )
    rows.sort(key=lambda row: (-row[1], -row[3], str(row[0])))
    names = ["business", "divisions", "systems", BASE, "five_years", "names"]
    return pd.DataFrame(rows, columns=names, dtype=object).set_index("business")


def alike(material: Material) -> pd.DataFrame:
    """Groups of systems of several divisions that may be one: a row per system.

    Columns of ``systems`` and: group (a number from 1), sign, similarity (the greatest to a system
    of another division in its group). Costliest groups first.
    """
    systems = _in_use(material.systems)
    threshold = material.context.settings.analysis.similar_systems
    pairs = _pairs(systems, threshold)
    groups = [g for g in _grouped(len(systems), pairs) if _divisions(systems, g) > 1]
    best: dict[int, float] = defaultdict(float)
    by_name: set[int] = set()
    for one, other, similarity, sign in pairs:
        if systems["code"].iat[one] != systems["code"].iat[other]:
            best[one] = max(best[one], similarity)
            best[other] = max(best[other], similarity)
            by_name |= {one, other} if sign == NAME else set()
    groups.sort(key=lambda g: (-int(systems[BASE].iloc[g].sum()), g[0]))
    order = [place for group in groups for place in group]
    table = systems.iloc[order].copy()
    table["group"] = [number for number, group in enumerate(groups, 1) for _ in group]
    table["sign"] = [NAME if place in by_name else PRODUCT for place in order]
    table["similarity"] = [round(best[place]) for place in order]
    return table


def _in_use(systems: pd.DataFrame) -> pd.DataFrame:
    return systems[(systems["status"] != ABOLISHED) & ~systems["staff_made"].astype(bool)]


def _divisions(systems: pd.DataFrame, group: Sequence[int]) -> int:
    return int(systems["code"].iloc[list(group)].nunique())


Pair = tuple[int, int, float, str]


def _pairs(systems: pd.DataFrame, threshold: float) -> list[Pair]:
    """Pairs of systems that are alike, linked so that each group hangs together."""
    cores = [core_of(name) for name in systems["name"]]
    places: dict[str, list[int]] = defaultdict(list)
    for place, core in enumerate(cores):
        if systems["name"].iat[place] != UNSTATED:
            places[core].append(place)
    pairs: list[Pair] = [
        (same[0], other, 100.0, NAME) for same in places.values() for other in same[1:]
    ]
    names = list(places)
    for one, other, similarity in _similar(names, threshold):
        pairs.append((places[names[one]][0], places[names[other]][0], similarity, NAME))
    pairs += _products(systems, cores, threshold * PRODUCT_SIMILARITY)
    return pairs


def _similar(names: Sequence[str], threshold: float) -> Iterable[tuple[int, int, float]]:
    """Pairs of different names that are alike, the first before the second."""
    for start in range(0, len(names), CHUNK):
        scores = process.cdist(
            names[start : start + CHUNK],
            names[start:],
            scorer=fuzz.ratio,
            score_cutoff=threshold,
            dtype=np.float32,
            workers=-1,
        )
        for row, column in np.argwhere(scores > 0):
            if column > row:
                yield start + int(row), start + int(column), float(scores[row, column])


def _products(systems: pd.DataFrame, cores: Sequence[str], threshold: float) -> list[Pair]:
    """Systems of one vendor for one business in different divisions, under names less alike."""
    blocks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for place, (business, vendor) in enumerate(
        zip(systems["business"], systems["vendor"], strict=True)
    ):
        if vendor not in NOBODY and systems["name"].iat[place] != UNSTATED:
            blocks[business, vendor].setdefault(cores[place], place)
    pairs = []
    for block in blocks.values():
        names, places = list(block), list(block.values())
        for one, other, similarity in _similar(names, threshold):
            pairs.append((places[one], places[other], similarity, PRODUCT))
    return pairs


def _grouped(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The groups that pairs make, each in order."""
    parents = list(range(count))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for one, other, _, _ in pairs:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(count):
        groups[root(place)].append(place)
    return [group for group in groups.values() if len(group) > 1]


def candidates(material: Material) -> pd.DataFrame:
    """Systems that somebody named: 統合候補 by the division, 重複 and 共同利用 by the IT division.

    Columns of ``systems`` and: merge_with (IDs with names), overlap, sharing (2次, "" without one).
    """
    rows = {}
    for key, code in material.systems["code"].items():
        first, second = material.evaluations.get(key), material.seconds.get(key)
        named = first.merge_with if first else ()
        told = "、".join(material.name_of(code, own) for own in named)
        overlap = (second.overlap or "") if second else ""
        sharing = (second.sharing or "") if second else ""
        if told or overlap in ("有", "要確認") or sharing in ("有", "要確認"):
            rows[key] = (told, overlap, sharing)
    table = material.systems.loc[list(rows)].copy()
    for number, name in enumerate(("merge_with", "overlap", "sharing")):
        table[name] = [row[number] for row in rows.values()]
    return table
