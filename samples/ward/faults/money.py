"""Faults of amounts: slips of units and taxes, sums, changes, bundles, ends of contracts."""

from __future__ import annotations

from datetime import date

from samples.ward.faults.plan import (
    COST,
    Apply,
    Delivery,
    Fault,
    Target,
    costed,
    cover,
    followed_by,
    listed,
    multiplied,
    where,
)
from samples.ward.faults.spoiling import total_row
from samples.ward.grid import Anchor, Sheet

from sysaudit.forms.cost_estimate import AMOUNT_KEYS, BUNDLED, ESTIMATE_KEYS
from sysaudit.forms.shared import UNDECIDED

FROM_BUDGET = AMOUNT_KEYS[1:]


def in_thousands(delivery: Delivery) -> Sheet:
    """The whole sheet in thousands of yen."""
    sheet = delivery.sheet(COST)
    for row in range(1, sheet.rows + 1):
        for key in (*AMOUNT_KEYS, "bundle_total"):
            value = sheet.value(key, row)
            if isinstance(value, int):
                sheet.put(key, row, round(value / 1000))
    return sheet


def always(name: str, item: str) -> Apply:
    """The budget's figure in every year."""

    def apply(delivery: Delivery) -> Anchor:
        sheet, row = delivery.sheet(COST), delivery.cost_row(name, item)
        for key in AMOUNT_KEYS:
            sheet.put(key, row, sheet.value("budget", row))
        return sheet.anchor(*sheet.at(AMOUNT_KEYS[-1], row))

    return apply


def without_future(name: str, *items: str) -> Apply:
    """Nothing is planned and nothing is paid after this year."""

    def apply(delivery: Delivery) -> Target:
        sheet = delivery.sheet(COST)
        for item in items:
            for key in ESTIMATE_KEYS:
                sheet.put(key, delivery.cost_row(name, item), 0)
        return listed(name, "next_renewal", UNDECIDED)(delivery)

    return apply


def repeated(name: str, item: str) -> Apply:
    """A copy of a cost item's row at the end."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(COST)
        row = sheet.copy_row(delivery.cost_row(name, item))
        return sheet.anchor(*sheet.at("system_id", row))

    return apply


def free(name: str) -> Apply:
    """Nothing is paid for a system in any year; the fault stands at the first of its items."""

    def apply(delivery: Delivery) -> Anchor:
        sheet, system_id = delivery.sheet(COST), delivery.id_of(name)
        for row in range(1, sheet.rows + 1):
            if sheet.value("system_id", row) == system_id:
                for key in AMOUNT_KEYS:
                    sheet.put(key, row, 0)
        return sheet.anchor(*sheet.at("system_id", sheet.row_where(system_id=system_id)))

    return apply


def bundled(name: str, item: str, total: int) -> Apply:
    """A cost item said to be part of a contract of that total."""
    return followed_by(
        costed(name, item, "bundle_total", total),
        costed(name, item, "bundled", BUNDLED),
        costed(name, item, "apportioned_by", "見積内訳"),
    )


FAULTS: tuple[Fault, ...] = (
    Fault(
        "1704",
        "X47",
        "one contract number with two vendors",
        costed("道路占用許可システム", "機器保守", "vendor", "有限会社タチバナ橋事務機"),
    ),
    Fault(
        "1704",
        "X47",
        "one contract number with two ends",
        costed("道路台帳システム", "機器保守", "contract_end", date(2021, 9, 30)),
    ),
    Fault("1708", "X34", "a new division's sheet in thousands of yen", in_thousands),
    Fault("2001", "X33", "the whole sheet in thousands of yen", in_thousands),
    Fault(
        "2006",
        "X33",
        "one row in thousands of yen",
        multiplied("電子書籍貸出サービス", "クラウド利用料", AMOUNT_KEYS, 1 / 1000),
    ),
    Fault(
        "2006",
        "X35",
        "8 % of tax put on what includes it already",
        multiplied("ICタグ自動貸出装置", "ソフトウェア保守", FROM_BUDGET, 1.08),
    ),
    Fault(
        "2006",
        "X35",
        "10 % of tax put on what includes it already",
        multiplied("図書館公開端末管理システム", "ソフトウェア使用料", FROM_BUDGET, 1.10),
    ),
    Fault(
        "2006",
        "X46",
        "税込 and 税抜 in one contract",
        followed_by(
            costed("図書館情報システム", "ソフトウェア保守", "tax_basis", "税抜"),
            costed("図書館情報システム", "ソフトウェア保守", "tax_rate", "混在"),
        ),
    ),
    Fault(
        "1507",
        "X36",
        "twice as much next year, without a reason",
        followed_by(
            where("健康管理システム", "運用作業委託", "change_reason"),
            multiplied("健康管理システム", "運用作業委託", ESTIMATE_KEYS, 2),
        ),
    ),
    Fault(
        "1702",
        "X37",
        "the same in every year, although the lease ends",
        always("道路位置指定図閲覧システム", "機器リース"),
    ),
    Fault(
        "1201",
        "X41",
        "renewed before the contract ends",
        listed("文書管理システム", "next_renewal", 2019),
    ),
    Fault(
        "1201",
        "X42",
        "ends soon, with neither plan nor cost",
        without_future("議案・法規審査進行システム", "ソフトウェア使用料", "ソフトウェア保守"),
    ),
    Fault(
        "2102",
        "R13",
        "合計 typed by hand, and wrong",
        costed("選挙人名簿システム", "運用作業委託", "row_total", 14_000_000),
    ),
    Fault("2102", "X31", "a row 合計 that does not add up", total_row(100_000)),
    Fault(
        "1501",
        "X30",
        "合計 on 表紙 typed by hand, and wrong",
        cover("budget_total", 180_000_000),
    ),
    Fault(
        "1704",
        "X44",
        "the parts of a contract over two divisions do not add up",
        followed_by(
            where("道路台帳システム", "ソフトウェア保守", "bundle_total"),
            multiplied("道路台帳システム", "ソフトウェア保守", ("estimate_1",), 1.25),
        ),
    ),
    Fault(
        "1704",
        "X43",
        "in use, although its contract is over",
        listed("街路灯管理システム", "contract_end", date(2019, 3, 31)),
    ),
    Fault("1505", "X32", "a cost item told twice", repeated("生活保護システム", "研修")),
    Fault("1505", "X39", "in use for 0 yen", free("法外援護費支給管理システム")),
    Fault(
        "1505",
        "X45",
        "two totals of one bundled contract",
        followed_by(
            bundled("生活保護システム", "運用作業委託", 31_000_000),
            bundled("生活保護システム", "ソフトウェア使用料", 30_000_000),
        ),
    ),
)
