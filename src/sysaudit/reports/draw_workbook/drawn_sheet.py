"""監査対象: who is visited when, for the auditors."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.audits import book, contents
from sysaudit.reports.draw_workbook.parts import CONFIDENTIAL, Parts, column, table

WEEKDAYS = "月火水木金土日"

COLUMNS = (
    column("day", width=11),
    column("weekday", "曜日", width=5, look="centre"),
    column("code", width=8),
    column("department", width=15),
    column("name", width=20),
    column("result", width=7),
    column("reasons", width=44),
    column("chance"),
    column("auditor", width=12),
    column("promoter", width=12),
    column("extension", width=7),
    column("after", width=11),
    column("実施日", "実施日", width=11, look="date"),
    column("確認", "確認", width=6, look="centre"),
    column("備考", "備考", width=13),
)
"""The last three are filled in by hand."""
BOX = "□"


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
        "結果: 必須 必ず監査する課　抽選 くじ　確実 重みが大きく、くじを待たずに選ばれた課",
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
    for row in contents.drawn_rows(parts.result):
        day = row["day"]
        yield {
            **row,
            "weekday": WEEKDAYS[day.weekday()] if day else "",
            "確認": BOX,
            **parts.result.jotted.get(row["code"], {}),
        }
