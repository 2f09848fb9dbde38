"""概要: one A4 page for the board: how much, how sure, what to decide, what twice, on whom.

The page is laid out in bands, some with two blocks side by side, so its cells are kept and written
in order at the end.
"""

from __future__ import annotations

from sysaudit.analysis.costs import CERTAINTIES
from sysaudit.analysis.returns import by_department
from sysaudit.calendar import era_year
from sysaudit.reports.analysis_workbook.account import write_account
from sysaudit.reports.analysis_workbook.answers import (
    write_decisions,
    write_dependence,
    write_heaviest,
    write_twice,
)
from sysaudit.reports.analysis_workbook.book import MEASURED, Book
from sysaudit.reports.analysis_workbook.canvas import BOLD, LEFT, LINE, Canvas, Spot
from sysaudit.reports.analysis_workbook.conclusions import write_conclusions
from sysaudit.reports.analysis_workbook.summary_sheet import kinds_chart

SHEET = "概要"
WIDTHS = (21, *[13] * 8, 2, 31, 9, 16)
CHART_LINES = 18


def write_overview(book: Book) -> None:
    """Write the page, last of all, since it points at all the others."""
    page = book.page(SHEET, WIDTHS)
    sheet = Canvas(page)
    context = book.analysis.material.context
    title = f"システム評価分析書　概要（{book.year}年度・{era_year(book.year)}）"
    sheet.put(0, LEFT, Spot(title, "bare", None, {"bold": True, "font_size": 16}))
    note = (
        f"判定日 {context.as_of:%Y/%m/%d}　金額は税込（円）。職員作成ツールは含みません。"
        "数字は各シートの表につながっています。"
    )
    if book.analysis.validation.roster is None:
        note += "組織台帳の指定がないため、未提出の課は分かりません。"
    if not book.listed:
        note += "経費の明細は行数が多いため、別の Parquet ファイルにあります。"
    sheet.put(1, LEFT, Spot(note, "bare", None, {"font_size": 9, "font_color": "#404040"}))
    write_conclusions(book, sheet, 2)
    _returned(book, sheet, 6)
    top = 9
    chart_row = _costs(book, sheet, top)
    write_account(book, sheet, chart_row + CHART_LINES)
    row = write_decisions(book, sheet, top)
    row = write_twice(book, sheet, row)
    row = write_dependence(book, sheet, row)
    write_heaviest(book, sheet, row)
    sheet.write()
    chart = kinds_chart(book, "年度別の経費（税込）")
    chart.set_size({"width": 900, "height": int((CHART_LINES - 0.5) * LINE * 96 / 72)})
    options = {"x_offset": 2, "y_offset": 2, "object_position": 1, "description": "年度別の経費"}
    page.sheet.insert_chart(chart_row, 0, chart, options)
    page.finish(pages_high=1)
    page.sheet.activate()


def _returned(book: Book, sheet: Canvas, row: int) -> None:
    """Who has returned, how much there is, and what is not in the tables."""
    returns = book.placed["提出状況"]
    sums = by_department(book.analysis.returns).sum(numeric_only=False)
    staff_made = book.analysis.systems["staff_made"].astype(bool)
    systems, tools = (f"COUNTA({book.placed[n].range('key')})" for n in ("systems", "tools"))
    balance = book.analysis.balance
    next_year = book.year + 1
    sheet.header(
        row,
        LEFT,
        "対象の課",
        "提出",
        "未提出",
        "読取不可",
        "エラー",
        "システム",
        "職員作成ツール",
        f"{next_year}年度未反映",
        "金額不明（件）",
    )
    counts = [
        Spot(int(sums[key]), "count", f"={returns.total_of(key)}")
        for key in ("expected", "returned", "missing", "unreadable", "errors")
    ]
    sheet.put(
        row + 1,
        LEFT,
        *counts,
        Spot(int((~staff_made).sum()), "count", f"={systems}-{tools}"),
        Spot(int(staff_made.sum()), "count", f"={tools}"),
        Spot(
            int(balance.at[next_year, "left_out"]),
            "yen",
            f"=SUMIFS(未反映_金額,未反映_年度,{next_year})",
        ),
        Spot(
            book.analysis.unknown_amounts,
            "count",
            '=COUNTIF(未反映_種類,"金額不明")+COUNTIF(未反映_種類,"ファイル")',
        ),
    )


def _costs(book: Book, sheet: Canvas, row: int) -> int:
    """How much, and how sure; the row below the block."""
    sheet.heading(row, LEFT, "1　いくらかかるか、どれだけ確かか")
    titles = [f"{year}年度{what}" for year, what in zip(book.years, MEASURED, strict=True)]
    first, last = book.year + 1, book.years[-1]
    sheet.header(row + 1, LEFT, "税込・円", *titles, f"{first}〜{last}年度")
    kinds, change, shares = (book.placed[n] for n in ("kinds", "change", "shares"))
    keys = [*(f"y{n}" for n in range(len(book.years))), "five_years"]
    tables = book.analysis
    sums = tables.kinds.sum()
    running, others = tables.run_and_change.iloc[0], tables.run_and_change.iloc[1]
    lines = (
        ("経費の合計", sums, {key: kinds.total_of(key) for key in keys}),
        ("　うち運用", running, {key: change.cell(key, change.first) for key in keys}),
        (
            "　うち整備・改修・更新",
            others,
            {key: change.cell(key, change.first + 1) for key in keys},
        ),
    )
    at = row + 2
    for name, values, cells in lines:
        looks = BOLD if at == row + 2 else {}
        yen = (Spot(int(values[key]), "yen", f"={cells[key]}") for key in keys)
        sheet.put(at, LEFT, Spot(name, "line", None, looks), *yen)
        at += 1
    certainty = tables.certainty
    for number, name in enumerate(certainty.index):
        spots = []
        for key in keys:
            total = int(certainty[key].sum())
            share = int(certainty[key].iat[number]) / total if total else None
            spots.append(Spot(share, "ratio", f"={shares.cell(key, shares.first + number)}"))
        if number < len(CERTAINTIES) or any(spot.value for spot in spots):
            sheet.put(at, LEFT, Spot(f"確度：{name}"), *spots)
            at += 1
    return at
