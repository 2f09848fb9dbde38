"""Divisions, results of audits and answers from small text tables, without Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sysaudit.audits import Inputs, Plan, Result, draw_audits, plan_of, sealed_by_seed
from sysaudit.audits.history import History
from sysaudit.config import Settings
from sysaudit.forms.audit_results import AuditResult
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.roster import IN_SCOPE, OUT_OF_SCOPE, Division
from sysaudit.forms.self_check import DONE, SelfCheck

YEAR = 2019
SEED = "20190426"
MONTHS = {
    "秋": (((9, 1), (10, 15)),),
    "冬": (((11, 15), (12, 31)),),
    "常": (((1, 1), (12, 31)),),
}
"""繁忙期 by a word."""


def division(line: str, year: int = YEAR, **values: Any) -> Division:
    """``1401 健康福祉部 健康推進課 旧1301;1302 委 番 × 秋``: code, department, name, and marks."""
    code, department, name, *marks = line.split()
    former = tuple(c for m in marks if m[0] == "旧" for c in m[1:].split(";"))
    out = "×" in marks
    return Division(
        **{
            "fiscal_year": year,
            "division_code": code,
            "department": department,
            "division_name": name,
            "former_codes": former,
            "in_scope": OUT_OF_SCOPE if out else IN_SCOPE,
            "out_of_scope_reason": "監査を実施する課のため" if out else None,
            "outsourced": "委" in marks,
            "uses_my_number": "番" in marks,
            "busy_seasons": tuple(p for m in marks for p in MONTHS.get(m, ())),
            **values,
        }
    )


def divisions(*lines: str, year: int = YEAR) -> tuple[Division, ...]:
    """A roster of such lines."""
    return tuple(division(line, year) for line in lines)


def audit(line: str, **values: Any) -> AuditResult:
    """``2018 1401 健康推進課 内部監査 重大な不適合 対応中``: the last two may be left out."""
    year, code, name, kind, *rest = line.split()
    grade, progress = [*rest, None, None][:2]
    return AuditResult(
        **{
            "fiscal_year": int(year),
            "division_code": code,
            "division_name": name,
            "kind": kind,
            "grade": grade or "指摘なし",
            "progress": progress,
            **values,
        }
    )


def audits(*lines: str) -> tuple[AuditResult, ...]:
    """Results of such lines."""
    return tuple(map(audit, lines))


def past(
    roster: Iterable[str],
    results: Iterable[str] = (),
    former: Mapping[int, Iterable[str]] | None = None,
) -> History:
    """The history of a roster of lines, with earlier rosters by year."""
    rosters = {year: divisions(*lines, year=year) for year, lines in (former or {}).items()}
    return History(YEAR, {**rosters, YEAR: divisions(*roster)}, audits(*results))


def answers(**given: str) -> tuple[SelfCheck, ...]:
    """監査調書: 実施済 but for those given (``_1_4="未実施"``); ``rest`` answers all others."""
    rest = given.pop("rest", DONE)
    told = {key.strip("_").replace("_", "-"): answer for key, answer in given.items()}
    numbers = [item.number for item in CHECK_ITEMS]
    assert told.keys() <= set(numbers)
    return tuple(SelfCheck(number=n, answer=told.get(n, rest)) for n in numbers)


def inputs(
    roster: Iterable[Division],
    results: Iterable[AuditResult] = (),
    checks: Mapping[str, tuple[SelfCheck, ...]] | None = None,
) -> Inputs:
    """What a draw is planned from, as if it had been read."""
    return Inputs(YEAR, date(YEAR, 4, 1), tuple(roster), {}, checks, tuple(results), ())


TWELVE = (
    "1101 総務部 総務課 委",
    "1102 総務部 人事課",
    "1103 総務部 監査課 ×",
    "1201 区民部 戸籍課 番 秋",
    "1202 区民部 課税課 番 委 冬",
    "1203 区民部 納税課",
    "1301 健康福祉部 健康推進課 番",
    "1302 健康福祉部 介護保険課 番 委",
    "1303 健康福祉部 生活福祉課",
    "1304 健康福祉部 障害福祉課",
    "1401 土木部 道路課",
    "1402 土木部 公園課 委",
)
"""Twelve divisions in four departments: one out, two busy."""
TWELVE_RESULTS = (
    "2018 1203 納税課 内部監査 重大な不適合 未着手",
    "2018 1302 介護保険課 内部監査 軽微な不適合 完了",
    "2018 1302 介護保険課 内部監査 軽微な不適合 完了",
    "2018 1401 道路課 パトロール 軽微な不適合 対応中",
)
"""1203 must be visited."""
AUDITORS: dict[str, Any] = {
    "draw": {
        "auditors": [
            {"name": "見本 一郎", "department": "総務部"},
            {"name": "見本 花子", "department": "土木部"},
        ]
    }
}


def twelve(settings: Settings | None = None, **values: Any) -> Plan:
    """The plan of those twelve."""
    made = settings or Settings.model_validate(AUDITORS)
    return plan_of(inputs(divisions(*TWELVE), audits(*TWELVE_RESULTS)), made, **values)


def drawn_twelve(seed: str = SEED, **values: Any) -> Result:
    """Their draw."""
    return draw_audits(twelve(**values), sealed_by_seed("2019", seed))
