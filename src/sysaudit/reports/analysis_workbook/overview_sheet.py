"""概要: one A4 page for the board: how much, how sure, what to decide, what twice, on whom.

The page is laid out in bands, some with two blocks side by side, so its cells are kept and written
in order at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from xlsxwriter.format import Format

from sysaudit.analysis.balance import COLUMNS
from sysaudit.analysis.concentration import TOP, top_share
from sysaudit.analysis.costs import CERTAINTIES
from sysaudit.analysis.renewals import NO_PLAN, urgencies
from sysaudit.analysis.returns import by_department
from sysaudit.analysis.risks import FEW, HIGH
from sysaudit.calendar import era_year
from sysaudit.findings import column_letters
from sysaudit.forms.shared import SOLE_SOURCE
from sysaudit.reports.analysis_workbook.book import APART, BASE, MEASURED, NEXT, TAKEN, Book
from sysaudit.reports.analysis_workbook.page import CELL, LOOKS, TOTAL, Page, write
from sysaudit.reports.analysis_workbook.summary_sheet import kinds_chart
from sysaudit.reports.templates.cells import write_computed
from sysaudit.reports.templates.formulas import Computed
from sysaudit.reports.templates.styles import HEADER, REQUIRED_FILL

SHEET = "概要"
WIDTHS = (21, *[13] * 8, 2, 31, 9, 16)
LEFT, RIGHT = 0, 10
"""Where the two columns of blocks begin."""
LINE = 19.0
"""Points that a row is high."""
CHART_LINES = 18
BOLD = {"bold": True}


class Spot(NamedTuple):
    """A cell to be written: a value, or a formula with the value that it shows."""

    value: Any
    look: str = "line"
    formula: str | None = None
    looks: Mapping[str, object] = {}


class _Sheet:
    """Keeps the cells of the page and writes them row by row."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._cells: dict[tuple[int, int], Spot] = {}

    def put(self, row: int, column: int, *spots: Spot) -> None:
        """Cells beside each other."""
        for number, spot in enumerate(spots, start=column):
            self._cells[row, number] = spot

    def header(self, row: int, column: int, *titles: str) -> None:
        """A row of headings."""
        looks = {**HEADER, **REQUIRED_FILL, "font_size": 10}
        self.put(row, column, *(Spot(title, "line", None, looks) for title in titles))

    def heading(self, row: int, column: int, text: str) -> None:
        """The heading of a block."""
        self.put(row, column, Spot(text, "bare", None, {"bold": True, "font_size": 12}))

    def write(self) -> None:
        """Write everything that was put."""
        page, last = self._page, max(row for row, _ in self._cells)
        for row in range(last + 1):
            page.sheet.set_row(row, 26 if row == 0 else LINE)
        for (row, column), spot in sorted(self._cells.items(), key=lambda each: each[0]):
            style = page.styles.of(**self._looks(spot))
            self._write(row, column, spot, style)
        page.next = last + 1

    def _looks(self, spot: Spot) -> dict[str, object]:
        if spot.look == "bare":
            return {"valign": "vcenter", **spot.looks}
        return {**CELL, "valign": "vcenter", **LOOKS[spot.look], **spot.looks}

    def _write(self, row: int, column: int, spot: Spot, style: Format) -> None:
        sheet = self._page.sheet
        if spot.formula is not None:
            shown = "" if spot.value is None else spot.value
            write_computed(sheet, row, column, Computed(spot.formula, shown), style)
        else:
            write(sheet, row, column, spot.value, style)


