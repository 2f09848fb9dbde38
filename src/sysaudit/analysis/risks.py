"""リスク: points for what may go wrong with a system, each in a column of its own.

The table of points stands in sysaudit.toml (``[risk]``); their sum makes a system red or amber.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sysaudit.analysis.material import Material
from sysaudit.analysis.renewals import lacks_plan
from sysaudit.analysis.words import UNSTATED
from sysaudit.calendar import add_months, months_between
from sysaudit.config import RiskPoints
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.forms.shared import NOT_APPLICABLE, SOLE_SOURCE, UNKNOWN
from sysaudit.forms.system_list import MY_NUMBER_DATA, System

POINTS = (
    "support",
    "knowledge",
    "manual",
    "outage",
    "data",
    "plan",
    "sole_source",
    "before_approval",
    "office_tools",
)
"""The columns of points, in order."""
HIGH, MIDDLE, LOW = "高", "中", "低"
KNOWLEDGE = ("2人以上", "1人", "0人", UNKNOWN, UNSTATED)
FEW = ("1人", "0人")
OUTAGES = ("即時に区民へ影響", "当日中に影響", "数日は手作業可", "軽微", UNKNOWN, UNSTATED)
PERSONAL = (MY_NUMBER_DATA, "有", "無", UNKNOWN, UNSTATED)


def risks(material: Material) -> pd.DataFrame:
    """One row per live system that staff did not make, the most points first.

    Columns of ``systems`` and one of points for each of `POINTS`, ``points`` (their sum) and
    ``level`` (高, 中 or 低).
    """
    keys = [key for key in material.systems.index if material.records[key].to_be_evaluated]
    table = material.systems.loc[keys].copy()
    rows = [
        _points(
            material,
            material.records[key],
            material.evaluations.get(key),
            material.seconds.get(key),
        )
        for key in keys
    ]
    scored = pd.DataFrame(rows, index=table.index, columns=list(POINTS), dtype="int64")
    table = table.join(scored)
    table["points"] = scored.sum(axis=1)
    risk = material.context.settings.risk
    table["level"] = [level(points, risk) for points in table["points"]]
    table["order"] = -table["points"]
    return table.sort_values(["order", "place"], kind="stable").drop(columns="order")


def level(points: int, risk: RiskPoints) -> str:
    """高 (red), 中 (amber) or 低.

    >>> [level(points, RiskPoints()) for points in (8, 5, 4)]
    ['高', '中', '低']
    """
    return HIGH if points >= risk.red else MIDDLE if points >= risk.amber else LOW


def _points(
    material: Material, system: System, first: Evaluation | None, second: SecondEvaluation | None
) -> tuple[int, ...]:
    """The points of a system, in order of `POINTS`."""
    context = material.context
    risk, as_of = context.settings.risk, context.as_of
    horizon = context.settings.thresholds.renewal_months
    manual = (second.q5 if second else None) or (first.q5 if first else None)
    return (
        _support(system, as_of, horizon, risk),
        {"0人": risk.nobody_knows, "1人": risk.one_knows, "2人以上": 0}.get(
            system.staff_knowledge or "", risk.knowledge_unknown
        ),
        risk.no_manual if manual is not None and manual <= 2 else 0,
        {OUTAGES[0]: risk.outage_at_once, OUTAGES[1]: risk.outage_same_day}.get(
            system.outage_impact or "", 0
        ),
        {MY_NUMBER_DATA: risk.my_number, "有": risk.personal_data}.get(
            system.personal_data or "", 0
        ),
        risk.no_plan if lacks_plan(system, as_of, horizon) else 0,
        risk.long_sole_source if _long_sole_source(system, as_of, risk) else 0,
        risk.before_approval if first and first.before_approval == "可能" else 0,
        risk.office_tools if first and first.office_tools == "有" else 0,
    )


def _support(system: System, as_of: date, horizon: int, risk: RiskPoints) -> int:
    if system.support_end is None:
        return 0 if system.word("support_end") == NOT_APPLICABLE else risk.support_unknown
    if system.support_end < as_of:
        return risk.support_ended
    return risk.support_ends if system.support_end <= add_months(as_of, horizon) else 0


def years_with_vendor(system: System, as_of: date) -> int | None:
    """Whole years since it was first in use, or since its contract began; None where unknown."""
    begun: Sequence[date] = [d for d in (system.started, system.contract_start) if d is not None]
    return months_between(min(begun), as_of) // 12 if begun and min(begun) <= as_of else None


def _long_sole_source(system: System, as_of: date, risk: RiskPoints) -> bool:
    years = years_with_vendor(system, as_of)
    return system.contract_method == SOLE_SOURCE and (years or 0) > risk.sole_source_years


def heat_map(table: pd.DataFrame) -> pd.DataFrame:
    """How many systems: index who knows it, columns what an outage means."""
    return _counts(table, "staff_knowledge", KNOWLEDGE, "outage_impact", OUTAGES)


def data_map(table: pd.DataFrame, hostings: Sequence[str]) -> pd.DataFrame:
    """How many systems: index personal data, columns where it runs."""
    return _counts(table, "personal_data", PERSONAL, "hosting", (*hostings, UNSTATED))


def _counts(
    table: pd.DataFrame, down: str, rows: Sequence[str], across: str, columns: Sequence[str]
) -> pd.DataFrame:
    counts = pd.crosstab(table[down], table[across])
    rows = [*rows, *(name for name in counts.index if name not in rows)]
    columns = [*columns, *(name for name in counts.columns if name not in columns)]
    return counts.reindex(index=rows, columns=columns).fillna(0).astype("int64")
