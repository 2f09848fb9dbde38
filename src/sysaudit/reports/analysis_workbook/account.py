"""検算 on the first page: what was typed is what was taken, apart, and left out."""

from __future__ import annotations

from collections.abc import Sequence

from sysaudit.analysis.balance import COLUMNS
from sysaudit.findings import column_letters
from sysaudit.reports.analysis_workbook.book import APART, TAKEN, Book
from sysaudit.reports.analysis_workbook.canvas import LEFT, Canvas, Spot
from sysaudit.reports.sheets.page import TOTAL


def write_account(book: Book, sheet: Canvas, row: int) -> None:
    """Promise 1: what was typed is what was taken, what stands apart and what was left out."""
    balance = book.analysis.balance
    holds = not balance["difference"].any()
    verdict = "一致しています" if holds else "一致しません"
    sheet.heading(row, LEFT, f"検算　入力合計＝反映＋別掲（職員作成ツール）＋未反映（{verdict}）")
    titles = [f"{year}年度" for year in book.years]
    sheet.header(row + 1, LEFT, "入力のまま・円", *titles, "ほかの年度")
    names = {
        "typed": "入力合計",
        "taken": TAKEN,
        "apart": f"{APART}（職員作成ツール）",
        "left_out": "未反映",
        "difference": "差（0であること）",
        "tax": "税込換算差額",
        "shown": "税込の合計",
    }
    others = [year for year in balance.index if year not in book.years]
    for number, (key, name) in enumerate(names.items()):
        at = row + 2 + number
        looks = {**TOTAL} if key in ("difference", "shown") else {}
        spots = [Spot(name, "line", None, looks)]
        for column, year in enumerate((*book.years, None), start=1):
            value = int(balance.loc[others if year is None else [year], key].sum())
            formula = _account(book, key, column, year, row + 3)
            spots.append(Spot(value, "yen", formula, looks))
        sheet.put(at, LEFT, *spots)


def _account(book: Book, key: str, column: int, year: int | None, first: int) -> str | None:
    """The formula of a line of the account for one year, or for the years outside the survey.

    Args:
        book: The workbook.
        key: The line.
        column: Of the cell, from 0.
        year: None for the years outside.
        first: The row of 入力合計, as Excel counts.
    """
    letter = column_letters(column + 1)
    cells = {name: f"{letter}{first + at}" for at, name in enumerate(COLUMNS)}
    if key == "typed":
        sources = book.placed["出典"]
        return f"={sources.total_of('other' if year is None else f'y{column - 1}')}"
    if key == "left_out":
        return _sum_outside("未反映_金額", "未反映_年度", "", book.years, year)
    if key in ("taken", "apart"):
        if not book.listed:
            return None
        word = f',経費_扱い,"{TAKEN if key == "taken" else APART}"'
        return _sum_outside("経費_入力額", "経費_年度", word, book.years, year)
    if key == "difference":
        return f"={cells['typed']}-{cells['taken']}-{cells['apart']}-{cells['left_out']}"
    if key == "tax":
        return f"={cells['shown']}-{cells['taken']}"
    return "=0" if year is None else f"={book.placed['kinds'].total_of(f'y{column - 1}')}"


def _sum_outside(
    amounts: str, years: str, more: str, survey: Sequence[int], year: int | None
) -> str:
    """The sum over one year, or over those before and after the survey's."""
    if year is not None:
        return f"=SUMIFS({amounts},{years},{year}{more})"
    before = f'SUMIFS({amounts},{years},"<{survey[0]}"{more})'
    return f'={before}+SUMIFS({amounts},{years},">{survey[-1]}"{more})'
