"""Faults that show when the cells of one row are read together."""

from __future__ import annotations

from datetime import date

from samples.ward.faults.plan import Fault, costed, followed_by, listed, where

from sysaudit.forms.cost_estimate import ALONE, BUNDLED
from sysaudit.forms.shared import SMALL_SUM, UNDECIDED
from sysaudit.forms.system_list import ABOLISHED, INTERNET, STANDALONE

FAULTS: tuple[Fault, ...] = (
    Fault(
        "1501",
        "R01",
        "特命随意契約 without a reason",
        listed("民生委員活動管理システム", "sole_source_reason", None),
    ),
    Fault(
        "1501",
        "X48",
        "少額随意契約 of several millions",
        followed_by(
            where("災害時要配慮者名簿システム", "ソフトウェア使用料", "budget"),
            listed("災害時要配慮者名簿システム", "contract_method", SMALL_SUM),
            listed("災害時要配慮者名簿システム", "sole_source_reason", None),
        ),
    ),
    Fault(
        "1501",
        "R03",
        "the contract ends before it begins",
        listed("民生委員活動管理システム", "contract_end", date(2018, 3, 31)),
    ),
    Fault(
        "1501",
        "R04",
        "長期継続契約 of ten years",
        followed_by(
            listed("福祉総合システム", "contract_end", date(2026, 9, 30)),
            listed("福祉総合システム", "contract_term", "長期継続契約"),
        ),
    ),
    Fault(
        "1503",
        "X38",
        "廃止済, but with costs to come",
        followed_by(
            where("介護事業者指定管理システム", "ソフトウェア使用料", "estimate_1"),
            listed("介護事業者指定管理システム", "status", ABOLISHED),
        ),
    ),
    Fault(
        "1503",
        "X40",
        "a lease without its end",
        listed("認定審査会支援システム", "lease_end", None),
    ),
    Fault(
        "1503",
        "R05",
        "more daily users than users",
        listed("介護保険システム", "daily_users", 900),
    ),
    Fault(
        "1503",
        "R06",
        "nobody uses it",
        followed_by(
            listed("認定審査会支援システム", "users", 0),
            listed("認定審査会支援システム", "daily_users", 0),
        ),
    ),
    Fault(
        "1505",
        "R07",
        "特定個人情報 on the internet",
        listed("医療扶助レセプト管理システム", "network", INTERNET),
    ),
    Fault(
        "1505",
        "R08",
        "独立, but linked with another system",
        followed_by(
            listed("面接相談予約表示システム", "linked_systems", "1505-S01"),
            listed("面接相談予約表示システム", "network", STANDALONE),
        ),
    ),
    Fault(
        "1505",
        "R09",
        "its support ended a year ago",
        listed("法外援護費支給管理システム", "support_end", date(2018, 3, 31)),
    ),
    Fault(
        "1505",
        "R02",
        "税抜 without 税率",
        costed("生活保護システム", "通信回線", "tax_rate", None),
    ),
    Fault(
        "1505",
        "R18",
        "a system linked with itself",
        listed("訪問調査記録支援ツール", "linked_systems", "1505-S03"),
    ),
    Fault(
        "1501",
        "R10",
        "in use, although it begins next year",
        listed("民生委員活動管理システム", "started", date(2020, 4, 1)),
    ),
    Fault(
        "1501",
        "R11",
        "to be renewed in a year that is over",
        listed("災害時要配慮者名簿システム", "next_renewal", 2018),
    ),
    Fault(
        "1503",
        "R12",
        "18 months of a year",
        costed("認定審査会支援システム", "研修", "months", 18),
    ),
    Fault(
        "1503",
        "R14",
        "a share above the whole contract",
        followed_by(
            costed("認定審査会支援システム", "通信回線", "bundle_total", 100_000),
            costed("認定審査会支援システム", "通信回線", "bundled", BUNDLED),
            costed("認定審査会支援システム", "通信回線", "apportioned_by", "均等"),
        ),
    ),
    Fault(
        "1503",
        "R15",
        "未定, and estimated all the same",
        costed("介護保険システム", "研修", "certainty", UNDECIDED),
    ),
    Fault(
        "1503",
        "R16",
        "alone, and apportioned all the same",
        followed_by(
            costed("認定審査会支援システム", "ソフトウェア保守", "bundled", ALONE),
            costed("認定審査会支援システム", "ソフトウェア保守", "apportioned_by", "均等"),
        ),
    ),
    Fault(
        "1503",
        "R17",
        "being built, although it began a year ago",
        listed("訪問調査モバイルシステム", "started", date(2018, 4, 1)),
    ),
    Fault(
        "1702",
        "R19",
        "単年度 for two years",
        listed("道路位置指定図閲覧システム", "contract_end", date(2021, 3, 31)),
    ),
)
