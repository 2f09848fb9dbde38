"""Division codes and names: 表紙, rows, the roster and last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sysaudit.findings import Severity, Text
from sysaudit.forms.cover import Cover
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.self_check import SelfCheck
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.names import bears_name
from sysaudit.rules.ward import Ward

Row = System | Evaluation | SelfCheck


@rule(
    "X10",
    Subject.WARD,
    Severity.ERROR,
    title=Text("課名が組織台帳と違う", "Name differs from the roster"),
    why=Text(
        "コードと名前が合わないと、どちらの課の回答か分かりません。",
        "Where code and name disagree, nobody knows whose answers they are.",
    ),
    wrong=Text("課コード「1304」、課名「納税課」（台帳では課税課）", "1304 called 納税課"),
    right=Text("課コード「1304」、課名「課税課」", "1304 called 課税課"),
    message=Text(
        "課コード「{code}」の課名が「{given}」ですが、組織台帳では「{expected}」です。",
        "Code {code} is called {given} here, but {expected} on the roster.",
    ),
    fix=Text(
        "課名が正しければ課コードを、課コードが正しければ課名を「{expected}」に直してください。",
        "Put the code right, or type {expected}.",
    ),
    official="L3-02",
)
def other_name_than_roster(ward: Ward, context: Context) -> Iterator[Hit]:
    """The first name of a division's return that is not the roster's; once per division."""
    for division in ward.divisions.values():
        known = ward.roster_by_code.get(division.code)
        named = next(
            (r for r in _named_rows(division) if known and not bears_name(r.division_name, known)),
            None,
        )
        if known is not None and named is not None:
            yield hit_on(
                named,
                "division_name",
                context,
                expected=known.division_name,
                code=division.code,
            )


def _named_rows(division: DivisionReturn) -> Iterator[Cover | System | SelfCheck]:
    """What bears the division's own code and a name."""
    cover = (division.cover,) if division.cover else ()
    for row in (*cover, *division.systems, *division.checks):
        if row.division_code == division.code and row.division_name:
            yield row


@rule(
    "X11",
    Subject.WARD,
    Severity.WARNING,
    title=Text("昨年度と課名の違う課コード", "Code that had another name last year"),
    why=Text(
        "課コードは年度ごとに付け直されます。別の課に移ったコードで昨年度と比べると、"
        "よその課の数字と比べてしまいます。",
        "Codes are given anew each year; compared by code alone, one division's figures are "
        "held against another's.",
    ),
    wrong=Text(
        "1304が昨年度は「税務課」、今年度は「課税課」で、旧課コードが空欄",
        "1304 was 税務課, is 課税課, and 旧課コード is blank",
    ),
    right=Text("旧課コードに「1304」（改称）", "1304 in 旧課コード, since it was renamed"),
    message=Text(
        "課コード「{code}」は、昨年度は「{before}」でした。組織台帳の旧課コードが空欄です。",
        "Code {code} was {before} last year, and 旧課コード is blank on the roster.",
    ),
    fix=Text(
        "課が改称しただけなら、組織台帳の「旧課コード」に「{code}」と入力してください。別の課なら、"
        "その課の昨年度のコードを入力してください。",
        "Type {code} into 旧課コード if it was renamed, else the code this division had last year.",
    ),
    official="L3-05",
)
def code_had_another_name(ward: Ward, context: Context) -> Iterator[Hit]:
    """A name on the roster that is not last year's for the code, with no former code told."""
    for code, division in ward.roster_by_code.items():
        returned = ward.previous_divisions.get(code)
        before = returned.cover.division_name if returned and returned.cover else None
        if before is None or division.former_codes or code not in ward.previous_codes(code):
            continue
        if returned and returned.cover and not bears_name(returned.cover.division_name, division):
            hit = hit_on(division, "division_name", context, code=code, before=before)
            yield replace(hit, division_code=code)


@rule(
    "X12",
    Subject.WARD,
    Severity.ERROR,
    title=Text("ほかの課コードの行", "Row of another division"),
    why=Text(
        "ほかの課の行が混ざると、その課の分が2重になるか、抜け落ちます。",
        "A row of another division is counted twice, or not at all.",
    ),
    wrong=Text("表紙は1304、一覧の1行だけが1305", "1304 on 表紙, 1305 in one row"),
    right=Text("すべて1304", "1304 everywhere"),
    message=Text(
        "この行の課コードは「{given}」ですが、表紙などでは「{expected}」です。",
        "This row says {given}, 表紙 and the other rows say {expected}.",
    ),
    fix=Text(
        "自分の課の行なら課コードを「{expected}」に直してください。ほかの課の行なら、削除して"
        "その課に任せます。",
        "Type {expected}, or leave the row to the other division and delete it here.",
    ),
    official="L3-02",
)
def row_of_another_division(ward: Ward, context: Context) -> Iterator[Hit]:
    """Rows whose code is not that of the file and of most of its rows."""
    for division in ward.divisions.values():
        own = _folded(division.code)
        odd_files = {f.file for f in division.files if _folded(f.code_of_rows) != own}
        rows: tuple[Row, ...] = (*division.systems, *division.evaluations, *division.checks)
        for row in rows:
            strange = row.division_code and _folded(row.division_code) != own
            if strange and row.place.file not in odd_files:
                yield hit_on(row, "division_code", context, expected=division.code)


def _folded(code: str | None) -> str:
    """A code without leading zeros, whose loss is a finding of its own."""
    return (code or "").lstrip("0").upper()


@rule(
    "X13",
    Subject.WARD,
    Severity.ERROR,
    title=Text("「所管システムなし」なのに行がある", "No systems owned, yet listed"),
    why=Text(
        "システムがないのか、○の消し忘れなのか分かりません。",
        "Nobody knows whether there are systems or the ○ was left by mistake.",
    ),
    wrong=Text("表紙に○があり、一覧に3行ある", "○ on 表紙, and three rows on the list"),
    right=Text("○を消す", "No ○"),
    message=Text(
        "「{label}」に○がありますが、所管するシステム一覧に{systems}行、経費見積入力シートに"
        "{costs}行あります。",
        "{label} bears ○, but there are {systems} rows of systems and {costs} rows of costs.",
    ),
    fix=Text(
        "システムがあれば○を消して空欄にしてください。なければ、一覧と経費の行を削除します。",
        "Blank the ○ if there are systems; else delete the rows.",
    ),
)
def none_owned_yet_listed(ward: Ward, context: Context) -> Iterator[Hit]:
    """○ at 所管システムなし above rows."""
    for division in ward.divisions.values():
        if division.cover is not None and division.owns_none:
            systems, costs = len(division.systems), len(division.costs)
            if systems or costs:
                yield hit_on(division.cover, "no_systems", context, systems=systems, costs=costs)
