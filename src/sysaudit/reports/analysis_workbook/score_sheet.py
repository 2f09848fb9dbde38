"""評価: scores with their parts, letters, and the quadrant of value and technical fit."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from xlsxwriter.chart import Chart

from sysaudit.analysis.scores import (
    ACTIONS,
    EFFICIENCY_KEYS,
    GROW,
    NO_SCORE,
    REBUILD,
    SECOND_KEYS,
    STOP,
    VALUE_KEYS,
    WATCH,
    class_names,
)
from sysaudit.forms.evaluation import QUESTION_KEYS, QUESTIONS, TECHNICAL_KEYS
from sysaudit.forms.shared import UNKNOWN
from sysaudit.reports.analysis_workbook import charts
from sysaudit.reports.analysis_workbook.book import BASE, HOME, SYSTEM, Book, printed_of, widths_of
from sysaudit.reports.analysis_workbook.counting import write_counts
from sysaudit.reports.sheets.block import Column, Placed, Row

SHEET = "評価"
HEIGHT = 460
UNPRICED = "#F4B084"
FILLS = {GROW: "#C6E0B4", REBUILD: "#FFE699", WATCH: "#DDEBF7", STOP: "#F8CBAD"}


def write_scores(book: Book) -> None:
    """Write the counts and the quadrant, then every evaluated system."""
    material = book.analysis.material
    table = book.analysis.scores.reset_index()
    settings = material.context.settings.analysis
    table["home"] = book.homes(table)
    for key in QUESTION_KEYS:
        table[key] = _told(book, table, key)
    columns = _columns(book, settings.high_score)
    page = book.page(SHEET, widths_of(columns))
    high = f"{settings.high_score:g}"
    page.title(
        SHEET,
        "業務価値＝V1〜V5の平均、効率＝E1〜E3の平均、技術適合＝Q1〜Q5の平均（2次評価があれば2次の点）。"
        "「不明」は平均に入れず、数を示します。",
        f"業務価値・技術適合とも{high}以上を「高い」とします。高・高＝{GROW}、高・低＝{REBUILD}、"
        f"低・高＝{WATCH}、低・低＝{STOP}。方向性は1次・2次評価の記号で示します。",
        "設問："
        + "　".join(question.label for question in QUESTIONS if question.key in VALUE_KEYS),
        "　　　"
        + "　".join(question.label for question in QUESTIONS if question.key not in VALUE_KEYS),
    )
    chart_row = page.room(HEIGHT)
    words = [*ACTIONS, NO_SCORE]
    book.placed["actions"] = write_counts(book, page, words, table, "action", columns, 1)
    page.gap()
    header = page.next
    placed = page.table(columns, table)
    book.placed[SHEET] = placed
    chart = _quadrant(book, placed, table)
    page.chart(chart, chart_row, HEIGHT, width=1000, description="評価の4象限")
    page.colour(placed, "action", FILLS)
    page.finish(printed=printed_of(columns), repeat=(header, header))


def _told(book: Book, table: pd.DataFrame, key: str) -> list[object]:
    """The mark, or 不明 where the division said so."""
    evaluations = book.analysis.material.evaluations
    told: list[object] = []
    for own, mark in zip(table["key"], table[key], strict=True):
        known = mark is not None and mark == mark
        told.append(int(mark) if known else evaluations[own].word(key))
    return told


def _columns(book: Book, high: float) -> list[Column]:
    narrow = 4.6
    return [
        *SYSTEM,
        Column(
            BASE,
            f"{book.year}年度\n予算（円）",
            13,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
        ),
        *(Column(key, key.upper(), narrow, "centre") for key in QUESTION_KEYS),
        *(
            Column(n, f"2次\n{k.upper()}", narrow, "centre")
            for k, n in zip(TECHNICAL_KEYS, SECOND_KEYS, strict=True)
        ),
        Column("unknown", UNKNOWN, 5, "count", _unknown),
        Column("value", "業務\n価値", 6.5, "score", _mean(VALUE_KEYS)),
        Column("efficiency", "効率", 6.5, "score", _mean(EFFICIENCY_KEYS)),
        Column("fit", "技術\n適合", 6.5, "score", _fit),
        Column("action", "打ち手", 11, "centre", _action(high)),
        Column("first", "1次評価", 15),
        Column("second", "2次評価", 15),
        Column("office_tools", "Excel・\nAccess補完", 9, "centre"),
        Column("before_approval", "決裁前\n処理", 8, "centre"),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
    ]


def _unknown(row: Row) -> str:
    return f'=COUNTIF({row.cell("v1")}:{row.cell("q5")},"{UNKNOWN}")'


def _mean(keys: tuple[str, ...]) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        cells = f"{row.cell(keys[0])}:{row.cell(keys[-1])}"
        return f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))'

    return formula


def _fit(row: Row) -> str:
    """The mean over Q1 to Q5, each the 2次 where there is one."""
    pairs = [(row.cell(n), row.cell(k)) for k, n in zip(TECHNICAL_KEYS, SECOND_KEYS, strict=True)]
    total = "+".join(f"IF(ISNUMBER({two}),{two},N({one}))" for two, one in pairs)
    count = "+".join(f"OR(ISNUMBER({two}),ISNUMBER({one}))" for two, one in pairs)
    return f'=IF({count}=0,"",({total})/({count}))'


def _action(high: float) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        value, fit = row.cell("value"), row.cell("fit")
        upper = f'IF({fit}>={high:g},"{GROW}","{REBUILD}")'
        lower = f'IF({fit}>={high:g},"{WATCH}","{STOP}")'
        known = f"AND(ISNUMBER({value}),ISNUMBER({fit}))"
        return f'=IF({known},IF({value}>={high:g},{upper},{lower}),"{NO_SCORE}")'

    return formula


def _quadrant(book: Book, placed: Placed, table: pd.DataFrame) -> Chart:
    """Technical fit across, value upwards; the dearer, the larger and darker the point.

    What costs nothing, or nobody knows how much, stands out by a colour of its own.
    """
    settings = book.analysis.material.context.settings.analysis
    made = charts.chart(book, "scatter", "業務価値と技術適合（点の大きさ＝年間の経費）")
    names = class_names(settings.cost_classes)
    scored = (table["action"] != NO_SCORE).tolist()
    classes = table["cost_class"].tolist()
    for number in reversed(range(len(names))):
        rows = [n for n, each in enumerate(classes) if each == number and scored[n]]
        if not rows:
            continue
        first, last = placed.first + rows[0], placed.first + rows[-1]
        shade = charts.SHADES[(0, 1, 2, 4)[min(len(names) - 1 - number, 3)]]
        made.add_series(
            charts.series(
                names[number],
                placed.range("fit", first, last),
                placed.range("value", first, last),
                marker={
                    "type": "circle",
                    "size": 4 + 3 * number,
                    "fill": {"color": shade if number else UNPRICED, "transparency": 20},
                    "border": {"color": charts.SHADES[0]},
                },
            )
        )
    line = {"color": "#404040", "width": 1.25}
    ends = {"min": 1, "max": 5, "major_unit": 1, "num_format": "0", "crossing": settings.high_score}
    made.set_x_axis(
        charts.axis(
            f"技術適合（右ほど高い。左上＝{REBUILD}、右上＝{GROW}）",
            line=line,
            label_position="low",
            **ends,
        )
    )
    made.set_y_axis(
        charts.axis(
            f"業務価値（左下＝{STOP}、右下＝{WATCH}）",
            line=line,
            label_position="low",
            major_gridlines={"visible": False},
            **ends,
        )
    )
    return made
