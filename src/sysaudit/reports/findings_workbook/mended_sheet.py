"""直った指摘: what the round before had found and this one does not find any more.

A sheet of its own, so that 指摘一覧 stays the list to work from.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sysaudit.checking import quoted
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.words import SEVERITIES, STATES
from sysaudit.rounds import Comparison, State
from sysaudit.validation import Validation

HEADINGS = (
    Heading("状態", 11, centred=True),
    Heading("重さ", 7, centred=True, graded=True),
    Heading("コード", 7, centred=True),
    Heading("課コード", 8, centred=True),
    Heading("課名", 11),
    Heading("前回のファイル", 28),
    Heading("シート", 13),
    Heading("セル", 9, centred=True),
    Heading("件数", 6, centred=True),
    Heading("キー", 11),
    Heading("項目", 11),
    Heading("前回の入力内容", 15),
    Heading("前回の指摘", 38),
    Heading("規則", 28, printed=False),
    Heading("ID", 15, printed=False),
)


def write_mended(
    sheet: Worksheet, styles: Styles, validation: Validation, comparison: Comparison
) -> None:
    """Write the mended findings, then those that could not be looked for in this round."""
    names = {each.division_code: each.division_name for each in validation.submissions}
    table = Table(sheet, styles, HEADINGS)
    gone = ((State.MENDED, comparison.mended), (State.UNCHECKED, comparison.unchecked))
    for state, findings in gone:
        for each in findings:
            table.add(
                (
                    STATES[state].ja,
                    SEVERITIES[each.severity].ja,
                    each.code,
                    each.division_code,
                    names.get(each.division_code) or each.division_code,
                    each.file,
                    each.sheet,
                    each.cell,
                    each.count,
                    each.key,
                    each.label,
                    quoted(each.given),
                    each.message,
                    each.name,
                    each.id,
                )
            )
    table.finish()
