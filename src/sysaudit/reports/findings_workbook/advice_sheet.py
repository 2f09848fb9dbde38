"""助言: the divisions that need advice, the neediest first, and whom to call."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sysaudit.advice import advice_of, criteria
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.templates.styles import Styles
from sysaudit.validation import Validation

HEADINGS = (
    Heading("順位", 6, centred=True),
    Heading("部", 16),
    Heading("課コード", 9, centred=True),
    Heading("課名", 20),
    Heading("助言を要する理由", 40),
    Heading("読み取れない\nファイル", 12, centred=True),
    Heading("重複した\nファイル", 10, centred=True),
    Heading("エラー", 8, centred=True),
    Heading("不明", 8, centred=True),
    Heading("答えた数", 9, centred=True),
    Heading("不明の\n割合（%）", 10, centred=True),
    Heading("同じ点が\n続く評価", 10, centred=True),
    Heading("情報化推進員", 16),
    Heading("内線", 9, centred=True),
)


def write_advice(sheet: Worksheet, styles: Styles, validation: Validation) -> None:
    """Write one row per division that needs advice, and by what they were listed."""
    table = Table(sheet, styles, HEADINGS)
    for rank, each in enumerate(advice_of(validation), start=1):
        share = each.unknown_share
        table.add(
            (
                rank,
                each.department,
                each.division_code,
                each.division_name,
                each.why.ja,
                each.unreadable or None,
                each.duplicates or None,
                each.errors,
                each.unknown,
                each.answers,
                None if share is None else round(100 * share),
                each.straight or None,
                each.it_promoter,
                each.extension,
            )
        )
    table.finish()
    table.note(criteria(validation.context.settings).ja)
