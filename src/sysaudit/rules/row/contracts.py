"""The dates of a contract against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sysaudit.calendar import months_between
from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.record import Record
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule

LONG_TERM, SINGLE_YEAR = "長期継続契約", "単年度"


def months_of_term(start: date | None, end: date | None) -> int | None:
    """The whole months from the first to the last day of a contract, None if one is unknown."""
    if start is None or end is None or start > end:
        return None
    return months_between(start, end + timedelta(days=1))


def in_words(months: int) -> Text:
    """A number of months in years and months."""
    years, rest = divmod(months, 12)
    ja = (f"{years}年" if years else "") + (f"{rest}か月" if rest or not years else "")
    return Text(ja, f"{years} years and {rest} months" if rest else f"{years} years")


@rule(
    "R03",
    Subject.RECORD,
    Severity.ERROR,
    title=Text("契約終了日が契約開始日より前", "Contract ends before it starts"),
    why=Text(
        "更新時期の表は契約終了日から作ります。日付が逆では、更新の準備が間に合いません。",
        "The calendar of renewals is made from the end of contracts.",
    ),
    wrong=Text("契約開始日 2019/4/1、契約終了日 2018/3/31", "From 2019/4/1 to 2018/3/31"),
    right=Text("契約開始日 2019/4/1、契約終了日 2020/3/31", "From 2019/4/1 to 2020/3/31"),
    message=Text(
        "契約終了日（{given}）が契約開始日（{start}）より前です。",
        "The contract ends on {given}, before it starts on {start}.",
    ),
    fix=Text(
        "契約書を見て、契約開始日と契約終了日の両方を入力し直してください。",
        "Type both dates again from the contract.",
    ),
)
def ends_before_start(record: Record, context: Context) -> Iterator[Hit]:
    """契約終了日 before 契約開始日, on the list and on the cost estimate."""
    if not isinstance(record, System | CostLine):
        return
    start, end = record.contract_start, record.contract_end
    if start is not None and end is not None and end < start:
        yield hit_on(record, "contract_end", context, start=record.typed("contract_start"))


@rule(
    "R04",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("長期継続契約の期間が上限を超える", "Long-term contract beyond the limit"),
    why=Text(
        "長期継続契約の期間には、条例などによる上限があります。",
        "An ordinance limits how long such a contract may run.",
    ),
    wrong=Text(
        "上限5年のところ、2015/4/1から2022/3/31まで", "2015/4/1 to 2022/3/31, limit 5 years"
    ),
    right=Text("2015/4/1から2020/3/31まで", "2015/4/1 to 2020/3/31"),
    message=Text(
        "長期継続契約の期間が{length.ja}（{start}から{given}まで）で、上限の{limit}年を超えています。",
        "This 長期継続契約 runs for {length.en} ({start} to {given}), beyond {limit} years.",
    ),
    fix=Text(
        "契約書で日付を確かめてください。日付が正しく、議会の議決などを経た契約なら、"
        "「契約期間区分」を「債務負担行為」に改めるか、契約担当課に相談してください。",
        "Check the dates in the contract; if they are right, change 契約期間区分 to 債務負担行為 "
        "where that is what was decided, or ask the contract division.",
    ),
)
def too_long(system: System, context: Context) -> Iterator[Hit]:
    """長期継続契約 of more whole months than the limit; days spent on preparation do not count."""
    months = months_of_term(system.contract_start, system.contract_end)
    limit = context.settings.thresholds.longest_contract_years
    if system.contract_term == LONG_TERM and months is not None and months > 12 * limit:
        yield hit_on(
            system,
            "contract_end",
            context,
            length=in_words(months),
            start=system.typed("contract_start"),
            limit=limit,
        )


@rule(
    "R19",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("単年度契約の期間が1年を超える", "Single-year contract of more than a year"),
    why=Text(
        "単年度の契約は年度の終わりで切れます。区分と日付の一方が誤りです。",
        "A contract for one fiscal year ends with it: either the kind or a date is wrong.",
    ),
    wrong=Text("「単年度」で2019/4/1から2024/3/31まで", "単年度 from 2019/4/1 to 2024/3/31"),
    right=Text("「長期継続契約」で2019/4/1から2024/3/31まで", "長期継続契約 for the same dates"),
    message=Text(
        "契約期間区分は「単年度」ですが、契約は{length.ja}（{start}から{given}まで）です。",
        "契約期間区分 is 単年度, but the contract runs for {length.en} ({start} to {given}).",
    ),
    fix=Text(
        "契約書を見て、契約期間区分を「長期継続契約」か「債務負担行為」に改めるか、"
        "契約の日付を直してください。",
        "Change 契約期間区分 to 長期継続契約 or 債務負担行為, or put the dates right.",
    ),
)
def longer_than_year(system: System, context: Context) -> Iterator[Hit]:
    """単年度 with dates more than twelve whole months apart."""
    months = months_of_term(system.contract_start, system.contract_end)
    if system.contract_term == SINGLE_YEAR and months is not None and months > 12:
        yield hit_on(
            system,
            "contract_end",
            context,
            length=in_words(months),
            start=system.typed("contract_start"),
        )
