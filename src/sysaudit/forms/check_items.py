"""What 監査調書 asks: about forty items in nine areas, each with its weight and its risk.

The items are ours, written after the areas of the ministry's guideline for information-security
audits in local governments (地方公共団体における情報セキュリティ監査に関するガイドライン).
"""

from __future__ import annotations

from typing import NamedTuple

AREAS = (
    "体制",
    "情報資産台帳",
    "人と研修",
    "ID・パスワード",
    "端末・媒体",
    "執務室・窓口",
    "委託",
    "事故・例外",
    "個人番号",
)


class CheckItem(NamedTuple):
    """One item of the self-check: weight 1 to 3, and the risk it stands for."""

    number: str
    area: str
    text: str
    weight: int
    risk: str


CHECK_ITEMS = (
    CheckItem(
        "1-1",
        AREAS[0],
        "課の情報セキュリティ責任者と情報化推進員を決め、全員に知らせている。",
        2,
        "責任者の不在",
    ),
    CheckItem(
        "1-2",
        AREAS[0],
        "情報セキュリティポリシーと実施手順を、誰でもすぐ見られる場所に置いている。",
        1,
        "手順の不知",
    ),
    CheckItem("1-3", AREAS[0], "課の実施手順を、この1年のうちに見直した。", 1, "手順の陳腐化"),
    CheckItem(
        "1-4",
        AREAS[0],
        "前回の監査やパトロールの指摘について、改善を終えて記録している。",
        3,
        "指摘の放置",
    ),
    CheckItem(
        "2-1",
        AREAS[1],
        "情報資産台帳に、課が持つ情報とシステムを漏れなく載せている。",
        2,
        "資産の未把握",
    ),
    CheckItem(
        "2-2",
        AREAS[1],
        "情報資産を重要度で分け、重要なものに印を付けている。",
        2,
        "重要情報の取違え",
    ),
    CheckItem("2-3", AREAS[1], "台帳を、この1年のうちに現物と突き合わせた。", 2, "紛失の見逃し"),
    CheckItem(
        "2-4",
        AREAS[1],
        "保存期間を過ぎた情報を、決めた方法で廃棄し記録している。",
        2,
        "不要情報の漏えい",
    ),
    CheckItem(
        "3-1",
        AREAS[2],
        "正規職員の全員が、この1年に情報セキュリティ研修を受けた。",
        2,
        "知識の不足",
    ),
    CheckItem(
        "3-2",
        AREAS[2],
        "非正規職員の全員が、この1年に情報セキュリティ研修を受けた。",
        2,
        "知識の不足",
    ),
    CheckItem(
        "3-3", AREAS[2], "異動・採用のときに、課の手順を説明し記録している。", 1, "手順の不知"
    ),
    CheckItem(
        "3-4",
        AREAS[2],
        "標的型攻撃メールの訓練を受け、開いたときの連絡先を全員が知っている。",
        2,
        "不正プログラムの感染",
    ),
    CheckItem(
        "3-5",
        AREAS[2],
        "非正規職員からも、秘密を守る旨の書面を受け取っている。",
        1,
        "内部からの漏えい",
    ),
    CheckItem("4-1", AREAS[3], "IDを1人に1つとし、共用していない。", 3, "なりすまし"),
    CheckItem("4-2", AREAS[3], "異動・退職の日のうちに、IDを止めている。", 3, "退職者の不正利用"),
    CheckItem(
        "4-3",
        AREAS[3],
        "パスワードを紙に書いて貼ったり、他人に教えたりしていない。",
        3,
        "なりすまし",
    ),
    CheckItem("4-4", AREAS[3], "アクセス権限を、この1年のうちに見直した。", 2, "過大な権限"),
    CheckItem("4-5", AREAS[3], "管理者権限を持つ人を限り、一覧にしている。", 2, "過大な権限"),
    CheckItem("5-1", AREAS[4], "離席のとき、画面をロックしている。", 2, "のぞき見"),
    CheckItem(
        "5-2", AREAS[4], "USBメモリなどの媒体に番号を付け、持出簿で管理している。", 3, "媒体の紛失"
    ),
    CheckItem(
        "5-3", AREAS[4], "許可のない私物の端末や媒体をつないでいない。", 3, "不正プログラムの感染"
    ),
    CheckItem("5-4", AREAS[4], "端末を持ち出すときは許可を受け、暗号化している。", 3, "端末の紛失"),
    CheckItem(
        "5-5",
        AREAS[4],
        "端末や媒体を廃棄するとき、データを消して証明を残している。",
        3,
        "廃棄機器からの漏えい",
    ),
    CheckItem(
        "5-6",
        AREAS[4],
        "ノート端末をワイヤーで固定するか、夜間は鍵のかかる場所に入れている。",
        2,
        "盗難",
    ),
    CheckItem(
        "6-1", AREAS[5], "重要な書類と媒体を、退庁時に鍵のかかる場所に入れている。", 2, "盗難"
    ),
    CheckItem(
        "6-2", AREAS[5], "窓口から、端末の画面や書類が見えないようにしている。", 2, "のぞき見"
    ),
    CheckItem(
        "6-3",
        AREAS[5],
        "執務室に外部の人が入るとき、職員が付き添うか名札を確かめている。",
        2,
        "侵入",
    ),
    CheckItem(
        "6-4",
        AREAS[5],
        "プリンターや複合機に、印刷した紙を置いたままにしていない。",
        2,
        "書類の紛失",
    ),
    CheckItem("6-5", AREAS[5], "書類を送る前に、宛先と中身を2人で確かめている。", 3, "誤送付"),
    CheckItem(
        "7-1",
        AREAS[6],
        "個人情報を扱う業務を委託している。（していなければ「該当なし」）",
        1,
        "委託先の未把握",
    ),
    CheckItem(
        "7-2",
        AREAS[6],
        "契約書に、秘密の保持・再委託の制限・事故の報告を書いている。",
        3,
        "委託先からの漏えい",
    ),
    CheckItem(
        "7-3",
        AREAS[6],
        "契約担当課の履行確認チェックシートを提出した。（提出日を補足に書く）",
        2,
        "委託先の監督不足",
    ),
    CheckItem(
        "7-4",
        AREAS[6],
        "委託の終わりに、渡した情報の返却か廃棄を確かめている。",
        3,
        "委託先からの漏えい",
    ),
    CheckItem(
        "7-5", AREAS[6], "委託先の作業者のIDと入室を、名簿で管理している。", 2, "委託先の不正利用"
    ),
    CheckItem(
        "8-1",
        AREAS[7],
        "事故が起きたときの連絡先と手順を、全員が見られるようにしている。",
        2,
        "初動の遅れ",
    ),
    CheckItem(
        "8-2",
        AREAS[7],
        "この1年の事故と「ヒヤリ」を、すべて情報管理課へ報告した。",
        3,
        "事故の隠れ",
    ),
    CheckItem(
        "8-3", AREAS[7], "手順どおりにできないことは、例外の許可を受けている。", 2, "無許可の例外"
    ),
    CheckItem(
        "8-4", AREAS[7], "重要なデータの控えを取り、戻せることを確かめている。", 2, "データの消失"
    ),
    CheckItem(
        "9-1", AREAS[8], "個人番号を扱う人を決め、名簿にしている。", 3, "特定個人情報の漏えい"
    ),
    CheckItem(
        "9-2",
        AREAS[8],
        "個人番号を扱う場所を区切り、ほかの人が入れないようにしている。",
        3,
        "特定個人情報の漏えい",
    ),
    CheckItem(
        "9-3",
        AREAS[8],
        "個人番号を扱った記録を残し、定期に点検している。",
        3,
        "特定個人情報の目的外利用",
    ),
    CheckItem(
        "9-4",
        AREAS[8],
        "個人番号の書かれた書類を、保存期間の後すぐに廃棄している。",
        3,
        "特定個人情報の漏えい",
    ),
)

OUTSOURCING_ITEM = "7-1"
"""The item whose 該当なし says that the division has no outsourcing."""
CONTRACT_CHECK_ITEM = "7-3"
"""The item that asks for the 履行確認チェックシート, which the contract division has already."""


def item_rows() -> list[dict[str, object]]:
    """The rows of 監査調書 before anybody has answered: number, area, text of every item."""
    return [{"number": item.number, "area": item.area, "text": item.text} for item in CHECK_ITEMS]
