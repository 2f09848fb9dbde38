"""What every sheet of the result is given, and how its tables begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter import Workbook

from sysaudit.audits import Result, book
from sysaudit.reports.sheets.block import Column, Placed
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.templates.styles import Styles

CONFIDENTIAL = "取扱注意　訪問が済むまで、関係者のほかに見せないでください。"
LOOKS = {
    "day": "date",
    "before": "date",
    "after": "date",
    "chance": "ratio",
    "code": "centre",
    "standing": "centre",
    "result": "centre",
    "last_year": "centre",
    "extension": "centre",
    "total": "whole",
    "base": "whole",
    "weight": "whole",
    "rank": "whole",
    "number": "whole",
    "odds": "count",
    "u": "fraction",
    "key": "fraction",
    "ticket": "line",
    "nonce": "line",
    "leaf": "line",
}
WIDTHS = {
    "code": 9,
    "department": 16,
    "name": 22,
    "standing": 8,
    "result": 8,
    "day": 12,
    "before": 12,
    "after": 12,
    "reasons": 40,
    "points": 40,
    "total": 6,
    "base": 7,
    "last_year": 7,
    "weight": 6,
    "chance": 8,
    "rank": 7,
    "u": 13,
    "odds": 13,
    "key": 13,
    "blocked": 30,
    "promoter": 14,
    "extension": 8,
    "ticket": 66,
    "nonce": 66,
    "leaf": 66,
    "auditor": 14,
    "number": 7,
    "reason": 40,
}


@dataclass(frozen=True)
class Parts:
    """The workbook, its formats, and the result."""

    workbook: Workbook
    styles: Styles
    result: Result

    def page(self, sheet: str, columns: Sequence[Column]) -> Page:
        """A sheet to write on, as wide as its table."""
        widths = [column.width for column in columns]
        return Page(self.workbook.get_worksheet_by_name(sheet), self.styles, widths)


def column(key: str, title: str | None = None, **more: object) -> Column:
    """A column of the result, by its key in `sysaudit.audits.book`."""
    plain = Column(key, title or book.TITLES[key], WIDTHS.get(key, 12), LOOKS.get(key, "text"))
    return plain._replace(**more)  # type: ignore[arg-type]


def table(page: Page, columns: Sequence[Column], rows: Iterable[book.Row]) -> Placed:
    """Write rows; a key that a row lacks is left blank, to be filled in by hand."""
    keys = [each.key for each in columns]
    made = [[row.get(key) for key in keys] for row in rows]
    return page.table(columns, pd.DataFrame(made, columns=keys, dtype=object))
