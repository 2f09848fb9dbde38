"""From the reader's notes to hits, and values in words that a person would type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sysaudit.findings import Text
from sysaudit.forms.field import Column, Kind
from sysaudit.intake.records import NotedCell, Table
from sysaudit.intake.values import Note, Reading
from sysaudit.rules.base import Context, Hit, hit_on

NOTHING = Text("", "")
MOST_CHOICES = 8
"""So many choices are listed in a message; of more, the drop-down tells."""


def column_of(cell: NotedCell, table: Table) -> Column:
    """The column in which a noted cell stands."""
    return table.layout.form.column(cell.key)


def cell_hit(
    cell: NotedCell, context: Context, expected: str | None = None, told: Text = NOTHING
) -> Hit:
    """A hit on a noted cell, which asks for the suspected reading and may tell more."""
    suspected = cell.reading.suspected
    asked = Text(f"「{suspected}」のことですか。", f" Is {suspected} meant?")
    hint, wanted = asked if suspected else NOTHING, expected or suspected
    return hit_on(cell.record, cell.key, context, expected=wanted, hint=hint, told=told)


def noted_hits(table: Table, context: Context, *notes: Note) -> Iterator[Hit]:
    """A hit on each cell with one of the notes."""
    return (cell_hit(cell, context) for cell in table.noted_as(*notes))


def told_how(table: Table, context: Context, *notes: Note) -> Iterator[Hit]:
    """The same with ``how``: what this column wants typed, and the words that it allows."""
    for cell in table.noted_as(*notes):
        hit = cell_hit(cell, context)
        typed_formula = cell.reading.typed.startswith("=")
        how = _FORMULA if typed_formula else how_to_type(column_of(cell, table))
        yield replace(hit, values={**hit.values, "how": how})


_FORMULA = Text(
    "数式が文字になっています。セルの表示形式を［標準］にして、数式か数字を入力し直してください。",
    "A formula was typed as text: give the cell the format General and type it again.",
)
_WANTED = {
    Kind.YEN: Text(
        "「1200000」のように円単位の数字だけを入力してください。",
        "Type whole yen in digits alone, as in 1200000.",
    ),
    Kind.DATE: Text("「2020/3/31」のように入力してください。", "Type a date such as 2020/3/31."),
    Kind.DATES: Text("「2020/3/31」のように入力してください。", "Type a date such as 2020/3/31."),
    Kind.MONTH: Text("年月を「2016/4」のように入力してください。", "Type a month such as 2016/4."),
    Kind.FISCAL_YEAR: Text(
        "年度を4桁で「2021」のように入力してください。",
        "Type a fiscal year in four digits, such as 2021.",
    ),
    Kind.PERIODS: Text(
        "「11/15-12/5」のように月と日を入力してください。",
        "Type months and days, as in 11/15-12/5.",
    ),
}
_COUNTED = {"人": "人数", "台": "台数", "件": "件数", "月": "月数"}
_WHEN = {
    "不明": Text("分からなければ「不明」", "不明 if nobody knows"),
    "未定": Text("決まっていなければ「未定」", "未定 if it is not decided"),
    "該当なし": Text("当てはまらなければ「該当なし」", "該当なし if there is none"),
    "自動更新": Text("自動で更新されるなら「自動更新」", "自動更新 if it renews itself"),
}


def how_to_type(column: Column) -> Text:
    """What a column wants typed, in a sentence, and when which of its words."""
    counted = _COUNTED.get(column.unit, "数")
    count = Text(f"{counted}（数字だけ）を入力してください。", "Type a number, digits alone.")
    wanted = _WANTED.get(column.kind, count)
    words = [_WHEN.get(word, Text(f"「{word}」", word)) for word in column.words]
    if not words:
        return wanted
    listed = "、".join(word.ja for word in words)
    return Text(
        f"{wanted.ja}{listed}と入力します。",
        f"{wanted.en} Or type {', or '.join(word.en for word in words)}.",
    )


def without_suspicion(table: Table, context: Context, *notes: Note) -> Iterator[Hit]:
    """The same where the number that was read is no answer either: -5, 2.5."""
    return (replace(hit, expected=None) for hit in noted_hits(table, context, *notes))


def understood_hits(table: Table, context: Context, *notes: Note) -> Iterator[Hit]:
    """A hit on each cell that was read leniently; a column is one cause."""
    for cell in table.noted_as(*notes):
        taken = in_words(column_of(cell, table), cell.reading)
        yield hit_on(cell.record, cell.key, context, expected=taken, cause=cell.key)


def in_words(column: Column, reading: Reading) -> str:
    """What was understood, as the form would have it typed."""
    if reading.word is not None:
        return reading.word
    value = reading.value
    if isinstance(value, tuple) and column.kind is not Kind.PERIODS:
        return "; ".join(_one(column, each) for each in value)
    return reading.typed if column.kind is Kind.PERIODS else _one(column, value)


def _one(column: Column, value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "○" if value else "空欄"
    if isinstance(value, date):
        month = f"{value.year}/{value.month}"
        return month if column.kind is Kind.MONTH else f"{month}/{value.day}"
    if isinstance(value, int) and column.kind in (Kind.YEN, Kind.COUNT):
        return f"{value:,}"
    return str(value)


def choices_of(column: Column) -> Text:
    """What may be chosen, in a sentence."""
    if len(column.choices) > MOST_CHOICES:
        return Text("一覧から1つ選んでください。", "Choose one from the drop-down list.")
    listed = "」「".join(column.choices)
    return Text(
        f"「{listed}」から1つ選んでください。", f"Choose one of: {', '.join(column.choices)}."
    )


def ways_out(column: Column) -> Text:
    """The legal words that may stand instead of a value, in a sentence."""
    words = [word for word in column.words if word not in column.choices]
    if not words:
        return NOTHING
    listed = "」「".join(words)
    return Text(
        f"答えられないときは「{listed}」でも構いません。", f" Or type {' or '.join(words)}."
    )
