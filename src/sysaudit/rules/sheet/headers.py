"""Whether the columns of a sheet are those of its form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.field import OPTIONAL, Column, Kind
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.words import named

MOST_NAMED = 10


def at_header(table: Table, column: int | None = None) -> Address:
    """The row of headers, or one of them; the sheet for a form laid out downwards."""
    place = table.place
    return Address(place.file, place.sheet, place.header_row or None, column)


def filled_columns(table: Table) -> set[int]:
    """The numbers of the columns that hold something in a row of data."""
    return {column for row in table.layout.data for column in row.cells}


def _columns(labels: Iterable[str]) -> Text:
    """Columns by their labels, the first few of many."""
    return named(labels, MOST_NAMED, "列")


def required_missing(table: Table) -> list[Column]:
    """The columns that the sheet lacks although the form requires them, if only at times."""
    return [c for c in table.layout.headers.missing if c.required is not OPTIONAL]


def optional_missing(table: Table) -> list[Column]:
    """The optional columns that the sheet lacks and that are counted or compared."""
    return [
        column
        for column in table.layout.headers.missing
        if column.required is OPTIONAL and column.kind is not Kind.TEXT
    ]


def added_columns(table: Table) -> dict[int, str]:
    """Headers that mean no field, by column, where the column holds something."""
    filled = filled_columns(table)
    unknown = table.layout.headers.unknown
    return {number: text for number, (text, _) in unknown.items() if number in filled}


def _labels(table: Table, columns: list[Column]) -> list[str]:
    return [table.place.labels[column.key] for column in columns]


def _lacking(table: Table, missing: list[Column], besides: Text) -> Iterator[Hit]:
    """One hit for all missing columns, with the unknown headers that may be theirs."""
    if missing:
        labels = _labels(table, missing)
        added = _columns(added_columns(table).values())
        hint = Text(
            f"様式にない見出し{added.ja}は、この列のことではありませんか。",
            f" Is it the column {added.en}, which is not on the form?",
        )
        yield Hit(
            at_header(table),
            given=_columns(labels).ja,
            label=labels[0],
            values={
                "columns": _columns(labels),
                "hint": hint if added.ja else Text("", ""),
                "besides": besides,
            },
        )


def _besides(table: Table) -> Text:
    """What else follows from a missing required column, and which optional ones are missing."""
    optional = _columns(_labels(table, optional_missing(table)))
    joins = "" if table.sound else "ほかの様式との突き合わせもしていません。"
    also = f"任意の列{optional.ja}もありません。" if optional.ja else ""
    joins_en = "" if table.sound else " It was not compared with other forms."
    also_en = f" So are the optional columns {optional.en}." if optional.en else ""
    return Text(joins + also, joins_en + also_en)


@rule(
    "S03",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("必須の列がない", "Required column missing"),
    why=Text(
        "必須の列がないと、その項目を確かめることも集計することもできません。",
        "Without a required column its field can neither be checked nor counted.",
    ),
    wrong=Text("「利用者数」の列を削除した", "The column 利用者数 was deleted"),
    right=Text("様式のとおりの列がそろっている", "All columns of the form"),
    message=Text(
        "必須の列{columns.ja}が見つかりません。この項目は確かめていません。{besides.ja}{hint.ja}",
        "The required columns {columns.en} are missing and were not checked.{besides.en}{hint.en}",
    ),
    fix=Text(
        "見出しの行に{columns.ja}の列を様式のとおりに加え、記入してください。",
        "Add the columns {columns.en} to the row of headers as on the form, and fill them in.",
    ),
    official="L3-07",
)
def required_column_missing(table: Table, context: Context) -> Iterator[Hit]:
    """One finding for all of them; only the columns that are there are checked further."""
    return _lacking(table, required_missing(table), _besides(table))


@rule(
    "S04",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("任意の列がない", "Optional column missing"),
    why=Text(
        "任意の列も集計に使います。列そのものがないと、空欄なのか消したのか分かりません。",
        "Optional columns are counted too; without one, nobody knows whether it was blank.",
    ),
    wrong=Text("「サポート終了日」の列を削除した", "The column サポート終了日 was deleted"),
    right=Text("空欄のまま列を残す", "The column is left in, blank"),
    message=Text(
        "任意の列{columns.ja}が見つかりません。空欄として扱います。{hint.ja}",
        "The optional columns {columns.en} are missing and count as blank.{hint.en}",
    ),
    fix=Text(
        "見出しの行に{columns.ja}の列を様式のとおりに戻してください。記入は任意です。",
        "Put the columns {columns.en} back as on the form; they may stay blank.",
    ),
    official="L3-07",
)
def column_missing(table: Table, context: Context) -> Iterator[Hit]:
    """One finding for all of them; columns of free text may go, and S03 tells the others."""
    missing = [] if required_missing(table) else optional_missing(table)
    return _lacking(table, missing, Text("", ""))


@rule(
    "S05",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("様式にない列", "Column added"),
    why=Text(
        "様式にない列は読み取らないため、書いたことが集計に入りません。",
        "A column that is not on the form is not read, so nothing in it is counted.",
    ),
    wrong=Text("「係名」という列を挿入した", "A column 係名 was inserted"),
    right=Text("様式の列だけを残す", "The columns of the form alone"),
    message=Text(
        "様式にない列{columns.ja}があります。読み取っていません。",
        "The columns {columns.en} are not on the form and were not read.",
    ),
    fix=Text(
        "必要な内容は「備考」に書き、列{columns.ja}を削除してください。"
        "様式の項目であれば、見出しを様式のとおりに直してください。",
        "Put what matters into 備考 and delete {columns.en}; if it is a field of the form, write "
        "its header as on the form.",
    ),
    official="L3-07",
)
def column_added(table: Table, context: Context) -> Iterator[Hit]:
    """One finding for all of them; silent where a column is missing, which then names them."""
    added = added_columns(table)
    if added and not required_missing(table) and not optional_missing(table):
        columns = _columns(added.values())
        yield Hit(at_header(table, min(added)), given=columns.ja, values={"columns": columns})


@rule(
    "S06",
    Subject.TABLE,
    Severity.INFO,
    title=Text("見出しの書き換え", "Header renamed"),
    why=Text(
        "似た見出しは様式の項目として読み取りますが、違う項目かもしれません。",
        "A similar header is taken for that of the form, though it may mean something else.",
    ),
    wrong=Text("見出し「利用者の数」", "The header 利用者の数"),
    right=Text("見出し「利用者数」", "The header 利用者数"),
    message=Text(
        "見出し「{given}」を「{expected}」として読み取りました。",
        "The header {given} was read as {expected}.",
    ),
    fix=Text(
        "見出しを「{expected}」に直してください。違う項目なら、情報管理課に知らせてください。",
        "Write {expected}; if something else is meant, tell the IT division.",
    ),
    official="L1-05",
)
def column_renamed(table: Table, context: Context) -> Iterator[Hit]:
    """A header that only resembles the label."""
    for key, text in table.layout.headers.renamed.items():
        label = table.place.labels[key]
        at = at_header(table, table.place.columns[key])
        yield Hit(at, field=key, label=label, given=text, expected=label)


@rule(
    "S07",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("同じ見出しが2つ", "Header twice"),
    why=Text(
        "同じ項目の列が2つあると、どちらが正しい値か分かりません。",
        "Where a field has two columns, nobody knows which value is right.",
    ),
    wrong=Text("「備考」と「備考」の2列", "Two columns 備考"),
    right=Text("項目ごとに1列", "One column per field"),
    message=Text(
        "見出し「{given}」は左にも同じ項目の列があります。左の列だけを読み取りました。",
        "The header {given} means a field that has a column further left, which alone was read.",
    ),
    fix=Text(
        "どちらかの列にまとめ、もう一方の列を削除してください。",
        "Put the values into one of the two columns and delete the other.",
    ),
    official="L2-03",
)
def column_twice(table: Table, context: Context) -> Iterator[Hit]:
    """A second column of a field, where it holds something."""
    filled = filled_columns(table)
    for number, text in table.layout.headers.repeated.items():
        if number in filled:
            yield Hit(at_header(table, number), label=text, given=text, cause=text)


_OTHER_UNIT = re.compile(r"(?<!\d)(千円|万円|十万円|百万円|億円)")


@rule(
    "S24",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("円ではない単位", "Another unit than yen"),
    why=Text(
        "金額は円として読み取るため、千円単位の表は1,000分の1に集計されます。",
        "Amounts are read as yen, so a table in thousands counts for a thousandth.",
    ),
    wrong=Text("見出し「2019年度予算（千円）」", "The header 2019年度予算（千円）"),
    right=Text(
        "見出し「2019年度予算（円）」と円単位の金額", "2019年度予算（円） with amounts in yen"
    ),
    message=Text(
        "「{given}」とあります。金額は{unit}ではなく円として読み取りました。",
        "It says {given}; the amounts were read as yen, not as {unit}.",
    ),
    fix=Text(
        "すべての金額を円に直し、単位の表示を「円」に戻してください。",
        "Turn every amount into yen, and the unit back into 円.",
    ),
    official="L3-04",
)
def other_unit(table: Table, context: Context) -> Iterator[Hit]:
    """A unit such as 千円 in the headers of amounts, or above them."""
    form = table.layout.form
    if form.downwards:
        return
    amounts = {n for key, n in table.place.columns.items() if form.column(key).kind is Kind.YEN}
    row = table.place.header_row
    headers = [(row, n, text) for n, text in table.layout.headers.texts.items() if n in amounts]
    above = [(r.number, n, str(v)) for r in table.layout.above for n, v in r.cells.items()]
    for number, column, text in [*headers, *above] if amounts else ():
        unit = _OTHER_UNIT.search(unicodedata.normalize("NFKC", text))
        if unit is not None:
            at = Address(table.place.file, table.place.sheet, number, column)
            yield Hit(at, given=text, values={"unit": unit[1]}, cause=unit[1])
