"""What was understood although it was typed another way: never silent, always both.

A column is one cause: a finding stands for all neighbouring cells of it and quotes the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sysaudit.findings import Severity, Text
from sysaudit.forms.field import ALWAYS, Kind
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.cell.noted import column_of, understood_hits

READ_AS = Text(
    "「{label}」の「{given}」を「{expected}」と読み取りました。",
    "{given} in {label} was read as {expected}.",
)
RIGHT_AS_IT_IS = Text(
    "「{expected}」で正しければ、このままで構いません。違うときは入力し直してください。",
    "If {expected} is right, leave it; if not, type it again.",
)


@rule(
    "C23",
    Subject.TABLE,
    Severity.INFO,
    title=Text("全角・半角、空白の違い", "Other widths and spaces"),
    why=Text(
        "全角と半角、余分な空白、半角カナは見た目が同じでも、機械には別の値です。",
        "Widths, spaces and half-width kana look alike but are different values to a machine.",
    ),
    wrong=Text("「１３０４－ｓ０１」", "１３０４－ｓ０１"),
    right=Text("「1304-S01」", "1304-S01"),
    message=READ_AS,
    fix=RIGHT_AS_IT_IS,
    official="L1-08",
)
def other_characters(table: Table, context: Context) -> Iterator[Hit]:
    """Width, spaces, line breaks, hyphens, capitals, half-width katakana."""
    return understood_hits(table, context, Note.WIDTH)


@rule(
    "C24",
    Subject.TABLE,
    Severity.INFO,
    title=Text("文字列の数字", "Number stored as text"),
    why=Text(
        "文字列の数字は、Excelの合計に入りません。",
        "Excel leaves numbers stored as text out of its sums.",
    ),
    wrong=Text("文字列の「1200000」", "1200000 as text"),
    right=Text("数値の「1200000」", "1200000 as a number"),
    message=Text(
        "「{label}」の「{given}」は文字列ですが、「{expected}」という数と読み取りました。",
        "{given} in {label} is text and was read as the number {expected}.",
    ),
    fix=Text(
        "このままで構いません。直すときは、セルの左上の緑の印から［数値に変換する］を選びます。",
        "Leave it, or choose Convert to Number at the green mark of the cell.",
    ),
    official="L2-01",
)
def number_as_text(table: Table, context: Context) -> Iterator[Hit]:
    """Digits in a cell of text."""
    return understood_hits(table, context, Note.NUMBER_AS_TEXT)


@rule(
    "C25",
    Subject.TABLE,
    Severity.INFO,
    title=Text("数値のコード", "Code stored as a number"),
    why=Text(
        "コードを数値で入力すると、先頭の0が消えます。",
        "A code typed as a number loses its leading zeros.",
    ),
    wrong=Text("数値の「304」", "304 as a number"),
    right=Text("文字列の「0304」", "0304 as text"),
    message=Text(
        "「{label}」の「{given}」は数値です。コード「{expected}」と読み取りました。",
        "{given} in {label} is a number and was read as the code {expected}.",
    ),
    fix=Text(
        "先頭に0がなければ、このままで構いません。0が消えていたら、表示形式を［文字列］にして"
        "入力し直してください。",
        "Leave it unless it had leading zeros; then format the cell as text and type it again.",
    ),
    official="L3-02",
)
def code_as_number(table: Table, context: Context) -> Iterator[Hit]:
    """Digits of a code in a cell of numbers."""
    return understood_hits(table, context, Note.CODE_AS_NUMBER)


@rule(
    "C26",
    Subject.TABLE,
    Severity.INFO,
    title=Text("日付の書き方の違い", "Date typed another way"),
    why=Text(
        "和暦や文字の日付は、Excelで並べ替えや計算ができません。",
        "Excel can neither sort nor count with dates in an era or as text.",
    ),
    wrong=Text("「H31.4.26」", "H31.4.26"),
    right=Text("「2019/4/26」", "2019/4/26"),
    message=Text(
        "「{label}」の「{given}」{read.ja}と読み取りました。", "{given} in {label} {read.en}."
    ),
    instance=Text(
        "「契約開始日」の「H31.4.26」を「2019/4/26」と読み取りました。",
        "H31.4.26 in 契約開始日 was read as 2019/4/26.",
    ),
    fix=RIGHT_AS_IT_IS,
    official="L3-05",
)
def date_as_text(table: Table, context: Context) -> Iterator[Hit]:
    """A date in an era, as text, or in another shape."""
    for hit in understood_hits(table, context, Note.ERA_TEXT):
        kind = table.layout.form.column(hit.field or "").kind
        yield replace(hit, values={"read": _read(kind, hit.given or "", hit.expected or "")})


def _read(kind: Kind, given: str, expected: str) -> Text:
    """What was made of it; where the numbers are the same, only text can be the difference."""
    if _numbers(given) != _numbers(expected):
        return Text(f"を「{expected}」", f"was read as {expected}")
    what = _DATES.get(kind, Text("日付", "date"))
    return Text(
        f"は文字で入力されていますが、{what.ja} {expected} ",
        f"is text and was read as the {what.en} {expected}",
    )


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


_DATES = {Kind.MONTH: Text("年月", "month"), Kind.FISCAL_YEAR: Text("年度", "fiscal year")}


@rule(
    "C27",
    Subject.TABLE,
    Severity.INFO,
    title=Text("選択肢の書き方の違い", "Choice in other words"),
    why=Text(
        "同じ意味でも書き方が違うと、機械は別の選択肢と数えます。",
        "The same choice in other words counts as another one to a machine.",
    ),
    wrong=Text("「パッケージ（カスタマイズなし）」", "パッケージ（カスタマイズなし）"),
    right=Text("「パッケージ(カスタマイズ無)」", "パッケージ(カスタマイズ無)"),
    message=READ_AS,
    fix=RIGHT_AS_IT_IS,
    official="L2-04",
)
def other_words(table: Table, context: Context) -> Iterator[Hit]:
    """A choice, mark or legal word in another spelling."""
    return understood_hits(table, context, Note.SYNONYM)


@rule(
    "C28",
    Subject.TABLE,
    Severity.INFO,
    title=Text("単位付きの数", "Number with its unit"),
    why=Text(
        "単位を付けた数は文字列になり、Excelの合計に入りません。",
        "A number typed with its unit is text, which Excel leaves out of its sums.",
    ),
    wrong=Text("「1200千円」", "1200千円"),
    right=Text("「1200000」", "1200000"),
    message=READ_AS,
    fix=RIGHT_AS_IT_IS,
    official="L1-07",
)
def with_unit(table: Table, context: Context) -> Iterator[Hit]:
    """300人, 120万円, 3点."""
    return understood_hits(table, context, Note.UNIT)


@rule(
    "C29",
    Subject.TABLE,
    Severity.INFO,
    title=Text("空欄の代わりの記号", "Sign for nothing"),
    why=Text(
        "「-」や「なし」は、0なのか、ないのか、分からないのかを区別できません。",
        "A dash may mean zero, none, or not known.",
    ),
    wrong=Text("「-」", "-"),
    right=Text("空欄、または「該当なし」「不明」", "Blank, 該当なし or 不明"),
    message=Text(
        "「{label}」の「{given}」は空欄とみなしました。",
        "{given} in {label} was taken as blank.",
    ),
    fix=Text(
        "記入することがなければ空欄にしてください。0のときは「0」と入力してください。",
        "Leave it blank if there is nothing to say; type 0 if it is zero.",
    ),
    official="L1-09",
)
def placeholder(table: Table, context: Context) -> Iterator[Hit]:
    """A dash or なし, where blank is allowed; where it is not, the cell is reported as blank."""
    optional = [c for c in table.noted if column_of(c, table).required is not ALWAYS]
    return understood_hits(replace(table, noted=tuple(optional)), context, Note.PLACEHOLDER)
