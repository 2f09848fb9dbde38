"""The words of the result workbook: its sheets, their columns, what may stand in them.

Who writes it and who reads it back take them from here, so that a verifier compares the very
values that were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sysaudit.audits.standing import Standing
from sysaudit.audits.window import runs
from sysaudit.intake.returned import DRAW

KIND = DRAW
"""What the hidden sheet says of it."""
TITLE = "監査対象の抽選結果"
DRAWN, RESERVES, DIVISIONS, CALENDAR, MOVES, EXCLUDED, PROOF = (
    "監査対象",
    "予備",
    "全課",
    "日程",
    "日程変更",
    "対象外",
    "検証",
)
Row = dict[str, Any]

STANDINGS = {
    Standing.IN: "対象",
    Standing.MUST: "必須",
    Standing.OUT: "対象外",
    Standing.CARRIED: "繰越し",
}
BY_LOT, BY_SHARE, BY_DUTY, LEFT_OUT, RESERVE = "抽選", "確実", "必須", "対象外", "予備"
"""結果: drawn by lot, certain by its share, drawn because it must, out, and a reserve's number."""
YES = "○"
GAP_KNOWN, GAP_UNKNOWN = "そろっている", "そろっていない（この規則は使わない）"
NOBODY = "（自部以外に実施人なし）"

TITLES: Mapping[str, str] = {
    "code": "課コード",
    "department": "部名",
    "name": "課名",
    "standing": "区分",
    "result": "結果",
    "day": "訪問日",
    "reasons": "理由",
    "points": "点数の内訳",
    "total": "点数",
    "base": "基礎の重み",
    "last_year": "前年度監査",
    "weight": "重み",
    "chance": "確率",
    "rank": "部内順位",
    "u": "u",
    "odds": "作業オッズ（百万分の1）",
    "key": "順位値",
    "blocked": "訪問できない期間",
    "promoter": "情報化推進員",
    "extension": "内線",
    "ticket": "券",
    "nonce": "ノンス",
    "leaf": "葉",
    "auditor": "監査実施人",
    "number": "順位",
    "before": "変更前の日",
    "after": "変更後の日",
    "reason": "変更の理由",
}
"""The headings by key."""

DIVISION_KEYS = (
    "code",
    "department",
    "name",
    "standing",
    "result",
    "day",
    "reasons",
    "points",
    "total",
    "base",
    "last_year",
    "weight",
    "chance",
    "rank",
    "u",
    "odds",
    "key",
    "blocked",
    "promoter",
    "extension",
    "ticket",
    "nonce",
    "leaf",
)
DRAWN_KEYS = (
    "day",
    "code",
    "department",
    "name",
    "result",
    "reasons",
    "chance",
    "auditor",
    "promoter",
    "extension",
    "after",
)
RESERVE_KEYS = (
    "department",
    "number",
    "code",
    "name",
    "chance",
    "points",
    "promoter",
    "extension",
)
EXCLUDED_KEYS = ("code", "department", "name", "standing", "reasons")
COMPUTED = frozenset({"u", "key", "rank"})
"""Columns of 全課 that are formulas."""
JOTTED = {"実施日": "実施日", "確認": "確認", "備考": "備考", TITLES["auditor"]: "auditor"}
"""What people fill in on 監査対象, heading → key; the auditor where the settings name none."""
MOVE_KEYS = ("code", "name", "before", "after", "reason")

FIELDS: Mapping[str, str] = {
    "method": "方式",
    "draw_id": "抽選ID",
    "year": "年度",
    "places": "監査する課の数",
    "must": "うち必須",
    "first": "訪問の期間（始まり）",
    "last": "訪問の期間（終わり）",
    "per_date": "1日に訪問できる数",
    "max_gap_years": "必ず監査する間隔（年）",
    "gap_known": "間隔を確かめる監査結果",
    "weighing": "重みの決め方",
    "redrawn": "再抽選の理由",
    "key": "鍵 K",
    "seed": "シード（公開の抽選）",
    "secretariat": "コミットメント（事務局）",
    "witness": "コミットメント（立会人）",
    "plan": "計画の SHA-256",
    "leaves": "葉の一覧の SHA-256",
}
"""The labels of 検証 by key."""
FIELD_HEADER, CLOSED_HEADER, AUDITOR_HEADER, FILE_HEADER = (
    ("項目", "値"),
    ("訪問しない日", "名称"),
    ("監査実施人", "所属の部"),
    ("ファイル", "SHA-256", "種類"),
)


def told_runs(blocked: Iterable[date], dates: Sequence[date]) -> str:
    """``2019-10-15〜2019-11-29、2019-12-02``: what a reader and a program can read."""
    return "、".join(
        f"{first}" if first == last else f"{first}〜{last}" for first, last in runs(blocked, dates)
    )


def read_runs(text: str, dates: Sequence[date]) -> tuple[date, ...]:
    """The dates that `told_runs` told.

    Raises:
        ValueError: It is written otherwise.
    """
    blocked: set[date] = set()
    for run in filter(None, text.split("、")):
        first, _, last = run.partition("〜")
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
        blocked.update(day for day in dates if begin <= day <= end)
    return tuple(sorted(blocked))
