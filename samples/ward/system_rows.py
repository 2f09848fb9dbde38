"""Rows of 所管するシステム一覧, as a division would fill them in in a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samples.ward.lives import Life, method_of

from sysaudit.forms.shared import AUTOMATIC, NOT_APPLICABLE, SOLE_SOURCE, UNDECIDED, UNKNOWN
from sysaudit.forms.system_list import (
    ABOLISHED,
    BEING_BUILT,
    BEING_PROCURED,
    BEING_RENEWED,
    IN_USE,
    INTERNET,
    MY_NUMBER_DATA,
    MY_NUMBER_NETWORK,
    STAFF_MADE,
    STAFF_MADE_TOOL,
    STANDALONE,
    TO_BE_ABOLISHED,
)

Row = dict[str, object]

CATEGORIES = {
    "住": "住民情報系",
    "庁": "庁内情報系",
    "個": "個別システム",
    "基": "基盤・ネットワーク",
    "職": STAFF_MADE_TOOL,
}
PERSONAL = {"無": "無", "有": "有", "特": MY_NUMBER_DATA}
DELIVERIES = {
    "pk": ("パッケージ(カスタマイズ無)", "庁内サーバ室"),
    "pc": ("パッケージ(カスタマイズ有)", "庁内サーバ室"),
    "dc": ("パッケージ(カスタマイズ有)", "データセンター"),
    "sa": ("SaaS", "クラウド"),
    "kd": ("共同利用", "データセンター"),
    "pr": ("共同利用", "クラウド"),
    "lo": ("パッケージ(カスタマイズ無)", "課内"),
    "st": ("パッケージ(カスタマイズ無)", "端末単体"),
    "ac": (STAFF_MADE, "課内"),
}
IMPACTS = {
    "H": ("即時に区民へ影響", "当日中に影響"),
    "L": ("即時に区民へ影響", "当日中に影響"),
    "M": ("当日中に影響", "数日は手作業可"),
    "S": ("数日は手作業可", "軽微"),
    "T": ("数日は手作業可", "軽微"),
}
KNOWLEDGE = ("2人以上", "2人以上", "1人", "1人", "0人")
REASONS = (
    "著作権を持つ開発元だけが改修と保守を行えるため。",
    "既存のシステムと一体で運用しており、他の事業者では障害時の責任を分けられないため。",
    "契約期間の途中で他の事業者に替えると、データ移行に多額の経費がかかるため。",
    "公募したところ応募が1者のみで、要件を満たすことを確認したため。",
)
APPROVED = (date(2019, 4, 26), date(2018, 11, 16), date(2019, 2, 8))
STATUSES = {"build": BEING_BUILT, "procure": BEING_PROCURED, "renew": BEING_RENEWED}


def status_in(life: Life, year: int) -> str:
    """状況 on 1 April of the year; what ends now was still in use a year before."""
    flags = life.plan.flags
    if "ended" in flags:
        return ABOLISHED if year >= 2019 else TO_BE_ABOLISHED
    if year < 2019:
        return IN_USE
    if "ending" in flags:
        return TO_BE_ABOLISHED
    return next((STATUSES[flag] for flag in flags if flag in STATUSES), IN_USE)


def network_of(life: Life) -> str:
    """The network that fits what the system holds and where it runs."""
    plan = life.plan
    if plan.personal == "特":
        return MY_NUMBER_NETWORK
    return {"sa": INTERNET, "st": STANDALONE}.get(plan.profile, "LGWAN接続系")


def system_row(
    life: Life, code: str, name: str, year: int, links: Mapping[str, tuple[str, ...]]
) -> Row:
    """One row of the list.

    Args:
        life: The system.
        code: The division that returns it, in that year.
        name: The division's name in that year.
        year: The fiscal year of the form.
        links: The IDs of linked systems by the system's own ID.
    """
    plan = life.plan
    rng = life.rng("list")
    delivery, hosting = DELIVERIES[plan.profile]
    status = status_in(life, year)
    row: Row = {
        "division_code": code,
        "division_name": name,
        "system_id": life.system_id,
        "system_name": plan.name,
        "alias": plan.alias,
        "category": CATEGORIES[plan.category],
        "business": plan.business,
        "purpose": plan.purpose,
        "status": status,
        "delivery": delivery,
        "hosting": hosting,
        "network": network_of(life),
        "started": life.started,
        "support_end": life.support_end or UNKNOWN,
        "next_renewal": _renewal(life, status, year),
        "users": life.users,
        "daily_users": life.daily_users,
        "terminals": life.terminals,
        "personal_data": PERSONAL[plan.personal],
        "outage_impact": rng.choice(IMPACTS[plan.size]),
        "staff_knowledge": rng.choice(KNOWLEDGE),
        "run_by_contractor": "run" in plan.flags,
        "linked_systems": links.get(life.system_id, ()),
    }
    if not plan.staff_made and status != BEING_PROCURED:
        row |= _contract(life, year)
    if plan.new:
        row["approved_on"] = rng.choice(APPROVED)
    return row


def _renewal(life: Life, status: str, year: int) -> object:
    if status in (TO_BE_ABOLISHED, ABOLISHED):
        return NOT_APPLICABLE
    return life.renewal if life.renewal and life.renewal >= year else UNDECIDED


def _contract(life: Life, year: int) -> Row:
    """The columns from 事業者名 to 機器リース終了日."""
    method = method_of(life)
    if life.main is None:
        return {
            "vendor": NOT_APPLICABLE,
            "contract_method": method,
            "contract_term": NOT_APPLICABLE,
        }
    rng = life.rng("contract")
    long_term = rng.choice(("長期継続契約", "長期継続契約", "債務負担行為"))
    row: Row = {
        "vendor": life.main.vendor.name,
        "contract_number": life.main.number_in(year),
        "contract_method": method,
        "contract_term": long_term if life.main.long else "単年度",
        "contract_start": life.main.start_in(year),
        "contract_end": life.main.end_in(year),
    }
    if rng.random() < 0.8:
        row["vendor_corporate_number"] = life.main.vendor.corporate_number
    if method == SOLE_SOURCE:
        row["sole_source_reason"] = rng.choice(REASONS)
    if life.plan.profile == "kd":
        row["contract_end"] = AUTOMATIC
    if life.lease is not None:
        row["lease_end"] = life.lease.end
    return row
