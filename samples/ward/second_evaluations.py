"""システム評価（2次）: what the IT division thinks of the systems of three divisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from samples.ward.faults.plan import Fault, Planted
from samples.ward.lives import SEED
from samples.ward.returns import ward_returns

from sysaudit.findings import column_letters
from sysaudit.forms.evaluation import TECHNICAL_KEYS
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.forms.shared import EVALUATION_LETTERS
from sysaudit.reports.templates import write_workbook

Row = dict[str, object]

YEAR = 2019
DIVISIONS = ("1102", "1301", "1304")
WITHOUT_REASON = "1304-S01"
"""The system whose evaluation was changed without a word."""

FILE = "システム評価_2次.xlsx"
REASONS = (
    "ほかの課に同じ機能のシステムがあり、統合の効果が大きいため。",
    "見積りの根拠が示されておらず、費用の見直しが要るため。",
    "サポートの終了が近く、現状のままでは続けられないため。",
)


def write(folder: Path) -> Path:
    """Write the one workbook."""
    path = folder / str(YEAR) / "second-evaluation" / FILE
    told = rows()
    write_workbook(path, [SECOND_EVALUATION], YEAR, {SECOND_EVALUATION.id: told}, len(told) + 5)
    return path


def planted() -> Planted:
    """The missing reason."""
    number = next(n for n, row in enumerate(rows(), 2) if row["system_id"] == WITHOUT_REASON)
    keys = [column.key for column in SECOND_EVALUATION.columns]
    cell = f"{column_letters(keys.index('reason') + 1)}{number}"
    fault = Fault("1304", "X24", "unlike the 1次 without a reason", lambda delivery: None)
    return Planted(fault, FILE, SECOND_EVALUATION.title, cell)


def rows() -> list[Row]:
    """One row per evaluated system."""
    return list(_rows())


def _rows() -> Iterator[Row]:
    returns = ward_returns(YEAR)
    for code in DIVISIONS:
        forms = returns[code].rows
        names = {row["system_id"]: row["system_name"] for row in forms["system_list"]}
        for first in forms["evaluation"]:
            yield _row(first, str(names[first["system_id"]]))


def _row(first: Row, name: str) -> Row:
    rng = Random(f"{SEED}/{first['system_id']}/second")
    changed = first["system_id"] == WITHOUT_REASON or rng.random() < 0.25
    others = [letter for letter in EVALUATION_LETTERS if letter != first["first_letter"]]
    row: Row = {
        "division_code": first["division_code"],
        "system_id": first["system_id"],
        "system_name": name,
        "first_letter": first["first_letter"],
        **{key: rng.randrange(2, 6) for key in TECHNICAL_KEYS},
        "estimate_opinion": rng.choice(("妥当", "妥当", "要精査", "根拠不足")),
        "overlap": rng.choice(("無", "無", "要確認")),
        "sharing": rng.choice(("無", "有", "要確認")),
        "second_letter": rng.choice(others) if changed else first["first_letter"],
        "hearing": "要" if changed else "不要",
        "judged_on": date(YEAR, 8, 30),
    }
    if changed and first["system_id"] != WITHOUT_REASON:
        row["reason"] = rng.choice(REASONS)
    return row
