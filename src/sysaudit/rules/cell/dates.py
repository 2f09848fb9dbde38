"""Dates, months and fiscal years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sysaudit.findings import Severity, Text
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.intake.values.dates import EARLIEST, LATEST
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.cell.noted import cell_hit, column_of, in_words, told_how


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
        "{how.ja}説明は「備考」に書いてください。",
        "{how.en} Put explanations into 備考.",
    ),
    official="L3-05",
)
def not_a_date(table: Table, context: Context) -> Iterator[Hit]:
    """Texts where a date, month, year or period should be."""
    return told_how(table, context, Note.NOT_DATE)


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
        "「{label}」の「{given}」{what.ja}。{hint.ja}",
        "{given} in {label} {what.en}.{hint.en}",
    ),
    instance=Text(
        "「サポート終了日」の「2019/13/1」という日付はありません。",
        "2019/13/1 in サポート終了日 is no date of any calendar.",
    ),
    fix=Text(
        "正しい日付・年を確かめてください。{how.ja}",
        "See what is right. {how.en}",
    ),
    official="L3-05",
)
def impossible(table: Table, context: Context) -> Iterator[Hit]:
    """Month 13, 31 April, the year 20019."""
    for note, what in ((Note.IMPOSSIBLE_DATE, _NO_DATE), (Note.FAR_DATE, _FAR)):
        for hit in told_how(table, context, note):
            yield replace(hit, values={**hit.values, "what": what})


_NO_DATE = Text("という日付はありません", "is no date of any calendar")
_FAR = Text(
    f"は離れすぎた年です（{EARLIEST.year}年から{LATEST.year}年までを読み取ります）",
    f"is a year too far away ({EARLIEST.year} to {LATEST.year} are read)",
)


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
        "表示形式を［日付］にするか、入力し直してください。{how.ja}",
        "Give the cell a date's format, or type it again. {how.en}",
    ),
    official="L3-05",
)
def bare_serial(table: Table, context: Context) -> Iterator[Hit]:
    """Excel's number of days without a date's format."""
    return told_how(table, context, Note.BARE_SERIAL)


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
        "年は西暦4桁か元号付きで書きます。{how.ja}",
        "Type the year in four digits or with its era. {how.en}",
    ),
    official="L3-05",
)
def ambiguous(table: Table, context: Context) -> Iterator[Hit]:
    """No era, no year, or no day."""
    return told_how(table, context, Note.AMBIGUOUS_DATE)
