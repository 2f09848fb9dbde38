"""The returns of a ward of any size: clean ones, of which no two systems need be alike.

Divisions, lives and contracts are made as those of the samples are. A thousand systems on one list
would all bear one of the samples' 247 names, so names and vendors are put together from words
here: as in a real ward some of them come out alike, and most do not.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random

from samples.ward import people
from samples.ward.returns import Return, clean_return
from samples.ward.tables import corporate_number, vendors

from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.cost_estimate import ALONE, AMOUNT_KEYS, FIRM, ROUGH
from sysaudit.forms.roster import IN_SCOPE, ROSTER
from sysaudit.forms.shared import OTHER, SMALL_SUM
from sysaudit.reports.templates import write_workbook

YEAR = 2019
FIRST_CODE = 3001
SPARE_ROWS = 10
METHOD = "contract_method"
RATES = (108, 109, 110, 110, 110, 110, 110)
"""Percent of an amount with tax, by year."""
DIVISIONS_OF_A_DEPARTMENT = 8
_AREAS = """
道路 公園 河川 橋梁 街路 建築 住宅 都市 農地 緑化 環境 清掃 資源 公害 衛生 食品 薬事 医療 健診 感染
保健 介護 高齢 障害 福祉 生活 年金 国保 後期 児童 保育 学童 青年 学校 給食 図書 文化 体育 史料 観光
商工 雇用 消費 税務 納税 住民 戸籍 印鑑 選挙 統計 広報 情報 文書 契約 財産 庁舎 人事 給与 防災 議会
"""
_OBJECTS = """
許可 占用 台帳 審査 申請 届出 認定 給付 手当 貸付 収納 滞納 徴収 還付 調定 予約 抽選 入所 通園 相談
面接 訪問 指導 検査 測定 監視 点検 修繕 工事 設計 積算 図面 地図 写真 標本 目録 名簿 会員 団体 委員
職員 講師 車両 備品 物品 薬品 燃料 電力 水量 騒音 境界 用地 地籍 施設 遊具 樹木 街灯 標識 掲示 郵送
"""
_TASKS = """
受付 登録 照会 検索 集計 分析 通知 発行 印刷 交付 督促 更新 記録 履歴 経過 進行 配車 配布 回収 保管
貸出 返却 精算 請求 支払 振替 決裁 回覧 公開 配信 連携 変換 抽出 照合 突合 監査 評価 計画 予測 推計
研修 試験 採点 割当 編成 巡回 警報 観測 制御 遠隔 録音 撮影 翻訳 案内 受電 投票 調査 回答 要望 提案
"""
SUFFIXES = ("システム", "システム", "管理システム", "支援システム", "総合システム", "データベース")
_VENDOR_STEMS = """
あけぼの いぶき うぐいす えのき おおぞら かえで きさらぎ くぬぎ けいめい こだま さざなみ しののめ
すばる せせらぎ そよかぜ たちばな ちどり つばめ てんりゅう とねがわ なぎさ にれのき ぬまた ねむのき
のぎく はやぶさ ひばり ふじみ へいわ ほたる まつかぜ みずほ むつき めぐみ もくれん やまびこ ゆりの
よしの らいちょう るりこ わかば
"""
_VENDOR_TRADES = """
情報システム ソフトウェア データ電算 ネットワーク クラウド工房
計測機器 図面技研 事務機 通信技術 総研
"""
ITEMS = (
    "帳票の封入封緘", "ウイルス対策ソフト", "コールセンター運営", "電子証明書の更新", "外字の作成",
    "データのバックアップ媒体の保管", "操作手順書の改訂", "ライセンスの追加", "職員研修の支援",
    "端末の設置と撤去", "脆弱性の診断", "帳票の用紙", "無停電電源装置の保守", "窓口の案内表示",
)  # fmt: skip
AREAS, OBJECTS, TASKS = _AREAS.split(), _OBJECTS.split(), _TASKS.split()
VENDOR_STEMS, VENDOR_TRADES = _VENDOR_STEMS.split(), _VENDOR_TRADES.split()
Row = dict[str, object]


@dataclass(frozen=True)
class Size:
    """How much there is in the ward.

    Attributes:
        rows: Cost rows; each has seven amounts, but for the few that are 未定.
    """

    systems: int
    rows: int
    divisions: int

    def of(self, number: int) -> tuple[int, int]:
        """The systems and the cost rows of one division, from 0."""
        return _part(self.systems, self.divisions, number), _part(self.rows, self.divisions, number)


def _part(whole: int, parts: int, number: int) -> int:
    return whole * (number + 1) // parts - whole * number // parts


def write_ward(folder: Path, roster: Path, size: Size) -> None:
    """Write the roster, and the return of every division into a new folder."""
    folder.mkdir()
    rows = [_division(number) for number in range(size.divisions)]
    write_workbook(roster, [ROSTER], YEAR, {ROSTER.id: rows}, len(rows))
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_write_return, folder, size), range(size.divisions)))


def _code(number: int) -> str:
    return str(FIRST_CODE + number)


def _name(number: int) -> str:
    return f"第{number + 1}課"


def _division(number: int) -> Row:
    """A row of the roster."""
    rng = Random(f"roster {number}")
    return {
        "fiscal_year": YEAR,
        "division_code": _code(number),
        "department": f"第{number // DIVISIONS_OF_A_DEPARTMENT + 1}部",
        "division_name": _name(number),
        "kind": "課",
        "in_scope": IN_SCOPE,
        "regular_staff": rng.randrange(12, 60),
        "other_staff": rng.randrange(0, 20),
        "due": date(YEAR, 6, 28),
        "it_promoter": people.promoter(_code(number), YEAR),
        "extension": people.extension(rng),
    }


def _write_return(folder: Path, size: Size, number: int) -> None:
    systems, rows = size.of(number)
    rng = Random(f"large {number}")
    told = clean_return(_code(number), _name(number), rng, year=YEAR, systems=systems)
    told = _with_costs(_named(told, rng), rows, rng)
    spare = max(map(len, told.rows.values())) + SPARE_ROWS
    write_workbook(folder / told.file_name, QUESTIONNAIRE, YEAR, told.rows, spare)


def _named(told: Return, rng: Random) -> Return:
    """With other names for the systems and for their main vendors."""
    main = {each.name for each in vendors().values() if each.kind == "main"}
    systems: list[Row] = []
    new_vendors: dict[object, tuple[object, str]] = {}
    names = _distinct(partial(_system_name, rng))
    for row in told.rows["system_list"]:
        system: Row = {**row, "system_name": next(names), "alias": ""}
        if row.get("vendor") in main:
            name, number = _vendor(rng)
            new_vendors[row["system_id"]] = row["vendor"], name
            system["vendor"] = name
            if row.get("vendor_corporate_number"):
                system["vendor_corporate_number"] = number
        systems.append(system)
    costs = [_renamed(row, new_vendors.get(row["system_id"])) for row in told.rows["cost_estimate"]]
    return replace(told, rows={**told.rows, "system_list": systems, "cost_estimate": costs})


def _renamed(row: Mapping[str, object], names: tuple[object, str] | None) -> Row:
    if names is None:
        return dict(row)
    old, new = names
    return {key: new if value == old else value for key, value in row.items()}


def _distinct(make: Callable[[], str]) -> Iterator[str]:
    """What is made, each once."""
    made: set[str] = set()
    while True:
        text = make()
        if text not in made:
            made.add(text)
            yield text


def _system_name(rng: Random) -> str:
    words = (rng.choice(AREAS), rng.choice(OBJECTS), rng.choice(TASKS))
    return "".join((*words, rng.choice(SUFFIXES)))


def _vendor(rng: Random) -> tuple[str, str]:
    """A vendor's name and its corporate number."""
    stem, trade = rng.randrange(len(VENDOR_STEMS)), rng.randrange(len(VENDOR_TRADES))
    serial = 1000 + stem * len(VENDOR_TRADES) + trade
    return f"株式会社{VENDOR_STEMS[stem]}{VENDOR_TRADES[trade]}", corporate_number(serial)


