"""課題・要望: the divisions' own words, unabridged."""

from __future__ import annotations

from sysaudit.analysis.staff_tools import voices
from sysaudit.reports.analysis_workbook.book import HOME, SYSTEM, Book, printed_of, widths_of
from sysaudit.reports.sheets.block import Column

SHEET = "課題・要望"
COLUMNS = (
    Column("department", "部名", 16),
    *SYSTEM,
    Column("first", "1次評価", 15),
    Column("issues", "課題", 48),
    Column("wishes", "要望", 48),
    HOME,
)


def write_voices(book: Book) -> None:
    """Write what every division wrote, by department."""
    table = voices(book.analysis.material).reset_index()
    table["home"] = book.homes(table)
    page = book.page(SHEET, widths_of(COLUMNS))
    page.title(SHEET, "システム評価の「課題」と「要望」を、課の言葉のまま載せています。")
    header = page.next
    page.table(COLUMNS, table)
    page.sheet.autofilter(header, 0, page.next - 1, printed_of(COLUMNS) - 1)
    page.finish(printed=printed_of(COLUMNS), repeat=(header, header), frozen=(header + 1, 4))
