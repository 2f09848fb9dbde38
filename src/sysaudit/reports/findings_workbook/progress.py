"""The rounds one after the other, as 概要 and 提出状況 show them."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.reports.findings_workbook.page import Value
from sysaudit.rounds import Comparison

PROGRESS = ("回", "判定日", "提出", "問題なし", "指摘あり", "未提出", "エラー", "警告")


def progress(comparison: Comparison, last: int = 0) -> Iterator[tuple[Value, ...]]:
    """One row per round, in the order of the heading; all, or so many of the last."""
    rounds = list(enumerate(comparison.rounds, start=1))
    for number, each in rounds[-last:]:
        yield (
            number,
            each.as_of,
            each.returned,
            each.clean,
            each.open,
            each.missing,
            each.errors,
            each.warnings,
        )
