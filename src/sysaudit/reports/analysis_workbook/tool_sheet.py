"""職員作成ツール: what staff made in Access and Excel, apart from the totals."""

from __future__ import annotations

from sysaudit.analysis.amounts import Treatment
from sysaudit.analysis.staff_tools import mended
from sysaudit.reports.analysis_workbook.book import APART, HOME, SYSTEM, Book
from sysaudit.reports.sheets.block import Column

SHEET = "職員作成ツール"
WIDTHS = (19, 14, 30, 16, 10, 40, 24, 15, 60, 18)


def write_tools(book: Book) -> None:
    """Write the tools, then the systems whose gaps Excel or Access fill."""
    page = book.page(SHEET, WIDTHS)
    page.title(
        SHEET,
        "職員がAccessやExcelで作ったツールです。経費があっても合計には入れず、ここに別掲します。",
    )
    page.heading("職員作成ツール")
    table = book.analysis.tools.reset_index()
    table["home"] = book.homes(table)
    amounts = book.analysis.material.amounts
    apart = amounts.with_lines(["system_key"], Treatment.APART).groupby("system_key")["yen"].sum()
    table["yen"] = [int(apart.get(key, 0)) for key in table["key"]]
    columns = [
        *_head(),
        Column("business", "対象業務", 16),
        Column("users", "利用者数", 10, "count"),
        Column("purpose", "業務概要", 40),
        Column("linked", "連携先", 24),
        Column(
            "yen",
            "7年間の経費\n（別掲・円）",
            15,
            "yen",
            lambda row: _apart(row.cell("key")) if book.listed else None,
            total=True,
        ),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
    ]
    book.placed["tools"] = page.table(columns, table, total="計")
    page.gap()
    page.heading("Excel・Accessで補っているシステム")
    table = mended(book.analysis.material).reset_index()
    table["home"] = book.homes(table)
    page.table(
        [
            *_head(),
            Column("business", "対象業務", 16),
            Column("users", "利用者数", 10, "count"),
            Column("issues", "課題（課の記入）", 40),
            Column("vendor", "事業者名", 24),
            Column("first", "1次評価", 15),
            HOME,
        ],
        table,
    )
    page.finish(printed=8, repeat=(0, 0))


def _head() -> list[Column]:
    return [column._replace(width=width) for column, width in zip(SYSTEM, WIDTHS, strict=False)]


def _apart(key: str) -> str:
    return f'=SUMIFS(経費_税込額,経費_扱い,"{APART}",経費_キー,"="&{key})'
