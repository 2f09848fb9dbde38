"""単価比較: cost per user, daily user and terminal, beside others for the same 対象業務."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from sysaudit.analysis.unit_costs import MEASURES, SCALE, groups
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import BASE, HOME, SYSTEM, Book, printed_of, widths_of
from sysaudit.reports.sheets.block import Column, Looks, Placed, Row
from sysaudit.reports.sheets.page import Page

SHEET = "単価比較"
OUTLIER = "外れ値"
HEIGHT = 340
COUNTS = {"users": "利用者数", "daily_users": "日常\n利用者数", "terminals": "端末\n台数"}
UNITS = {"per_user": "利用者", "per_daily_user": "日常利用者", "per_terminal": "端末"}
Span = tuple[int, int]
"""The first and the last row of a group."""


def write_units(book: Book) -> None:
    """Write the systems by 対象業務, then the middle of each group and the strip of points."""
    table = book.analysis.unit_costs.reset_index()
    settings = book.analysis.material.context.settings.analysis
    table["home"] = book.homes(table)
    table["mark"] = [OUTLIER if outlier else "" for outlier in table["outlier"]]
    places = {name: at for at, name in enumerate(table["business"].unique(), start=1)}
    table["position"] = [places[name] for name in table["business"]]
    page = book.page(SHEET, widths_of(_columns(book, {})))
    page.title(
        SHEET,
        f"{book.year}年度予算（税込・円）を利用者数などで割り、同じ対象業務のシステムと比べます。"
        "経費か人数・台数のないシステムは載りません。",
        f"z＝{SCALE}×（単価－中央値）÷中央絶対偏差。同じ業務に{settings.smallest_group}件以上あり、"
        f"zの絶対値が{settings.outlier:g}以上のものを「{OUTLIER}」とします。"
        "悪いという意味ではなく、理由を確かめる目印です。",
    )
    chart_row = page.room(HEIGHT)
    names = "、".join(f"{at}＝{name}" for name, at in places.items())
    for start in range(0, len(names), 90):
        page.note(names[start : start + 90])
    page.gap()
    header = page.next
    spans = _spans(table, header + 2)
    columns = _columns(book, spans)
    outliers = table["outlier"].tolist()
    placed = page.table(
        columns, table, marks=lambda at, key: _mark_looks(key) if outliers[at] else {}
    )
    _strip(book, page, placed, len(places), chart_row)
    page.gap()
    page.heading("対象業務ごとの中央値と中央絶対偏差（円）")
    _middles(book, page, placed, spans)
    page.finish(printed=printed_of(columns), repeat=(header, header), frozen=(0, 4))


def _spans(table: pd.DataFrame, first: int) -> dict[int, Span]:
    """The rows of its group by the number of each row."""
    spans: dict[int, Span] = {}
    businesses = table["business"].tolist()
    for name in dict.fromkeys(businesses):
        start = businesses.index(name) + first
        end = start + businesses.count(name) - 1
        spans.update(dict.fromkeys(range(start, end + 1), (start, end)))
    return spans


def _columns(book: Book, spans: dict[int, Span]) -> list[Column]:
    settings = book.analysis.material.context.settings.analysis
    measures = list(MEASURES.items())
    return [
        Column("business", "対象業務", 16),
        *SYSTEM,
        Column(
            BASE,
            f"{book.year}年度\n予算",
            14,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
        ),
        *(Column(key, title, 9, "count") for key, title in COUNTS.items()),
        *(Column(n, f"{UNITS[n]}\n当たり", 12, "yen", _unit(count)) for n, count in measures),
        *(
            Column(f"z_{n}", f"z\n{UNITS[n]}", 10, "z", _score(n, settings.smallest_group, spans))
            for n in MEASURES
        ),
        Column("mark", "目印", 8, "centre", _mark(settings.outlier)),
        Column("reason", "課の説明（増減理由・備考）", 40),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
        Column("position", "図の位置", 9, "whole", printed=False),
        *(_beside("m", n, "中央値", _median(n, spans)) for n in MEASURES),
        *(_beside("a", n, "中央値との差", _distance(n)) for n in MEASURES),
        *(_beside("d", n, "中央絶対偏差", _median(f"a_{n}", spans)) for n in MEASURES),
    ]


def _beside(prefix: str, name: str, what: str, formula: Callable[[Row], str]) -> Column:
    title = f"{UNITS[name]}\n{what}"
    return Column(f"{prefix}_{name}", title, 13, "yen", formula, printed=False)


def _unit(count: str) -> Callable[[Row], str]:
    return lambda row: f'=IF(N({row.cell(count)})>0,{row.cell(BASE)}/{row.cell(count)},"")'


def _range(row: Row, key: str, spans: dict[int, Span]) -> str:
    first, last = spans.get(row.number, (row.number, row.number))
    return f"{row.letters[key]}${first}:{row.letters[key]}${last}"


def _median(key: str, spans: dict[int, Span]) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        cells = _range(row, key, spans)
        return f'=IF(COUNT({cells})=0,"",MEDIAN({cells}))'

    return formula


def _distance(name: str) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        own = row.cell(name)
        return f'=IF(ISNUMBER({own}),ABS({own}-{row.cell(f"m_{name}")}),"")'

    return formula


def _score(name: str, fewest: int, spans: dict[int, Span]) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        own, centre, spread = row.cell(name), row.cell(f"m_{name}"), row.cell(f"d_{name}")
        enough = f"COUNT({_range(row, name, spans)})>={fewest}"
        known = f"AND(ISNUMBER({own}),{enough},N({spread})>0)"
        return f'=IF({known},{SCALE}*({own}-{centre})/{spread},"")'

    return formula


def _mark(bound: float) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        cells = f"{row.cell('z_per_user')}:{row.cell('z_per_terminal')}"
        far = f'COUNTIF({cells},">={bound:g}")+COUNTIF({cells},"<=-{bound:g}")'
        return f'=IF({far}>0,"{OUTLIER}","")'

    return formula


def _mark_looks(key: str) -> Looks:
    return {"bg_color": "#FFE699"} if key in ("name", "mark") else {}


def _strip(book: Book, page: Page, placed: Placed, groups_shown: int, row: int) -> None:
    """Unit costs as points, a column of points for each 対象業務."""
    made = charts.chart(book, "scatter", "対象業務ごとの利用者1人当たり経費（点1つがシステム1つ）")
    made.add_series(
        charts.series(
            "利用者1人当たり",
            placed.range("position"),
            placed.range("per_user"),
            marker={
                "type": "circle",
                "size": 6,
                "fill": {"color": charts.SHADES[1]},
                "border": {"color": charts.SHADES[0]},
            },
        )
    )
    most = max(groups_shown, 1)
    made.set_x_axis(
        charts.axis(
            "対象業務の番号（図の下の一覧）", min=0, max=most + 1, major_unit=1, num_format="0"
        )
    )
    made.set_y_axis(
        charts.axis(
            "円（目盛は10倍ごと）",
            num_format="#,##0",
            log_base=10,
            crossing="min",
            major_gridlines={"visible": True, "line": {"color": "#D9D9D9"}},
        )
    )
    made.set_legend({"none": True})
    page.chart(made, row, HEIGHT, width=1200, description="利用者1人当たり経費の分布")


def _middles(book: Book, page: Page, placed: Placed, spans: dict[int, Span]) -> None:
    table = groups(book.analysis.unit_costs).rename_axis(index="business").reset_index()
    starts = sorted(set(spans.values()))
    first = page.next + 2

    def from_group(key: str) -> Callable[[Row], str]:
        return lambda row: f"={placed.letters[key]}{starts[row.number - first][0]}"

    def counted(row: Row) -> str:
        low, high = starts[row.number - first]
        letter = placed.letters["name"]
        return f"=COUNTA({letter}{low}:{letter}{high})"

    filler = [Column(f"blank{n}", "", 1, "line") for n in range(1, 4)]
    for column in filler:
        table[column.key] = ""
    columns = [
        Column("business", "対象業務", 16),
        *filler[:2],
        Column("systems", "システムの数", 27, "count", counted),
        *(
            Column(f"{prefix}_{n}", f"{UNITS[n]}\n{what}", 12, "yen", from_group(f"{prefix}_{n}"))
            for n in MEASURES
            for prefix, what in (("m", "中央値"), ("d", "偏差"))
        ),
    ]
    page.table(columns, table)
