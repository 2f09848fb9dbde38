"""Dates of a system against the clock and the reference date."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.calendar import first_day
from sysaudit.findings import Severity, Text
from sysaudit.forms.system_list import (
    ABOLISHED,
    BEING_BUILT,
    BEING_PROCURED,
    TO_BE_ABOLISHED,
    System,
)
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.words import day_text, month_typed, year_typed


@rule(
    "R09",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("サポートが終わっている", "Support has ended"),
    why=Text(
        "サポートが終わると、見つかった弱点が直されず、故障しても部品がありません。",
        "After the end of support, weaknesses stay open and there are no spare parts.",
    ),
    wrong=Text("2019/4/1の時点でサポート終了日が2018/12/31", "2018/12/31, on 2019/4/1"),
    right=Text("更新後の「2023/10/10」", "2023/10/10 after the replacement"),
    message=Text(
        "サポートは{given}に終わっています（{as_of}現在、状況は「{status}」）。",
        "Support ended on {given} (as of {as_of}; it is {status}).",
    ),
    fix=Text(
        "延長サポートなどで日付が変わっていれば、その日付を入力してください。日付が正しければ、"
        "更新の計画について情報管理課に相談してください。",
        "Type the later date if support was prolonged; else talk to the IT division about a "
        "replacement.",
    ),
)
def support_ended(system: System, context: Context) -> Iterator[Hit]:
    """サポート終了日 before the clock, for a system in daily use."""
    if system.live and system.support_end is not None and system.support_end < context.as_of:
        yield hit_on(
            system,
            "support_end",
            context,
            as_of=day_text(context.as_of),
            status=system.status,
        )


@rule(
    "R10",
    Subject.RECORD,
    Severity.ERROR,
    form="system_list",
    title=Text("運用中なのに稼働開始が基準日より後", "In use, but starts later"),
    why=Text(
        "状況は基準日（4月1日）現在のものです。まだ動いていなければ、評価の対象ではありません。",
        "状況 is that of the reference date, 1 April; what has not started is not evaluated.",
    ),
    wrong=Text("基準日2019/4/1、状況「運用中」、稼働開始年月2019/10", "運用中, started 2019/10"),
    right=Text("状況「構築中」、稼働開始年月2019/10", "構築中, to start 2019/10"),
    message=Text(
        "状況は「{status}」ですが、稼働開始年月（{given}）が基準日（{reference}）より後です。",
        "It is {status}, but starts in {given}, after the reference date {reference}.",
    ),
    fix=Text(
        "基準日にまだ動いていなければ「状況」を「構築中」か「調達中」に、動いていれば"
        "「稼働開始年月」を正しい年月に改めてください。",
        "Change 状況 to 構築中 or 調達中, or put 稼働開始年月 right.",
    ),
)
def starts_later(system: System, context: Context) -> Iterator[Hit]:
    """稼働開始年月 after the reference date, in a system that is or was in use."""
    reference = first_day(context.year)
    used = system.live or system.status == ABOLISHED
    if used and system.started is not None and system.started > reference:
        yield hit_on(
            system,
            "started",
            context,
            given=month_typed(system, "started"),
            status=system.status,
            reference=day_text(reference),
        )


@rule(
    "R11",
    Subject.RECORD,
    Severity.ERROR,
    form="system_list",
    title=Text("次期更新予定年度が過ぎている", "Renewal planned for a past year"),
    why=Text(
        "更新の計画は、これからの予算と人の手当てのもとになります。",
        "Budgets and staff are planned after it.",
    ),
    wrong=Text("2019年度の調査で「2017」", "2017, in the survey of 2019"),
    right=Text("「2022」または「未定」", "2022, or 未定"),
    message=Text(
        "次期更新予定年度（{given}）が、{year}年度より前です。",
        "The next renewal is planned for {given}, before fiscal {year}.",
    ),
    fix=Text(
        "次に入れ替える年度を「{year}」以降で入力してください。更新が延びて決まっていなければ"
        "「未定」と入力します。",
        "Type the year of the next replacement, {year} or later, or 未定.",
    ),
)
def renewal_past(system: System, context: Context) -> Iterator[Hit]:
    """次期更新予定年度 before the year of the survey."""
    planned = system.next_renewal
    ending = system.status in (TO_BE_ABOLISHED, ABOLISHED)
    if planned is not None and planned < context.year and not ending:
        yield hit_on(
            system,
            "next_renewal",
            context,
            given=year_typed(system, "next_renewal"),
            year=context.year,
        )


@rule(
    "R17",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("構築中なのに稼働開始が過去", "Still being built, but started"),
    why=Text(
        "動き始めたシステムなら評価の対象になり、遅れているなら計画の見直しが要ります。",
        "If it runs it is to be evaluated; if it is late, so is the plan.",
    ),
    wrong=Text("状況「構築中」、稼働開始年月2018/10", "構築中, started 2018/10"),
    right=Text("状況「運用中」、稼働開始年月2018/10", "運用中, started 2018/10"),
    message=Text(
        "状況は「{status}」ですが、稼働開始年月（{given}）を過ぎています。",
        "It is {status}, but {given}, when it was to start, has passed.",
    ),
    fix=Text(
        "動いていれば「状況」を「運用中」に、入れ替えの作業中なら「更新中」に改めてください。"
        "遅れているなら「稼働開始年月」に新しい予定を入力します。",
        "Change 状況 to 運用中 or 更新中, or type the month now planned.",
    ),
)
def started_before(system: System, context: Context) -> Iterator[Hit]:
    """構築中 or 調達中, with a 稼働開始年月 before the reference date."""
    not_yet = system.status in (BEING_BUILT, BEING_PROCURED)
    if not_yet and system.started is not None and system.started < first_day(context.year):
        given = month_typed(system, "started")
        yield hit_on(system, "started", context, given=given, status=system.status)
