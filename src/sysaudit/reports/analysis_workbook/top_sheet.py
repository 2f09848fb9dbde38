"""上位システム: the costliest over five years, and how much of the whole they are."""

from __future__ import annotations

from sysaudit.analysis.costs import costliest
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import (
    HOME,
    SYSTEM,
    Book,
    cumulated,
    printed_of,
    widths_of,
)
from sysaudit.reports.sheets.block import Column

SHEET = "上位システム"
HEIGHT = 420


def write_top(book: Book) -> None:
    """Write the ranking with its chart above."""
    most = book.analysis.material.context.settings.analysis.top_systems
    table = costliest(book.analysis.systems, most).reset_index()
    table["rank"] = range(1, len(table) + 1)
    table["home"] = book.homes(table)
    whole = book.placed["kinds"].total_of("five_years")
    columns = [
        Column("rank", "順位", 6, "whole"),
        *SYSTEM,
        Column("vendor", "事業者名", 24),
        *book.year_columns(14, {"経費_キー": "key"}, total=False)[2:],
        Column(
            "share",
            "全体に\n占める割合",
            10,
            "ratio",
            lambda row: f"=IF({whole}=0,0,{row.cell('five_years')}/{whole})",
        ),
        Column("cumulated", "割合の\n累計", 9, "ratio"),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
    ]
    page = book.page(SHEET, widths_of(columns))
    page.title(
        "上位システム",
        f"5年間の計（{book.year + 1}〜{book.year + 5}年度の見積、税込・円）の大きい順に"
        f"{len(table)}件。割合は、反映した全システムの5年間の計に対するものです。",
    )
    chart_row = page.room(HEIGHT)
    header = page.next
    columns[-3] = columns[-3]._replace(formula=cumulated("share", header + 2))
    placed = page.table(columns, table)
    shown = min(20, max(len(table), 1))
    last = placed.first + shown - 1
    made = charts.chart(book, "column", f"上位{shown}システムの5年間の計と、割合の累計")
    made.add_series(
        charts.series(
            "5年間の計（左軸）",
            placed.range("name", last=last),
            placed.range("five_years", last=last),
            **charts.fill(1),
        )
    )
    line = book.workbook.add_chart({"type": "line"})
    line.add_series(
        charts.series(
            "割合の累計（右軸）",
            placed.range("name", last=last),
            placed.range("cumulated", last=last),
            y2_axis=True,
            line={"color": charts.SHADES[5], "width": 2},
            marker={"type": "circle", "size": 5},
        )
    )
    made.combine(line)
    made.set_x_axis(charts.axis("", num_font={**charts.font(8), "rotation": -45}))
    made.set_y_axis(charts.yen_axis())
    line.set_y2_axis(charts.axis("累計", num_format="0%", min=0, max=1))
    page.chart(made, chart_row, HEIGHT, width=1200, description="上位システム")
    page.finish(printed=printed_of(columns), repeat=(header, header))
