"""The days on 表紙."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.calendar import first_day, last_day
from sysaudit.findings import Severity, Text
from sysaudit.forms.cover import Cover
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.words import day_text

DAYS = ("confirmed_on", "submitted_on")


@rule(
    "R20",
    Subject.RECORD,
    Severity.WARNING,
    form="cover",
    title=Text("表紙の日付の誤り", "Days on the cover"),
    why=Text(
        "前年度の調査票を写したまま、または課長の確認の前に提出したことが考えられます。",
        "The cover may be last year's, or the return was sent before the head confirmed it.",
    ),
    wrong=Text("2019年度の調査で提出日「2018/6/14」", "2018/6/14 in the survey of 2019"),
    right=Text("課長確認日「2019/6/10」、提出日「2019/6/14」", "2019/6/10, then 2019/6/14"),
    message=Text("「{label}」の「{given}」は、{what.ja}。", "{given} in {label} {what.en}."),
    instance=Text(
        "「提出日」の「2018/6/14」は、2019年度の日付ではありません。",
        "2018/6/14 in 提出日 lies outside the fiscal year 2019.",
    ),
    fix=Text(
        "課長が確認した日と、その後に提出した日を「2019/6/14」のように入力してください。",
        "Type the day of the confirmation and the later one of the return, as in 2019/6/14.",
    ),
)
def days_of_cover(cover: Cover, context: Context) -> Iterator[Hit]:
    """提出日 or 課長確認日 outside the year of the survey, or in the wrong order."""
    if cover.fiscal_year not in (None, context.year):
        return  # the whole cover is another year's
    outside = [key for key in DAYS if _is_outside(cover, key, context.year)]
    what = Text(
        f"{context.year}年度の日付ではありません", f"lies outside the fiscal year {context.year}"
    )
    for key in outside:
        yield hit_on(cover, key, context, cause="year", what=what)
    confirmed = cover.confirmed_on
    if not outside and confirmed and _is_before_confirmed(cover):
        day = day_text(confirmed)
        order = Text(f"課長確認日（{day}）より前です", f"is before 課長確認日 ({day})")
        yield hit_on(cover, "submitted_on", context, what=order)


def is_sound_return(cover: Cover, context: Context) -> bool:
    """Whether 提出日 can be the day of the return, so that lateness may be told by it.

    Unlike the rule, it looks at the clock too, once somebody has set it: the default, the first
    day of the year, lies before every return.
    """
    if _is_outside(cover, "submitted_on", context.year) or _is_before_confirmed(cover):
        return False
    set_by_hand = context.as_of != first_day(context.year)
    day = cover.submitted_on
    return not (set_by_hand and day is not None and day > context.as_of)


def _is_before_confirmed(cover: Cover) -> bool:
    submitted, confirmed = cover.submitted_on, cover.confirmed_on
    return submitted is not None and confirmed is not None and submitted < confirmed


def _is_outside(cover: Cover, key: str, year: int) -> bool:
    day = getattr(cover, key)
    return day is not None and not first_day(year) <= day <= last_day(year)
