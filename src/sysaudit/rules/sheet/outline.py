"""What stands above, below and beside the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.intake.facts import runs
from sysaudit.intake.layout import RowCells
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, rule


def _rows(table: Table, first: int, last: int) -> Address:
    return Address(table.place.file, table.place.sheet, first, last_row=last)


@rule(
    "S08",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("見出しより上の行", "Rows above the headers"),
    why=Text(
        "見出しは1行目に置く決まりです。上に題名などがあると、機械が表を見つけられません。",
        "Headers belong in row 1; with titles above them, machines miss the table.",
    ),
    wrong=Text("1行目に題名、3行目に見出し", "A title in row 1, headers in row 3"),
    right=Text("1行目に見出し", "Headers in row 1"),
    message=Text(
        "見出し（{header}行目）より上に「{given}」などの記入があります。読み取っていません。",
        "{given} stands above the headers in row {header}; it was not read.",
    ),
    fix=Text(
        "見出しより上の行を削除し、見出しを1行目にしてください。",
        "Delete the rows above the headers, so that these stand in row 1.",
    ),
    official="L3-01",
)
def rows_above(table: Table, context: Context) -> Iterator[Hit]:
    """One finding, however many title rows there are."""
    above = table.layout.above
    if above:
        values = {"header": table.place.header_row}
        at = _rows(table, above[0].number, above[-1].number)
        yield Hit(at, given=_first(above[0])[1], values=values)


@rule(
    "S09",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("2つ目の表", "Second table below"),
    why=Text(
        "1つのシートに表は1つだけです。2つ目の表は読み取らないため、集計から漏れます。",
        "A sheet holds one table; a second one is not read and is missing from the totals.",
    ),
    wrong=Text("20行目からもう一度見出しと表がある", "Headers and rows again from row 20"),
    right=Text("すべての行が1つの表に続けて並ぶ", "All rows in one table"),
    message=Text(
        "{row}行目から別の表の見出しがあります。ここから下は読み取っていません。",
        "Headers of another table stand in row {row}; nothing below was read.",
    ),
    fix=Text(
        "同じ様式の表なら上の表の続きに移して見出しの行を削除し、別の様式の表なら別のシートに"
        "移してください。",
        "Move rows of the same form to the end of the first table and delete their headers; move "
        "another form to a sheet of its own.",
    ),
    official="L1-02",
)
def second_table(table: Table, context: Context) -> Iterator[Hit]:
    """Headers below the data, of this form or another."""
    row = table.layout.second_table
    if row is not None:
        yield Hit(Address(table.place.file, table.place.sheet, row), values={"row": row})


@rule(
    "S19",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("残っている記入例", "Example row left in"),
    why=Text(
        "記入例の行が残っていると、実在しないシステムが集計されるおそれがあります。",
        "A system that does not exist may be counted if an example row stays in.",
    ),
    wrong=Text("課コード「0000」の行", "A row with the division code 0000"),
    right=Text("自分の課の行だけ", "The rows of one's own division alone"),
    message=Text(
        "記入例の行が残っています。データとして読み取っていません。",
        "An example row was left in; it was not read as data.",
    ),
    fix=Text("この行を削除してください。", "Delete the row."),
    official="L1-04",
)
def example_left(table: Table, context: Context) -> Iterator[Hit]:
    """Rows of 記入例 among the data; a sheet of examples alone is a sheet of examples."""
    if table.records:
        for first, last in runs((row.number, row.number) for row in table.layout.examples):
            yield Hit(_rows(table, first, last))


@rule(
    "S20",
    Subject.TABLE,
    Severity.INFO,
    title=Text("表の外の書き込み", "Remark outside the table"),
    why=Text(
        "表の外に書いたことは読み取らないため、集計に入りません。",
        "What stands outside the table is not read and not counted.",
    ),
    wrong=Text("表の下に「※金額は税抜」", "※金額は税抜 below the table"),
    right=Text("「備考」の列に書く", "The same in the column 備考"),
    message=Text(
        "表の外に「{given}」とあります。読み取っていません。",
        "{given} stands outside the table; it was not read.",
    ),
    fix=Text(
        "必要な内容は「備考」の列に書き、ここは消してください。",
        "Put what matters into 備考 and clear it here.",
    ),
    official="L1-04",
)
def remark(table: Table, context: Context) -> Iterator[Hit]:
    """Rows that hold a remark, and columns without a header that hold something."""
    place = table.place
    notes = [(row.number, *_first(row)) for row in table.layout.notes]
    for number, column, text in notes:
        yield Hit(Address(place.file, place.sheet, number, column), given=text, cause="note")
    for column, cells in sorted(_beside(table).items()):
        (first, text), last = cells[0], cells[-1][0]
        at = Address(place.file, place.sheet, first, column)
        yield Hit(at.through(last, column) if last > first else at, given=text)


def _first(row: RowCells) -> tuple[int, str]:
    column = min(row.cells)
    return column, str(row.cells[column])


def _beside(table: Table) -> dict[int, list[tuple[int, str]]]:
    """Rows of data and texts by column, for columns that have no header."""
    headers = table.layout.headers
    headed = {*headers.columns.values(), *headers.unknown, *headers.repeated}
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in table.layout.data:
        if row.cells.keys() <= headed:
            continue
        for column, value in row.cells.items():
            if column not in headed:
                found[column].append((row.number, str(value)))
    return found
