"""What lies over the cells: merges, hiding, comments, strike-through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sysaudit.findings import Address, Severity, Text
from sysaudit.intake.facts import Run, runs
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.sheet.spots import Spots

COMMENT_QUOTED = 40
"""So many characters of a comment are quoted."""


@rule(
    "S10",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("データのセル結合", "Merged cells in the data"),
    why=Text(
        "結合したセルの値は左上の1セルだけのものになり、ほかの行は空欄になります。",
        "The value of merged cells belongs to the first of them; the other rows are blank.",
    ),
    wrong=Text("3つの行で「事業者名」を結合する", "事業者名 merged over three rows"),
    right=Text("3つの行のそれぞれに事業者名を入力する", "The name in each of the three rows"),
    message=Text(
        "データのセルが結合されています。左上の値だけを読み取り、ほかのセルは読み取れません。",
        "Cells of data are merged; only the first one has a value, the others were not read.",
    ),
    fix=Text(
        "結合を解除し、すべてのセルに値を入力してください。",
        "Unmerge them and type the value into each cell.",
    ),
    official="L1-12",
)
def merged(table: Table, context: Context) -> Iterator[Hit]:
    """One finding per merged range that covers data."""
    for top, left, bottom, right in sorted(table.covered):
        yield Hit(Address(table.place.file, table.place.sheet, top, left, bottom, right))


def _hidden(spans: Iterable[Run], holding: set[int]) -> Iterator[Run]:
    """Runs of hidden rows or columns that hold data."""
    inside = (n for n in holding if any(first <= n <= last for first, last in spans))
    return runs((n, n) for n in inside)


@rule(
    "S11",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("非表示の行のデータ", "Data in hidden rows"),
    why=Text(
        "見えない行は、提出する人も確かめる人も見落とします。",
        "Neither who returns nor who checks a file sees a hidden row.",
    ),
    wrong=Text("廃止したシステムの行を非表示にする", "The row of an abolished system is hidden"),
    right=Text("行を表示し、「状況」を「廃止済」にする", "The row is shown, its 状況 is 廃止済"),
    message=Text(
        "{how.ja}にデータがあります。ほかの行と同じく読み取りました。",
        "{how.en} hold data and were read like the others.",
    ),
    fix=Text(
        "行を再表示してください。提出しない行なら削除してください。",
        "Unhide the rows, or delete them if they are not to be returned.",
    ),
    official="L1-13",
)
def hidden_rows(table: Table, context: Context) -> Iterator[Hit]:
    """One finding per run of hidden rows with data."""
    filtered = Text("フィルターで隠れた行", "Rows hidden by a filter")
    how = filtered if table.facts.autofilter else Text("非表示の行", "Hidden rows")
    for first, last in _hidden(table.facts.hidden_rows, set(table.data_rows)):
        at = Address(table.place.file, table.place.sheet, first, last_row=last)
        yield Hit(at, values={"how": how})


@rule(
    "S12",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("非表示の列のデータ", "Data in hidden columns"),
    why=Text(
        "見えない列は、提出する人も確かめる人も見落とします。",
        "Neither who returns nor who checks a file sees a hidden column.",
    ),
    wrong=Text("「備考」の列を非表示にする", "The column 備考 is hidden"),
    right=Text("すべての列を表示する", "All columns are shown"),
    message=Text(
        "非表示の列（{given}）にデータがあります。ほかの列と同じく読み取りました。",
        "Hidden columns ({given}) hold data and were read like the others.",
    ),
    fix=Text(
        "列を再表示し、内容を確かめてください。",
        "Unhide the columns and check what stands there.",
    ),
    official="L1-13",
)
def hidden_columns(table: Table, context: Context) -> Iterator[Hit]:
    """One finding per run of hidden columns of the form with data."""
    if not table.facts.hidden_columns:
        return
    place, form = table.place, table.layout.form
    labels = {
        column: place.labels[key]
        for key, column in place.columns.items()
        if not form.column(key).computed and any(record.stated(key) for record in table.records)
    }
    for first, last in _hidden(table.facts.hidden_columns, set(labels)):
        at = Address(place.file, place.sheet, None, first, last_column=last)
        yield Hit(at, given="、".join(labels[n] for n in range(first, last + 1)))


@rule(
    "S14",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("コメントの書き込み", "Comment on a cell"),
    why=Text(
        "コメントやメモは読み取らないため、書いたことが集計に入りません。",
        "Comments and notes are not read, so nothing in them is counted.",
    ),
    wrong=Text("金額のセルにメモ「税抜」を付ける", "A note 税抜 on an amount"),
    right=Text("「税区分」で「税抜」を選ぶ", "税抜 chosen in 税区分"),
    message=Text(
        "コメント（メモ）「{given}」があります。内容は読み取っていません。",
        "There is a comment, {given}; it was not read.",
    ),
    fix=Text(
        "必要な内容は「備考」の列に書き、コメントを削除してください。",
        "Put what matters into 備考 and delete the comment.",
    ),
    official="L1-10",
)
def comment(table: Table, context: Context) -> Iterator[Hit]:
    """A note or thread of comments on a cell of the sheet."""
    for row, column, text in table.facts.comments:
        shown = text if len(text) <= COMMENT_QUOTED else text[: COMMENT_QUOTED - 1] + "…"
        if text.strip():
            yield Hit(
                Address(table.place.file, table.place.sheet, row, column), given=shown, cause=text
            )


@rule(
    "S15",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("取り消し線", "Struck out"),
    why=Text(
        "取り消し線は機械には見えないため、消したつもりの値がそのまま集計されます。",
        "A machine does not see strike-through: what was meant to be gone is counted.",
    ),
    wrong=Text(
        "廃止したシステムの行に取り消し線を引く",
        "The row of an abolished system is struck out",
    ),
    right=Text(
        "行を削除するか、「状況」を「廃止済」にする",
        "The row is deleted, or its 状況 is 廃止済",
    ),
    message=Text(
        "{before.ja}{given}{after.ja}に取り消し線があります。削除したものですか。今は有効な値として読み取りました。",
        "{before.en}{given}{after.en} is struck out. Is it deleted? It was read like the others.",
    ),
    fix=Text(
        "削除したものなら消し、生きている値なら取り消し線を外してください。",
        "Clear it if it is deleted, or take the strike-through away if it is not.",
    ),
    official="L1-11",
)
def struck_out(table: Table, context: Context) -> Iterator[Hit]:
    """Answers that are struck out, wholly or in part; a row of them, or neighbours, is one."""
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in table.facts.struck:
        rows[cell[0]].append(cell)
    whole = {row.number for row in table.layout.data if 2 * len(rows[row.number]) > len(row.cells)}
    for first, last in runs((row, row) for row in whole):
        at = Address(table.place.file, table.place.sheet, first, last_row=last)
        yield _struck(Hit(at), Text("行", "The row"), Text("", ""))
    data = table.data_rows - whole
    cells = [c for c in table.facts.struck if table.layout.form.downwards or c[0] in data]
    for hit in Spots(table, context).hits(cells, "struck out"):
        yield _struck(hit, Text(f"「{hit.label}」の「", f"In {hit.label}, "), Text("」", ""))


def _struck(hit: Hit, before: Text, after: Text) -> Hit:
    return replace(hit, values={"before": before, "after": after})
