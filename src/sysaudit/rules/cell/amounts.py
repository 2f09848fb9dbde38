"""Yen, counts and ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sysaudit.findings import Severity, Text
from sysaudit.forms.field import Kind
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.cell.noted import NOTHING, noted_hits, told_how, without_suspicion


@rule(
    "C02",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("数字ではない", "Not a number"),
    why=Text(
        "数字として読めないセルは、合計にも比較にも入りません。",
        "A cell that is no number is missing from totals and comparisons.",
    ),
    wrong=Text("「百二十万程」", "百二十万程"),
    right=Text("「1200000」", "1200000"),
    message=Text(
        "「{label}」の「{given}」は数字として読めません。{hint.ja}",
        "{given} in {label} is not a number.{hint.en}",
    ),
    fix=Text("{how.ja}説明は「備考」に書いてください。", "{how.en} Put explanations into 備考."),
    official="L2-01",
)
def not_a_number(table: Table, context: Context) -> Iterator[Hit]:
    """Texts and dates where an amount or a count should be."""
    return told_how(table, context, Note.NOT_NUMBER)


@rule(
    "C07",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("「〇〇に含む」", "Included elsewhere"),
    why=Text(
        "「含む」では、この行がいくらなのか分からず、内訳を比べられません。",
        "Included elsewhere does not tell how much this row is, so parts cannot be compared.",
    ),
    wrong=Text("金額の欄に「保守に含む」", "保守に含む as an amount"),
    right=Text("金額は「0」、備考に「保守の行に含む」", "0, and 保守の行に含む in 備考"),
    message=Text(
        "「{label}」に「{given}」とあり、金額が分かりません。",
        "{given} in {label} tells no amount.",
    ),
    fix=Text(
        "別の行に全額を書いたときは「0」と入力し、「備考」にどの行に含むかを書いてください。"
        "分けられるときは、この行の分だけを数字で入力してください。",
        "Type 0 where another row holds all of it and say which in 備考; or type this row's share.",
    ),
    official="L2-01",
)
def included_elsewhere(table: Table, context: Context) -> Iterator[Hit]:
    """保守に含む, 一式込み."""
    return noted_hits(table, context, Note.INCLUDED_ELSEWHERE)


@rule(
    "C09",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("おおよその数", "Approximate number"),
    why=Text(
        "「約」や範囲のある数は読み方が1つに決まらないため、推測では取り込みません。",
        "A hedged number or a range has no single reading, and none is guessed.",
    ),
    wrong=Text("「約100万円」", "約100万円"),
    right=Text(
        "「1000000」とし、「金額の確度」を「概算」にする", "1000000, with 概算 as its 金額の確度"
    ),
    message=Text(
        "「{label}」の「{given}」は、おおよその{thing.ja}のため取り込みません。{hint.ja}",
        "{given} in {label} is approximate and was not taken.{hint.en}",
    ),
    instance=Text(
        "「2020年度見積」の「約100万円」は、おおよその数のため取り込みません。「1000000」のことですか。",
        "約100万円 in 2020年度見積 is approximate and was not taken. Is 1000000 meant?",
    ),
    fix=Text(
        "{how.ja}{more.ja}",
        "{how.en}{more.en}",
    ),
    official="L2-01",
)
def approximate(table: Table, context: Context) -> Iterator[Hit]:
    """約, 程度, 以上, and ranges."""
    for hit in told_how(table, context, Note.APPROXIMATE):
        kind = table.layout.form.column(hit.field or "").kind
        more = _ESTIMATE if kind is Kind.YEN else NOTHING
        thing = _NUMBER if kind in (Kind.YEN, Kind.COUNT) else _TIME
        yield replace(hit, values={**hit.values, "more": more, "thing": thing})


_ESTIMATE = Text(
    "概算の金額なら「金額の確度」を「概算」にします。",
    " Where an amount is an estimate, choose 概算 in 金額の確度.",
)
_NUMBER, _TIME = Text("数", "number"), Text("時期", "time")


@rule(
    "C10",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("月額・単価の記入", "Amount per month or per piece"),
    why=Text(
        "金額の欄は年度の合計です。月額や単価をそのまま足すと、大きく間違えます。",
        "Amounts are totals of a year; monthly or unit prices among them make the sum wrong.",
    ),
    wrong=Text("「12万円/月」", "12万円/月"),
    right=Text("「1440000」", "1440000"),
    message=Text(
        "「{label}」の「{given}」は、{instead.ja}。{hint.ja}",
        "{given} in {label} is {instead.en}.{hint.en}",
    ),
    instance=Text(
        "「2019年度予算」の「12万円/月」は、年度の合計ではありません。「1440000」のことですか。",
        "12万円/月 in 2019年度予算 is not the total of a year. Is 1440000 meant?",
    ),
    fix=Text(
        "{how.ja}{more.ja}",
        "{how.en}{more.en}",
    ),
    official="L3-04",
)
def per_period(table: Table, context: Context) -> Iterator[Hit]:
    """Prices per month, per seat."""
    for hit in told_how(table, context, Note.PER_PERIOD):
        yen = table.layout.form.column(hit.field or "").kind is Kind.YEN
        instead, more = (_NO_TOTAL, _ALL_YEAR) if yen else (_NO_COUNT, NOTHING)
        yield replace(hit, values={**hit.values, "instead": instead, "more": more})


_NO_TOTAL = Text("年度の合計ではありません", "not the total of a year")
_NO_COUNT = Text("期間や単位あたりの数です", "a number per day, month or piece")
_ALL_YEAR = Text("その年度に支払う合計を書きます。", " It is what is paid in the whole year.")


@rule(
    "C15",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("マイナスの数", "Negative number"),
    why=Text(
        "金額や人数がマイナスになることはありません。合計が実際より小さくなります。",
        "No amount or count is below zero; it would make the total too small.",
    ),
    wrong=Text("「▲50000」", "▲50000"),
    right=Text("「50000」", "50000"),
    message=Text(
        "「{label}」の「{given}」はマイナスの数です。",
        "{given} in {label} is below zero.",
    ),
    fix=Text(
        "0以上の数字を入力してください。減額は、差し引いた後の額で書きます。",
        "Type a number of 0 or more; write a reduced amount as what is left of it.",
    ),
    official="L2-01",
)
def negative(table: Table, context: Context) -> Iterator[Hit]:
    """Below zero."""
    return without_suspicion(table, context, Note.NEGATIVE)


@rule(
    "C16",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("小数のある数", "Fraction"),
    why=Text(
        "円や人に端数はありません。千円単位や計算途中の値が疑われます。",
        "There is no half yen and no half person: thousands, or a sum on the way, are suspected.",
    ),
    wrong=Text("「1234.5」", "1234.5"),
    right=Text("「1234500」", "1234500"),
    message=Text(
        "「{label}」の「{given}」に小数があります。",
        "{given} in {label} is not a whole number.",
    ),
    fix=Text(
        "円・人・台の単位の整数で入力してください。千円単位なら円に直します。整数に見えるときは、"
        "数式の端数が隠れています。",
        "Type whole yen, persons or machines, not thousands; where the cell looks whole, a formula "
        "left the fraction.",
    ),
    official="L2-01",
)
def fraction(table: Table, context: Context) -> Iterator[Hit]:
    """Half a yen, half a person."""
    return without_suspicion(table, context, Note.FRACTION)


@rule(
    "C17",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("大きすぎる金額", "Very large amount"),
    why=Text(
        "1つの経費としては大きすぎる金額は、桁や単位の誤りが疑われます。",
        "An amount too large for a single item suggests a wrong unit or too many digits.",
    ),
    wrong=Text("「12000000000」", "12000000000"),
    right=Text("「12000000」", "12000000"),
    message=Text(
        "「{label}」の「{given}」円は、{limit}円を超えています。",
        "{given} yen in {label} is more than {limit}.",
    ),
    fix=Text(
        "桁と単位（円）を確かめてください。正しければこのままで構いません。",
        "Check the digits and the unit (yen); if they are right, leave it.",
    ),
    official="L3-04",
)
def huge(table: Table, context: Context) -> Iterator[Hit]:
    """Amounts above the threshold in the settings."""
    limit = context.settings.thresholds.largest_amount
    amounts = [
        column.key
        for column in table.layout.form.columns
        if column.kind is Kind.YEN and not column.computed
    ]
    for record in table.records:
        for key in amounts:
            value = getattr(record, key)
            if value is not None and value > limit:
                yield hit_on(record, key, context, limit=f"{limit:,}")


@rule(
    "C22",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("1〜5ではない評価", "Rating that is not 1 to 5"),
    why=Text(
        "評価は1〜5の整数だけを集計します。",
        "Only whole numbers from 1 to 5 are counted as ratings.",
    ),
    wrong=Text("「3.5」", "3.5"),
    right=Text("「3」または「不明」", "3 or 不明"),
    message=Text(
        "「{label}」の「{given}」は1〜5の整数ではありません。",
        "{given} in {label} is no whole number from 1 to 5.",
    ),
    fix=Text(
        "1〜5のどれかを数字だけで入力してください。分からないときは「不明」でも構いません。",
        "Type a number from 1 to 5, or 不明.",
    ),
    official="L2-04",
)
def not_a_rating(table: Table, context: Context) -> Iterator[Hit]:
    """0, 6, 3.5, or a word."""
    return noted_hits(table, context, Note.NOT_RATING)
