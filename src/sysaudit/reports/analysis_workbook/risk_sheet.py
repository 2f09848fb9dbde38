"""リスク: points with their parts, who knows a system against what its outage means, data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from sysaudit.analysis.risks import HIGH, LOW, MIDDLE, POINTS, data_map, heat_map
from sysaudit.findings import column_letters
from sysaudit.forms.system_list import SYSTEM_LIST
from sysaudit.reports.analysis_workbook.book import BASE, HOME, SYSTEM, Book, printed_of, widths_of
from sysaudit.reports.analysis_workbook.counting import write_counts
from sysaudit.reports.sheets.block import Column, Row
from sysaudit.reports.sheets.page import Page

SHEET = "リスク"
TITLES = {
    "support": "サポート",
    "knowledge": "仕様の\n把握",
    "manual": "手順書",
    "outage": "停止の\n影響",
    "data": "個人\n情報",
    "plan": "更新\n計画なし",
    "sole_source": "長い\n特命随契",
    "before_approval": "決裁前\n処理",
    "office_tools": "Excel等\nで補完",
}
FILLS = {HIGH: "#F4B084", MIDDLE: "#FFE699"}


def write_risks(book: Book) -> None:
    """Write the counts, the systems with their points, and the two maps."""
    risk = book.analysis.material.context.settings.risk
    table = book.analysis.risks.reset_index()
    table["home"] = book.homes(table)
    columns = [
        *SYSTEM,
        Column(
            BASE,
            f"{book.year}年度\n予算（円）",
            14,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
        ),
        *(Column(key, TITLES[key], 9, "whole") for key in POINTS),
        Column("points", "点数", 8, "whole", _sum),
        Column("level", "区分", 7, "centre", lambda row: _level(row, risk.red, risk.amber)),
        Column("staff_knowledge", "仕様を把握\nする職員", 11, "centre"),
        Column("outage_impact", "停止時の影響", 15, "centre"),
        Column("personal_data", "個人情報", 13, "centre"),
        Column("hosting", "設置場所", 13, "centre"),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
    ]
    page = book.page(SHEET, widths_of(columns))
    page.title(
        SHEET,
        f"点数は項目ごとの点の和で、{risk.red}点以上を「{HIGH}」、{risk.amber}点以上を「{MIDDLE}」とします"
        "（点は設定 [risk] で変えられます）。対象は運用中・更新中・廃止予定のシステムです。",
        f"サポート：終了{risk.support_ended}・期限内に終了{risk.support_ends}・"
        f"不明{risk.support_unknown}　"
        f"把握：0人{risk.nobody_knows}・1人{risk.one_knows}・不明{risk.knowledge_unknown}　"
        f"手順書なし・古い{risk.no_manual}　"
        f"停止：即時{risk.outage_at_once}・当日{risk.outage_same_day}　"
        f"特定個人情報{risk.my_number}・個人情報{risk.personal_data}　更新計画なし{risk.no_plan}　"
        f"{risk.sole_source_years}年超の特命随契{risk.long_sole_source}　"
        f"決裁前処理{risk.before_approval}　補完{risk.office_tools}",
    )
    heat = heat_map(table)
    data = data_map(table, SYSTEM_LIST.column("hosting").choices)
    maps = _rows_of_map(heat) + _rows_of_map(data)
    levels = (HIGH, MIDDLE, LOW)
    book.placed["levels"] = write_counts(book, page, levels, table, "level", columns, 1 + maps)
    page.gap()
    first = page.next + maps + 2
    span = (first, first + max(len(table), 1) - 1)
    title = "仕様を把握する職員＼停止時の影響"
    _map(page, heat, title, _counted(columns, "staff_knowledge", "outage_impact", span))
    title = "個人情報＼設置場所"
    _map(page, data, title, _counted(columns, "personal_data", "hosting", span))
    header = page.next
    placed = page.table(columns, table)
    book.placed[SHEET] = placed
    page.colour(placed, "level", FILLS)
    page.finish(printed=printed_of(columns), repeat=(header, header))


def _sum(row: Row) -> str:
    return f"=SUM({row.cell(POINTS[0])}:{row.cell(POINTS[-1])})"


def _level(row: Row, red: int, amber: int) -> str:
    points = row.cell("points")
    return f'=IF({points}>={red},"{HIGH}",IF({points}>={amber},"{MIDDLE}","{LOW}"))'


def _rows_of_map(table: pd.DataFrame) -> int:
    """The rows that a map takes: its heading, its header, one for each of its own, a blank one."""
    return len(table) + 3


def _counted(
    columns: Sequence[Column], down: str, across: str, span: tuple[int, int]
) -> Callable[[str, int], Callable[[Row], str]]:
    """Formulas that count the systems of a row's and a column's word in the table below."""
    letters = {column.key: column_letters(n) for n, column in enumerate(columns, start=1)}
    first, last = span
    rows, cells = (f"${letters[key]}${first}:${letters[key]}${last}" for key in (down, across))

    def of_column(key: str, header: int) -> Callable[[Row], str]:
        def formula(row: Row) -> str:
            word = f"{row.letters[key]}${header}"
            return f'=COUNTIFS({rows},"="&{row.cell("name")},{cells},"="&{word})'

        return formula

    return of_column


def _map(
    page: Page,
    table: pd.DataFrame,
    title: str,
    counted: Callable[[str, int], Callable[[Row], str]],
) -> None:
    """A table of counts, the more the darker."""
    page.heading(title.replace("＼", "と"))
    words = list(table.columns)
    header = page.next + 1
    block = table.set_axis([f"n{n}" for n in range(len(words))], axis=1)
    columns = [
        Column("name", title, page.widths[0]),
        *(
            Column(f"n{n}", word, page.widths[n + 1], "count", counted(f"n{n}", header))
            for n, word in enumerate(words)
        ),
    ]
    placed = page.table(columns, block.rename_axis(index="name").reset_index())
    page.sheet.conditional_format(
        placed.first - 1,
        1,
        placed.last - 1,
        len(words),
        {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#F4B084"},
    )
    page.gap()
