"""提出状況: the roster against the returns."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import Address
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.links import Links
from sysaudit.reports.returns import rows_in_order
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.words import STATUSES
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
    Heading("情報化推進員", 16),
    Heading("内線", 9, centred=True),
)


def write_submissions(
    sheet: Worksheet, styles: Styles, validation: Validation, report: Path
) -> None:
    """Write one row per file or missing division, in the order of the roster."""
    links = Links(report, validation.paths)
    contacts = _contacts(validation)
    table = Table(sheet, styles, HEADINGS)
    for each in rows_in_order(validation):
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
                *contacts.get(each.division_code or "", (None, None)),
            )
        )
    table.finish()


def _contacts(validation: Validation) -> dict[str, tuple[str | None, str | None]]:
    """Whom to call, by division code: as 表紙 says, the roster first."""
    covers = {file.division_code: file.cover for file in validation.returned if file.cover}
    told = {code: (cover.it_promoter, cover.extension) for code, cover in covers.items() if code}
    for division in validation.roster or ():
        if division.division_code and (division.it_promoter or division.extension):
            told[division.division_code] = (division.it_promoter, division.extension)
    return told
