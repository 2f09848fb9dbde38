"""監査対象: who is visited when, for the auditors."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.audits import book
from sysaudit.reports.draw_workbook.parts import CONFIDENTIAL, Parts, column, table

WEEKDAYS = "月火水木金土日"

COLUMNS = (
    column("day"),
    column("weekday", "曜日", width=6, look="centre"),
    column("code"),
    column("department"),
    column("name"),
    column("result"),
    column("reasons", "理由", width=52),
    column("chance"),
    column("auditor"),
    column("promoter"),
    column("extension"),
    column("after"),
    column("done", "実施日", width=12),
    column("check", "確認", width=7),
    column("note", "備考", width=14),
)
"""The last three are filled in by hand."""


def write_drawn(parts: Parts) -> None:
    """By date; those without a date last."""
    result = parts.result
    page = parts.page(book.DRAWN, COLUMNS)
    undated = len(result.schedule.conflicts)
    notes = [
        CONFIDENTIAL,
        f"抽選ID {result.plan.draw_id}　対象{len(result.draw.drawn)}課（うち必須"
        f"{len(result.draw.must)}課）。「確率」は抽選の前に決まっていた、選ばれる確率です。"
        "確率の根拠は「全課」、確かめ方は「検証」にあります。",
    ]
    if undated:
        notes.append(f"日付の決まらない課が{undated}課あります。理由は「日程」にあります。")
    if result.redrawn:
        notes.append(f"再抽選の結果です。理由: {result.redrawn}")
    page.title(f"{result.plan.year}年度 監査対象（抜打ち監査）", *notes)
    placed = table(page, COLUMNS, _rows(parts))
    page.colour(placed, "result", {book.BY_DUTY: "#FCE4D6"})
    head = placed.header
    page.finish(repeat=(head - 1, head - 1), frozen=(head, 0))


def _rows(parts: Parts) -> Iterator[book.Row]:
    for row in book.drawn_rows(parts.result):
        day = row["day"]
        yield {
            **row,
            "weekday": WEEKDAYS[day.weekday()] if day else "",
            "check": "□",
        }
