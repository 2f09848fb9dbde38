"""Formulas where values should stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.sheet.spots import Spots


@rule(
    "S16",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("計算結果のない数式", "Formula without a value"),
    why=Text(
        "計算結果が保存されていない数式は、値が失われていて空欄と区別できません。",
        "A formula whose value was never stored cannot be told from a blank cell.",
    ),
    wrong=Text("Excel以外で作り、Excelで保存していない数式", "A formula never calculated by Excel"),
    right=Text("計算結果の数字を入力したセル", "The number itself"),
    message=Text(
        "「{label}」に数式がありますが、計算結果が保存されていないため、値が分かりません。",
        "A formula stands in {label}, but its value was never stored.",
    ),
    fix=Text(
        "Excelで開いて上書き保存するか、数式の代わりに値を入力してください。",
        "Open the file in Excel and save it, or type the value instead of the formula.",
    ),
    official="L2-06",
)
def not_computed(table: Table, context: Context) -> Iterator[Hit]:
    """Formulas without a stored value in fields that are answers."""
    return Spots(table, context).hits(table.facts.uncomputed, "not computed")


@rule(
    "S17",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("数式のエラー", "Formula error"),
    why=Text(
        "「#REF!」などのエラーは値ではないため、集計できません。",
        "An error such as #REF! is no value and cannot be counted.",
    ),
    wrong=Text("「#REF!」", "#REF!"),
    right=Text("「1200000」", "1200000 typed as a number"),
    message=Text(
        "「{label}」が数式のエラー「{error}」になっています。",
        "{label} shows the formula error {error}.",
    ),
    fix=Text(
        "数式を直すか、数式の代わりに値を入力してください。",
        "Mend the formula, or type the value instead.",
    ),
    official="L2-06",
)
def in_error(table: Table, context: Context) -> Iterator[Hit]:
    """Error values in fields that are answers; one finding per neighbouring cells and error."""
    by_error: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, column, error in table.facts.errors:
        by_error[error].append((row, column))
    spots = Spots(table, context)
    for error, cells in by_error.items():
        yield from spots.hits(cells, error, error=error)


@rule(
    "S18",
    Subject.TABLE,
    Severity.WARNING,
    title=Text("ほかのブックを参照する数式", "Formula that links to another workbook"),
    why=Text(
        "参照先のブックが変わっても、この値は古いまま残ります。",
        "The value stays as it was when the other workbook changes.",
    ),
    wrong=Text("「=[予算.xlsx]Sheet1!B2」", "=[予算.xlsx]Sheet1!B2"),
    right=Text("参照先の値を入力したセル", "The value itself"),
    message=Text(
        "「{label}」がほかのブックを参照しています。保存されていた値「{given}」を読み取りました。",
        "{label} takes its value from another workbook; the stored value {given} was read.",
    ),
    fix=Text(
        "セルをコピーし、［値の貼り付け］で値に置き換えて、今の値か確かめてください。",
        "Copy the cells, paste them as values, and see that they are up to date.",
    ),
    official="L2-06",
)
def linked(table: Table, context: Context) -> Iterator[Hit]:
    """Answers taken from another workbook, unless they have no value at all."""
    facts = table.facts
    lost = {(row, column) for row, column, _ in facts.errors} | set(facts.uncomputed)
    return Spots(table, context).hits((cell for cell in facts.linked if cell not in lost), "linked")
