"""Faults that show when forms, divisions and years are read together."""

from __future__ import annotations

from samples.ward.faults.plan import (
    COST,
    EVALUATION,
    LIST,
    Apply,
    Delivery,
    Fault,
    Target,
    costed,
    cover,
    listed,
)
from samples.ward.grid import Anchor
from samples.ward.tables import vendors

from sysaudit.forms.evaluation import QUESTION_KEYS
from sysaudit.forms.shared import UNKNOWN


def row_added(form: str, like: str, shown: str, **values: object) -> Apply:
    """A copy of a system's row with some values changed; the fault stands at one of them."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        row = sheet.copy_row(sheet.row_where(system_id=delivery.id_of(like)))
        for key, value in values.items():
            sheet.put(key, row, value)
        return sheet.anchor(*sheet.at(shown, row))

    return apply


def rows_removed(name: str, *forms: str) -> Apply:
    """The rows of a system are deleted; the fault stands at its row on the list, or at the list."""

    def apply(delivery: Delivery) -> Target:
        systems = delivery.sheet(LIST)
        system_id = delivery.id_of(name)
        target = systems.anchor(*systems.at("system_id", systems.row_where(system_name=name)))
        for form in forms:
            sheet = delivery.sheet(form)
            for row in range(sheet.rows, 0, -1):
                if sheet.value("system_id", row) == system_id:
                    sheet.remove_row(row)
        return systems if LIST in forms else target

    return apply


def answers(names: tuple[str, ...], value: object, keys: tuple[str, ...] = QUESTION_KEYS) -> Apply:
    """All of these questions answered with the same; for several systems the sheet is meant."""

    def apply(delivery: Delivery) -> Target:
        sheet = delivery.sheet(EVALUATION)
        rows = [sheet.row_where(system_id=delivery.id_of(name)) for name in names]
        for row in rows:
            for key in keys:
                sheet.put(key, row, value)
        return sheet.anchor(*sheet.at(keys[0], rows[0])) if len(rows) == 1 else sheet

    return apply


def unreturned_link(name: str, other: str) -> Apply:
    """A link that the other side does not know; the fault stands there."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(LIST)
        listed(name, "linked_systems", delivery.id_of(other))(delivery)
        return sheet.anchor(*sheet.at("linked_systems", sheet.row_where(system_name=other)))

    return apply


CHILDCARE: tuple[Fault, ...] = (
    Fault(
        "1602",
        "X01",
        "costs of a system that is not on the list",
        row_added(COST, "保育システム", "system_id", system_id="1602-S99"),
    ),
    Fault(
        "1602",
        "X04",
        "the same ID twice, once in full width",
        row_added(
            LIST,
            "保育園登降園管理システム",
            "system_id",
            system_id="１６０２－Ｓ０３",
            system_name="延長保育料計算プログラム",
        ),
    ),
    Fault(
        "1602",
        "X20",
        "an evaluation of a system that is not on the list",
        row_added(EVALUATION, "保育システム", "system_id", system_id="1602-S88"),
    ),
    Fault("1602", "X25", "3 to every question", answers(("保育システム",), 3)),
)

EDUCATION: tuple[Fault, ...] = (
    Fault(
        "2001",
        "X03",
        "a system without any cost",
        rows_removed("教育委員会会議録検索システム", COST),
    ),
    Fault(
        "2001",
        "X21",
        "no evaluation of a listed system",
        rows_removed("学校徴収金管理システム", EVALUATION),
    ),
    Fault(
        "2003",
        "X22",
        "an evaluation of a tool that staff made",
        row_added(EVALUATION, "学習用端末管理システム", "system_id", system_id="2003-S03"),
    ),
    Fault(
        "2003",
        "X23",
        "a system evaluated twice",
        row_added(EVALUATION, "学力調査分析システム", "system_id", q1=1),
    ),
)

HEALTH = Fault(
    "1507",
    "X26",
    "不明 to almost half of the questions",
    answers(
        ("健康管理システム", "がん検診予約サービス", "健康ポイントアプリ"),
        UNKNOWN,
        QUESTION_KEYS[5:],
    ),
)

ROADS: tuple[Fault, ...] = (
    Fault(
        "1704",
        "X16",
        "㈱ where all others write 株式会社",
        listed("道路損傷通報アプリ", "vendor", "㈱オオルリクラウド"),
    ),
    Fault(
        "1704",
        "X17",
        "the corporate number of another vendor",
        listed(
            "道路損傷通報アプリ", "vendor_corporate_number", vendors()["ミホン"].corporate_number
        ),
    ),
    Fault(
        "1704",
        "X18",
        "the same vendor with another corporate number elsewhere",
        listed(
            "道路損傷通報アプリ", "vendor_corporate_number", vendors()["ミホン"].corporate_number
        ),
    ),
    Fault(
        "1704",
        "X09",
        "a link that the other side does not know",
        unreturned_link("道路占用許可システム", "道路台帳システム"),
    ),
    Fault(
        "1704",
        "X12",
        "a row with the code of another division",
        listed("土木積算システム", "division_code", "1706"),
    ),
    Fault(
        "1707",
        "X04",
        "a system that another division lists too",
        row_added(
            LIST,
            "少年野球場利用受付サービス",
            "system_id",
            system_id="1704-S06",
            system_name="道路損傷通報アプリ",
        ),
    ),
    Fault(
        "1707",
        "X02",
        "costs of a system of another division",
        row_added(COST, "街路樹管理システム", "system_id", system_id="1704-S03"),
    ),
    Fault(
        "1707",
        "X07",
        "a name typed over the formula, unlike that on the list",
        costed("街路樹管理システム", "消耗品・印刷", "system_name", "街路樹台帳"),
    ),
    Fault(
        "1707",
        "X08",
        "a link with a system that nobody has",
        listed("公園施設長寿命化台帳システム", "linked_systems", "1704-S77"),
    ),
)

WASTE: tuple[Fault, ...] = (
    Fault(
        "1802",
        "X14",
        "a system of last year is gone without a word",
        rows_removed("清掃車両運行管理システム", LIST, COST, EVALUATION),
    ),
    Fault(
        "1802",
        "X05",
        "the name of another system in other characters",
        row_added(
            LIST,
            "ごみ集積所地図システム",
            "system_name",
            system_id="新規-1",
            system_name="ごみ集積所　地図ｼｽﾃﾑ",
        ),
    ),
    Fault(
        "1802",
        "X06",
        "almost the name of another system",
        row_added(
            LIST,
            "粗大ごみ受付システム",
            "system_name",
            system_id="新規-2",
            system_name="粗大ごみ受付けシステム",
        ),
    ),
    Fault("1802", "X10", "a name unlike the roster's", cover("division_name", "清掃事業所")),
)

OTHERS: tuple[Fault, ...] = (
    Fault("1203", "X13", "所管システムなし, and a list of five", cover("no_systems", "○")),
    Fault(
        "1305",
        "X15",
        "new, without the board's approval",
        listed("預貯金照会電子化サービス", "approved_on", None),
    ),
)

FAULTS: tuple[Fault, ...] = (*CHILDCARE, *EDUCATION, HEALTH, *ROADS, *WASTE, *OTHERS)
