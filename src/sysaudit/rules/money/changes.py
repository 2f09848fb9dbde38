"""Amounts that change without a reason, and amounts that stay the same against reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sysaudit.calendar import first_day, fiscal_year_of
from sysaudit.config import Thresholds
from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, LEASES, CostLine
from sysaudit.forms.system_list import (
    ABOLISHED,
    BEING_BUILT,
    BEING_PROCURED,
    BEING_RENEWED,
    TO_BE_ABOLISHED,
    System,
)
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.money.contracts import systems_of_lines, under_main_contract
from sysaudit.rules.money.pairs import RUNNING, earlier_items, items, year_of
from sysaudit.rules.money.slips import row_slips
from sysaudit.rules.money.totals import repeated
from sysaudit.rules.row.contracts import SINGLE_YEAR, months_of_term
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import day_text

RENEWAL = "更新"


@dataclass(frozen=True)
class Change:
    """The cost of one item in two years, in yen.

    Attributes:
        months_before, months_after: How many months each of them covers.
        began: The year before which the system must have run for the first one to be whole.
        since: Where the first one stands.
        until: The label of the second one.
    """

    before: int
    after: int
    months_before: int
    months_after: int
    began: int
    since: Text
    until: str

    def beyond(self, thresholds: Thresholds) -> bool:
        """Whether it is great, whether or not both are reckoned for whole years."""
        if (self.before, self.months_before) == (self.after, self.months_after):
            return False
        wholes = {self.before, self.before * 12 // self.months_before}
        return all(
            abs(after - before) > max(thresholds.change_amount, thresholds.change_ratio * before)
            for before in wholes
            for after in {self.after, self.after * 12 // self.months_after}
        )

    def expected_of(self, system: System | None) -> bool:
        """Whether the system's state accounts for it: it begins, is renewed, or ends."""
        if system is None:
            return self.before == 0
        if system.status in (TO_BE_ABOLISHED, ABOLISHED) and self.after < self.before:
            return True
        coming = system.status in (BEING_BUILT, BEING_PROCURED, BEING_RENEWED)
        begun = system.started is not None and system.started > first_day(self.began)
        return begun or (self.before == 0 and coming)


@rule(
    "X36",
    Subject.WARD,
    Severity.ERROR,
    title=Text("大きな増減に理由がない", "Great change without a reason"),
    why=Text(
        "大きく増減する経費は、予算の査定で必ず理由を聞かれます。",
        "The reason for a great change is asked whenever the budget is looked at.",
    ),
    wrong=Text(
        "予算1,200,000円、見積3,600,000円、増減理由が空欄", "1,200,000, then 3,600,000, no reason"
    ),
    right=Text("増減理由「利用者が40人から120人に増えるため」", "Users rise from 40 to 120"),
    message=Text(
        "{item}が、{since.ja}の{before}円から{until}の{after}円に変わります"
        "（差 {difference}円）が、「{label}」が空欄です。",
        "{item} changes from {before} yen ({since.en}) to {after} ({until}), {difference}, and "
        "{label} is blank.",
    ),
    fix=Text(
        "増減の理由を書いてください（例：利用者が40人から120人に増えるため）。金額の打ち間違いなら、"
        "金額を直します。",
        "Give the reason, or put the amount right if it was mistyped.",
    ),
)
def unexplained_change(ward: Ward, context: Context) -> Iterator[Hit]:
    """Running costs by system and item: next year's estimate, and the budget since last year.

    Works done once begin and end by nature. Rows of one item are added up, so that a contract
    that takes another's place is no change.
    """
    earlier = earlier_items(ward)
    for division in ward.divisions_of_year:
        for key, lines in items(division.costs).items():
            if key[1] != RUNNING:
                continue
            changes = _changes(lines, earlier.get(key, []), context.year)
            great = [c for c in changes if c.beyond(context.settings.thresholds)]
            if not great or _spoken_of(lines, division, ward):
                continue
            system = division.systems_by_id.get(key[0])
            change = next((c for c in great if not c.expected_of(system)), None)
            if change is not None:
                yield _change_hit(lines[0], change, context)


def _spoken_of(lines: list[CostLine], division: DivisionReturn, ward: Ward) -> bool:
    """Whether a reason is given, or another fault of the rows accounts for the change."""
    largest = ward.context.settings.thresholds.largest_amount
    amounts = [amount for line in lines for amount in line.amounts if amount]
    known = row_slips(ward)
    return (
        division.doubled("cost_estimate")
        or not all(line.blank("change_reason") for line in lines)
        or any(id(line) in known and known[id(line)].slips for line in lines)
        or any(repeated(lines))
        or max(amounts, default=0) == 0
        or max(amounts) > largest
    )


