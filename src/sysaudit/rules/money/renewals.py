"""When contracts and leases end, and what is planned for then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sysaudit.calendar import add_months, first_day, fiscal_year_of
from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, LEASES, CostLine
from sysaudit.forms.system_list import ABOLISHED, TO_BE_ABOLISHED, System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.money.contracts import under_main_contract
from sysaudit.rules.money.pairs import by_year
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import day_text, year_typed

NEW_START = ("更新", "整備")
"""The kinds of cost that tell of a replacement, whatever the amount."""


@rule(
    "X40",
    Subject.WARD,
    Severity.ERROR,
    title=Text("リース料があるのに終了日がない", "Lease without its end"),
    why=Text(
        "機器の入れ替えは、リースの終わりから逆算して2年前に準備を始めます。",
        "Replacements are prepared from two years before a lease ends.",
    ),
    wrong=Text(
        "経費項目「機器リース」、一覧の「機器リース終了日」が空欄",
        "A lease, 機器リース終了日 blank",
    ),
    right=Text("機器リース終了日「2022/3/31」または「不明」", "2022/3/31, or 不明"),
    message=Text(
        "経費に「機器リース」の行がありますが、「{label}」が空欄です。",
        "There is a row 機器リース among the costs, but {label} is blank.",
    ),
    fix=Text(
        "リース契約書の満了日を入力してください（例：2022/3/31）。分からなければ「不明」、毎年自動で"
        "延びる契約は「自動更新」と入力します。",
        "Type the day on which the lease ends (2022/3/31), 不明 or 自動更新.",
    ),
)
def lease_without_end(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per system that pays a lease; silent where the cost row tells the end."""
    for division in ward.divisions_of_year:
        for system_id, lines in division.costs_by_system.items():
            system = division.systems_by_id.get(system_id)
            if system is None or system.status == ABOLISHED or not any(map(_endless, lines)):
                continue
            if system.blank("lease_end"):
                yield hit_on(system, "lease_end", context)


def _endless(line: CostLine) -> bool:
    paid = any(line.amounts[1:])
    return line.cost_item in LEASES and paid and not line.stated("contract_end")


def _ends(system: System) -> list[tuple[date, Text]]:
    """The ends of contract and lease that the list states, soonest first."""
    ends = [
        (system.contract_end, Text("契約", "the contract")),
        (system.lease_end, Text("機器のリース", "the lease")),
    ]
    return sorted(((end, what) for end, what in ends if end), key=lambda each: each[0])


@rule(
    "X41",
    Subject.WARD,
    Severity.WARNING,
    title=Text("契約が終わる前に更新する予定", "Renewal before the contract ends"),
    why=Text(
        "契約やリースの途中で入れ替えると、残りの料金や違約金がかかることがあります。",
        "To replace a system in the middle of a contract may cost what remains of it.",
    ),
    wrong=Text("次期更新予定年度2020、契約終了日2023/3/31", "2020, with a contract to 2023/3/31"),
    right=Text("次期更新予定年度2023", "2023"),
    message=Text(
        "次期更新予定年度（{given}）が、{what.ja}の終わる{end}（{year}年度）より前です。",
        "The renewal is planned for {given}, but {what.en} ends on {end} (fiscal {year}).",
    ),
    fix=Text(
        "更新予定年度と契約・リースの終了日を確かめてください。途中で入れ替える予定なら、備考に理由を"
        "書いてください。",
        "Check the year and the dates; if it is to be replaced before, give the reason in 備考.",
    ),
)
def renewed_before_end(ward: Ward, context: Context) -> Iterator[Hit]:
    """A year of renewal before that in which contract and lease end, and no word about it."""
    for _, system in ward.systems:
        planned = system.next_renewal
        if planned is None or planned < context.year or system.stated("remarks"):
            continue
        for end, what in _ends(system)[-1:] if _in_use(system) else ():
            if planned < fiscal_year_of(end):
                yield hit_on(
                    system,
                    "next_renewal",
                    context,
                    given=year_typed(system, "next_renewal"),
                    what=what,
                    end=day_text(end),
                    year=fiscal_year_of(end),
                )


