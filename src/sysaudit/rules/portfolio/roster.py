"""The roster itself: whatever is compared with it is only as good as it is."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.roster import Division
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule


@rule(
    "X29",
    Subject.TABLE,
    Severity.ERROR,
    form="roster",
    title=Text("組織台帳に同じ課コードが2つ", "Code twice on the roster"),
    why=Text(
        "同じ課コードが2行にあると、どちらの課の提出か決められず、正しい課を誤りとしてしまいます。",
        "With a code in two rows nobody can tell whose return it is; the right one gets the blame.",
    ),
    wrong=Text(
        "2行目の企画課と3行目の財政課がどちらも「1101」", "1101 in the rows of 企画課 and 財政課"
    ),
    right=Text("企画課は「1101」、財政課は「1102」", "1101 for 企画課, 1102 for 財政課"),
    message=Text(
        "課コード「{given}」の行が2つあります（{first}「{first_name}」とこの行「{name}」）。",
        "Code {given} stands in two rows ({first} {first_name}, and this one, {name}).",
    ),
    fix=Text(
        "正しい課コードに直すか、重複した行を削除してください。",
        "Put the code right, or delete the row that is there twice.",
    ),
    official="L3-02",
)
def code_twice(table: Table, context: Context) -> Iterator[Hit]:
    """Every row after the first with the same code in the same year."""
    first: dict[tuple[int | None, str], Division] = {}
    for row in table.records:
        if not isinstance(row, Division) or row.division_code is None:
            continue
        known = first.setdefault((row.fiscal_year, row.division_code), row)
        if known is not row:
            yield hit_on(
                row,
                "division_code",
                context,
                first=known.at("division_code").cell,
                first_name=known.division_name or "",
                name=row.division_name or "",
            )
