"""Dates, months and fiscal years."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.cell.noted import cell_hit, column_of, in_words, noted_hits


@rule(
    "C03",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("日付ではない", "Not a date"),
    why=Text(
        "日付として読めないセルは、期限の一覧から漏れます。",
        "A cell that is no date is missing from the calendar of deadlines.",
    ),
    wrong=Text("「年度末まで」", "年度末まで"),
    right=Text("「2020/3/31」", "2020/3/31"),
    message=Text(
        "「{label}」の「{given}」は日付として読めません。{hint.ja}",
        "{given} in {label} is not a date.{hint.en}",
    ),
    fix=Text(
        "「2020/3/31」のように年・月・日を入力してください（年月の欄は「2020/3」、"
        "年度の欄は「2020」）。説明は「備考」に書いてください。",
        "Type it as 2020/3/31 (a month as 2020/3, a fiscal year as 2020); explain in 備考.",
    ),
    official="L3-05",
)
def not_a_date(table: Table, context: Context) -> Iterator[Hit]:
    """Texts where a date, month, year or period should be."""
    return noted_hits(table, context, Note.NOT_DATE)


@rule(
    "C11",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("あり得ない日付", "Impossible date"),
    why=Text(
        "暦にない日付や、離れすぎた年は、打ち間違いです。",
        "A day that no calendar has, or a year far away, is a slip.",
    ),
    wrong=Text("「2019/13/1」", "2019/13/1"),
    right=Text("「2020/1/1」", "2020/1/1"),
    message=Text(
        "「{label}」の「{given}」という日付はありません。{hint.ja}",
        "There is no such date as {given} in {label}.{hint.en}",
    ),
    fix=Text(
        "正しい日付を「2020/3/31」のように入力してください（年度の欄は「2020」）。",
        "Type the right date as 2020/3/31 (a fiscal year as 2020).",
    ),
    official="L3-05",
)
def impossible(table: Table, context: Context) -> Iterator[Hit]:
    """Month 13, 31 April, the year 20019."""
    return noted_hits(table, context, Note.IMPOSSIBLE_DATE)


@rule(
    "C12",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("元号の期間の外の日付", "Date outside its era"),
    why=Text(
        "終わった元号の年は、改元の前に作った書類の写しか、年の数え間違いです。",
        "A year of an era that is over is either copied from an older paper or a slip.",
    ),
    wrong=Text("「平成32年3月31日」", "平成32年3月31日"),
    right=Text("「令和2年3月31日」または「2020/3/31」", "令和2年3月31日 or 2020/3/31"),
    message=Text(
        "「{label}」の「{given}」は元号の期間の外です。{expected}と読み取りました。",
        "{given} in {label} lies outside its era; it was read as {expected}.",
    ),
    fix=Text(
        "「{expected}」で正しければ、そのように入力し直してください。",
        "If {expected} is right, type it so.",
    ),
    official="L3-05",
)
def other_era(table: Table, context: Context) -> Iterator[Hit]:
    """平成32年, understood as 2020."""
    for cell in table.noted_as(Note.OTHER_ERA):
        yield cell_hit(cell, context, in_words(column_of(cell, table), cell.reading))


@rule(
    "C13",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("日付の通し番号", "Date as a bare number"),
    why=Text(
        "日付の表示形式が外れたセルは、ただの5桁の数に見え、日付かどうか分かりません。",
        "A date that lost its format looks like any number of five digits.",
    ),
    wrong=Text("「43555」", "43555"),
    right=Text("「2019/3/31」", "2019/3/31"),
    message=Text(
        "「{label}」の「{given}」は日付の形ではありません。{hint.ja}",
        "{given} in {label} does not have the shape of a date.{hint.en}",
    ),
    fix=Text(
        "日付を「2019/3/31」のように入力し直してください。",
        "Type the date again, as 2019/3/31.",
    ),
    official="L3-05",
)
def bare_serial(table: Table, context: Context) -> Iterator[Hit]:
    """Excel's number of days without a date's format."""
    return noted_hits(table, context, Note.BARE_SERIAL)


@rule(
    "C14",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("読み方が決まらない日付", "Ambiguous date"),
    why=Text(
        "元号のない2桁の年や、年のない月日は、いつのことか決まりません。",
        "A year of two digits without its era, or a day without a year, may be several dates.",
    ),
    wrong=Text("「31.3.31」", "31.3.31"),
    right=Text("「H31.3.31」または「2019/3/31」", "H31.3.31 or 2019/3/31"),
    message=Text(
        "「{label}」の「{given}」は、いつのことか決まりません。{hint.ja}",
        "{given} in {label} may mean several dates.{hint.en}",
    ),
    fix=Text(
        "年を西暦4桁か元号付きで、「2019/3/31」のように日まで入力してください。",
        "Type the year in four digits or with its era, and the day, as in 2019/3/31.",
    ),
    official="L3-05",
)
def ambiguous(table: Table, context: Context) -> Iterator[Hit]:
    """No era, no year, or no day."""
    return noted_hits(table, context, Note.AMBIGUOUS_DATE)