def _changes(now: list[CostLine], earlier: list[CostLine], year: int) -> Iterator[Change]:
    """From the budget to the estimate of FY+1; from last year's budget to this year's."""
    budget, estimate, last = (
        _total(now, "budget"),
        _total(now, "estimate_1"),
        _total(earlier, "budget"),
    )
    labels = now[0].place.labels
    budget_label, months_of_budget = labels.get("budget", ""), _months(earlier)
    if budget is not None and estimate is not None:
        since = Text(budget_label, budget_label)
        until = labels.get("estimate_1", "")
        yield Change(budget, estimate, months_of_budget, _months(now), year, since, until)
    if budget is None or last is None or any(line.stated("change_reason") for line in earlier):
        return
    if {line.tax_basis for line in now} == {line.tax_basis for line in earlier}:
        since = Text("昨年度の調査票の予算", "last year's budget")
        yield Change(last, budget, 12, months_of_budget, year - 1, since, budget_label)


def _total(lines: list[CostLine], key: str) -> int | None:
    """The sum over rows, None where one of them does not tell."""
    amounts = [getattr(line, key) for line in lines]
    return None if not lines or None in amounts else sum(amounts)


def _months(lines: list[CostLine]) -> int:
    """How many months the estimate of FY+1 covers; a whole year unless all rows say less."""
    stated = {line.months for line in lines}
    months = stated.pop() if len(stated) == 1 else None
    return months if months and months < 12 else 12


def _change_hit(line: CostLine, change: Change, context: Context) -> Hit:
    return hit_on(
        line,
        "change_reason",
        context,
        difference=change.after - change.before,
        item=line.cost_item,
        before=f"{change.before:,}",
        after=f"{change.after:,}",
        since=change.since,
        until=change.until,
    )


@rule(
    "X37",
    Subject.WARD,
    Severity.WARNING,
    title=Text("契約やリースが終わっても同じ金額", "The same amount after a contract ends"),
    why=Text(
        "契約やリースが終われば、再リースや入れ替えで金額は変わるはずです。",
        "When a contract or lease ends, its amount is bound to change.",
    ),
    wrong=Text(
        "リースが2022/3/31に終わるのに、2024年度まで毎年1,200,000円",
        "1,200,000 every year up to 2024, though the lease ends on 2022/3/31",
    ),
    right=Text(
        "2022年度から再リースの金額にするか、「更新」の行を足す", "A row 更新, or a lower amount"
    ),
    message=Text(
        "毎年{given}円ですが、{what.ja}が{end}に終わります。",
        "It is {given} yen every year, but {what.en} ends on {end}.",
    ),
    fix=Text(
        "終わった後の年度に、再リースや次の契約の金額を入力してください。入れ替えるなら、経費区分が"
        "「更新」の行を追加します。同じ金額の見込みなら、増減理由に「同額で継続の見込み」と書きます。",
        "Type what follows (a row 更新 for a replacement); if the amount is to stay, say so in "
        "増減理由.",
    ),
)
def same_beyond_contract(ward: Ward, context: Context) -> Iterator[Hit]:
    """Equal amounts from the budget on, past the end of a lease or of a contract of years."""
    systems = systems_of_lines(ward)
    for _, line in ward.costs_of_year:
        system = systems.get(id(line))
        stated = [key for key in AMOUNT_KEYS[1:] if getattr(line, key)]
        if system is None or len(stated) < 3 or len({getattr(line, k) for k in stated}) > 1:
            continue
        end, what = _end_of(line, system)
        last = year_of(line, stated[-1], context.year)
        if end is None or not context.year <= fiscal_year_of(end) < last:
            continue
        if not (line.stated("change_reason") or _to_be_renewed(ward, system)):
            yield hit_on(line, stated[-1], context, end=day_text(end), what=what)


def _end_of(line: CostLine, system: System) -> tuple[date | None, Text]:
    """When what the row pays for ends; None for contracts that are made anew every year."""
    if line.cost_item in LEASES:
        own = line.contract_end if line.contract_end is not None else system.lease_end
        return own, Text("機器のリース", "the lease")
    contract = Text("契約", "the contract")
    months = months_of_term(line.contract_start, line.contract_end)
    if months is not None:
        return (line.contract_end if months > 12 else None), contract
    long = system.contract_term not in (None, SINGLE_YEAR)
    return (system.contract_end if long and under_main_contract(line, system) else None), contract


def _to_be_renewed(ward: Ward, system: System) -> bool:
    """Whether a row of costs tells of a replacement, or the system is to be given up."""
    rows = (line for _, line in ward.costs_of_year if line.system_id == system.system_id)
    return system.status == TO_BE_ABOLISHED or any(row.cost_kind == RENEWAL for row in rows)
