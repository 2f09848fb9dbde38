"""Required cells that are blank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.field import ALWAYS, Column, Kind
from sysaudit.forms.record import Record
from sysaudit.forms.self_check import SelfCheck
from sysaudit.forms.system_list import System
from sysaudit.intake.headers import plain
from sysaudit.intake.records import Table
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context, Hit, Subject, hit_on, row_key, rule
from sysaudit.rules.cell.noted import MOST_CHOICES, NOTHING, choices_of, ways_out
from sysaudit.rules.sheet.items import item_of

MOST_NAMED = 6
FEWEST_IN_ROW = 4
"""From so many blank cells on, if they are half of what is required, the row is the cause."""

_TYPE_IT = Text("入力してください。", "Type it in as 記入要領 says.")
_HOW = {
    Kind.CHOICE: NOTHING,
    Kind.RATING: Text("1〜5の数字を入力してください。", "Type a number from 1 to 5."),
    Kind.YEN: Text("円単位の数字を入力してください。", "Type whole yen."),
    Kind.COUNT: Text("数字だけを入力してください。", "Type digits alone."),
    Kind.DATE: Text("「2019/4/1」のように入力してください。", "Type a date such as 2019/4/1."),
    Kind.MONTH: Text("「2015/10」のように入力してください。", "Type a month such as 2015/10."),
    Kind.FISCAL_YEAR: Text("「2019」のように入力してください。", "Type a year such as 2019."),
}


@rule(
    "C01",
    Subject.FILE,
    Severity.ERROR,
    title=Text("必須の項目が空欄", "Required and blank"),
    why=Text(
        "空欄は0とも「なし」とも分かりません。分からないときは「不明」も正しい答えです。",
        "Blank is neither zero nor none; 不明 is a proper answer where nobody knows.",
    ),
    wrong=Text("「利用者数」が空欄", "利用者数 is blank"),
    right=Text("「利用者数」に「20」または「不明」", "20, or 不明, in 利用者数"),
    message=Text("{what.ja}が空欄です{dash.ja}。", "{what.en} is required and blank{dash.en}."),
    fix=Text("{how.ja}", "{how.en}"),
    official="L1-09",
)
def blank(returned: Returned, context: Context) -> Iterator[Hit]:
    """Cells that are always required and hold nothing, or a sign for nothing.

    A row of which half is blank is one cause, and so are rows below it that lack the same.
    """
    exempt = _exempt(returned) - {None}
    for table in returned.read_tables:
        columns = _required(table)
        records = [r for r in table.records if not _is_exempt(r, exempt)]
        lacking = ((record, _blank_in(record, columns)) for record in records)
        for blanks, group in groupby(lacking, key=lambda each: each[1]):
            rows = [record for record, _ in group]
            if _is_row(blanks, columns):
                yield from _row_hits(table, rows, blanks)
            else:
                yield from _cell_hits(rows, blanks, context)


def _required(table: Table) -> tuple[Column, ...]:
    """The columns that are always required, are there, and stand there once."""
    twice = {plain(text) for text in table.layout.headers.repeated.values()}
    return tuple(
        column
        for column in table.layout.form.columns
        if column.required is ALWAYS
        and not column.computed
        and column.key in table.place.columns
        and not (twice and twice.intersection(map(plain, (column.label, *column.synonyms))))
    )


def _exempt(returned: Returned) -> set[str | None]:
    """The systems that need not be evaluated; a row of システム評価 for them may stay blank."""
    systems = returned.records_of("system_list", System)
    return {s.system_id for s in systems if s.status is not None and not s.to_be_evaluated}


def _is_exempt(record: Record, exempt: set[str | None]) -> bool:
    if isinstance(record, SelfCheck):  # a row that a person inserted is told by S25
        return item_of(record) is None and not record.unread("number")
    return isinstance(record, Evaluation) and record.system_id in exempt


def _blank_in(record: Record, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(column for column in columns if record.blank(column.key))


def _is_row(blanks: tuple[Column, ...], columns: tuple[Column, ...]) -> bool:
    return len(blanks) >= max(FEWEST_IN_ROW, len(columns) / 2)


def _row_hits(table: Table, rows: list[Record], blanks: tuple[Column, ...]) -> Iterator[Hit]:
    """One hit for each run of neighbouring rows."""
    for _, run in groupby(enumerate(rows), key=lambda each: each[1].row - each[0]):
        first, *rest = [record for _, record in run]
        last = rest[-1].row if rest else None
        labels = [table.place.labels[column.key] for column in blanks]
        more = len(labels) - MOST_NAMED
        listed = "」「".join(labels[:MOST_NAMED])
        what = Text(
            f"「{listed}」" + (f"など{len(labels)}項目" if more > 0 else ""),
            f"{', '.join(labels[:MOST_NAMED])}" + (f" and {more} more" if more > 0 else ""),
        )
        at = Address(table.place.file, table.place.sheet, first.row, last_row=last)
        downwards = table.layout.form.downwards
        yield Hit(
            _cells(first, blanks) if downwards else at,
            row_key(first, table.layout.form.key),
            values={"what": what, "dash": NOTHING, "how": _HOW_COVER if downwards else _HOW_ROW},
        )


def _cells(record: Record, blanks: tuple[Column, ...]) -> Address:
    """The range of a form laid out downwards; its first blank cell where others lie between."""
    cells = sorted((record.at(c.key) for c in blanks), key=lambda at: (at.column or 0, at.row or 0))
    first, last = cells[0], cells[-1]
    rows = [cell.row or 0 for cell in cells]
    together = first.column == last.column and rows == list(range(rows[0], rows[0] + len(rows)))
    return first.through(rows[-1], first.column or 0) if together else first


_HOW_COVER = Text(
    "項目名の右のセルに、すべて入力してください。年度は「2019」、課コードは4桁、日付は「2019/6/14」"
    "のように、記入者と情報化推進員は氏名、内線は番号を書きます。",
    "Fill in every cell beside these labels: the year as 2019, the division code of 4 digits, "
    "dates as 2019/6/14, names, and the extension.",
)


_HOW_ROW = Text(
    "残りの項目を記入してください。分からない項目は「不明」で構いません。不要な行なら削除してください。",
    "Fill in the rest; 不明 will do where nobody knows. Delete a row that is not needed.",
)


def _cell_hits(rows: list[Record], blanks: tuple[Column, ...], context: Context) -> Iterator[Hit]:
    for record in rows:
        for column in blanks:
            label = record.place.labels[column.key]
            given = record.typed(column.key)
            dash = Text(f"（「{given}」は空欄とみなします）", f" ({given} counts as blank)")
            yield hit_on(
                record,
                column.key,
                context,
                cause=column.key,
                what=Text(f"「{label}」", label),
                dash=dash if given else NOTHING,
                how=_how(column),
            )


def _how(column: Column) -> Text:
    """What to type: the form's own hint, the choices, and the legal ways out."""
    choices = choices_of(column) if column.choices and column.kind is Kind.CHOICE else NOTHING
    english = _HOW.get(column.kind, _TYPE_IT)
    hint = column.hint or english.ja
    out = ways_out(column)
    return Text(
        hint
        + ("" if "選んで" in hint and len(column.choices) > MOST_CHOICES else choices.ja)
        + out.ja,
        (english.en + choices.en + out.en).strip(),
    )
