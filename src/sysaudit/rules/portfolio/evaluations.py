"""システム評価 against 所管するシステム一覧: which systems were evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import grouped
from sysaudit.rules.portfolio.doubles import written_twice
from sysaudit.rules.portfolio.strays import hint_of, meant_by, stray_rows, unexplained
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import where


@rule(
    "X20",
    Subject.WARD,
    Severity.ERROR,
    title=Text("一覧にないシステムの評価", "Evaluation of an unknown system"),
    why=Text(
        "どのシステムの評価か分からず、評価の表に載せられません。",
        "Nobody knows which system was evaluated.",
    ),
    wrong=Text("評価のシステムID「1304-S20」が一覧にない", "1304-S20 is not on the list"),
    right=Text("一覧にある「1304-S02」", "1304-S02, as on the list"),
    message=Text(
        "システムID「{given}」は、所管するシステム一覧にありません。{hint.ja}",
        "{given} is not on the system list.{hint.en}",
    ),
    fix=Text(
        "一覧と同じシステムIDを入力してください。一覧に載せ忘れたシステムなら、"
        "「所管するシステム一覧」に1行追加します。",
        "Type the ID as on the list, or add the system to the list.",
    ),
    official="L3-02",
)
def unknown_system(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per ID that the division's own list does not hold."""
    for division in ward.divisions.values():
        if not division.list_complete:
            continue
        listed_systems = division.systems_by_id
        for system_id, rows in stray_rows(division.evaluations, listed_systems).items():
            meant = meant_by(system_id, rows[0], listed_systems)
            yield hit_on(rows[0], "system_id", context, expected=meant, hint=hint_of(meant))


@rule(
    "X21",
    Subject.WARD,
    Severity.ERROR,
    title=Text("評価のないシステム", "System without an evaluation"),
    why=Text(
        "運用中・更新中・廃止予定のシステムは、すべて評価の対象です。",
        "Every system in use is to be evaluated.",
    ),
    wrong=Text("運用中の「1304-S02」がシステム評価にない", "No evaluation of 1304-S02, 運用中"),
    right=Text("「1304-S02」の評価が1行ある", "A row for 1304-S02"),
    message=Text(
        "{missing}の評価が、システム評価にありません。",
        "{missing} has no row in システム評価.",
    ),
    fix=Text(
        "システム評価に1行追加し、V1からQ5までと1次評価を記入してください。"
        "分からない項目は「不明」で構いません。",
        "Add a row with V1 to Q5 and 1次評価; 不明 will do where nobody knows.",
    ),
)
def not_evaluated(ward: Ward, context: Context) -> Iterator[Hit]:
    """Systems to be evaluated that have no row; a sheet without any is a finding of its own."""
    repeated = written_twice(ward)
    for division in ward.divisions.values():
        if not (division.list_complete and division.complete("evaluation")):
            continue
        by_id = division.systems_by_id
        done = {row.system_id for row in division.evaluations}
        owed = {key: s for key, s in by_id.items() if s.to_be_evaluated and id(s) not in repeated}
        lacking = [system for key, system in owed.items() if key not in done]
        for system in unexplained(stray_rows(division.evaluations, by_id), lacking, by_id):
            yield hit_on(system, "system_id", context, cause="", missing=system.system_id)


@rule(
    "X22",
    Subject.WARD,
    Severity.INFO,
    title=Text("評価の要らないシステム", "System that need not be evaluated"),
    why=Text(
        "職員作成ツールや、まだ動いていないシステム、廃止済のシステムは評価の集計に入りません。",
        "Tools made by staff and systems not in use stay out of the evaluation.",
    ),
    wrong=Text("状況が「調達中」のシステムの評価がある", "A system 調達中 was evaluated"),
    right=Text("評価の行がない", "No row for it"),
    message=Text(
        "システムID「{given}」（{state}）は評価の対象ではないため、集計に入れません。",
        "{given} ({state}) need not be evaluated and is left out.",
    ),
    fix=Text(
        "この行は削除して構いません。動いているシステムなら、一覧の「状況」を改めてください。",
        "The row may be deleted; if the system is in use, change its 状況 on the list.",
    ),
)
def need_not_be_evaluated(ward: Ward, context: Context) -> Iterator[Hit]:
    """Evaluations of systems that are not live, or that staff made."""
    for division in ward.divisions.values():
        for row in division.evaluations:
            system = division.systems_by_id.get(row.system_id or "")
            if system is not None and system.status and not system.to_be_evaluated:
                state = system.status if not system.staff_made else "職員作成"
                yield hit_on(row, "system_id", context, state=state)


@rule(
    "X23",
    Subject.WARD,
    Severity.ERROR,
    title=Text("同じシステムの評価が2つ", "System evaluated twice"),
    why=Text(
        "どちらが課の評価なのか分かりません。",
        "Nobody knows which of the two is the division's evaluation.",
    ),
    wrong=Text("「1304-S01」の評価が2行ある", "Two rows for 1304-S01"),
    right=Text("1行だけ", "One row"),
    message=Text(
        "システムID「{given}」の評価は、{first}にもあります。",
        "{given} is evaluated in {first} too.",
    ),
    fix=Text(
        "正しい1行だけを残してください。別のシステムの評価なら、そのIDを入力します。",
        "Keep one row, or type the ID of the other system.",
    ),
)
def evaluated_twice(ward: Ward, context: Context) -> Iterator[Hit]:
    """Every row after the first for a system, in a division with one sheet of them."""
    for division in ward.divisions.values():
        if division.doubled("evaluation"):
            continue
        by_id = grouped(division.evaluations, lambda row: row.system_id)
        for first, *more in by_id.values():
            for row in more:
                first_at = where(first, "system_id", beside=row)
                yield hit_on(row, "system_id", context, first=first_at)
