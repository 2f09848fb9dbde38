"""The items of cost, the shares in which a system's cost is divided among them, and 節.

The shares are those that the Digital Agency found in municipalities: software rental 35 %,
operation 24 %, hardware rental 17 %, software maintenance 11 %, data centres 4 %, the rest others.
"""

from __future__ import annotations

from datetime import date

SOFTWARE, OPERATION, LEASE = "ソフトウェア使用料", "運用作業委託", "機器リース"
MAINTENANCE, CENTRE, CLOUD = "ソフトウェア保守", "データセンター利用", "クラウド利用料"
HARDWARE, NETWORK, SUPPLIES, TRAINING = "機器保守", "通信回線", "消耗品・印刷", "研修"
SHARED, REFORM, BUILDING, MOVING = "負担金", "制度改正等改修", "構築・開発", "データ移行"
PURCHASE, OTHER = "機器購入", "その他"

BUDGET_LINES = {
    SOFTWARE: "使用料及び賃借料",
    LEASE: "使用料及び賃借料",
    CENTRE: "使用料及び賃借料",
    CLOUD: "使用料及び賃借料",
    NETWORK: "役務費",
    SUPPLIES: "需用費",
    PURCHASE: "備品購入費",
    SHARED: "負担金、補助及び交付金",
}
"""節 by item; 委託料 for the others."""

YEARLY = {
    "H": (110_000_000, 240_000_000),
    "L": (24_000_000, 58_000_000),
    "M": (4_500_000, 13_000_000),
    "S": (1_000_000, 2_900_000),
    "T": (110_000, 330_000),
}
"""From and to, in yen a year without tax."""

ON_PREMISES = {
    SOFTWARE: 0.365,
    OPERATION: 0.26,
    LEASE: 0.19,
    MAINTENANCE: 0.12,
    HARDWARE: 0.03,
    NETWORK: 0.012,
    SUPPLIES: 0.012,
    TRAINING: 0.006,
    OTHER: 0.02,
}
IN_A_CENTRE = {**ON_PREMISES, CENTRE: 0.075}
AS_A_SERVICE = {CLOUD: 0.52, OPERATION: 0.27, NETWORK: 0.08, TRAINING: 0.05, SUPPLIES: 0.08}
IN_THE_DIVISION = {SOFTWARE: 0.3, MAINTENANCE: 0.27, LEASE: 0.28, SUPPLIES: 0.15}
BETWEEN_WARDS = {SHARED: 0.72, NETWORK: 0.13, TRAINING: 0.05, SUPPLIES: 0.1}
FROM_THE_STATE = {NETWORK: 0.6, SUPPLIES: 0.4}
TINY = {SOFTWARE: 0.6, MAINTENANCE: 0.4}
TINY_SERVICE = {CLOUD: 0.8, TRAINING: 0.2}
SHARES = {
    "dc": IN_A_CENTRE,
    "pk": ON_PREMISES,
    "pc": ON_PREMISES,
    "sa": AS_A_SERVICE,
    "lo": IN_THE_DIVISION,
    "st": IN_THE_DIVISION,
    "kd": BETWEEN_WARDS,
    "pr": FROM_THE_STATE,
}
OTHER_ITEMS = ("帳票の封入封緘", "ウイルス対策ソフト", "コールセンター運営", "電子証明書の更新")
ROUNDED_TO = 1_200
"""Yearly figures are multiples of this, so that each month's is a whole number of hundreds."""

BUNDLES = {
    "公共施設予約": ("900001", "モミジバ", "プロポーザル", date(2016, 10, 1), CLOUD, "利用者数"),
    "住民情報系": ("900002", "データセンター", "一般競争入札", date(2017, 4, 1), CENTRE, "均等"),
    "地図情報": ("900003", "葦原", "プロポーザル", date(2017, 10, 1), MAINTENANCE, "見積内訳"),
}
"""Contracts of several divisions: serial, vendor, method, first day, item, how it is divided."""

REFORMS = (
    "改元に伴う改修のため。",
    "消費税率の改定に伴う改修のため。",
    "元号と税率の変更に合わせた帳票の改修のため。",
)
