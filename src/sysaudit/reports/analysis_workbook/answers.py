"""The right column of the first page: what to decide, what is there twice, on whom all depends."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.concentration import TOP, top_share
from sysaudit.analysis.renewals import NO_PLAN, urgencies
from sysaudit.analysis.risks import FEW, HIGH
from sysaudit.forms.shared import SOLE_SOURCE
from sysaudit.reports.analysis_workbook.book import BASE, Book
from sysaudit.reports.analysis_workbook.canvas import BOLD, RIGHT, Canvas, Spot


def write_decisions(book: Book, sheet: Canvas, row: int) -> int:
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
    lacking = pd.Series([NO_PLAN in told for told in table["conflict"]], table.index, dtype=bool)
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


def write_twice(book: Book, sheet: Canvas, row: int) -> int:
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


def write_dependence(book: Book, sheet: Canvas, row: int) -> int:
    """On whom the ward depends; the row below the block."""
    vendors, methods, risks = (book.placed[n] for n in ("事業者", "調達", "リスク"))
    table, by_method = book.analysis.vendors, book.analysis.methods
    share = table["share"]
    known = min(TOP, int(table["known"].sum()))
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
                f"=SUM({vendors.range(BASE, last=vendors.first + known - 1)})" if known else "=0",
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


def write_heaviest(book: Book, sheet: Canvas, row: int) -> None:
    """The findings that keep most out of the tables, over all years."""
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
