"""検証結果.xlsx: what `validate` noticed, as a workbook for the IT division.

概要 says how things stand and what to do; 提出状況 sets the roster against the returns; 指摘一覧
is the list to work from; 読み替え shows every value that was read leniently; ルール says what was
checked, and what was not.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from sysaudit.reports.files import replacing
from sysaudit.reports.findings_workbook.finding_sheet import write_findings
from sysaudit.reports.findings_workbook.reading_sheet import write_readings
from sysaudit.reports.findings_workbook.rule_sheet import write_rules
from sysaudit.reports.findings_workbook.submission_sheet import write_submissions
from sysaudit.reports.findings_workbook.summary_sheet import write_summary
from sysaudit.reports.ours import has_title
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles
from sysaudit.validation import Validation

TITLE = "sysaudit 検証結果"

__all__ = ["is_report", "write_report"]


def write_report(path: Path, validation: Validation) -> None:
    """Write the findings as a workbook; equal validations give equal bytes.

    Raises:
        Misuse: The file cannot be written.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(_workbook(path, validation))


def is_report(path: Path) -> bool:
    """Whether a file is a report of ours, or empty, and so may be replaced by a new one."""
    return has_title(path, TITLE)


def _workbook(path: Path, validation: Validation) -> bytes:
    file = BytesIO()
    created = datetime.combine(validation.context.as_of, time())
    with Workbook(file, WORKBOOK_OPTIONS) as workbook:
        workbook.set_properties({"title": TITLE, "created": created})
        styles = Styles(workbook)
        write_summary(workbook.add_worksheet("概要"), styles, validation)
        write_submissions(workbook.add_worksheet("提出状況"), styles, validation, path)
        write_findings(workbook.add_worksheet("指摘一覧"), styles, validation, path)
        write_readings(workbook.add_worksheet("読み替え"), styles, validation, path)
        write_rules(workbook.add_worksheet("ルール"), styles, validation)
    return file.getvalue()
