"""経費集計: by year and department, cost item and kind; how sure it is; when the peaks come."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from xlsxwriter.chart import Chart

from sysaudit.analysis import costs
from sysaudit.analysis.material import NEXT_YEAR
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import MEASURED, Book
from sysaudit.reports.sheets.block import Column, Placed, Row
from sysaudit.reports.sheets.page import Page

SHEET = "経費集計"
WIDTHS = (26, *[15] * 7, 17)
NAME = Column("name", "", 26)
HEIGHT, WIDTH = 340, 530
"""Pixels of a chart, of which two stand beside each other."""


def write_summary(book: Book) -> None:
    """Write the blocks, each of which other sheets may refer to."""
    page = book.page(SHEET, WIDTHS)
    page.title(
        "経費集計",
        "金額は税込（円）で、反映したものだけの合計です。職員作成ツールは含みません。"
        "表の数は「経費」シートの合計式なので、明細を直せば変わります。",
    )
    charts_row = page.room(HEIGHT)
    page.heading("経費区分別")
    kinds = page.table(*_block(book, book.analysis.kinds, "経費区分", "経費_区分"), total="計")
    book.placed["kinds"] = kinds
    page.gap()
    page.heading("運用（動かす経費）と整備・改修・更新（変える経費）")
    change = _run_and_change(book, page, kinds)
    book.placed["change"] = change
    page.gap()
    chart = kinds_chart(book, "年度別の経費（経費区分別、税込）")
    page.chart(chart, charts_row, HEIGHT, WIDTH, description="年度別の経費")
    cliff = _cliff(book, change)
    page.chart(cliff, charts_row, HEIGHT, WIDTH, left=WIDTH + 10, description="今後5年間の経費")
    page.heading("金額の確度別")
    page.note("税率の分からない税抜の金額は、年度の平均の税率で税込にし、「概算」に数えています。")
    sure = page.table(*_block(book, book.analysis.certainty, "確度", "経費_確度"), total="計")
    book.placed["certainty"] = sure
    page.gap()
    page.heading("金額の確度の割合")
    _shares(book, page, sure)
    page.gap()
    page.heading("部別")
    departments = costs.by_department(book.analysis.material)
    page.table(*_block(book, departments, "部名", "経費_部名"), total="計")
    page.gap()
    page.heading("経費項目別")
    page.table(
        *_block(book, costs.by_item(book.analysis.material), "経費項目", "経費_項目"), total="計"
    )
    page.finish(repeat=(0, 1))


def _block(
    book: Book, table: pd.DataFrame, title: str, name: str
) -> tuple[list[Column], pd.DataFrame]:
    columns = [NAME._replace(title=title), *book.year_columns(15, {name: "name"})]
    return columns, table.rename_axis(index="name").reset_index()


def kinds_chart(book: Book, title: str) -> Chart:
    """The cost by year, stacked by 経費区分, from the block on 経費集計."""
    kinds = book.placed["kinds"]
    made = charts.chart(book, "column", title, "stacked")
    for at in range(kinds.last - kinds.first + 1):
        row = kinds.first + at
        made.add_series(
            charts.series(
                f"={kinds.cell('name', row)}",
                kinds.across("y0", "y6", kinds.header),
                kinds.across("y0", "y6", row),
                **charts.fill((3, 4, 0, 1, 2, 5)[at % 6]),
            )
        )
    made.set_x_axis(charts.axis("年度"))
    made.set_y_axis(charts.yen_axis())
    return made


def _run_and_change(book: Book, page: Page, kinds: Placed) -> Placed:
    """Sums of the block above."""
    table = book.analysis.run_and_change.rename_axis(index="name").reset_index()
    rows = {name: kinds.first + at for at, name in enumerate(book.analysis.kinds.index)}
    parts = {
        "運用": [rows["運用"]],
        "整備・改修・更新": [
            row for name, row in rows.items() if name not in (costs.RUNNING, *costs.UNCLEAR)
        ],
        "区分不明": [rows[name] for name in costs.UNCLEAR if name in rows],
    }
    names = table["name"].tolist()
    first = page.next + 2

    def formula(key: str) -> Callable[[Row], str]:
        def made(row: Row) -> str:
            cells = [f"{kinds.letters[key]}{n}" for n in parts[names[row.number - first]]]
            return "=" + "+".join(cells)

        return made

    keys = [*(f"y{n}" for n in range(7)), "five_years"]
    titles = [c.title for c in book.year_columns(15, {})]
    columns = [
        NAME._replace(title="動かす・変える"),
        *(
            Column(key, title, 15, "yen", formula(key), True)
            for key, title in zip(keys, titles, strict=True)
        ),
    ]
    return page.table(columns, table, total="計")


def _cliff(book: Book, change: Placed) -> Chart:
    """FY+1 to FY+5 as lines: where the renewals pile up."""
    made = charts.chart(book, "line", "今後5年間の経費の山（更新の「崖」）")
    dashes = ("solid", "dash", "round_dot")
    for at in range(change.last - change.first + 1):
        row = change.first + at
        made.add_series(
            charts.series(
                f"={change.cell('name', row)}",
                change.across(f"y{NEXT_YEAR}", "y6", change.header),
                change.across(f"y{NEXT_YEAR}", "y6", row),
                line={"color": charts.SHADES[at], "width": 2.25, "dash_type": dashes[at % 3]},
                marker={
                    "type": ("circle", "diamond", "square")[at % 3],
                    "size": 7,
                    "fill": {"color": charts.SHADES[at]},
                    "border": {"color": charts.SHADES[at]},
                },
            )
        )
    made.set_x_axis(charts.axis("年度"))
    made.set_y_axis(charts.yen_axis(min=0))
    return made


def _shares(book: Book, page: Page, sure: Placed) -> None:
    """Each certainty in percent of its year."""
    table = book.analysis.certainty
    totals = table.sum()
    shares = (table / totals.where(totals != 0)).astype(object)
    shares = shares.where(shares.notna(), None).rename_axis(index="name").reset_index()
    first = page.next + 2

    def formula(key: str) -> Callable[[Row], str]:
        letter = sure.letters[key]

        def made(row: Row) -> str:
            own = sure.first + row.number - first
            return f'=IF({letter}${sure.total}=0,"",{letter}{own}/{letter}${sure.total})'

        return made

    keys = [*(f"y{n}" for n in range(7)), "five_years"]
    titles = [f"{year}年度\n{what}" for year, what in zip(book.years, MEASURED, strict=True)]
    columns = [
        NAME._replace(title="確度"),
        *(
            Column(key, title, 15, "ratio", formula(key))
            for key, title in zip(keys, [*titles, "5年間の計"], strict=True)
        ),
    ]
    book.placed["shares"] = page.table(columns, shares)
