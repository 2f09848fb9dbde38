"""前年度比較: what is new, gone, renamed or moved, and how one budget became the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sysaudit.analysis.comparison import Change, Comparison
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import HOME, Book
from sysaudit.reports.sheets.block import Column, Row
from sysaudit.reports.sheets.page import Page

SHEET = "前年度比較"
HEIGHT = 320
WIDTHS = (21, 17, 28, 17, 17, 17, 24, 52, 60)


def write_comparison(book: Book) -> None:
    """Write the steps between the budgets, the years as told last year and now, the systems."""
    page = book.page(SHEET, WIDTHS)
    comparison = book.analysis.comparison
    if comparison is None:
        page.title(
            SHEET, "前年度の提出物か分析書を --previous に指定すると、ここに比較が載ります。"
        )
        page.finish()
        return
    page.title(
        SHEET,
        "システムはIDで、IDのないものは名前で前年度と対応させています。金額は税込（円）。"
        "今年度まだ提出のない課や、金額の一部が未反映のシステムの差は「未提出・未反映」に分けます。",
    )
    _waterfall(book, page, comparison)
    _years(book, page, comparison)
    _changes(book, page, comparison)
    page.finish(printed=8, repeat=(0, 0))


def _waterfall(book: Book, page: Page, comparison: Comparison) -> None:
    """Stacked columns of which the lowest part cannot be seen, so that the others float."""
    chart_row = page.room(HEIGHT)
    page.heading(f"{book.year - 1}年度予算から{book.year}年度予算へ")
    steps = comparison.steps.rename_axis(index="name").reset_index()
    yen = steps["yen"].tolist()
    bottoms, ups, downs = [], [], []
    level = 0
    for at, amount in enumerate(yen):
        ends = at in (0, len(yen) - 1)
        before = 0 if ends else level
        level = amount if ends else level + amount
        bottoms.append(min(before, level))
        ups.append(max(level - before, 0))
        downs.append(max(before - level, 0))
    steps["bottom"], steps["up"], steps["down"] = bottoms, ups, downs
    first = page.next + 2
    last = first + len(yen) - 1

    def now(row: Row) -> str | None:
        """The last budget is where the steps lead."""
        return f"=SUM(B{first}:B{last - 1})" if row.number == last else None

    def through(row: Row) -> str:
        """The sum of all steps up to a row."""
        return f"SUM($B${first}:$B{row.number})"

    def bottom(row: Row) -> str:
        if row.number in (first, last):
            return "=0"
        return f"=MIN(SUM($B${first}:$B{row.number - 1}),{through(row)})"

    def up(row: Row) -> str:
        return f"=MAX(B{row.number},0)"

    def down(row: Row) -> str:
        return f"=MAX(-B{row.number},0)"

    placed = page.table(
        [
            Column("name", "段階", 21),
            Column("yen", "増減（円）", 17, "signed", now),
            Column("bottom", "図の土台", 28, "yen", bottom),
            Column("up", "図の増", 17, "yen", up),
            Column("down", "図の減", 17, "yen", down),
        ],
        steps,
    )
    made = charts.chart(book, "column", "予算の増減（税込）", "stacked")
    for name, key, looks in (
        ("土台", "bottom", {"fill": {"none": True}, "border": {"none": True}, "gap": 60}),
        ("予算・増", "up", charts.fill(0)),
        ("減", "down", charts.fill(2)),
    ):
        made.add_series(charts.series(name, placed.range("name"), placed.range(key), **looks))
    made.set_legend({"position": "bottom", "delete_series": [0], "font": charts.font(9)})
    made.set_x_axis(charts.axis(""))
    made.set_y_axis(_axis(bottoms[1:-1], yen[0]))
    page.chart(made, chart_row, HEIGHT, description="予算の増減")
    page.gap()


def _axis(levels: Sequence[int], first: int) -> dict[str, Any]:
    """The axis of the steps, which begins below the lowest of them, or they could not be seen."""
    lowest = min([first, *levels])
    unit = 10 ** max(len(str(max(first, 1))) - 2, 0)
    floor = max(lowest - (first // 10), 0) // unit * unit
    return charts.yen_axis("百万円（目盛は途中から）" if floor else "百万円", min=floor)


def _years(book: Book, page: Page, comparison: Comparison) -> None:
    page.heading("同じ年度の金額（前年度の調査と今年度の調査、両方にあるシステムの計）")
    table = comparison.years.rename_axis(index="year").reset_index()
    table["ratio"] = [
        (now - before) / before if before else None
        for now, before in zip(table["now"], table["before"], strict=True)
    ]
    page.table(
        [
            Column("year", "年度", 21, "whole"),
            Column("before_measure", "前年度の調査", 17, "centre"),
            Column("before", "前年度の調査の額", 28, "yen"),
            Column("now_measure", "今年度の調査", 17, "centre"),
            Column("now", "今年度の調査の額", 17, "yen"),
            Column(
                "difference",
                "差（円）",
                17,
                "signed",
                lambda r: f"={r.cell('now')}-{r.cell('before')}",
            ),
            Column(
                "ratio",
                "増減率",
                24,
                "ratio",
                lambda r: f'=IF({r.cell("before")}=0,"",{r.cell("difference")}/{r.cell("before")})',
            ),
        ],
        table,
    )
    page.gap()


def _changes(book: Book, page: Page, comparison: Comparison) -> None:
    systems = comparison.systems
    lists = (
        ("新規のシステム", systems["change"] == Change.NEW),
        ("廃止されたか、一覧からなくなったシステム", systems["change"] == Change.GONE),
        ("名前か所管の変わったシステム", (systems["renamed"] != "") | (systems["moved"] != "")),
        (
            "増減の大きいシステム",
            systems["mover"].astype(bool) & (systems["change"] == Change.KEPT),
        ),
        (
            "今年度の提出がないか、未反映のシステム",
            systems["change"].isin([Change.NOT_RETURNED, Change.PARTLY_LEFT_OUT]),
        ),
    )
    for title, chosen in lists:
        page.heading(title)
        _systems(page, systems[chosen].reset_index(drop=True))
        page.gap()


def _systems(page: Page, table: pd.DataFrame) -> None:
    table = table.assign(
        former=[
            "　".join(
                told
                for told in (renamed and f"旧名 {renamed}", moved and f"旧所管 {moved}")
                if told
            )
            for renamed, moved in zip(table["renamed"], table["moved"], strict=True)
        ]
    )

    page.table(
        [
            Column("division", "課", 21),
            Column("system_id", "システムID", 17, "centre"),
            Column("name", "システム名", 28),
            Column("before", "前年度予算（円）", 17, "yen", total=True),
            Column("now", "今年度予算（円）", 17, "yen", total=True),
            Column(
                "difference",
                "差（円）",
                17,
                "signed",
                lambda r: f"={r.cell('now')}-{r.cell('before')}",
                True,
            ),
            Column("former", "旧名・旧所管", 24),
            Column("reason", "理由（課の記入）", 52),
            HOME,
        ],
        table,
        total="計",
    )
