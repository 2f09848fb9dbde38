"""提出状況: who has returned, per department and division."""

from __future__ import annotations

from collections.abc import Callable

from sysaudit.analysis.returns import by_department
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import Book, printed_of
from sysaudit.reports.sheets.block import Column, Looks
from sysaudit.reports.words import STATUSES
from sysaudit.submissions import Status

SHEET = "提出状況"
WIDTHS = (19, 20, 10, 9, 9, 9, 12, 12, 9, 10, 11, 18, 15, 9, 60)
DEPARTMENTS = (
    Column("name", "部名", 19),
    Column("expected", "対象の課", 20, "count", total=True),
    Column("returned", "提出", 10, "count", total=True),
    Column("unreadable", "読取不可", 9, "count", total=True),
    Column("missing", "未提出", 9, "count", total=True),
    Column("late", "期限後", 9, "count", total=True),
    Column("systems", "システム数", 12, "count", total=True),
    Column("errors", "エラー", 12, "count", total=True),
    Column("unknown_share", "不明の\n割合", 9, "ratio"),
    Column("help", "助言を\n要する課", 10, "count", total=True),
)
DIVISIONS = (
    Column("department", "部名", 19),
    Column("division", "課", 20),
    Column("state", "状況", 10, "centre"),
    Column("systems", "システム\n数", 9, "count"),
    Column("errors", "エラー", 9, "count"),
    Column("warnings", "警告", 9, "count"),
    Column("due", "提出期限", 12, "date"),
    Column("returned_on", "提出日", 12, "date"),
    Column("days_late", "超過\n（日）", 9, "count"),
    Column("unknown", "不明の\n答え", 10, "count"),
    Column("unknown_share", "不明の\n割合", 11, "ratio"),
    Column("help", "助言を要する理由", 18),
    Column("it_promoter", "情報化推進員", 15),
    Column("extension", "内線", 9, "centre"),
    Column("files", "ファイル", 60, "line", printed=False),
)


def write_returns(book: Book) -> None:
    """Write the departments with their chart, then every division."""
    table = book.analysis.returns.copy()
    departments = by_department(table).rename_axis(index="name").reset_index()
    settings = book.analysis.material.context.settings
    page = book.page(SHEET, WIDTHS)
    page.title(
        "提出状況",
        "助言を要する課：読み取れないファイルがある、同じ様式を2つ以上のファイルで提出した、"
        f"エラーが{settings.analysis.help_errors}件以上、"
        f"「不明」の割合が{settings.thresholds.unknown_share:.0%}を超える、"
        "同じ点が続く評価がある、のどれかに当たる課。"
        "不明の割合は、「不明」と答えてよい項目の答えのうち「不明」の割合です。",
    )
    height = max(260, 60 + 26 * len(departments))
    chart_row = page.room(height)
    page.heading("部ごと")
    placed = page.table(DEPARTMENTS, departments, total="計")
    book.placed[SHEET] = placed
    page.gap()
    made = charts.chart(book, "bar", "部ごとの提出状況（課の数）", "stacked")
    for shade, key in enumerate(("returned", "unreadable", "missing")):
        name = next(column.title for column in DEPARTMENTS if column.key == key)
        looks = charts.fill((0, 3, 2)[shade])
        made.add_series(charts.series(name, placed.range("name"), placed.range(key), **looks))
    made.set_y_axis(charts.axis("", reverse=True, interval_unit=1))
    made.set_x_axis(charts.axis("課の数", num_format="0", major_unit=2))
    page.chart(made, chart_row, height, description="部ごとの提出状況")
    page.heading("課ごと")
    table["state"] = [STATUSES[Status(each)].ja for each in table["status"]]
    header = page.next
    rows = page.table(DIVISIONS, table, marks=_marks(table["state"].tolist()))
    page.sheet.autofilter(header, 0, rows.last - 1, len(DIVISIONS) - 1)
    page.finish(printed=printed_of(DIVISIONS), repeat=(header, header))


FILLS = {
    STATUSES[Status.MISSING].ja: "#F8CBAD",
    STATUSES[Status.UNREADABLE].ja: "#F8CBAD",
    STATUSES[Status.DUPLICATE].ja: "#FFE699",
    STATUSES[Status.FINDINGS].ja: "#FFE699",
}


def _marks(states: list[str]) -> Callable[[int, str], Looks]:
    def marks(at: int, key: str) -> Looks:
        colour = FILLS.get(states[at]) if key == "state" else None
        return {"bg_color": colour} if colour else {}

    return marks
