"""所管するシステム一覧: one row per system."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, Column, Form, Kind, Required
from sysaudit.forms.record import Record
from sysaudit.forms.shared import AUTOMATIC, NOT_APPLICABLE, UNDECIDED, UNKNOWN

STAFF_MADE_TOOL = "職員作成ツール"
STAFF_MADE = "職員作成"
IN_USE, BEING_BUILT, BEING_PROCURED = "運用中", "構築中", "調達中"
BEING_RENEWED, TO_BE_ABOLISHED, ABOLISHED = "更新中", "廃止予定", "廃止済"
MY_NUMBER_DATA = "特定個人情報有"
MY_NUMBER_NETWORK, INTERNET, STANDALONE = (
    "マイナンバー利用事務系",
    "インターネット接続系",
    "独立",
)

WHO_MADE_IT = ("category", "delivery", "status")
IF_CONTRACTED = Required(
    lambda system: system.contracted,
    "必須（職員作成、調達中、契約なしを除く）",
    (*WHO_MADE_IT, "contract_method"),
)


class System(Record):
    """One information system of one division."""

    division_code: Annotated[str | None, shared.division_code()] = None
    division_name: Annotated[str | None, shared.division_name()] = None
    system_id: Annotated[str | None, shared.system_id()] = None
    system_name: Annotated[
        str | None,
        Column(
            "システム名",
            Kind.TEXT,
            "課の中で通じる正式な名前を入力してください。課の中で同じ名前は使えません。",
            required=ALWAYS,
            synonyms=("情報システム名", "システム名称", "システムの名称"),
            width=28,
        ),
    ] = None
    confirmation: Annotated[
        str | None,
        shared.confirmation("使わなくなったシステムは、行を残して「状況」を「廃止済」にします。"),
    ] = None
    alias: Annotated[
        str | None,
        Column(
            "略称・旧名称",
            Kind.TEXT,
            "普段の呼び名や、以前の名前があれば書いてください。",
            synonyms=("略称", "旧名称", "通称"),
            width=18,
        ),
    ] = None
    category: Annotated[
        str | None,
        Column(
            "システム区分",
            Kind.CHOICE,
            "一覧から選んでください。AccessやExcelで職員が作ったものは「職員作成ツール」です。",
            choices=(
                "住民情報系",
                "庁内情報系",
                "個別システム",
                "基盤・ネットワーク",
                STAFF_MADE_TOOL,
            ),
            words=(UNKNOWN,),
            synonyms=("区分", "システムの区分"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    business: Annotated[
        str | None,
        Column(
            "対象業務",
            Kind.CHOICE,
            "最も近い業務を1つ選んでください。迷うときは「共通・その他」です。",
            choices=(
                "住民記録・戸籍",
                "税",
                "国保・年金",
                "介護・高齢",
                "障害福祉",
                "生活福祉",
                "子育て・保育",
                "健康・保健",
                "環境・清掃",
                "都市整備・土木",
                "住宅",
                "学校教育",
                "図書館",
                "文化・施設予約",
                "産業・商工",
                "防災",
                "財務会計",
                "人事給与",
                "文書管理",
                "議会・選挙",
                "広報",
                "共通・その他",
            ),
            words=(UNKNOWN,),
            synonyms=("業務", "業務分野", "対象事務"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    purpose: Annotated[
        str | None,
        Column(
            "業務概要",
            Kind.TEXT,
            "何のために使うシステムかを、200字以内で書いてください。",
            words=(UNKNOWN,),
            synonyms=("概要", "システム概要", "用途"),
            required=ALWAYS,
            longest=200,
            width=40,
        ),
    ] = None
    status: Annotated[
        str | None,
        Column(
            "状況",
            Kind.CHOICE,
            "基準日（4月1日）現在の状況を選んでください。",
            choices=(
                IN_USE,
                BEING_BUILT,
                BEING_PROCURED,
                BEING_RENEWED,
                TO_BE_ABOLISHED,
                ABOLISHED,
            ),
            words=(UNKNOWN,),
            synonyms=("運用状況", "稼働状況", "ステータス"),
            required=ALWAYS,
            width=12,
        ),
    ] = None
    delivery: Annotated[
        str | None,
        Column(
            "導入形態",
            Kind.CHOICE,
            "一覧から選んでください。分からなければ「不明」を選びます。",
            choices=(
                "パッケージ(カスタマイズ無)",
                "パッケージ(カスタマイズ有)",
                "スクラッチ",
                "SaaS",
                "共同利用",
                STAFF_MADE,
                UNKNOWN,
            ),
            synonyms=("開発形態", "構築方法"),
            required=ALWAYS,
            width=18,
        ),
    ] = None
    hosting: Annotated[
        str | None,
        Column(
            "設置場所",
            Kind.CHOICE,
            "サーバなど本体がある場所を選んでください。",
            choices=(
                "庁内サーバ室",
                "課内",
                "データセンター",
                "クラウド",
                "端末単体",
                UNKNOWN,
            ),
            synonyms=("サーバ設置場所", "サーバー設置場所"),
            required=ALWAYS,
            width=14,
        ),
    ] = None
    network: Annotated[
        str | None,
        Column(
            "接続ネットワーク",
            Kind.CHOICE,
            "主につながるネットワークを選んでください。どこにもつながないものは「独立」です。",
            choices=(
                MY_NUMBER_NETWORK,
                "LGWAN接続系",
                INTERNET,
                STANDALONE,
                UNKNOWN,
            ),
            synonyms=("ネットワーク", "接続系統", "接続回線"),
            required=ALWAYS,
            width=18,
        ),
    ] = None
    started: Annotated[
        date | None,
        Column(
            "稼働開始年月",
            Kind.MONTH,
            "例：2015/10（H27.10 でも読み取れます）。まだのものは予定の年月です。",
            words=(UNKNOWN, UNDECIDED),
            synonyms=("稼働年月", "導入年月", "稼働開始", "運用開始年月", "稼働開始日"),
            required=ALWAYS,
            width=13,
        ),
    ] = None
    vendor: Annotated[
        str | None,
        shared.vendor(
            Required(
                lambda s: not (s.staff_made or s.being_procured),
                "必須（職員作成と調達中を除く）",
                WHO_MADE_IT,
            )
        ),
    ] = None
    vendor_corporate_number: Annotated[str | None, shared.corporate_number()] = None
    contract_number: Annotated[str | None, shared.contract_number()] = None
    contract_method: Annotated[
        str | None,
        shared.contract_method(
            Required(
                lambda s: not (s.staff_made or s.being_procured),
                "必須（職員作成と調達中を除く）",
                WHO_MADE_IT,
            )
        ),
    ] = None
    sole_source_reason: Annotated[
        str | None,
        Column(
            "随意契約の理由",
            Kind.TEXT,
            "特命随意契約のときに、その理由を書いてください。",
            words=(UNKNOWN,),
            synonyms=("随契理由", "特命理由", "随意契約理由"),
            required=Required(
                lambda s: s.contract_method == shared.SOLE_SOURCE,
                "契約方法が特命随意契約のとき必須",
            ),
            width=30,
        ),
    ] = None
    contract_term: Annotated[
        str | None,
        Column(
            "契約期間区分",
            Kind.CHOICE,
            "一覧から選んでください。",
            choices=("単年度", "長期継続契約", "債務負担行為", "その他", NOT_APPLICABLE),
            words=(UNKNOWN,),
            synonyms=("契約期間の区分", "契約区分"),
            required=Required(
                lambda s: not (s.staff_made or s.being_procured),
                "必須（職員作成と調達中を除く）",
                WHO_MADE_IT,
            ),
            width=14,
        ),
    ] = None
    contract_start: Annotated[
        date | None,
        shared.contract_day(
            "契約開始日",
            IF_CONTRACTED,
            "契約開始年月日",
            "契約開始",
        ),
    ] = None
    contract_end: Annotated[
        date | None,
        shared.contract_day(
            "契約終了日",
            IF_CONTRACTED,
            "契約終了年月日",
            "契約満了日",
            "契約終了",
        ),
    ] = None
    lease_end: Annotated[
        date | None,
        Column(
            "機器リース終了日",
            Kind.DATE,
            "機器をリースしているときに、その満了日を書いてください。例：2022/3/31",
            words=(UNKNOWN, NOT_APPLICABLE, AUTOMATIC),
            synonyms=("リース終了日", "リース満了日"),
            width=13,
        ),
    ] = None
    support_end: Annotated[
        date | None,
        Column(
            "サポート終了日",
            Kind.DATE,
            "OS・データベース・パッケージのうち、最も早く終わる日です。分からなければ「不明」。",
            words=(UNKNOWN, NOT_APPLICABLE),
            synonyms=("保守終了日", "サポート期限"),
            width=13,
        ),
    ] = None
    next_renewal: Annotated[
        int | None,
        Column(
            "次期更新予定年度",
            Kind.FISCAL_YEAR,
            "次に入れ替える予定の年度です。例：2022。決まっていなければ「未定」。",
            words=(UNDECIDED, UNKNOWN, NOT_APPLICABLE),
            synonyms=("更新予定年度", "次期更新年度", "更新予定"),
            required=Required(
                lambda s: s.status not in (TO_BE_ABOLISHED, ABOLISHED),
                "必須（廃止予定・廃止済を除く）",
                ("status",),
            ),
            width=12,
        ),
    ] = None
    users: Annotated[
        int | None,
        Column(
            "利用者数",
            Kind.COUNT,
            "このシステムを使う職員などの人数です。数字だけを入力してください。",
            words=(UNKNOWN,),
            synonyms=("利用人数", "ユーザ数", "ユーザー数"),
            unit="人",
            required=ALWAYS,
            width=10,
        ),
    ] = None
    daily_users: Annotated[
        int | None,
        Column(
            "うち日常利用者数",
            Kind.COUNT,
            "利用者数のうち、ほぼ毎日使う人数です。",
            words=(UNKNOWN,),
            synonyms=("日常利用者数", "うち日常的な利用者数", "常時利用者数"),
            unit="人",
            width=10,
        ),
    ] = None
    terminals: Annotated[
        int | None,
        Column(
            "端末台数",
            Kind.COUNT,
            "このシステムを使う端末の台数です。",
            words=(UNKNOWN,),
            synonyms=("端末数", "クライアント数", "PC台数"),
            unit="台",
            width=10,
        ),
    ] = None
    personal_data: Annotated[
        str | None,
        Column(
            "個人情報",
            Kind.CHOICE,
            "マイナンバーを含むときは「特定個人情報有」を選んでください。",
            choices=("無", "有", MY_NUMBER_DATA, UNKNOWN),
            synonyms=("個人情報の有無", "個人情報有無"),
            required=ALWAYS,
            width=14,
        ),
    ] = None
    outage_impact: Annotated[
        str | None,
        Column(
            "停止時の影響",
            Kind.CHOICE,
            "システムが止まったときの影響を選んでください。",
            choices=(
                "即時に区民へ影響",
                "当日中に影響",
                "数日は手作業可",
                "軽微",
                UNKNOWN,
            ),
            synonyms=("停止した場合の影響", "障害時の影響"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    staff_knowledge: Annotated[
        str | None,
        Column(
            "仕様を把握する職員",
            Kind.CHOICE,
            "業者に聞かずに仕組みを説明できる職員の人数です。",
            choices=("2人以上", "1人", "0人", UNKNOWN),
            synonyms=("仕様把握職員", "仕様を把握している職員"),
            required=ALWAYS,
            width=12,
        ),
    ] = None
    run_by_contractor: Annotated[
        bool,
        Column(
            "民間委託先が操作",
            Kind.MARK,
            "委託先の従業員がこのシステムを操作するときに○を付けてください。",
            synonyms=("委託先が操作", "民間委託先の操作"),
            width=10,
        ),
    ] = False
    linked_systems: Annotated[
        tuple[str, ...],
        Column(
            "連携先システムID",
            Kind.SYSTEM_IDS,
            "データをやり取りするシステムのIDです。複数あるときは「;」で区切ってください。",
            words=(UNKNOWN, NOT_APPLICABLE),
            synonyms=("連携先", "連携システムID", "連携先システム"),
            width=18,
        ),
    ] = ()
    approved_on: Annotated[
        date | None,
        Column(
            "本部承認日",
            Kind.DATE,
            "行政情報化推進本部の承認を受けた日です。今年度新しいシステムでは必須です。",
            words=(UNKNOWN, NOT_APPLICABLE),
            synonyms=("承認日", "推進本部承認日"),
            width=13,
        ),
    ] = None
    remarks: Annotated[str | None, shared.remarks()] = None

    @property
    def staff_made(self) -> bool:
        """Made by staff in Access or Excel: no vendor, no contract, outside the totals."""
        return self.delivery == STAFF_MADE or self.category == STAFF_MADE_TOOL

    @property
    def being_procured(self) -> bool:
        """調達中: vendor and contract are not known yet."""
        return self.status == BEING_PROCURED

    @property
    def contracted(self) -> bool:
        """Whether a contract with dates must exist."""
        return not (
            self.staff_made or self.being_procured or self.contract_method == shared.NO_CONTRACT
        )

    @property
    def live(self) -> bool:
        """運用中, 更新中 or 廃止予定: in daily use, to be evaluated."""
        return self.status in (IN_USE, BEING_RENEWED, TO_BE_ABOLISHED)

    @property
    def to_be_evaluated(self) -> bool:
        """Whether システム評価 must have a row for it."""
        return self.live and not self.staff_made


SYSTEM_LIST = Form(
    id="system_list",
    title="所管するシステム一覧",
    record=System,
    key=("system_id",),
    purpose="課が所管するすべての情報システムを、1行に1システムずつ書きます。",
    examples=(
        {
            "division_code": "0000",
            "division_name": "見本課",
            "system_id": "0000-S01",
            "system_name": "見本申請受付システム",
            "alias": "受付くん",
            "category": "個別システム",
            "business": "共通・その他",
            "purpose": "窓口と郵送で受け付けた申請の登録、進捗管理、通知書の発行を行う。",
            "status": "運用中",
            "delivery": "パッケージ(カスタマイズ有)",
            "hosting": "庁内サーバ室",
            "network": "LGWAN接続系",
            "started": "2015/10",
            "vendor": "株式会社見本ソフト",
            "contract_number": "2015-0123",
            "contract_method": "プロポーザル",
            "contract_term": "長期継続契約",
            "contract_start": "2015/10/1",
            "contract_end": "2020/9/30",
            "lease_end": "2020/9/30",
            "support_end": "2020/10/13",
            "next_renewal": "2020",
            "users": "45",
            "daily_users": "20",
            "terminals": "22",
            "personal_data": "有",
            "outage_impact": "当日中に影響",
            "staff_knowledge": "1人",
        },
        {
            "division_code": "0000",
            "division_name": "見本課",
            "system_id": "新規-1",
            "system_name": "見本相談予約システム",
            "category": "個別システム",
            "business": "共通・その他",
            "purpose": "相談の予約をインターネットで受け付ける。",
            "status": "調達中",
            "delivery": "SaaS",
            "hosting": "クラウド",
            "network": "インターネット接続系",
            "started": "2020/4",
            "next_renewal": "未定",
            "users": "12",
            "personal_data": "有",
            "outage_impact": "数日は手作業可",
            "staff_knowledge": "2人以上",
            "approved_on": "2019/4/26",
        },
    ),
)
