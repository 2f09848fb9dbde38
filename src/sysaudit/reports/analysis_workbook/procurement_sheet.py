"""調達: how contracts are let, and how long 特命随意契約 have gone on."""

from __future__ import annotations

from sysaudit.analysis.procurement import sole_source
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import BASE, HOME, Book, share_of
from sysaudit.reports.sheets.block import Column
from sysaudit.reports.sheets.page import Page

SHEET = "調達"
HEIGHT = 300
WIDTHS = (28, 19, 17, 17, 17, 14, 46, 60, 18)


def write_procurement(book: Book) -> None:
    """Write the methods with their chart, then every 特命随意契約 by vendor."""
    page = book.page(SHEET, WIDTHS)
    page.title(
        SHEET,
        "契約方法ごとのシステムの数と金額（税込・円）です。金額は、経費の行に契約方法があればその方法、"
        "なければ一覧の方法で数えます。方法の良し悪しは判断していません。",
    )
    _methods(book, page)
    page.heading("特命随意契約（事業者別、長く続くものから）")
    page.note("年数は、稼働開始か契約開始の早いほうから判定日までの満年数です。")
    _sole_source(book, page)
    page.finish(printed=7, repeat=(0, 0))


def _methods(book: Book, page: Page) -> None:
    table = book.analysis.methods.rename_axis(index="name").reset_index()
    total = int(table[BASE].sum())
    table["share"] = [yen / total if total else 0.0 for yen in table[BASE]]
    chart_row = page.room(HEIGHT)
    page.heading("契約方法別")
    first = page.next + 2
    columns = [
        Column("name", "契約方法", 28),
        Column("systems", "システムの数", 19, "count", total=True),
        *book.money_columns(17, {"経費_契約方法": "name"}),
        Column(
            "share", "今年度の\n割合", 14, "ratio", share_of(BASE, first, first + len(table) - 1)
        ),
    ]
    placed = page.table(columns, table, total="計")
    book.placed[SHEET] = placed
    page.gap()
    made = charts.chart(book, "bar", f"契約方法別の{book.year}年度予算（税込）")
    made.add_series(
        charts.series("予算", placed.range("name"), placed.range(BASE), **charts.fill(1))
    )
    made.set_legend({"none": True})
    made.set_y_axis(charts.axis("", reverse=True, interval_unit=1))
    made.set_x_axis(charts.yen_axis())
    page.chart(made, chart_row, HEIGHT, description="契約方法別の予算")


def _sole_source(book: Book, page: Page) -> None:
    table = sole_source(book.analysis.material).reset_index()
    table["home"] = book.homes(table)
    columns = [
        Column("vendor", "事業者名", 28),
        Column("division", "課", 19),
        Column("system_id", "システムID", 17, "centre"),
        Column("begun", "稼働・契約の\n開始", 17, "date"),
        Column(
            BASE,
            f"{book.year}年度\n予算（円）",
            17,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
            total=True,
        ),
        Column("years", "年数", 14, "count"),
        Column("named", "システム名と随意契約の理由", 46),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
    ]
    table["named"] = [
        f"{name}（{reason}）" if reason else str(name)
        for name, reason in zip(table["name"], table["sole_source_reason"], strict=True)
    ]
    page.table(columns, table, total="計")
