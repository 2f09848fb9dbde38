"""少額随意契約: what is bought from one vendor without competition has a limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sysaudit.calendar import first_day
from sysaudit.config import SmallContractLimit
from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import LEASES, TAX_EXCLUDED, CostLine
from sysaudit.forms.shared import SMALL_SUM
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.money.contracts import contracts_of, systems_of_lines
from sysaudit.rules.money.pairs import RUNNING
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import day_text

NOT_BOUGHT = ("工事請負費", "負担金、補助及び交付金", "報償費", "旅費")
"""Budget lines with a limit of their own, or without a contract."""
CLASSES = {
    "備品購入費": Text("買入れ", "purchase"),
    "需用費": Text("買入れ", "purchase"),
    "使用料及び賃借料": Text("借入れ", "hire"),
    "委託料": Text("委託その他", "services"),
    "役務費": Text("委託その他", "services"),
}
PERCENT = {"8%": 8, "10%": 10}


@rule(
    "X48",
    Subject.WARD,
    Severity.WARNING,
    title=Text("少額随意契約の上限を超える", "Small contract above the limit"),
    why=Text(
        "少額随意契約にできるのは、地方自治法施行令の別表の額までです。分けた契約も合わせて見ます。",
        "Contracts without competition have a limit by law, over all their parts.",
    ),
    wrong=Text("「少額随意契約」の委託料の予算が1,200,000円", "1,200,000 of 委託料"),
    right=Text("契約方法「一般競争入札」など", "Another method, such as 一般競争入札"),
    message=Text(
        "{contract.ja}の{label}は合わせて{given}円で、少額随意契約（{kind.ja}）の上限"
        "{expected}円を超えています（{on}現在の額）。",
        "{contract.en} has {given} yen for {label}, above the limit of {expected} for "
        "{kind.en} (as of {on}).",
    ),
    fix=Text(
        "契約方法と節を確かめ、違っていれば直してください。正しければ、契約担当課に相談してください。"
        "単価契約など予定価格が上限以下のときは、このままで構いません。",
        "Check 契約方法 and 節; if both are right, ask the contract division.",
    ),
)
def above_limit(ward: Ward, context: Context) -> Iterator[Hit]:
    """The year's budget, added up over a contract number, against the limit in force."""
    systems = systems_of_lines(ward)
    numbered = [contract.lines for contract in contracts_of(ward)]
    alone = [(line,) for _, line in ward.costs_of_year if line.contract_number is None]
    for lines in (*numbered, *alone):
        small = [line for line in lines if _is_small(line, systems.get(id(line)))]
        if not small:
            continue
        on = _begun(small, systems) or first_day(context.year)
        limit, kind = _limit(small, context.settings.small_contract_limit(on))
        total = sum(_with_tax(line) for line in small)
        if total > limit:
            yield hit_on(
                small[0],
                "budget",
                context,
                given=f"{total:,}",
                expected=f"{limit:,}",
                difference=total - limit,
                contract=_told(small[0]),
                kind=kind,
                on=day_text(on),
            )


def _is_small(line: CostLine, system: System | None) -> bool:
    """By the row's own method, else by the list's where the row falls under that contract."""
    method = line.contract_method
    if method is None and system is not None and _inherits(line, system):
        method = system.contract_method
    return method == SMALL_SUM and bool(line.budget) and line.budget_line not in NOT_BOUGHT


def _inherits(line: CostLine, system: System) -> bool:
    """Whether the row falls under the contract of the list: it bears its number, or only runs.

    A row without a number that is planned (更新, 改修), or leases, has a contract of its own.
    """
    if line.contract_number is None:
        return line.cost_kind == RUNNING and line.cost_item not in LEASES
    return line.contract_number == system.contract_number


def _begun(lines: list[CostLine], systems: dict[int, System]) -> date | None:
    """When the contract began, by its rows, else by the list."""
    own = [line.contract_start for line in lines if line.contract_start is not None]
    listed = [systems[id(x)].contract_start for x in lines if id(x) in systems]
    return min(own or [day for day in listed if day is not None], default=None)


def _limit(lines: list[CostLine], limit: SmallContractLimit) -> tuple[int, Text]:
    """The limit of the contract's class; the highest of several, or where none is known."""
    by_class = {"hire": limit.hire, "purchase": limit.purchase, "services": limit.services}
    unknown = Text("節が不明のため最も高い額", "the highest, since 節 is not known")
    kinds = {CLASSES.get(line.budget_line or "", unknown) for line in lines}
    return max((by_class.get(kind.en, max(by_class.values())), kind) for kind in kinds)


def _with_tax(line: CostLine) -> int:
    """The budget as the limit counts it: with tax, where the rate is known."""
    rate = PERCENT.get(line.tax_rate or "", 0) if line.tax_basis == TAX_EXCLUDED else 0
    return (line.budget or 0) * (100 + rate) // 100


def _told(line: CostLine) -> Text:
    if line.contract_number is None:
        return Text("この行", "This row")
    return Text(f"契約番号「{line.contract_number}」", f"Contract {line.contract_number}")
