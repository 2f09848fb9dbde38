"""消費税: amounts that took it in or left it out without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, TAX_EXCLUDED, TAX_INCLUDED, CostLine
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.money.contracts import contracts_of
from sysaudit.rules.money.pairs import by_year, pairs, year_of
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import where

RATES = (8, 10)
LEAST = 10_000
"""Below this, in yen, rounding makes too many figures look like a rate."""


def tax_between(one: int, other: int) -> int | None:
    """The rate by which one figure is the other with tax, to the yen; None where it is not.

    >>> tax_between(1_296_000, 1_200_000), tax_between(1_000_000, 1_100_000)
    (8, 10)
    >>> tax_between(1_200_000, 1_222_222)
    """
    small, great = sorted((one, other))
    if small < LEAST:
        return None
    return next((r for r in RATES if abs(great * 100 - small * (100 + r)) <= 100), None)


@rule(
    "X35",
    Subject.WARD,
    Severity.WARNING,
    title=Text("税込と税抜の取り違え", "With and without tax confused"),
    why=Text(
        "税区分が同じなのに金額がちょうど消費税の分だけ違うと、税を2度足すか落とすことになります。",
        "Tax is counted twice, or not at all, where figures differ by just the tax.",
    ),
    wrong=Text(
        "昨年度の調査票で2020年度が1,100,000円（税込）、今年度は1,000,000円（税込）",
        "Fiscal 2020 was 1,100,000 with tax last year, and is 1,000,000 with tax now",
    ),
    right=Text("税区分を「税抜」とするか、1,100,000円と入力", "税抜, or 1100000"),
    message=Text(
        "{label}は{given}円（{basis}）です。昨年度の調査票では同じ年度が{other}円（{basis}）で、"
        "ちょうど{rate}%違います。",
        "{label} is {given} yen ({basis}); last year's form had {other} ({basis}), which differs "
        "by just {rate}%.",
    ),
    fix=Text(
        "見積書や契約書で税込か税抜かを確かめ、税区分か金額を直してください。どちらも正しければ、"
        "増減理由を書いてください。",
        "See in the contract whether tax is in it, and put 税区分 or the amount right; if both "
        "are, give the reason in 増減理由.",
    ),
)
def with_and_without_tax(ward: Ward, context: Context) -> Iterator[Hit]:
    """Rows whose every figure from the budget on differs from last year's by one tax rate."""
    before = pairs(ward)
    for _, line in ward.costs_of_year if before else ():
        last = before.get(id(line))
        if last is None or line.stated("change_reason") or line.tax_basis != last.tax_basis:
            continue
        earlier = by_year(last, context.year - 1)
        compared = [
            (key, getattr(line, key), earlier[year_of(line, key, context.year)])
            for key in AMOUNT_KEYS[1:]
            if getattr(line, key) and year_of(line, key, context.year) in earlier
        ]
        rates = {(tax_between(now, then), now > then) for _, now, then in compared}
        if line.tax_basis is not None and len(rates) == 1:
            ((rate, _),) = rates
            if rate is not None:
                yield _tax_hit(line, *compared[0], rate, context)


def _tax_hit(line: CostLine, key: str, now: int, then: int, rate: int, context: Context) -> Hit:
    return hit_on(
        line,
        key,
        context,
        given=f"{now:,}",
        difference=now - then,
        basis=line.tax_basis,
        other=f"{then:,}",
        rate=rate,
    )


@rule(
    "X46",
    Subject.WARD,
    Severity.WARNING,
    title=Text("1つの契約に税込と税抜が混ざる", "With and without tax in one contract"),
    why=Text(
        "1つの契約の金額は、同じ税区分で書かないと足せません。",
        "The amounts of a contract add up on one basis alone.",
    ),
    wrong=Text(
        "契約2019-0123の1行が「税込」、別の行が「税抜」", "税込 and 税抜 in contract 2019-0123"
    ),
    right=Text("どの行も「税込」", "税込 in all rows"),
    message=Text(
        "契約番号「{number}」のこの行は「{given}」ですが、{first}では「{expected}」です。",
        "Contract {number} is {given} here, but {expected} in {first}.",
    ),
    fix=Text(
        "契約書の金額が税込か税抜かを確かめ、同じ契約番号の行の税区分をそろえてください。",
        "See in the contract whether tax is in it, and make 税区分 the same in all its rows.",
    ),
)
def mixed_in_contract(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per contract, at the first row whose basis is not that of its first row."""
    for contract in contracts_of(ward):
        taxed = [x for x in contract.lines if x.tax_basis in (TAX_INCLUDED, TAX_EXCLUDED)]
        odd = next((x for x in taxed if x.tax_basis != taxed[0].tax_basis), None)
        if odd is not None:
            yield hit_on(
                odd,
                "tax_basis",
                context,
                expected=taxed[0].tax_basis,
                number=contract.number,
                first=where(taxed[0], "tax_basis", beside=odd),
            )
