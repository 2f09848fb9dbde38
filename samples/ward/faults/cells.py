"""Faults of single cells, as people type them."""

from __future__ import annotations

from samples.ward.faults.plan import Delivery, Fault, Target, costed, cover, judged, listed
from samples.ward.grid import Plain

LONG_PURPOSE = (
    "庁内の文書の収受、起案、回議、決裁、施行、編集、保存、引継ぎ、廃棄までの事務をシステムで行い、"
    "あわせて情報公開請求があったときに対象となる文書を検索し、公開の可否を検討するための資料を作成し、"
    "さらに歴史的に重要な文書を選別して公文書館へ引き継ぐ事務にも用いており、全職員が毎日利用している。"
    "平成28年度の再構築の際に電子決裁を取り入れ、財務会計システムとの連携により支出命令書の決裁も電子で"
    "行えるようになったが、添付書類の電子化が進んでおらず紙との併用が続いている。"
)


def counting_from_1904(delivery: Delivery) -> Target:
    """The workbook was made on an old Mac."""
    delivery.book.date1904 = True
    return delivery.book


TAXES: tuple[Fault, ...] = (
    Fault(
        "1305",
        "C09",
        "約100万円",
        costed("納税催告コールセンターシステム", "研修", "estimate_1", "約100万円"),
    ),
    Fault("1305", "C05", "同上", listed("預貯金照会電子化サービス", "purpose", "同上")),
    Fault(
        "1305",
        "C05",
        "〃",
        costed("口座振替データ伝送システム", "ソフトウェア保守", "certainty", "〃"),
    ),
    Fault(
        "1305",
        "C06",
        "業者確認中",
        costed("コンビニ・クレジット収納サービス", "運用作業委託", "estimate_2", "業者確認中"),
    ),
    Fault(
        "1305",
        "C07",
        "保守料に含む",
        costed("口座振替データ伝送システム", "ソフトウェア使用料", "budget", "保守料に含む"),
    ),
    Fault(
        "1305",
        "C08",
        "two amounts in one cell",
        costed(
            "収納・滞納管理システム",
            "ソフトウェア保守",
            "estimate_1",
            "330万円/年（1,650万円/5年）",
        ),
    ),
    Fault(
        "1305",
        "C10",
        "an amount by the month",
        costed("コンビニ・クレジット収納サービス", "クラウド利用料", "budget", "26万円/月"),
    ),
    Fault(
        "1305",
        "C02",
        "別紙のとおり",
        costed("預貯金照会電子化サービス", "クラウド利用料", "estimate_1", "別紙のとおり"),
    ),
    Fault("1305", "C23", "full-width digits", listed("収納・滞納管理システム", "users", "２２２")),
    Fault(
        "1305",
        "C28",
        "a number with its unit",
        listed("納税催告コールセンターシステム", "users", "64人"),
    ),
    Fault(
        "1305",
        "C24",
        "a number stored as text",
        listed("コンビニ・クレジット収納サービス", "terminals", "25"),
    ),
)

PENSIONS: tuple[Fault, ...] = (
    Fault(
        "1306",
        "C26",
        "和暦 as text",
        listed("国民健康保険システム", "contract_start", "平成29年4月1日"),
    ),
    Fault(
        "1306",
        "C26",
        "和暦 in short",
        listed("後期高齢者医療システム", "contract_start", "H28.10.1"),
    ),
    Fault(
        "1306",
        "C26",
        "令和 as text",
        listed("レセプト点検支援システム", "contract_end", "令和2年3月31日"),
    ),
    Fault(
        "1306", "C12", "平成32年", listed("特定健診管理システム", "contract_end", "平成32年3月31日")
    ),
    Fault("1306", "C11", "month 13", listed("国民年金システム", "support_end", "2020/13/1")),
    Fault(
        "1306",
        "C14",
        "a year without its era",
        listed("レセプト点検支援システム", "contract_start", "27.4.1"),
    ),
    Fault(
        "1306",
        "C13",
        "a date that lost its format",
        listed("国民年金システム", "contract_start", Plain(43556)),
    ),
    Fault(
        "1306",
        "C03",
        "no date at all",
        listed("国民健康保険システム", "support_end", "業者に聞いてみる"),
    ),
    Fault(
        "1306",
        "C27",
        "a choice in other words",
        listed("国保情報集約システム", "personal_data", "特定個人情報あり"),
    ),
    Fault("1306", "C29", "－ for nothing", listed("特定健診管理システム", "alias", "－")),
)

BUILDINGS: tuple[Fault, ...] = (
    Fault("1702", "F19", "dates that count from 1904", counting_from_1904),
    Fault(
        "1702",
        "C01",
        "required and blank",
        listed("道路位置指定図閲覧システム", "outage_impact", None),
    ),
    Fault(
        "1702",
        "C04",
        "not on the list of choices",
        listed("建築確認台帳システム", "hosting", "倉庫の奥"),
    ),
    Fault(
        "1702",
        "C15",
        "a negative amount",
        costed("建築確認台帳システム", "研修", "estimate_3", -79200),
    ),
    Fault(
        "1702",
        "C16",
        "half a yen",
        costed("構造計算審査支援ソフト", "ソフトウェア保守", "estimate_2", 465960.5),
    ),
    Fault(
        "1702",
        "C17",
        "more than 100億円",
        costed("建築確認台帳システム", "運用作業委託", "estimate_5", 33_000_000_000),
    ),
    Fault("1702", "C22", "7 of 5 points", judged("構造計算審査支援ソフト", "q2", 7)),
)

DOCUMENTS: tuple[Fault, ...] = (
    Fault(
        "1201",
        "C19",
        "a contract number that is none",
        listed("例規検索システム", "contract_number", "？？？"),
    ),
    Fault(
        "1201",
        "C20",
        "a name where the ID belongs",
        judged("例規検索システム", "system_id", "例規検索"),
    ),
    Fault(
        "1201",
        "C21",
        "a 法人番号 with a wrong check digit",
        listed("文書管理システム", "vendor_corporate_number", "1111111111111"),
    ),
    Fault(
        "1201",
        "C18",
        "業務概要 beyond 200 characters",
        listed("文書管理システム", "purpose", LONG_PURPOSE),
    ),
    Fault("1201", "C25", "a code in a numeric cell", cover("division_code", 1201)),
    Fault(
        "1201",
        "C23",
        "half-width katakana",
        listed("庁舎入退館管理システム", "alias", "入退館ｼｽﾃﾑ"),
    ),
)

FAULTS: tuple[Fault, ...] = (*TAXES, *PENSIONS, *BUILDINGS, *DOCUMENTS)
