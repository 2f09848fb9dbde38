"""日程: the calendar of the visits, month by month, with what is busy; and what collided."""

from __future__ import annotations

from datetime import date

from sysaudit import calendar
from sysaudit.audits import book, contents
from sysaudit.calendar.holidays import days_between, is_weekday
from sysaudit.draw import Conflict
from sysaudit.reports.conflicts import WAYS_OUT, conflict_text
from sysaudit.reports.draw_workbook.drawn_sheet import WEEKDAYS
from sysaudit.reports.draw_workbook.parts import CONFIDENTIAL, Parts, column, table
from sysaudit.reports.sheets.block import Column, Looks
from sysaudit.reports.sheets.page import Page

VISIT, MOVED, BUSY = "●", "○", "／"
DAY_WIDTH = 3.7
"""The narrowest in which a day over its weekday is counted as two lines, not as four."""
LONGEST_MONTH = 31
VISIT_FILL: Looks = {"bg_color": "#1F4E78", "font_color": "#FFFFFF", "bold": True}
MOVED_FILL: Looks = {"bg_color": "#BDD7EE", "bold": True}
BUSY_FILL: Looks = {"bg_color": "#F8CBAD"}
CLOSED_FILL: Looks = {"bg_color": "#D9D9D9"}
HEAD = (column("code"), column("name", width=24), column("auditor"))


def write_calendar(parts: Parts) -> None:
    """What collided first, then a block for each month of the window."""
    days = [column(f"d{n}", str(n), width=DAY_WIDTH, look="centre") for n in range(1, 32)]
    page = parts.page(book.CALENDAR, [*HEAD, *days])
    page.title(
        "訪問の日程",
        CONFIDENTIAL,
        f"{VISIT} 抽選で決まった訪問日　{MOVED} 変更後の日（「日程変更」）　"
        f"{BUSY} 繁忙期・訪問不可日　灰色 土日、祝日、訪問しない日",
    )
    for conflict in parts.result.schedule.conflicts:
        _write_conflict(page, parts, conflict)
    window = parts.result.plan.window
    breaks = []
    months = sorted({day.replace(day=1) for day in days_between(window.first, window.last)})
    for month in months:
        _write_month(page, parts, month)
        breaks.append(page.next)
    page.sheet.set_h_pagebreaks(breaks[:-1])
    page.finish()


def _write_conflict(page: Page, parts: Parts, conflict: Conflict) -> None:
    """Why divisions have no date, and the three ways out."""
    by_code = parts.result.plan.by_code
    for code in conflict.undated:
        page.heading(f"日付が決まりません: {code} {by_code[code].name}")
    page.note(conflict_text(conflict, parts.result.plan).ja)
    page.note(WAYS_OUT.ja)
    page.gap()


def _write_month(page: Page, parts: Parts, month: date) -> None:
    last = calendar.last_of_month(month.year, month.month)
    days = list(days_between(month, last))
    columns = [*HEAD, *(_day_column(day) for day in days)]
    rows = [
        {**row, **{f"d{day.day}": _mark(parts, row["code"], day) for day in days}}
        for row in contents.drawn_rows(parts.result)
    ]
    page.heading(f"{month.year}年{month.month}月")
    placed = table(page, columns, rows)
    for number, day in enumerate(days, start=len(HEAD)):
        area = (placed.first - 1, number, placed.last - 1, number)
        if day not in _dates(parts):
            page.sheet.conditional_format(*area, _always(parts, CLOSED_FILL))
    area = (placed.first - 1, len(HEAD), placed.last - 1, len(HEAD) + len(days) - 1)
    for mark, fill in ((VISIT, VISIT_FILL), (MOVED, MOVED_FILL), (BUSY, BUSY_FILL)):
        looks = parts.styles.of(**fill)
        rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"', "format": looks}
        page.sheet.conditional_format(*area, rule)
    page.gap()


def _always(parts: Parts, fill: Looks) -> dict[str, object]:
    return {"type": "formula", "criteria": "=TRUE", "format": parts.styles.of(**fill)}


def _dates(parts: Parts) -> frozenset[date]:
    return frozenset(parts.result.plan.window.dates)


def _day_column(day: date) -> Column:
    title = f"{day.day}\n{WEEKDAYS[day.weekday()]}"
    return column(f"d{day.day}", title, width=DAY_WIDTH, look="centre")


def _mark(parts: Parts, code: str, day: date) -> str:
    moved = parts.result.moved.get(code)
    if moved is not None and moved.after == day:
        return MOVED
    if parts.result.dates.get(code) == day:
        return VISIT
    blocked = parts.result.plan.by_code[code].blocked
    return BUSY if is_weekday(day) and day in blocked else ""
