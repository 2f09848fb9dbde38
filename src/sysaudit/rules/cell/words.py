"""Choices, and words that people put where a value should stand."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.field import Column, Kind
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.intake.values.texts import longest_of
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.cell.noted import (
    NOTHING,
    cell_hit,
    choices_of,
    column_of,
    noted_hits,
    ways_out,
)

KEPT_OUT = Text("（合計には入れません）", " and kept out of the totals")


@rule(
    "C04",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("選択肢にない", "Not one of the choices"),
    why=Text(
        "選択肢にない言葉は、種類ごとの集計に入りません。",
        "A word that is none of the choices is missing from every count by kind.",
    ),
    wrong=Text("「状況」に「使ってます」", "使ってます in 状況"),
    right=Text("「状況」に「運用中」", "運用中 in 状況"),
    message=Text(
        "「{label}」の「{given}」は選択肢にありません。{hint.ja}",
        "{given} in {label} is none of the choices.{hint.en}",
    ),
    fix=Text("{told.ja}", "{told.en}"),
    official="L2-04",
)
def not_a_choice(table: Table, context: Context) -> Iterator[Hit]:
    """None of the choices or marks; the nearest is suggested."""
    for cell in table.noted_as(Note.NOT_CHOICE):
        yield cell_hit(cell, context, told=_what_to_choose(column_of(cell, table)))


def _what_to_choose(column: Column) -> Text:
    if column.kind is Kind.MARK:
        return Text(
            "当てはまるときは「○」、そうでなければ空欄にしてください。", "Type ○ or leave it blank."
        )
    choices, out = choices_of(column), ways_out(column)
    return Text(choices.ja + out.ja, choices.en + out.en)


@rule(
    "C05",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("「同上」", "Ditto"),
    why=Text(
        "行を並べ替えたり抜き出したりすると、「同上」が何を指すか分からなくなります。",
        "Once rows are sorted or picked out, ditto means something else.",
    ),
    wrong=Text("「〃」", "〃"),
    right=Text("上のセルと同じ値をもう一度入力する", "The value of the cell above, typed again"),
    message=Text(
        "「{label}」に「{given}」とあり、値がありません。",
        "{given} in {label} is no value.",
    ),
    fix=Text(
        "このセルの値そのものを入力してください。上の行と同じ値なら、コピーして貼り付けられます"
        "（システムIDは行ごとに違います）。",
        "Type the value itself; where it is that of the row above, copying it will do (system IDs "
        "differ from row to row).",
    ),
    official="L2-02",
)
def ditto(table: Table, context: Context) -> Iterator[Hit]:
    """同上, 〃."""
    return noted_hits(table, context, Note.DITTO)


@rule(
    "C06",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("未定・確認中", "To be decided"),
    why=Text(
        "未定の金額は0円ではありません。合計から外し、一覧にして示します。",
        "An amount still open is not zero: it is kept out of the totals and listed.",
    ),
    wrong=Text("金額の欄に「業者確認中」", "業者確認中 as an amount"),
    right=Text(
        "金額は空欄、「金額の確度」を「未定」", "A blank amount, with 未定 as its 金額の確度"
    ),
    message=Text(
        "「{label}」に「{given}」とあります。未定として扱います{told.ja}。",
        "{given} in {label} was taken as not decided yet{told.en}.",
    ),
    fix=Text(
        "決まり次第、値を入力してください。金額は、決まるまで空欄にして「金額の確度」を"
        "「未定」にします。",
        "Type the value once it is known; until then leave an amount blank and choose 未定 in "
        "金額の確度.",
    ),
    official="L2-01",
)
def to_be_decided(table: Table, context: Context) -> Iterator[Hit]:
    """未定 and 業者確認中 where the column has no such word."""
    for cell in table.noted_as(Note.TO_BE_DECIDED):
        in_totals = column_of(cell, table).kind is Kind.YEN
        yield cell_hit(cell, context, told=KEPT_OUT if in_totals else NOTHING)


@rule(
    "C08",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("1つのセルに複数の値", "Several values in one cell"),
    why=Text(
        "1つのセルに値が2つあると、どちらを使うか決められません。",
        "Of two values in one cell, none can be chosen.",
    ),
    wrong=Text("「160万円/年（800万円/5年）」", "160万円/年（800万円/5年）"),
    right=Text("「1600000」", "1600000"),
    message=Text(
        "「{label}」の「{given}」には値が複数あり、1つに決まりません。{hint.ja}",
        "{given} in {label} holds several values.{hint.en}",
    ),
    fix=Text(
        "このセルには値を1つだけ入力し、ほかは別の行か「備考」に書いてください。",
        "Type a single value; put the others into rows of their own or into 備考.",
    ),
    official="L1-07",
)
def several_values(table: Table, context: Context) -> Iterator[Hit]:
    """Two amounts, an amount with its parts, two ids where one should be."""
    return noted_hits(table, context, Note.SEVERAL_VALUES)


@rule(
    "C18",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("長すぎる文章", "Text too long"),
    why=Text(
        "長すぎる文章は、一覧や印刷に収まりません。",
        "A text that is too long fits no list and no page.",
    ),
    wrong=Text("300字の「業務概要」", "A 業務概要 of 300 characters"),
    right=Text("200字以内の「業務概要」", "One of 200 characters at most"),
    message=Text(
        "「{label}」が{expected}字を超えています{told.ja}。",
        "{label} is longer than {expected} characters{told.en}.",
    ),
    fix=Text(
        "{expected}字以内に縮めてください。残りは「備考」か別紙に書きます。",
        "Shorten it to {expected} characters; the rest goes into 備考 or a paper of its own.",
    ),
)
def too_long(table: Table, context: Context) -> Iterator[Hit]:
    """Longer than the form allows."""
    for cell in table.noted_as(Note.TOO_LONG):
        longest = longest_of(column_of(cell, table))
        length = len(str(cell.reading.value))
        told = Text(f"（{length}字）", f" ({length} characters)")
        yield cell_hit(cell, context, expected=str(longest), told=told)
