"""Whether each form of the survey is there, once, and filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.intake.headers import plain
from sysaudit.intake.records import Table
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import listed, named


@rule(
    "S01",
    Subject.WARD,
    Severity.ERROR,
    title=Text("様式の不足", "Form missing"),
    why=Text(
        "様式がそろわないと、システムと経費と評価を結び付けられません。",
        "Without all forms, systems, costs and evaluations cannot be joined.",
    ),
    wrong=Text("「システム評価」のシートを削除した", "The sheet システム評価 was deleted"),
    right=Text("4つの様式がそろっている", "All four forms are there"),
    message=Text(
        "次の様式がありません: {forms.ja}{unread.ja}。",
        "These forms are missing: {forms.en}{unread.en}.",
    ),
    fix=Text(
        "足りない様式に記入して提出してください。所管するシステムが1つもない課は、"
        "表紙の「所管システムなし」に○を付けるだけで構いません。",
        "Fill in the missing forms. A division without any system only marks 所管システムなし "
        "with ○ on 表紙.",
    ),
    official="L3-07",
)
def form_missing(ward: Ward, context: Context) -> Iterator[Hit]:
    """Forms that a division returned in none of its files; one finding for all of them."""
    refused = {file.division_code for file in ward.returned if file.refusal is not None}
    for division in ward.divisions.values():
        if division.code in refused or not _is_survey(division):
            continue
        absent = [form.id for form in QUESTIONNAIRE if not division.tables_of(form.id)]
        if absent:
            titles = [context.settings.form(form_id).title for form_id in absent]
            unread = [name for file in division.files for name in sheets_titled(file, titles)]
            yield Hit(
                Address(division.files[0].file),
                given="、".join(titles),
                division_code=division.code,
                values={"forms": listed(titles), "unread": _unread(unread)},
            )


def _is_survey(division: DivisionReturn) -> bool:
    """Whether the forms of the survey are expected; not with 監査調書 or 所管システムなし."""
    if any(file.unreadable_sheets for file in division.files):
        return False
    if division.owns_none:
        return False
    returned = {table.form_id for file in division.files for table in file.tables}
    own = returned - {"cover", "self_check"}
    return bool(own) or returned == {"cover"}


def _unread(sheets: list[str]) -> Text:
    if not sheets:
        return Text("", "")
    told = named(sheets, len(sheets))
    return Text(
        f"（シート{told.ja}はありますが、見出しが様式と違うため読み取れません）",
        f" (the sheet {told.en} is there, but without the headers of the form)",
    )


def sheets_titled(file: Returned, titles: list[str]) -> Iterator[str]:
    """Sheets without a form's headers that are called like one of the forms."""
    wanted = {plain(title) for title in titles}
    for sheet in file.other_sheets:
        if plain(sheet.name) in wanted:
            yield sheet.name


def same_form_sheets(returned: Returned) -> Iterator[list[Table]]:
    """The sheets of each form that stands, filled in, in several sheets of the file."""
    by_form: dict[str, list[Table]] = defaultdict(list)
    for table in returned.tables:
        if table.records:
            by_form[table.form_id].append(table)
    yield from (tables for tables in by_form.values() if len(tables) > 1)


@rule(
    "S02",
    Subject.FILE,
    Severity.ERROR,
    title=Text("同じ様式が2つ", "Form twice in one file"),
    why=Text(
        "同じ様式が2つあると、同じシステムや経費を2重に数えてしまいます。",
        "Where a form stands twice, its systems and costs are counted twice.",
    ),
    wrong=Text(
        "「所管するシステム一覧」と「所管するシステム一覧 (2)」",
        "所管するシステム一覧 and 所管するシステム一覧 (2)",
    ),
    right=Text("様式ごとに1つのシート", "One sheet per form"),
    message=Text(
        "「{form}」が{count}つのシートにあります: {sheets.ja}。このシートは読み取っていません。",
        "{form} stands in {count} sheets: {sheets.en}. This one was not read.",
    ),
    fix=Text(
        "すべての行を1つのシートにまとめ、残りのシートを削除してください。",
        "Put all rows into one sheet and delete the others.",
    ),
    official="L1-02",
)
def form_twice(returned: Returned, context: Context) -> Iterator[Hit]:
    """One finding per form, at the first of its sheets that is not read."""
    for tables in same_form_sheets(returned):
        second, *_ = [table for table in tables if table not in returned.read_tables]
        sheets = [table.place.sheet for table in tables]
        yield Hit(
            Address(returned.file, second.place.sheet),
            given="、".join(f"「{sheet}」" for sheet in sheets),
            values={
                "form": second.layout.form.title,
                "count": len(tables),
                "sheets": named(sheets, len(sheets)),
            },
        )


@rule(
    "S23",
    Subject.WARD,
    Severity.ERROR,
    title=Text("白紙の様式", "Blank form"),
    why=Text(
        "白紙の様式では、書くことがないのか、記入を忘れたのか分かりません。",
        "A blank form does not tell a division with nothing to say from one that forgot.",
    ),
    wrong=Text(
        "「所管するシステム一覧」が白紙で、表紙の「所管システムなし」も空欄",
        "所管するシステム一覧 is blank, and so is 所管システムなし on 表紙",
    ),
    right=Text("表紙の「所管システムなし」に○", "○ at 所管システムなし on 表紙"),
    message=Text(
        "「{form}」に1行も記入がありません。",
        "No row of {form} is filled in.",
    ),
    fix=Text(
        "様式に記入してください。所管するシステムが1つもないときは、表紙の「所管システムなし」に"
        "○を付けてください。",
        "Fill the form in; a division without any system marks 所管システムなし with ○ on 表紙.",
    ),
    official="L1-09",
)
def blank_form(ward: Ward, context: Context) -> Iterator[Hit]:
    """A form without any row for a division that has something to put there."""
    for division in ward.divisions.values():
        for form_id in _owed(division):
            tables = division.tables_of(form_id)
            if tables and not any(table.records for table in tables):
                place, form = tables[0].place, tables[0].layout.form
                at = Address(place.file, place.sheet)
                yield Hit(at, division_code=division.code, values={"form": form.title})


def _owed(division: DivisionReturn) -> Iterator[str]:
    """The forms that must hold a row; without a list of systems nothing is known of the others."""
    yield "self_check"
    if not division.owns_none:
        yield "system_list"
    if any(system.live and not system.staff_made for system in division.systems):
        yield from ("cost_estimate", "evaluation")
