"""Bundled contracts: the shares of systems and divisions against the whole."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import BUNDLED, CostLine
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.money.contracts import Contract, contracts_of
from sysaudit.rules.money.tax import tax_between
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import listed, where

LONE = Text(
    "この番号の行はほかにないので、契約番号の写し間違いも考えられます。",
    " No other row bears this number, which may be a wrong one.",
)


@rule(
    "X44",
    Subject.WARD,
    Severity.ERROR,
    title=Text("一括契約の分を足しても総額にならない", "Shares do not add up to the whole"),
    why=Text(
        "一括契約は1度だけ数えます。分が合わなければ、区全体の経費が多すぎるか少なすぎます。",
        "A bundled contract counts once; shares that do not add up make the total wrong.",
    ),
    wrong=Text(
        "按分前総額3,000,000円、各課の分は1,000,000円と1,500,000円",
        "Whole 3,000,000, shares 1,000,000 and 1,500,000",
    ),
    right=Text("1,000,000円と2,000,000円", "1,000,000 and 2,000,000"),
    message=Text(
        "契約番号「{number}」の{year_label}を足すと{sum}円ですが、按分前総額は{whole}円です"
        "（差 {difference}円。内訳 {parts.ja}）。{tax.ja}{lone.ja}",
        "The shares of contract {number} ({parts.en}) add up to {sum} yen, but 按分前総額 is "
        "{whole} ({difference}).{tax.en}{lone.en}",
    ),
    fix=Text(
        "契約に入っている課とシステムの分がそろっているか、按分前総額が{year_label}の契約全体の"
        "金額かを確かめ、関係する課で合わせてください。",
        "See that every share is there and that 按分前総額 is the whole contract's amount for "
        "{year_label}; settle it with the divisions concerned.",
    ),
)
def parts_and_whole(ward: Ward, context: Context) -> Iterator[Hit]:
    """Shares of FY+1 over divisions; too little is told only once nobody can be missing."""
    for contract in contracts_of(ward):
        lines = contract.bundled
        whole = _whole(lines)
        if whole is None or not _shares_known(contract):
            continue
        shares = [line.estimate_1 or 0 for line in lines]
        everything = sum(line.estimate_1 or 0 for line in contract.lines)
        total = sum(shares)
        right = abs(total - whole) < max(2, len(lines)) or everything == whole
        if right or max(shares) > whole or (total < whole and not _all_there(contract, ward)):
            continue
        yield _parts_hit(contract, total, whole, _alone(contract, ward), context)


def _whole(lines: tuple[CostLine, ...]) -> int | None:
    """The one total that all shares state."""
    wholes = {line.bundle_total for line in lines if line.bundle_total is not None}
    return wholes.pop() if len(wholes) == 1 else None


def _shares_known(contract: Contract) -> bool:
    """Whether every share is a figure, and all are on one tax basis."""
    bases = {line.tax_basis for line in contract.bundled}
    return len(bases) == 1 and all(line.estimate_1 is not None for line in contract.lines)


def _all_there(contract: Contract, ward: Ward) -> bool:
    """Whether no division can hold a share that was not read."""
    readable = {d.code for d in ward.divisions_of_year if d.costs_complete}
    lost = any(line.unread("contract_number") for _, line in ward.costs_of_year)
    if lost or not contract.divisions <= readable:
        return False
    if ward.expected and readable.issuperset(ward.expected):
        return True
    earlier = {
        heir
        for former, returned in ward.previous_divisions.items()
        for line in returned.costs
        if line.contract_number == contract.number and line.bundled == BUNDLED
        for heir in ward.successors(former) or (former,)
    }
    return len(earlier) > 1 and earlier <= readable


def _alone(contract: Contract, ward: Ward) -> bool:
    """Whether nobody else bears the number of a share, which is then likely a wrong one."""
    (line, *more) = contract.bundled
    number = contract.number
    costs = (row.system_id for _, row in ward.costs if row.contract_number == number)
    systems = (row.system_id for _, row in ward.systems if row.contract_number == number)
    return not more and {*costs, *systems} == {line.system_id}


def _parts_hit(contract: Contract, total: int, whole: int, alone: bool, context: Context) -> Hit:
    line = contract.bundled[0]
    parts = [f"{part.system_id or ''} {part.estimate_1 or 0:,}" for part in contract.bundled]
    return hit_on(
        line,
        "contract_number" if alone and total < whole else "bundle_total",
        context,
        difference=total - whole,
        number=contract.number,
        whole=f"{whole:,}",
        sum=f"{total:,}",
        parts=listed(parts),
        year_label=line.place.labels.get("estimate_1", ""),
        tax=_tax_hint(total, whole),
        lone=LONE if alone and total < whole else Text("", ""),
    )


def _tax_hint(one: int, other: int) -> Text:
    rate = tax_between(one, other)
    if rate is None:
        return Text("", "")
    return Text(
        f"ちょうど{rate}%の違いなので、税込と税抜の取り違えが考えられます。",
        f" That is just {rate}%: tax may be in one and not in the other.",
    )


@rule(
    "X45",
    Subject.WARD,
    Severity.ERROR,
    title=Text("一括契約の按分前総額が食い違う", "Two totals of one bundled contract"),
    why=Text(
        "契約全体の金額は1つです。違っていては、分が正しいかを確かめられません。",
        "The whole contract has one amount; without it shares cannot be checked.",
    ),
    wrong=Text(
        "課税課は3,000,000円、納税課は3,300,000円", "3,000,000 in one, 3,300,000 in another"
    ),
    right=Text("どちらも3,300,000円", "3,300,000 in both"),
    message=Text(
        "契約番号「{number}」の按分前総額が、ここでは{given}円、{first}では{expected}円です。{tax.ja}",
        "按分前総額 of contract {number} is {given} yen here, and {expected} in {first}.{tax.en}",
    ),
    fix=Text(
        "契約全体の翌年度の金額を、関係する課で確かめ、同じ金額を入力してください。",
        "Settle the whole contract's amount of next year with the divisions concerned.",
    ),
)
def several_wholes(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per contract, at the first share that states another total."""
    for contract in contracts_of(ward):
        lines = [x for x in contract.bundled if x.bundle_total is not None]
        if len({line.tax_basis for line in lines}) > 1:
            continue
        odd = next((x for x in lines if x.bundle_total != lines[0].bundle_total), None)
        if odd is not None:
            own, first = odd.bundle_total or 0, lines[0].bundle_total or 0
            yield hit_on(
                odd,
                "bundle_total",
                context,
                expected=f"{first:,}",
                difference=own - first,
                number=contract.number,
                first=where(lines[0], "bundle_total", beside=odd),
                tax=_tax_hint(own, first),
            )
