"""指摘一覧: every finding, to filter, to click through and to tick off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from sysaudit.checking import quoted
from sysaudit.findings import Finding
from sysaudit.reports.findings_workbook.page import Heading, Table, Value
from sysaudit.reports.links import Link, Links
from sysaudit.reports.returns import ROSTER, not_returned
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.words import SEVERITIES, STATES
from sysaudit.rounds import Comparison
from sysaudit.validation import Validation

HEADINGS = (
    Heading("番号", 6, centred=True),
    Heading("重さ", 7, centred=True, graded=True),
    Heading("コード", 7, centred=True),
    Heading("課コード", 8, centred=True),
    Heading("課名", 11),
    Heading("ファイル", 28),
    Heading("シート", 13),
    Heading("セル", 9, centred=True),
    Heading("件数", 6, centred=True),
    Heading("キー", 11),
    Heading("項目", 11),
    Heading("入力内容", 15),
    Heading("指摘", 38),
    Heading("直し方", 32),
    Heading("認めた理由", 18, printed=False),
    Heading("期待する内容", 24, printed=False),
    Heading("差額（円）", 14, printed=False),
    Heading("規則", 28, printed=False),
    Heading("根拠", 9, printed=False),
    Heading("ID", 15, printed=False),
)
"""What is not printed helps to filter; on paper it would make the rest too small to read."""


STATE = Heading("状態", 8, centred=True)
"""Behind 重さ, where an earlier round was given."""


def write_findings(
    sheet: Worksheet,
    styles: Styles,
    validation: Validation,
    report: Path,
    comparison: Comparison | None = None,
) -> None:
    """Write one row per finding in the order file, sheet, row, column."""
    links = Links(report, validation.paths)
    names = {each.division_code: each.division_name for each in validation.submissions}
    headings = (*HEADINGS[:2], STATE, *HEADINGS[2:]) if comparison else HEADINGS
    table = Table(sheet, styles, headings)
    for number, finding in enumerate(validation.findings, start=1):
        code = finding.division_code
        division = (code, names.get(code) or code)
        if not_returned(finding, validation):  # nothing to send back to a division
            division = (None, ROSTER.ja)
        state = (STATES[comparison.state_of(finding)].ja,) if comparison else ()
        severity = SEVERITIES[finding.severity].ja
        table.add((number, severity, *state, *_row(finding, division, links)))
    table.finish()


def _row(
    finding: Finding, division: tuple[str | None, str | None], links: Links
) -> tuple[Value | Link, ...]:
    at = finding.address
    return (
        finding.code,
        *division,
        links.to(replace(at, sheet=None), at.file or ""),
        at.sheet,
        links.to(at, at.cell or ""),
        finding.count,
        finding.key,
        finding.label,
        quoted(finding.given),
        finding.message.ja,
        finding.fix.ja,
        finding.waived,
        finding.expected,
        finding.difference,
        finding.name.ja,
        finding.official_rule,
        finding.id,
    )
