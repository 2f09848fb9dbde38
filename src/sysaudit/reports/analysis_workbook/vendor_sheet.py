"""事業者: whom the ward depends on, and contracts that several systems share."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.concentration import TOP, bundles, hhi, top_share
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import BASE, Book, cumulated, share_of
from sysaudit.reports.sheets.block import Column, Placed
from sysaudit.reports.sheets.page import Page

SHEET = "事業者"
WIDTHS = (30, 17, 9, 9, 16, 16, 16, 10, 10, 38)
CHARTED = 10
HEIGHT = 340


def write_vendors(book: Book) -> None:
    """Write the concentration, the vendors with their chart, the bundled contracts."""
    table = book.analysis.vendors.reset_index()
    page = book.page(SHEET, WIDTHS)
    page.title(
        SHEET,
        "㈱と株式会社、空白、全角・半角の違い、支店名は1つの事業者とみなし、法人番号でも突き合わせています。"
        "金額は税込（円）。一括契約は、各システムの分（按分後）を足すので1度だけ数えます。",
        "HHI（ハーフィンダール・ハーシュマン指数）は割合（%）の2乗の和です。1社だけなら10,000、"
        "1,500以下なら集中は低いとされます。",
    )
    chart_row = page.room(HEIGHT)
    facts_at = page.next
    page.next += 3
    header = page.next
    first = header + 2
    last = first + max(len(table), 1) - 1
    columns = [
        Column("vendor", "事業者名", 30),
        Column("number", "法人番号", 17, "centre"),
        Column("systems", "システム\nの数", 9, "count"),
        Column("divisions", "課の\n数", 9, "count"),
        *book.money_columns(16, {"経費_事業者": "vendor"}),
        Column("share", "今年度の\n割合", 10, "ratio", share_of(BASE, first, last)),
        Column("cumulated", "割合の\n累計", 10, "ratio", cumulated("share", first)),
        Column("spellings", "ほかの書き方", 38),
    ]
    letters = {column.key: "ABCDEFGHIJ"[n] for n, column in enumerate(columns)}
    _concentration(book, page, table, letters, (first, last), facts_at)
    page.next = header
    placed = page.table(columns, table, total="計")
    book.placed[SHEET] = placed
    _chart(book, page, placed, chart_row)
    page.gap()
    page.heading("一括契約（契約番号ごと）")
    _bundles(book, page)
    page.finish(repeat=(header, header))


def _concentration(
    book: Book,
    page: Page,
    table: pd.DataFrame,
    letters: dict[str, str],
    rows: tuple[int, int],
    at: int,
) -> None:
    """The share of the first five, and the HHI, over the vendors that are known."""
    known = int(table["known"].sum())
    first, last = rows[0], rows[0] + max(known, 1) - 1
    share = letters["share"]
    page.next = at
    facts = pd.DataFrame(
        {
            "name": [f"上位{TOP}社の割合", "HHI", "事業者の数"],
            "value": [top_share(table), hhi(table), known],
        },
        dtype=object,
    )
    top = min(first + TOP - 1, last)
    formulas = (
        f"=SUM({share}{first}:{share}{top})",
        f"=SUMPRODUCT({share}{first}:{share}{last},{share}{first}:{share}{last})*10000",
        f"=ROWS({share}{first}:{share}{last})",
    )
    looks = ("0.0%", "#,##0", "#,##0")
    for name, value, formula, look in zip(
        facts["name"], facts["value"], formulas, looks, strict=True
    ):
        style = book.styles.of(num_format=look, bold=True, align="left")
        page.sheet.write_string(page.next, 0, name, book.styles.of(bold=True))
        page.sheet.write_formula(page.next, 1, formula if known else "=0", style, value)
        page.next += 1
    book.placed["concentration"] = Placed(
        SHEET, {"name": "A", "value": "B"}, at, at + 1, at + 3, None
    )


def _chart(book: Book, page: Page, placed: Placed, row: int) -> None:
    shown = min(CHARTED, placed.last - placed.first + 1)
    last = placed.first + shown - 1
    made = charts.chart(book, "bar", f"{book.year}年度予算の多い事業者（上位{shown}社、税込）")
    made.add_series(
        charts.series(
            "予算",
            placed.range("vendor", last=last),
            placed.range(BASE, last=last),
            **charts.fill(1),
        )
    )
    made.set_legend({"none": True})
    made.set_y_axis(charts.axis("", reverse=True, interval_unit=1))
    made.set_x_axis(charts.yen_axis())
    page.chart(made, row, HEIGHT, description="事業者別の予算")


def _bundles(book: Book, page: Page) -> None:
    table = bundles(book.analysis.material).reset_index()
    table["whole"] = ["、".join(f"{whole:,}" for whole in wholes) for wholes in table["wholes"]]
    columns = [
        Column("vendor", "事業者名", 30),
        Column("number", "契約番号", 17, "centre"),
        Column("systems", "システム\nの数", 9, "count"),
        Column("divisions", "課の\n数", 9, "count"),
        Column("shares", f"{book.year + 1}年度の分の計\n（入力のまま・円）", 16, "yen"),
        Column("whole", "按分前総額\n（円）", 16, "centre"),
        Column("difference", "差（円）", 16, "signed"),
        Column("blank1", "", 10, "line"),
        Column("blank2", "", 10, "line"),
        Column("names", "システム", 38),
    ]
    page.table(columns, table.assign(blank1="", blank2=""))