@rule(
    "X42",
    Subject.WARD,
    Severity.WARNING,
    title=Text("まもなく終わる契約に更新の計画も経費もない", "Contract ends soon, with no plan"),
    why=Text(
        "入れ替えには、検討から稼働までおよそ2年かかります。",
        "A replacement takes about two years from the first thought.",
    ),
    wrong=Text(
        "契約終了日2020/3/31、次期更新予定年度「未定」、2020年度からの見積なし",
        "To 2020/3/31, 未定, and no estimate from 2020 on",
    ),
    right=Text("次期更新予定年度「2020」", "2020"),
    message=Text(
        "{what.ja}が{end}に終わります（{as_of}から{months}か月以内）が、次期更新予定年度は「{given}」で、"
        "その後の経費もありません。",
        "On {end}, within {months} months of {as_of}, {what.en} ends; 次期更新予定年度 is {given} "
        "and no cost is stated after that.",
    ),
    fix=Text(
        "次に入れ替える年度を入力するか、経費見積入力シートに終わった後の経費（再リース、契約の更新、"
        "入れ替え）を書いてください。使うのをやめるなら、状況を「廃止予定」に改めます。",
        "Type the year of the renewal, state the costs that follow, or change 状況 to 廃止予定.",
    ),
)
def ends_without_plan(ward: Ward, context: Context) -> Iterator[Hit]:
    """A contract or lease that ends soon, a renewal that is 未定 or 不明, and no later cost."""
    months = context.settings.thresholds.renewal_months
    until = add_months(context.as_of, months)
    for division in ward.divisions_of_year:
        for system in division.systems if division.complete("cost_estimate") else ():
            soon = [each for each in _ends(system) if context.as_of <= each[0] <= until]
            if not soon or not _without_plan(system):
                continue
            end, what = soon[0]
            if not _paid_after(end, system, division, context):
                yield hit_on(
                    system,
                    "next_renewal",
                    context,
                    what=what,
                    end=day_text(end),
                    as_of=day_text(context.as_of),
                    months=months,
                )


def _without_plan(system: System) -> bool:
    """A blank year of renewal is a finding of its own."""
    return _in_use(system) and system.word("next_renewal") is not None and not system.staff_made


def _in_use(system: System) -> bool:
    return system.live and system.status != TO_BE_ABOLISHED


def _paid_after(end: date, system: System, division: DivisionReturn, context: Context) -> bool:
    """Whether any row tells a cost after the year in which it ends, a renewal, or is unread.

    A system without any row is a finding of its own.
    """
    lines = division.costs_by_system.get(system.system_id or "", [])
    over = fiscal_year_of(end)
    return not lines or any(
        line.cost_kind in NEW_START
        or any(year > over for year in by_year(line, context.year))
        or any(line.unread(key) for key in AMOUNT_KEYS)
        for line in lines
    )


@rule(
    "X43",
    Subject.WARD,
    Severity.WARNING,
    title=Text("契約が終わっているのに経費が続く", "Contract is over, costs go on"),
    why=Text(
        "契約の日付が古いままだと、更新時期の表に載りません。",
        "With the dates of an old contract the calendar of renewals is wrong.",
    ),
    wrong=Text(
        "契約終了日2018/3/31、2019年度予算1,200,000円", "To 2018/3/31, budget of 2019 1,200,000"
    ),
    right=Text("今の契約の終了日「2020/3/31」", "2020/3/31, when the present contract ends"),
    message=Text(
        "契約は{given}に終わっていますが、{budget_label}に{budget}円あります。",
        "The contract ended on {given}, but there are {budget} yen for {budget_label}.",
    ),
    fix=Text(
        "今の契約の開始日と終了日を入力してください。毎年自動で更新される契約なら、契約終了日を"
        "「自動更新」とします。",
        "Type the dates of the present contract, or 自動更新 as its end.",
    ),
)
def contract_over(ward: Ward, context: Context) -> Iterator[Hit]:
    """A live system whose contract ended before the year, with a budget of that year under it."""
    for division in ward.divisions_of_year:
        for system_id, system in division.systems_by_id.items():
            start, end = system.contract_start, system.contract_end
            if end is None or end >= first_day(context.year) or not system.live:
                continue
            if start is not None and end < start:
                continue
            lines = division.costs_by_system.get(system_id, [])
            paid = [
                line
                for line in lines
                if line.budget
                and line.place.year in (None, context.year)
                and _no_contract_of_its_own(line, system)
            ]
            if paid:
                yield hit_on(
                    system,
                    "contract_end",
                    context,
                    budget=f"{sum(line.budget or 0 for line in paid):,}",
                    budget_label=paid[0].place.labels.get("budget", ""),
                )


def _no_contract_of_its_own(line: CostLine, system: System) -> bool:
    return under_main_contract(line, system) and not line.stated("contract_end")
