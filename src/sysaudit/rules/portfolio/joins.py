"""所管するシステム一覧 against 経費見積入力シート: costs and their systems."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import BUNDLED, CostLine
from sysaudit.forms.shared import NO_CONTRACT
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.names import plain_name
from sysaudit.rules.portfolio.doubles import written_twice
from sysaudit.rules.portfolio.strays import Joined, hint_of, meant_by, stray_rows, unexplained
from sysaudit.rules.ward import Ward

SHARE = "負担金"
"""The cost item by which a division pays its share of another's system."""
NOT_ON_LIST = "一覧にないID"
"""What the template's formula shows in place of a name that it does not find."""


@rule(
    "X01",
    Subject.WARD,
    Severity.ERROR,
    title=Text("一覧にないシステムの経費", "Cost without a system"),
    why=Text(
        "どのシステムの経費か分からない行は、システム別の集計から漏れます。",
        "A row whose system is not known is missing from the costs by system.",
    ),
    wrong=Text("経費のシステムID「1304-S20」が一覧にない", "1304-S20 is not on the list"),
    right=Text("一覧にある「1304-S02」", "1304-S02, as on the list"),
    message=Text(
        "システムID「{given}」（経費{rows}行）は、所管するシステム一覧にありません。{hint.ja}",
        "{given} ({rows} cost rows) is not on the system list.{hint.en}",
    ),
    fix=Text(
        "一覧と同じシステムIDを入力してください。一覧に載せ忘れたシステムなら、"
        "「所管するシステム一覧」に1行追加します。",
        "Type the ID as on the list, or add the system to the list.",
    ),
    official="L3-02",
)
def cost_without_system(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per unknown ID; silent while rows of the list lack theirs."""
    for division in ward.divisions.values():
        if not division.list_complete:
            continue
        for system_id, lines in _strays(division).items():
            if system_id not in ward.systems_by_id and not _may_be_elsewhere(ward, system_id):
                meant = meant_by(system_id, lines[0], division.systems_by_id)
                hint = hint_of(meant)
                yield hit_on(
                    lines[0], "system_id", context, expected=meant, rows=len(lines), hint=hint
                )


def _strays(division: DivisionReturn) -> dict[str, list[CostLine]]:
    return stray_rows(division.costs, division.systems_by_id)


def _may_be_elsewhere(ward: Ward, system_id: str) -> bool:
    """Whether a division whose list is not complete this year had the system last year."""
    for former, returned in ward.previous_divisions.items():
        if system_id in returned.systems_by_id:
            heirs = ward.successors(former)
            return not all(c in ward.divisions and ward.divisions[c].list_complete for c in heirs)
    return False


@rule(
    "X02",
    Subject.WARD,
    Severity.WARNING,
    title=Text("ほかの課のシステムの経費", "Cost of another division's system"),
    why=Text(
        "2つの課が同じ経費を書くと、区全体の経費が2重になります。",
        "Where two divisions state the same cost, the ward counts it twice.",
    ),
    wrong=Text("1305の経費に、1304の一覧にある「1304-S01」", "1304-S01 among the costs of 1305"),
    right=Text(
        "1304だけが書くか、1305は「負担金」として自分の分を書く",
        "1304 alone states it, or 1305 states its share as 負担金",
    ),
    message=Text(
        "システムID「{given}」は{owner}の一覧にあるシステムです（経費{rows}行{both.ja}）。",
        "{given} is on the list of {owner} ({rows} cost rows{both.en}).",
    ),
    fix=Text(
        "{owner}と話し合い、経費は1つの課だけが書いてください。自分の課が払う分だけを書くときは、"
        "経費項目を「負担金」にするか、一括契約を「他システムと一括」にします。",
        "Agree with {owner} that one division states the cost; state a share of your own as "
        "負担金, or as 他システムと一括.",
    ),
)
def cost_of_another_division(ward: Ward, context: Context) -> Iterator[Hit]:
    """Costs of a system that another division lists; shares are the way to do it."""
    for division in ward.divisions.values():
        if not division.list_complete:
            continue
        for system_id, lines in _strays(division).items():
            owner, _ = ward.systems_by_id.get(system_id, (None, None))
            claimed = [line for line in lines if not _is_share(line)]
            if owner is None or not claimed:
                continue
            also = system_id in ward.divisions[owner].costs_by_system
            both = Text("。その課も経費を書いています", ", and it states costs of its own")
            yield hit_on(
                claimed[0],
                "system_id",
                context,
                owner=ward.division_name(owner),
                rows=len(claimed),
                both=both if also else Text("", ""),
            )


def _is_share(line: CostLine) -> bool:
    return line.cost_item == SHARE or line.bundled == BUNDLED


@rule(
    "X03",
    Subject.WARD,
    Severity.ERROR,
    title=Text("経費の行がないシステム", "System without cost"),
    why=Text(
        "経費の分からないシステムは、費用に見合うかを評価できません。",
        "A system whose cost is unknown cannot be judged by it.",
    ),
    wrong=Text("運用中の「1304-S02」の経費の行がない", "No cost row for 1304-S02, 運用中"),
    right=Text(
        "経費の行がある。経費がかからなければ金額は「0」、備考に理由",
        "A cost row; 0 yen and the reason in 備考 where there is no cost",
    ),
    message=Text(
        "システムID「{given}」（{status}）の行が、経費見積入力シートにありません。",
        "{given} ({status}) has no row on the cost estimate.",
    ),
    fix=Text(
        "経費見積入力シートに、このシステムの行を追加してください。金額が出せなければ「金額の確度」を"
        "「未定」に、経費がかからなければ金額を「0」にして備考に理由を書きます。",
        "Add a row for it: 未定 as its 金額の確度 where nobody knows, or 0 yen with the reason in "
        "備考.",
    ),
)
def system_without_cost(ward: Ward, context: Context) -> Iterator[Hit]:
    """A live system of a vendor without any row, in a division all of whose costs were read."""
    paid_elsewhere = {line.system_id for _, line in ward.costs}
    repeated = written_twice(ward)
    for division in ward.divisions.values():
        if not (division.list_complete and division.complete("cost_estimate")):
            continue
        listed = division.systems_by_id
        lacking = [
            system
            for system_id, system in listed.items()
            if _costs_something(system)
            and id(system) not in repeated
            and system_id not in division.costs_by_system
            and (system_id not in ward.systems_by_id or system_id not in paid_elsewhere)
        ]
        for system in unexplained(_strays(division), lacking, listed):
            yield hit_on(system, "system_id", context, status=system.status)


def _costs_something(system: System) -> bool:
    return system.live and not system.staff_made and system.contract_method != NO_CONTRACT


@rule(
    "X07",
    Subject.WARD,
    Severity.WARNING,
    title=Text("システム名が一覧と違う", "Another name than on the list"),
    why=Text(
        "IDで結び付けるため、名前が違えばIDの書き間違いで別のシステムに経費や評価が付いています。",
        "Rows are joined by ID: another name suggests that the ID is wrong.",
    ),
    wrong=Text(
        "ID「1304-S01」の行のシステム名が「納付システム」（一覧では「課税システム」）",
        "1304-S01 called 納付システム, on the list 課税システム",
    ),
    right=Text("一覧と同じIDと名前", "ID and name as on the list"),
    message=Text(
        "システムID「{system_id}」の名前が「{given}」ですが、一覧では「{expected}」です。",
        "{system_id} is called {given} here, but {expected} on the list.",
    ),
    fix=Text(
        "システムIDが正しいかを確かめてください。名前の欄の入力は不要です（IDから表示されます）。",
        "See whether the ID is right; the name need not be typed.",
    ),
)
def other_name_by_formula(ward: Ward, context: Context) -> Iterator[Hit]:
    """The name that costs and evaluations show for an ID, against the list; once per name."""
    for division in ward.divisions.values():
        told: set[tuple[str | None, str | None]] = set()
        rows: tuple[Joined, ...] = (*division.costs, *division.evaluations)
        for row in rows:
            system = division.systems_by_id.get(row.system_id or "")
            if system is None or row.system_name == system.system_name:
                continue
            if (row.system_id, row.system_name) not in told and _named_otherwise(row, system):
                told.add((row.system_id, row.system_name))
                yield hit_on(
                    row,
                    "system_name",
                    context,
                    expected=system.system_name,
                    system_id=row.system_id,
                )


def _named_otherwise(row: Joined, system: System) -> bool:
    if not row.system_name or not system.system_name or NOT_ON_LIST in row.system_name:
        return False
    shown = plain_name(row.system_name)
    return shown not in (plain_name(system.system_name), plain_name(system.alias or ""))
