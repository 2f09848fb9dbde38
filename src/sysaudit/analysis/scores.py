"""評価: what divisions and the IT division think of the systems, and what follows.

業務価値 is the mean of V1 to V5, 効率 of E1 to E3, 技術適合 of Q1 to Q5, of which each is the 2次
where there is one and the 1次 otherwise. 不明 is left out of a mean and counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from sysaudit.analysis.material import THIS_YEAR, YEAR_COLUMNS, Material
from sysaudit.forms.evaluation import QUESTION_KEYS, TECHNICAL_KEYS
from sysaudit.forms.shared import EVALUATION_LETTERS, UNKNOWN

VALUE_KEYS = tuple(key for key in QUESTION_KEYS if key.startswith("v"))
EFFICIENCY_KEYS = tuple(key for key in QUESTION_KEYS if key.startswith("e"))
SECOND_KEYS = tuple(f"{key}_second" for key in TECHNICAL_KEYS)
GROW, REBUILD, WATCH, STOP = "伸ばす", "作り直す", "様子を見る", "やめる"
NO_SCORE = "評価なし"
ACTIONS = (GROW, REBUILD, WATCH, STOP)
NO_COST = "経費なし・不明"


def mean(values: Iterable[int | None]) -> float | None:
    """The mean of what is known; None where nothing is.

    >>> mean([3, None, 4])
    3.5
    """
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def action(value: float | None, fit: float | None, high: float) -> str:
    """What is to be done with a system of that value and technical fit.

    >>> action(4.0, 2.0, 3.0), action(2.9, 3.0, 3.0), action(None, 3.0, 3.0)
    ('作り直す', '様子を見る', '評価なし')
    """
    if value is None or fit is None:
        return NO_SCORE
    if value >= high:
        return GROW if fit >= high else REBUILD
    return WATCH if fit >= high else STOP


def cost_class(yen: int, bounds: tuple[int, ...]) -> int:
    """The class of a yearly cost: 0 where there is none, then 1 for the cheapest.

    >>> [cost_class(yen, (1_000_000, 10_000_000)) for yen in (0, 1_000_000, 9_000_000, 90_000_000)]
    [0, 1, 2, 3]
    """
    return 0 if yen <= 0 else 1 + sum(yen > bound for bound in bounds)


def class_names(bounds: tuple[int, ...]) -> tuple[str, ...]:
    """The classes in words, in order of `cost_class`.

    >>> class_names((1_000_000, 10_000_000))
    ('経費なし・不明', '年100万円以下', '年100万円超〜1,000万円', '年1,000万円超')
    """
    man = [f"{bound // 10_000:,}万円" for bound in bounds]
    between = [f"年{low}超〜{high}" for low, high in pairwise(man)]
    return (
        (NO_COST, f"年{man[0]}以下", *between, f"年{man[-1]}超") if man else (NO_COST, "経費あり")
    )


def scores(material: Material) -> pd.DataFrame:
    """One row per evaluated system, those with both scores first, the costliest class on top.

    Columns of ``systems`` and: v1 … q5 (the 1次, None for 不明), q1_second … (the 2次), unknown
    (how many of the thirteen are 不明), value, efficiency, fit, action, cost_class, second,
    reason, estimate_opinion, overlap, sharing, hearing, office_tools, before_approval.
    """
    settings = material.context.settings.analysis
    table = material.systems.loc[[k for k in material.systems.index if k in material.evaluations]]
    table = table.copy()
    firsts = [material.evaluations[key] for key in table.index]
    seconds = [material.seconds.get(key) for key in table.index]
    for key in QUESTION_KEYS:
        table[key] = pd.Series([getattr(e, key) for e in firsts], table.index, dtype=object)
    for key, name in zip(TECHNICAL_KEYS, SECOND_KEYS, strict=True):
        values = [getattr(second, key) if second else None for second in seconds]
        table[name] = pd.Series(values, table.index, dtype=object)
    table["unknown"] = [sum(e.word(key) == UNKNOWN for key in QUESTION_KEYS) for e in firsts]
    table["value"] = _means(table, VALUE_KEYS)
    table["efficiency"] = _means(table, EFFICIENCY_KEYS)
    table["fit"] = _means(_adopted(table), TECHNICAL_KEYS)
    table["action"] = [
        action(value, fit, settings.high_score)
        for value, fit in zip(table["value"], table["fit"], strict=True)
    ]
    base = table[YEAR_COLUMNS[THIS_YEAR]]
    table["cost_class"] = [cost_class(int(yen), settings.cost_classes) for yen in base]
    for key in ("reason", "estimate_opinion", "overlap", "sharing", "hearing"):
        table[key] = [(getattr(second, key) or "") if second else "" for second in seconds]
    for key in ("office_tools", "before_approval"):
        table[key] = [getattr(first, key) or "" for first in firsts]
    table["order"] = [
        4 - n if a != NO_SCORE else 99
        for n, a in zip(table["cost_class"], table["action"], strict=True)
    ]
    return table.sort_values(["order", "place"], kind="stable").drop(columns="order")


def _adopted(table: pd.DataFrame) -> pd.DataFrame:
    """Q1 to Q5 as they count: the 2次 where there is one."""
    pairs = zip(TECHNICAL_KEYS, SECOND_KEYS, strict=True)
    return pd.DataFrame(
        {key: table[name].where(table[name].notna(), table[key]) for key, name in pairs}
    )


def _means(table: pd.DataFrame, keys: tuple[str, ...]) -> pd.Series:
    rows = table[list(keys)].itertuples(index=False)
    values = [mean(None if v is None or v != v else int(v) for v in row) for row in rows]
    return pd.Series(values, table.index, dtype=object)


def steps_apart(first: str, second: str) -> int | None:
    """How many letters lie between two evaluations; None where one is missing.

    >>> steps_apart("A 現状維持", "B 改善・見直し"), steps_apart("A 現状維持", "")
    (2, None)
    """
    order = {letter: place for place, letter in enumerate(EVALUATION_LETTERS)}
    if first not in order or second not in order:
        return None
    return abs(order[first] - order[second])


def letters_matrix(table: pd.DataFrame) -> pd.DataFrame:
    """How many systems bear which letters: index 1次, columns 2次."""
    judged = table[table["second"] != ""]
    counts = pd.crosstab(judged["first"], judged["second"])
    letters = list(EVALUATION_LETTERS)
    return counts.reindex(index=letters, columns=letters).fillna(0).astype("int64")


def differences(table: pd.DataFrame) -> pd.DataFrame:
    """The systems whose letters differ, the farthest apart first; column ``steps``."""
    judged = table[(table["second"] != "") & (table["first"] != table["second"])].copy()
    steps = [
        steps_apart(one, other)
        for one, other in zip(judged["first"], judged["second"], strict=True)
    ]
    judged["steps"] = pd.Series(steps, judged.index, dtype=object)
    judged["order"] = [-(step or 0) for step in steps]
    return judged.sort_values(["order", "place"], kind="stable").drop(columns="order")