def _with_costs(told: Return, count: int, rng: Random) -> Return:
    """With so many cost rows: smaller items of its systems are added in turn."""
    costs = list(told.rows["cost_estimate"])
    small = {s["system_id"] for s in told.rows["system_list"] if s.get(METHOD) == SMALL_SUM}
    first = {row["system_id"]: row for row in reversed(costs)}
    rows = [*costs, *islice(_further(list(first.values()), small, rng), max(0, count - len(costs)))]
    order = {row["system_id"]: place for place, row in enumerate(told.rows["system_list"])}
    rows = sorted(rows[:count], key=lambda row: order[row["system_id"]])
    return replace(told, rows={**told.rows, "cost_estimate": rows})


def _further(rows: Sequence[Row], small: Container[object], rng: Random) -> Iterator[Row]:
    """Items that systems have beside the usual ones, under the contract of one of their rows.

    Small contracts stay small: what is added to those of ``small`` is little, and no part of them.
    """
    for number, row in enumerate(cycle(rows)):
        place, turn = number % len(rows), number // len(rows)
        tiny = row["system_id"] in small
        base = rng.randrange(50, 300 if tiny else 900) * 1_200
        yield {
            "system_id": row["system_id"],
            "contract_number": None if tiny else row.get("contract_number"),
            "cost_kind": "運用",
            "cost_item": OTHER,
            "other_item": ITEMS[(place + turn) % len(ITEMS)],
            "budget_line": "委託料",
            "tax_basis": row["tax_basis"],
            "tax_rate": row.get("tax_rate"),
            "certainty": rng.choice((FIRM, FIRM, ROUGH)),
            "bundled": ALONE,
            **{key: base * rate // 100 for key, rate in zip(AMOUNT_KEYS, RATES, strict=True)},
        }
