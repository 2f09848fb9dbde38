"""Costs against the state of a system."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.calendar import first_day
from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, ESTIMATE_KEYS, LEASES, CostLine
from sysaudit.forms.shared import NO_CONTRACT, UNDECIDED
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.ward import Ward


@rule(
    "X38",
    Subject.WARD,
    Severity.WARNING,
    title=Text("廃止済なのに今後の経費がある", "Abolished, with costs to come"),
    why=Text(
        "廃止したシステムの経費が残っていると、要らない予算を見積もることになります。",
        "Money would be set aside for what is no longer there.",
    ),
    wrong=Text("状況「廃止済」、2020年度見積1,200,000円", "廃止済, 1,200,000 for 2020"),
    right=Text("状況「廃止予定」、または見積が空欄", "廃止予定, or no estimate"),
    message=Text(
        "一覧では「廃止済」ですが、{label}に{given}円あります（今後の経費のある行は{rows}行）。",
        "It is 廃止済 on the list, but there are {given} yen for {label} ({rows} rows with "
        "costs to come).",
    ),
    fix=Text(
        "まだ使っていれば一覧の状況を「廃止予定」に改めてください。使っていなければ見積を空欄にします。"
        "撤去費用やリースの残りなら、増減理由に書いてください。",
        "Change 状況 to 廃止予定, blank the estimates, or say in 増減理由 what remains to be paid.",
    ),
)
def abolished_with_cost(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per system 廃止済; leases that run on and costs with a reason set aside."""
    for division in ward.divisions_of_year:
        for system_id, lines in division.costs_by_system.items():
            system = division.systems_by_id.get(system_id)
            if system is None or system.status != ABOLISHED:
                continue
            ahead = [x for x in lines if _first_ahead(x) and not _explained(x, system, context)]
            if ahead:
                yield hit_on(ahead[0], _first_ahead(ahead[0]) or "", context, rows=len(ahead))


def _first_ahead(line: CostLine) -> str | None:
    """The first year to come for which a row has an amount."""
    return next((key for key in ESTIMATE_KEYS if getattr(line, key)), None)


def _explained(line: CostLine, system: System, context: Context) -> bool:
    return line.stated("change_reason") or _lease_runs_on(line, system, context)


def _lease_runs_on(line: CostLine, system: System, context: Context) -> bool:
    end = line.contract_end or system.lease_end
    next_year = first_day(context.year + 1)
    return line.cost_item in LEASES and end is not None and end >= next_year


@rule(
    "X39",
    Subject.WARD,
    Severity.WARNING,
    title=Text("運用中なのに経費がすべて0", "In use at no cost"),
    why=Text(
        "本当に無償なのか、ほかの行に含めたのか、書き忘れなのか分かりません。",
        "It may be free, counted in another row, or forgotten.",
    ),
    wrong=Text("運用中のシステムの金額がすべて0で、備考が空欄", "All 0, and 備考 blank"),
    right=Text("備考に「都から無償で提供」", "備考: provided free of charge"),
    message=Text(
        "システムID「{given}」（{status}）の金額が、どの行もすべて0円です。",
        "All amounts of {given} ({status}) are 0 yen.",
    ),
    fix=Text(
        "かかる経費を入力してください。無償なら備考に「都から無償で提供」のように、ほかの行に含むなら"
        "どの行かを書いてください。",
        "Type what it costs, or say in 備考 why it costs nothing.",
    ),
)
def all_zero(ward: Ward, context: Context) -> Iterator[Hit]:
    """A live system of a vendor whose rows state nothing but 0, with no word about it."""
    for division in ward.divisions_of_year:
        for system_id, lines in division.costs_by_system.items():
            system = division.systems_by_id.get(system_id)
            if system is not None and _costs_something(system) and all(map(_zero, lines)):
                yield hit_on(lines[0], "system_id", context, status=system.status)


def _costs_something(system: System) -> bool:
    return system.live and not system.staff_made and system.contract_method != NO_CONTRACT


def _zero(line: CostLine) -> bool:
    explained = line.stated("remarks") or line.stated("change_reason")
    unread = any(line.unread(key) for key in AMOUNT_KEYS)
    told = (line.budget, line.estimate_1) == (0, 0) and not any(line.amounts)
    return told and line.certainty != UNDECIDED and not explained and not unread
