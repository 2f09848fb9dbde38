"""評価差: where the IT division sees it otherwise than the division."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from sysaudit.analysis.scores import differences, letters_matrix
from sysaudit.forms.shared import EVALUATION_LETTERS
from sysaudit.reports.analysis_workbook.book import HOME, SYSTEM, Book, printed_of
from sysaudit.reports.sheets.block import Column, Looks, Row
from sysaudit.reports.sheets.page import Page

SHEET = "評価差"
FAR = 2
"""So many steps apart are marked."""
NO_REASON = "（理由の記入なし）"
LISTED = (
    *SYSTEM,
    Column("first", "1次評価", 16),
    Column("second", "2次評価", 16),
    Column("steps", "差\n（段階）", 16, "whole"),
    Column("hearing", "ヒアリング", 16, "centre"),
    Column("told", "1次と異なる理由", 52),
    HOME,
)
WIDTHS = (17, 16, 27, 16, 16, 16, 16, 52, 60)


def write_differences(book: Book) -> None:
    """Write the matrix and the systems whose letters differ."""
    table = book.analysis.scores
    judged = int((table["second"] != "").sum())
    page = book.page(SHEET, WIDTHS)
    page.title(
        SHEET,
        f"1次評価（課）と2次評価（情報管理課）を比べます。2次評価のあるシステムは"
        f"{len(table):,}件のうち{judged:,}件です。",
        f"段階は {'・'.join(letter.split()[0] for letter in EVALUATION_LETTERS)} の順に数え、"
        f"{FAR}段階以上の違いに色を付けます。",
    )
    page.heading("1次評価（縦）と2次評価（横）の件数")
    _matrix(book, page, table)
    page.gap()
    page.heading("評価の異なるシステム")
    apart = differences(table).reset_index()
    apart["told"] = [reason or NO_REASON for reason in apart["reason"]]
    apart["home"] = book.homes(apart)
    steps = apart["steps"].tolist()
    header = page.next
    page.table(LISTED, apart, marks=lambda at, key: _looks(steps[at], key))
    page.finish(printed=printed_of(LISTED), repeat=(header, header))


def _looks(steps: int | None, key: str) -> Looks:
    return {"bg_color": "#FFE699"} if key == "steps" and (steps or 0) >= FAR else {}


def _matrix(book: Book, page: Page, table: pd.DataFrame) -> None:
    """Counts by formula over the sheet of scores, whose letters stand in two columns."""
    counts = letters_matrix(table).rename_axis(index="letter").reset_index()
    scores = book.placed["評価"]
    firsts, seconds = scores.range("first"), scores.range("second")

    def counting(column: str) -> Callable[[Row], str]:
        def formula(row: Row) -> str:
            return f'=COUNTIFS({firsts},{row.cell("letter")},{seconds},"{column}")'

        return formula

    columns = [
        Column("letter", "1次＼2次", 17),
        *(
            Column(letter, letter, 16, "count", counting(letter), True)
            for letter in EVALUATION_LETTERS
        ),
    ]
    order = list(EVALUATION_LETTERS)

    def looks(at: int, key: str) -> Looks:
        if key not in order:
            return {}
        apart = abs(order.index(key) - at)
        return (
            {"bg_color": "#EDEDED"}
            if not apart
            else {"bg_color": "#FFE699"}
            if apart >= FAR
            else {}
        )

    page.table(columns, counts, total="計", marks=looks)
