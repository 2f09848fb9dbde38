"""更新時期: what ends when, how many months are left, and a timeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sysaudit.analysis.renewals import OVER, steps, urgencies
from sysaudit.analysis.words import UNSTATED
from sysaudit.calendar import add_months, first_day, fiscal_year_of
from sysaudit.reports.analysis_workbook.book import (
    BASE,
    HOME,
    SYSTEM,
    Book,
    printed_of,
    widths_of,
)
from sysaudit.reports.analysis_workbook.counting import write_counts
from sysaudit.reports.sheets.block import Column, Looks, Placed, Row
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.templates.cells import serial
from sysaudit.reports.templates.styles import EDGE

SHEET = "更新時期"
HALVES = 12
"""Half-years: this year and the five after it."""
MARKS = {"contract_end": "契", "lease_end": "リ", "support_end": "サ", "renewal": "更"}
FILLS = ("#F4B084", "#F8CBAD", "#FFE699", "#FFF2CC")
"""By urgency, from what is over."""
BAR = "#9DC3E6"


def write_renewals(book: Book) -> None:
    """Write the count by urgency, then every system with its timeline."""
    material = book.analysis.material
    table = book.analysis.renewals.reset_index()
    table["home"] = book.homes(table)
    halves = [add_months(first_day(book.year), 6 * n) for n in range(HALVES)]
    for n, start in enumerate(halves):
        table[f"q{n}"] = [_marks_in(row, start) for row in table.to_dict("records")]
    as_of = material.context.as_of
    columns = _columns(book, halves)
    page = book.page(SHEET, widths_of(columns))
    horizon = material.context.settings.thresholds.renewal_months
    page.title(
        SHEET,
        f"判定日 {as_of.year}/{as_of.month}/{as_of.day}。契約・リース・サポートの終了と、"
        "次期更新予定年度のうち最も早い日までの残りの月数で並べます。更新の準備は2年前から始めます。",
        "毎年結び直す単年度の契約の終了日は、期限に数えません。"
        "図の文字：契＝契約終了、リ＝リース終了、サ＝サポート終了、更＝次期更新の予定。"
        "横棒は最も早い期限までの期間です。",
    )
    page.sheet.write_string(page.next, 0, "判定日", book.styles.of(bold=True))
    page.sheet.write_number(
        page.next, 1, serial(as_of), book.styles.of(num_format="yyyy/m/d", align="left")
    )
    page.next += 1
    page.heading("期限の区分ごとの数")
    words = [*urgencies(horizon), UNSTATED]
    book.placed["urgency"] = write_counts(book, page, words, table, "urgency", columns, 1)
    page.gap()
    header = page.next
    placed = page.table(columns, table, marks=_centred)
    _colour(book, page, placed, halves)
    page.finish(printed=printed_of(columns), repeat=(header, header), frozen=(0, 3))
    book.placed[SHEET] = placed


AS_OF = "$B$5"
"""The day of judgement on the sheet: below the title, two notes and a blank row."""


def _columns(book: Book, halves: list[date]) -> list[Column]:
    horizon = book.analysis.material.context.settings.thresholds.renewal_months
    return [
        *SYSTEM,
        Column("earliest", "最も早い\n期限", 10.5, "date", _earliest),
        Column("months", "残り\n月数", 6, "count", _months),
        Column("urgency", "区分", 11, "centre", _urgency(horizon)),
        Column("contract_end", "契約終了", 10.5, "date"),
        Column("end_word", "契約の\n別", 8, "centre"),
        Column("lease_end", "リース\n終了", 10.5, "date"),
        Column("support_end", "サポート\n終了", 10.5, "date"),
        Column("renewal", "更新予定", 10.5, "date"),
        Column(
            BASE,
            f"{book.year}年度\n予算（円）",
            13,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
        ),
        Column("conflict", "食い違い・計画の有無", 30),
        *(Column(f"q{n}", _half(start), 5, "centre") for n, start in enumerate(halves)),
        HOME,
        Column("key", "キー", 18, "line", printed=False),
        Column("deciding_end", "期限に数える契約終了", 14, "date", printed=False),
    ]


def _half(start: date) -> str:
    """The fiscal year in two digits and its half, below each other."""
    return f"{fiscal_year_of(start) % 100:02}\n{'上' if start.month == 4 else '下'}"


def _earliest(row: Row) -> str:
    cells = [row.cell(key) for key in ("deciding_end", "lease_end", "support_end", "renewal")]
    return f'=IF(COUNT({",".join(cells)})=0,"",MIN({",".join(cells)}))'


def _months(row: Row) -> str:
    earliest = row.cell("earliest")
    after = f"({earliest}+1)"
    months = f"(YEAR{after}-YEAR({AS_OF}))*12+MONTH{after}-MONTH({AS_OF})-(DAY{after}<DAY({AS_OF}))"
    return f'=IF(ISNUMBER({earliest}),IF({earliest}<{AS_OF},MIN(-1,{months}),{months}),"")'


def _urgency(horizon: int) -> Callable[[Row], str]:
    def formula(row: Row) -> str:
        earliest, words = row.cell("earliest"), urgencies(horizon)
        inner = f'"{words[-1]}"'
        for step, word in zip(reversed(steps(horizon)), reversed(words[1:-1]), strict=True):
            inner = f'IF({earliest}<=EDATE({AS_OF},{step}),"{word}",{inner})'
        known = f'IF({earliest}<{AS_OF},"{OVER}",{inner})'
        return f'=IF(ISNUMBER({earliest}),{known},"{UNSTATED}")'

    return formula


def _marks_in(row: dict[str, object], start: date) -> str:
    """The letters of what falls into a half-year."""
    end = add_months(start, 6)
    days = ((mark, row[key]) for key, mark in MARKS.items())
    return "".join(mark for mark, day in days if isinstance(day, date) and start <= day < end)


def _centred(at: int, key: str) -> Looks:
    return {"font_size": 8, "text_wrap": False} if key[0] == "q" and key[1:].isdigit() else {}


def _colour(book: Book, page: Page, placed: Placed, halves: list[date]) -> None:
    """The steps of urgency, and the bar up to the earliest date."""
    words = urgencies(book.analysis.material.context.settings.thresholds.renewal_months)
    page.colour(placed, "urgency", dict(zip(words[:-1], FILLS, strict=False)))
    first = list(placed.letters).index("q0")
    for n, start in enumerate(halves):
        earliest = f"${placed.letters['earliest']}{placed.first}"
        page.sheet.conditional_format(
            placed.first - 1,
            first + n,
            placed.last - 1,
            first + n,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({earliest}),{earliest}>={int(serial(start))})",
                "format": book.styles.of(bg_color=BAR, **EDGE),
            },
        )
