"""検証結果.xlsx: what `validate` noticed, as a workbook for the IT division.

概要 says how things stand and what to do; 提出状況 sets the roster against the returns; 助言 names
the divisions that need advice; 指摘一覧 is the list to work from; 直った指摘 shows what was mended
since an earlier round, if one is given; 読み替え shows every value that was read leniently; ルール
says what was checked, and what was not.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from sysaudit.intake.returned import REPORT
from sysaudit.intake.stamp import STAMP_SHEET
from sysaudit.reports.files import replacing
from sysaudit.reports.findings_workbook.advice_sheet import write_advice
from sysaudit.reports.findings_workbook.finding_sheet import write_findings
from sysaudit.reports.findings_workbook.mended_sheet import write_mended
from sysaudit.reports.findings_workbook.reading_sheet import write_readings
from sysaudit.reports.findings_workbook.rule_sheet import write_rules
from sysaudit.reports.findings_workbook.submission_sheet import write_submissions
from sysaudit.reports.findings_workbook.summary_sheet import write_summary
from sysaudit.reports.ours import has_title
from sysaudit.reports.stamps import write_kind
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles
from sysaudit.rounds import Comparison
from sysaudit.validation import Validation

TITLE = "sysaudit 検証結果"

__all__ = ["is_report", "write_report"]


def write_report(path: Path, validation: Validation, comparison: Comparison | None = None) -> None:
    """Write the findings as a workbook; equal validations give equal bytes.

    Args:
        path: Where to.
        validation: What was noticed.
        comparison: What has changed since an earlier round, where one was given.

    Raises:
        Misuse: The file cannot be written.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(_workbook(path, validation, comparison))


def is_report(path: Path) -> bool:
    """Whether a file is a report of ours, or empty, and so may be replaced by a new one."""
    return has_title(path, TITLE)


def _workbook(path: Path, validation: Validation, comparison: Comparison | None) -> bytes:
    file = BytesIO()
    created = datetime.combine(validation.context.as_of, time())
    with Workbook(file, WORKBOOK_OPTIONS) as workbook:
        workbook.set_properties({"title": TITLE, "created": created})
        styles = Styles(workbook)
        add = workbook.add_worksheet
        write_summary(add("概要"), styles, validation, comparison)
        write_submissions(add("提出状況"), styles, validation, path, comparison)
        write_advice(add("助言"), styles, validation)
        write_findings(add("指摘一覧"), styles, validation, path, comparison)
        if comparison:
            write_mended(add("直った指摘"), styles, validation, comparison)
        write_readings(add("読み替え"), styles, validation, path)
        write_rules(add("ルール"), styles, validation)
        write_kind(add(STAMP_SHEET), REPORT, validation.context.year)
    return file.getvalue()