def write_overview(book: Book) -> None:
    """Write the page, last of all, since it points at all the others."""
    page = book.page(SHEET, WIDTHS)
    sheet = _Sheet(page)
    context = book.analysis.material.context
    title = f"システム評価分析書　概要（{book.year}年度・{era_year(book.year)}）"
    sheet.put(0, LEFT, Spot(title, "bare", None, {"bold": True, "font_size": 16}))
    note = (
        f"判定日 {context.as_of:%Y/%m/%d}　金額は税込（円）。職員作成ツールは含みません。"
        "数字は各シートの表につながっています。"
    )
    if not book.listed:
        note += "経費の明細は行数が多いため、別の Parquet ファイルにあります。"
    sheet.put(1, LEFT, Spot(note, "bare", None, {"font_size": 9, "font_color": "#404040"}))
    _conclusions(book, sheet, 2)
    _returned(book, sheet, 6)
    top = 9
    chart_row = _costs(book, sheet, top)
    _check(book, sheet, chart_row + CHART_LINES)
    row = _decisions(book, sheet, top)
    row = _twice(book, sheet, row)
    row = _dependence(book, sheet, row)
    _heaviest(book, sheet, row)
    sheet.write()
    chart = kinds_chart(book, "年度別の経費（税込）")
    chart.set_size({"width": 900, "height": int((CHART_LINES - 0.5) * LINE * 96 / 72)})
    options = {"x_offset": 2, "y_offset": 2, "object_position": 1, "description": "年度別の経費"}
    page.sheet.insert_chart(chart_row, 0, chart, options)
    page.finish(pages_high=1)
    page.sheet.activate()


OKU = 100_000_000


def _conclusions(book: Book, sheet: _Sheet, row: int) -> None:
    """What the page says, in three sentences made of its own figures."""
    horizon = book.analysis.material.context.settings.thresholds.renewal_months
    kinds, urgency, returns = (book.placed[n] for n in ("kinds", "urgency", "提出状況"))
    concentration, methods = book.placed["concentration"], book.placed["調達"]
    table, by_method = book.analysis.renewals, book.analysis.methods[BASE]
    steps = urgencies(horizon)
    soon = table["urgency"].isin(steps[1:-1])
    lines = urgency.range("systems", urgency.first + 1, urgency.first + len(steps) - 2)
    money = urgency.range("yen", urgency.first + 1, urgency.first + len(steps) - 2)
    sums, total = book.analysis.kinds.sum(), int(by_method.sum())
    sole = int(by_method.get(SOLE_SOURCE, 0))
    of_sole = f'SUMIFS({methods.range(BASE)},{methods.range("name")},"{SOLE_SOURCE}")'
    whole = methods.total_of(BASE)
    divisions = by_department(book.analysis.returns)
    left_out = int(book.analysis.balance.at[book.year + 1, "left_out"])
    costs = (
        f"経費（税込）は{book.year}年度 ",
        _oku(int(sums[BASE]), kinds.total_of(BASE)),
        f"、{book.year + 1}年度 ",
        _oku(int(sums[NEXT]), kinds.total_of(NEXT)),
        f"、{book.year + 1}〜{book.years[-1]}年度の5年間で ",
        _oku(int(sums["five_years"]), kinds.total_of("five_years")),
        "。未提出の課 ",
        _count(int(divisions["missing"].sum()), returns.total_of("missing")),
        f"、{book.year + 1}年度分の未反映 ",
        _oku(left_out, f"SUMIFS(未反映_金額,未反映_年度,{book.year + 1})"),
        " は含まない。",
    )
    decisions = (
        f"{horizon}か月以内に期限を迎えるシステムが ",
        _count(int(soon.sum()), f"SUM({lines})"),
        "（今年度予算 ",
        _oku(int(table.loc[soon, BASE].sum()), f"SUM({money})"),
        "）、期限を過ぎたものが ",
        _count(int((table["urgency"] == steps[0]).sum()), urgency.cell("systems", urgency.first)),
        " ある。",
    )
    dependence = (
        f"今年度予算のうち、上位{TOP}社が ",
        _percent(
            top_share(book.analysis.vendors), concentration.cell("value", concentration.first)
        ),
        f"、{SOLE_SOURCE}が ",
        _percent(sole / total if total else 0.0, f"IF({whole}=0,0,{of_sole}/{whole})"),
        " を占める。",
    )
    for at, parts in enumerate((costs, decisions, dependence), start=row):
        told = "".join(part if isinstance(part, str) else part.told for part in parts)
        texts = (f'"{part}"' if isinstance(part, str) else part.formula for part in parts)
        sheet.put(at, LEFT, Spot(told, "bare", "=" + "&".join(texts), {"font_size": 12}))


class _Figure(NamedTuple):
    """A figure within a sentence: as it reads, and the formula that makes it."""

    told: str
    formula: str


def _oku(yen: int, cell: str) -> _Figure:
    """Yen in 億円 with one digit behind the point."""
    return _Figure(f"{_rounded(Decimal(yen) / OKU)}億円", f'TEXT({cell}/{OKU},"0.0")&"億円"')


