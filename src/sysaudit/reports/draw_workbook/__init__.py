"""The result of a draw as a workbook: confidential, complete, and enough to do it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from sysaudit import calendar
from sysaudit.audits import Result, book
from sysaudit.intake.stamp import STAMP_SHEET
from sysaudit.reports.draw_workbook import (
    calendar_sheet,
    division_sheet,
    drawn_sheet,
    lists,
    proof_sheet,
)
from sysaudit.reports.draw_workbook.parts import Parts
from sysaudit.reports.ours import has_title
from sysaudit.reports.stamps import write_kind
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles

SHEETS: tuple[tuple[str, Callable[[Parts], None]], ...] = (
    (book.DRAWN, drawn_sheet.write_drawn),
    (book.RESERVES, lists.write_reserves),
    (book.DIVISIONS, division_sheet.write_divisions),
    (book.CALENDAR, calendar_sheet.write_calendar),
    (book.MOVES, lists.write_moves),
    (book.EXCLUDED, lists.write_excluded),
    (book.PROOF, proof_sheet.write_proof),
)
"""The sheets in the order of their tabs."""


def draw_workbook(result: Result) -> bytes:
    """The workbook; equal results give equal bytes. Its text is made in memory alone.

    The bytes are confidential and not encrypted: who writes them sees to who may read them.
    """
    content = BytesIO()
    workbook = Workbook(content, WORKBOOK_OPTIONS)
    created = datetime.combine(calendar.first_day(result.plan.year), time())
    workbook.set_properties(
        {"title": f"{book.TITLE}（{result.plan.year}年度）", "created": created}
    )
    for name, _ in SHEETS:
        workbook.add_worksheet(name)
    stamp = workbook.add_worksheet(STAMP_SHEET)
    parts = Parts(workbook, Styles(workbook), result)
    for _, write in SHEETS:
        write(parts)
    write_kind(stamp, book.KIND, result.plan.year)
    workbook.close()
    return content.getvalue()


def is_draw(path: Path) -> bool:
    """Whether a file is a result of ours, or empty, and so may be replaced by a new one."""
    return has_title(path, book.TITLE)
