"""予備, 対象外, 日程変更: short lists."""

from __future__ import annotations

from sysaudit.audits import book, contents
from sysaudit.reports.draw_workbook.parts import CONFIDENTIAL, Parts, column, table

RESERVES = (
    column("department"),
    column("number"),
    column("code"),
    column("name"),
    column("chance"),
    column("points"),
    column("promoter"),
    column("extension"),
)
EXCLUDED = (
    column("code"),
    column("department"),
    column("name"),
    column("standing"),
    column("reasons", width=60),
)
MOVES = (column("code"), column("name"), column("before"), column("after"), column("reason"))


def write_reserves(parts: Parts) -> None:
    """Who would stand in, by department."""
    page = parts.page(book.RESERVES, RESERVES)
    page.title(
        "予備（部ごとの順位）",
        CONFIDENTIAL,
        "選ばれた課が訪問の前に廃止されたときに限り、同じ部の1番から順に代わります。"
        "理由を記録してください。都合が悪いことは代える理由になりません（日付を変えます）。",
    )
    placed = table(page, RESERVES, contents.reserve_rows(parts.result))
    page.finish(repeat=(placed.header - 1,) * 2, frozen=(placed.header, 0))


def write_excluded(parts: Parts) -> None:
    """Who could not be drawn, and why."""
    page = parts.page(book.EXCLUDED, EXCLUDED)
    page.title(
        "対象外", "抽選の対象としなかった課と理由です。「繰越し」の課は翌年度に必ず監査します。"
    )
    placed = table(page, EXCLUDED, contents.excluded_rows(parts.result))
    page.finish(repeat=(placed.header - 1,) * 2, frozen=(placed.header, 0))


def write_moves(parts: Parts) -> None:
    """Dates that were moved after the draw."""
    page = parts.page(book.MOVES, MOVES)
    page.title(
        "日程変更",
        CONFIDENTIAL,
        "抽選の後で変えた日付の記録です（draw-audits --move）。抽選で決まった日付は"
        "「監査対象」にそのまま残ります。",
    )
    placed = table(page, MOVES, contents.move_rows(parts.result))
    page.finish(repeat=(placed.header - 1,) * 2, frozen=(placed.header, 0))
