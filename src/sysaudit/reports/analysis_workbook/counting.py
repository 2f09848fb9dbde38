"""A block that counts the rows of a table further down by a word in one of its columns."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sysaudit.findings import column_letters
from sysaudit.reports.analysis_workbook.book import BASE, Book
from sysaudit.reports.sheets.block import Column, Placed
from sysaudit.reports.sheets.page import Page


def write_counts(
    book: Book,
    page: Page,
    words: Sequence[str],
    table: pd.DataFrame,
    key: str,
    columns: Sequence[Column],
    rows_between: int,
) -> Placed:
    """Count systems and their cost of this year by word.

    Args:
        book: The workbook.
        page: The sheet, at the row where the block begins.
        words: In order; every row of the table bears one of them.
        table: The table that comes below on the same sheet.
        key: Its column that holds the words.
        columns: Its columns, from the sheet's first one on.
        rows_between: So many rows stand between this block and its header.
    """
    title = next(column.title for column in columns if column.key == key).replace("\n", "")
    first = page.next + 1 + len(words) + 1 + rows_between + 2
    last = first + max(len(table), 1) - 1
    letters = {column.key: column_letters(n) for n, column in enumerate(columns, start=1)}
    marks, yen = (f"${letters[name]}${first}:${letters[name]}${last}" for name in (key, BASE))
    block = pd.DataFrame(
        {
            "word": list(words),
            "systems": [int((table[key] == word).sum()) for word in words],
            "yen": [int(table.loc[table[key] == word, BASE].sum()) for word in words],
        }
    )
    return page.table(
        [
            Column("word", title, columns[0].width),
            Column(
                "systems",
                "件数",
                columns[1].width,
                "count",
                lambda row: f"=COUNTIF({marks},{row.cell('word')})",
                total=True,
            ),
            Column(
                "yen",
                f"{book.year}年度予算（税込・円）",
                columns[2].width,
                "yen",
                lambda row: f"=SUMIFS({yen},{marks},{row.cell('word')})",
                total=True,
            ),
        ],
        block,
        total="計",
    )