def _percent(share: float, cell: str) -> _Figure:
    return _Figure(f"{_rounded(Decimal(share) * 100)}%", f'TEXT({cell}*100,"0.0")&"%"')


def _count(number: int, cell: str) -> _Figure:
    return _Figure(f"{number}件", f'{cell}&"件"')


def _rounded(value: Decimal) -> Decimal:
    """As a spreadsheet rounds: half away from zero."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _returned(book: Book, sheet: _Sheet, row: int) -> None:
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
        f"{next_year}年度の未反映",
        "金額不明の欄",
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
            len(book.analysis.material.amounts.unknown), "count", '=COUNTIF(未反映_種類,"金額不明")'
        ),
    )


def _costs(book: Book, sheet: _Sheet, row: int) -> int:
    """How much, and how sure; the row below the block."""
    sheet.heading(row, LEFT, "1　いくらかかるか、どれだけ確かか")
    titles = [f"{year}年度{what}" for year, what in zip(book.years, MEASURED, strict=True)]
    first, last = book.year + 1, book.years[-1]
    sheet.header(row + 1, LEFT, "税込・円", *titles, f"{first}〜{last}年度")
    kinds, change, shares = (book.placed[n] for n in ("kinds", "change", "shares"))
    keys = [*(f"y{n}" for n in range(len(book.years))), "five_years"]
    tables = book.analysis
    sums = tables.kinds.sum()
    lines = (
        ("経費の合計", sums, lambda key: kinds.total_of(key), "yen"),
        (
            "　うち運用",
            tables.run_and_change.loc["運用"],
            lambda key: change.cell(key, change.first),
            "yen",
        ),
        (
            "　うち整備・改修・更新",
            tables.run_and_change.iloc[1],
            lambda key: change.cell(key, change.first + 1),
            "yen",
        ),
    )
    at = row + 2
    for name, values, cell, look in lines:
        sheet.put(
            at,
            LEFT,
            Spot(name, "line", None, BOLD if at == row + 2 else {}),
            *(Spot(int(values[key]), look, f"={cell(key)}") for key in keys),
        )
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


def _check(book: Book, sheet: _Sheet, row: int) -> None:
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


def _decisions(book: Book, sheet: _Sheet, row: int) -> int:
    """What must be decided within two years; the row below the block."""
    horizon = book.analysis.material.context.settings.thresholds.renewal_months
    urgency, rows = book.placed["urgency"], book.placed["更新時期"]
    table = book.analysis.renewals
    sheet.heading(row, RIGHT, f"2　{horizon}か月以内に決めること")
    sheet.header(row + 1, RIGHT, "最も早い期限", "件数", f"{book.year}年度予算")
    at = row + 2
    for number, word in enumerate(urgencies(horizon)[:-1]):
        chosen = table["urgency"] == word
        line = urgency.first + number
        sheet.put(
            at,
            RIGHT,
            Spot(word),
            Spot(int(chosen.sum()), "count", f"={urgency.cell('systems', line)}"),
            Spot(int(table.loc[chosen, BASE].sum()), "yen", f"={urgency.cell('yen', line)}"),
        )
        at += 1
    lacking = table["conflict"].str.contains(NO_PLAN)
    conflict, yen = rows.range("conflict"), rows.range(BASE)
    sheet.put(
        at,
        RIGHT,
        Spot("契約が終わるのに更新の予定がない", "line", None, BOLD),
        Spot(int(lacking.sum()), "count", f'=COUNTIF({conflict},"*{NO_PLAN}*")'),
        Spot(
            int(table.loc[lacking, BASE].sum()), "yen", f'=SUMIFS({yen},{conflict},"*{NO_PLAN}*")'
        ),
    )
    return at + 2


def _twice(book: Book, sheet: _Sheet, row: int) -> int:
    """What the ward has twice; the row below the block."""
    alike, businesses = book.placed["alike"], book.placed["businesses"]
    table = book.analysis.alike
    several = book.analysis.businesses
    sheet.heading(row, RIGHT, "3　重なっているもの")
    sheet.put(
        row + 1,
        RIGHT,
        Spot("似たシステムの組（課をまたぐ）"),
        Spot(
            int(table["group"].max()) if len(table) else 0, "count", f"=MAX({alike.range('group')})"
        ),
        Spot(int(table[BASE].sum()), "yen", f"=SUM({alike.range(BASE)})"),
    )
    sheet.put(
        row + 2,
        RIGHT,
        Spot("複数の課がシステムを持つ業務"),
        Spot(len(several), "count", f"=COUNT({businesses.range('divisions')})"),
        Spot(int(several[BASE].sum()), "yen", f"=SUM({businesses.range(BASE)})"),
    )
    return row + 4


def _dependence(book: Book, sheet: _Sheet, row: int) -> int:
    """On whom the ward depends; the row below the block."""
    vendors, methods, risks = (book.placed[n] for n in ("事業者", "調達", "リスク"))
    table, by_method = book.analysis.vendors, book.analysis.methods
    share = table["share"]
    sole = by_method[BASE].get(SOLE_SOURCE, 0)
    total = int(by_method[BASE].sum())
    levels, knowledge = book.placed["levels"], risks.range("staff_knowledge")
    few = book.analysis.risks["staff_knowledge"].isin(FEW)
    yen = risks.range(BASE)
    high = book.analysis.risks["level"] == HIGH
    name = str(table.index[0]) if len(table) else ""
    concentration = book.placed["concentration"]
    sums = "+".join(f'SUMIFS({yen},{knowledge},"{word}")' for word in FEW)
    counts = "+".join(f'COUNTIF({knowledge},"{word}")' for word in FEW)
    names, budgets = methods.range("name"), methods.range(BASE)
    of_sole = f'SUMIFS({budgets},{names},"{SOLE_SOURCE}")'
    whole = methods.total_of(BASE)
    sheet.heading(row, RIGHT, "4　誰に頼っているか")
    lines = (
        (
            Spot(f"上位{TOP}社"),
            Spot(top_share(table), "ratio", f"={concentration.cell('value', concentration.first)}"),
            Spot(
                int(table.loc[table["known"], BASE].head(TOP).sum()),
                "yen",
                f"=SUM({vendors.range(BASE, last=min(vendors.last, vendors.first + TOP - 1))})",
            ),
        ),
        (
            Spot(f"最大：{name}"),
            Spot(
                float(share.iat[0]) if len(share) else 0.0,
                "ratio",
                f"={vendors.cell('share', vendors.first)}",
            ),
            Spot(
                int(table[BASE].iat[0]) if len(table) else 0,
                "yen",
                f"={vendors.cell(BASE, vendors.first)}",
            ),
        ),
        (
            Spot(SOLE_SOURCE),
            Spot(sole / total if total else 0.0, "ratio", f"=IF({whole}=0,0,{of_sole}/{whole})"),
            Spot(int(sole), "yen", f"={of_sole}"),
        ),
        (
            Spot("仕様の分かる職員が1人以下"),
            Spot(int(few.sum()), "count", f"={counts}"),
            Spot(int(book.analysis.risks.loc[few, BASE].sum()), "yen", f"={sums}"),
        ),
        (
            Spot(f"リスク「{HIGH}」のシステム"),
            Spot(int(high.sum()), "count", f"={levels.cell('systems', levels.first)}"),
            Spot(
                int(book.analysis.risks.loc[high, BASE].sum()),
                "yen",
                f"={levels.cell('yen', levels.first)}",
            ),
        ),
    )
    for at, spots in enumerate(lines, start=row + 1):
        sheet.put(at, RIGHT, *spots)
    return row + len(lines) + 2


def _heaviest(book: Book, sheet: _Sheet, row: int) -> None:
    """The findings that keep most out of the tables; what they keep out is summed over all years."""
    sheet.heading(row, RIGHT, "5　重い指摘（上位5件）")
    sheet.header(row + 1, RIGHT, "規則", "課の数", "未反映（全年度）")
    codes = [each.reason.code for each in book.analysis.material.left_out if each.yen is not None]
    for at, heavy in enumerate(book.analysis.heaviest, start=row + 2):
        kept = heavy.code in codes
        formula = f'=SUMIFS(未反映_金額,未反映_規則,"{heavy.code}")' if kept else None
        sheet.put(
            at,
            RIGHT,
            Spot(f"{heavy.code} {heavy.title}"),
            Spot(heavy.divisions, "count"),
            Spot(heavy.yen, "yen", formula),
        )
