"""What the first page says in three sentences, made by formulas of its own figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sysaudit.analysis.concentration import TOP, top_share
from sysaudit.analysis.renewals import urgencies
from sysaudit.analysis.returns import by_department
from sysaudit.forms.cost_estimate import FIRM
from sysaudit.forms.shared import SOLE_SOURCE
from sysaudit.reports.analysis_workbook.book import BASE, NEXT, Book
from sysaudit.reports.analysis_workbook.canvas import Canvas, Spot

OKU, MAN = 100_000_000, 10_000


def write_conclusions(book: Book, sheet: Canvas, row: int) -> None:
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
    firm = int(book.analysis.certainty.at[FIRM, BASE])
    left_out = int(book.analysis.balance.at[book.year + 1, "left_out"])
    costs = (
        f"経費（税込）は{book.year}年度 ",
        _money(int(sums[BASE]), kinds.total_of(BASE)),
        "（うち確定 ",
        _percent(firm / int(sums[BASE]) if sums[BASE] else 0.0, _firm(book)),
        f"）、{book.year + 1}年度 ",
        _money(int(sums[NEXT]), kinds.total_of(NEXT)),
        f"、{book.year + 1}〜{book.years[-1]}年度の5年間で ",
        _money(int(sums["five_years"]), kinds.total_of("five_years")),
        "。未提出 ",
        _count(int(divisions["missing"].sum()), returns.total_of("missing"), "課"),
        "、読取不可 ",
        _count(int(divisions["unreadable"].sum()), returns.total_of("unreadable"), "課"),
        f"、{book.year + 1}年度分の未反映 ",
        _money(left_out, f"SUMIFS(未反映_金額,未反映_年度,{book.year + 1})"),
        " は含まない。",
    )
    decisions = (
        f"{horizon}か月以内に期限を迎えるシステムが ",
        _count(int(soon.sum()), f"SUM({lines})"),
        "（今年度予算 ",
        _money(int(table.loc[soon, BASE].sum()), f"SUM({money})"),
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
        sheet.put(at, 0, Spot(told, "bare", "=" + "&".join(texts), {"font_size": 12}))


class _Figure(NamedTuple):
    """A figure within a sentence: as it reads, and the formula that makes it."""

    told: str
    formula: str


def _money(yen: int, cell: str) -> _Figure:
    """Yen in the unit in which one says it: 億円 with one digit behind the point, 万円, 円.

    >>> [_money(yen, "A1").told for yen in (3_926_217_089, 53_207_038, 9_999, 0)]
    ['39.3億円', '5,321万円', '9,999円', '0円']
    """
    great = f'TEXT({cell}/{OKU},"0.0")&"億円"'
    middle = f'TEXT({cell}/{MAN},"#,##0")&"万円"'
    size = f"ABS({cell})"
    formula = f'IF({size}>={OKU},{great},IF({size}>={MAN},{middle},TEXT({cell},"#,##0")&"円"))'
    if abs(yen) >= OKU:
        return _Figure(f"{_rounded(Decimal(yen) / OKU)}億円", formula)
    if abs(yen) >= MAN:
        return _Figure(f"{_rounded(Decimal(yen) / MAN, '1'):,}万円", formula)
    return _Figure(f"{yen:,}円", formula)


def _percent(share: float, cell: str) -> _Figure:
    return _Figure(f"{_rounded(Decimal(f'{share * 100:.15g}'))}%", f'TEXT({cell}*100,"0.0")&"%"')


def _count(number: int, cell: str, unit: str = "件") -> _Figure:
    return _Figure(f"{number}{unit}", f'{cell}&"{unit}"')


def _firm(book: Book) -> str:
    """The share of this year's cost that is 確定; 0 where there is no cost."""
    sure = book.placed["certainty"]
    firm, whole = sure.cell(BASE, sure.first), sure.total_of(BASE)
    return f"IF({whole}=0,0,{firm}/{whole})"


def _rounded(value: Decimal, to: str = "0.1") -> Decimal:
    """As a spreadsheet rounds: half away from zero."""
    return value.quantize(Decimal(to), ROUND_HALF_UP)
