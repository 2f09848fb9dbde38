"""提出状況: the roster against the returns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from sysaudit.contacts import Contact, contacts_of
from sysaudit.findings import Address
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.findings_workbook.progress import PROGRESS, progress
from sysaudit.reports.links import Links
from sysaudit.reports.returns import row_tallies, rows_in_order
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.words import STATES, STATUSES
from sysaudit.rounds import Comparison, State
from sysaudit.validation import Validation

HEADINGS = (
    Heading("部", 16),
    Heading("課コード", 9, centred=True),
    Heading("課名", 20),
    Heading("状況", 11, centred=True),
    Heading("ファイル", 40),
    Heading("提出期限", 12, centred=True),
    Heading("提出日", 12, centred=True),
    Heading("超過\n（日）", 8, centred=True),
    Heading("エラー", 8, centred=True),
    Heading("警告", 8, centred=True),
    Heading("情報", 8, centred=True),
    Heading("認めた", 8, centred=True),
    Heading("情報化推進員", 16),
    Heading("内線", 9, centred=True),
)
STATE_HEADINGS = tuple(
    Heading(STATES[state].ja, 8, centred=True) for state in (State.NEW, State.STILL, State.MENDED)
)
"""Errors and warnings since the round before, where one was given."""


def write_submissions(
    sheet: Worksheet,
    styles: Styles,
    validation: Validation,
    report: Path,
    comparison: Comparison | None = None,
) -> None:
    """Write one row per file or missing division, in the order of the roster."""
    links = Links(report, validation.paths)
    contacts = contacts_of(validation)
    waived = _waived(validation)
    table = Table(sheet, styles, (*HEADINGS, *(STATE_HEADINGS if comparison else ())))
    rows = rows_in_order(validation)
    states = row_tallies(rows, comparison) if comparison else [()] * len(rows)
    for each, state in zip(rows, states, strict=True):
        table.add(
            (
                each.department,
                each.division_code,
                each.division_name,
                STATUSES[each.status].ja,
                links.to(Address(each.file), each.file or ""),
                each.due,
                each.returned_on,
                each.days_late or None,
                each.errors,
                each.warnings,
                each.infos,
                waived[each.file, None if each.file else each.division_code] or None,
                *contacts.get(each.division_code or "", Contact()),
                *(count or None for count in state),
            )
        )
    table.finish()
    if comparison:
        table.below(PROGRESS, progress(comparison))


def _waived(validation: Validation) -> Counter[tuple[str | None, str | None]]:
    """How many findings were waived, by file; by division where there is none."""
    return Counter(
        (f.address.file, None if f.address.file else f.division_code)
        for f in validation.findings
        if not f.in_force
    )
