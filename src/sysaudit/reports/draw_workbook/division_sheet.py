"""全課: every division with its reasons, points, chance, ticket and rank."""

from __future__ import annotations

from collections.abc import Sequence

from sysaudit.audits import book, contents
from sysaudit.reports.draw_workbook.parts import Parts, column, table
from sysaudit.reports.sheets.block import Column, Row

RANKED_BY_FORMULA = 2_000
"""With more divisions, ranks are written as numbers: a formula compares each with all."""
UNPRINTED = ("u", "odds", "key", "blocked", "promoter", "extension", "ticket", "nonce", "leaf")


def write_divisions(parts: Parts) -> None:
    """In the order of the codes; the heading stands in row 1, so that programs read it."""
    rows = list(contents.division_rows(parts.result))
    columns = _columns(parts, rows)
    page = parts.page(book.DIVISIONS, columns)
    placed = table(page, columns, rows)
    page.colour(
        placed,
        "result",
        {book.BY_DUTY: "#FCE4D6", book.BY_LOT: "#DDEBF7", book.BY_SHARE: "#DDEBF7"},
    )
    page.sheet.autofilter(0, 0, placed.last - 1, len(columns) - 1)
    printed = sum(each.printed for each in columns)
    page.finish(printed=printed, repeat=(0, 0), frozen=(1, 3))


def _columns(parts: Parts, rows: Sequence[book.Row]) -> list[Column]:
    ranked = parts.result.draw.rank
    codes = [row["code"] for row in rows]
    last = len(rows) + 1

    def is_ranked(row: Row) -> bool:
        return 2 <= row.number <= last and codes[row.number - 2] in ranked

    def unit(row: Row) -> str:
        """(2t+1)/M to 64 bits; HEX2DEC takes ten digits, of which the first is a sign."""
        t = row.cell("ticket")
        return f"=HEX2DEC(MID({t},1,8))/2^32+HEX2DEC(MID({t},9,8))/2^64"

    def key(row: Row) -> str | None:
        if not is_ranked(row):
            return None
        u, odds = row.cell("u"), row.cell("odds")
        by = f"({odds}/1000000)" if codes[row.number - 2] in odds_of else row.cell("weight")
        return f"={u}/(1-{u})/{by}"

    def rank(row: Row) -> str | None:
        if not is_ranked(row) or len(rows) > RANKED_BY_FORMULA:
            return None
        names, keys = (
            f"${row.letters[k]}$2:${row.letters[k]}${last}" for k in ("department", "key")
        )
        own, here = row.cell("department"), row.cell("key")
        return f'=SUMPRODUCT(({names}={own})*({keys}<>"")*({keys}<{here}))+1'

    odds_of = parts.result.draw.odds
    formulas = {"u": unit, "key": key, "rank": rank}
    return [
        column(each, formula=formulas.get(each), printed=each not in UNPRINTED)
        for each in book.DIVISION_KEYS
    ]
