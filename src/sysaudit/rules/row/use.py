"""Who uses a system, and on which network it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.record import Record
from sysaudit.forms.system_list import (
    BEING_RENEWED,
    IN_USE,
    INTERNET,
    MY_NUMBER_DATA,
    STANDALONE,
    System,
)
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule

INFRASTRUCTURE = "基盤・ネットワーク"
BY_HAND = re.compile(r"媒体|USB|ＵＳＢ|DVD|CD|MO|手入力|手渡し|紙")
"""Words of 備考 that explain how a standalone system exchanges data."""


@rule(
    "R05",
    Subject.RECORD,
    Severity.ERROR,
    form="system_list",
    title=Text("日常利用者数が利用者数より多い", "More daily users than users"),
    why=Text(
        "利用者1人当たりの経費を課の間で比べるため、人数の誤りは結果を変えます。",
        "Costs per user are compared between divisions.",
    ),
    wrong=Text("利用者数20、うち日常利用者数200", "20 users, 200 of them daily"),
    right=Text("利用者数200、うち日常利用者数20", "200 users, 20 of them daily"),
    message=Text(
        "うち日常利用者数（{given}人）が利用者数（{users}人）より多くなっています。",
        "{given} daily users are more than the {users} users.",
    ),
    fix=Text(
        "「利用者数」には全員の人数を、「うち日常利用者数」にはそのうちほぼ毎日使う人数を"
        "入力してください。",
        "Type everybody into 利用者数 and those of them who use it almost daily into the other.",
    ),
)
def more_daily_users(system: System, context: Context) -> Iterator[Hit]:
    """うち日常利用者数 above 利用者数."""
    users, daily = system.users, system.daily_users
    if users is not None and daily is not None and daily > users:
        yield hit_on(system, "daily_users", context, users=f"{users:,}")


@rule(
    "R06",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("利用者のいない運用中のシステム", "System in use without users"),
    why=Text(
        "使う人のいないシステムなら、廃止を考える時期です。",
        "A system that nobody uses is a candidate for being given up.",
    ),
    wrong=Text("状況が「運用中」で利用者数が0", "運用中 with 0 users"),
    right=Text("利用者数「20」、または状況「廃止予定」", "20 users, or 廃止予定"),
    message=Text(
        "状況は「{status}」ですが、利用者数が0人です。", "It is {status}, but has 0 users."
    ),
    fix=Text(
        "使う人の人数を入力してください。分からなければ「不明」と入力します。"
        "使っていないなら「状況」を「廃止予定」か「廃止済」に改めてください。",
        "Type the number of users, or 不明; if nobody uses it, change 状況 to 廃止予定 or 廃止済.",
    ),
)
def no_users(system: System, context: Context) -> Iterator[Hit]:
    """運用中 or 更新中 with 0 users; infrastructure serves other systems."""
    used = system.status in (IN_USE, BEING_RENEWED) and system.category != INFRASTRUCTURE
    if used and system.users == 0:
        yield hit_on(system, "users", context, status=system.status)


@rule(
    "R07",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("特定個人情報がインターネット接続系にある", "My Number data on the internet side"),
    why=Text(
        "マイナンバーを扱う系統は、インターネットから切り離すことになっています。",
        "Systems with My Number data are kept apart from the internet.",
    ),
    wrong=Text(
        "個人情報「特定個人情報有」、接続ネットワーク「インターネット接続系」",
        "特定個人情報有 on インターネット接続系",
    ),
    right=Text("接続ネットワーク「マイナンバー利用事務系」", "On マイナンバー利用事務系"),
    message=Text(
        "個人情報が「特定個人情報有」ですが、接続ネットワークは「{given}」です。",
        "It holds My Number data (特定個人情報有), but stands on {given}.",
    ),
    fix=Text(
        "2つの欄のどちらが正しいかを確かめてください。マイナンバーを含まなければ個人情報を「有」に"
        "改めます。両方とも正しいときは、情報管理課に相談してください。",
        "See which of the two is right: 有 if no My Number is held. If both are, talk to the IT "
        "division.",
    ),
)
def my_number_on_internet(system: System, context: Context) -> Iterator[Hit]:
    """特定個人情報有 on インターネット接続系."""
    if system.personal_data == MY_NUMBER_DATA and system.network == INTERNET and system.live:
        yield hit_on(system, "network", context)


@rule(
    "R08",
    Subject.RECORD,
    Severity.WARNING,
    form="system_list",
    title=Text("独立なのに連携先がある", "Standalone, yet linked"),
    why=Text(
        "どこにもつながないシステムが連携するには、媒体などの受け渡しがあるはずです。",
        "A system on no network can exchange data by hand alone.",
    ),
    wrong=Text(
        "接続ネットワーク「独立」、連携先システムID「1101-S01」", "独立, linked to 1101-S01"
    ),
    right=Text("備考に「USBメモリで月1回受け渡し」", "備考 says: by USB memory once a month"),
    message=Text(
        "接続ネットワークは「独立」ですが、連携先システムIDに「{given}」とあります。",
        "接続ネットワーク is 独立, but 連携先システムID says {given}.",
    ),
    fix=Text(
        "ネットワークでつながっていれば接続ネットワークを改めてください。媒体や手入力で"
        "受け渡していれば、「備考」に「USBメモリで受け渡し」のように書いてください。",
        "Put 接続ネットワーク right, or say in 備考 how data are handed over (by USB, typed in).",
    ),
)
def links_of_standalone(system: System, context: Context) -> Iterator[Hit]:
    """独立 with 連携先システムID, and nothing in 備考 about media."""
    explained = BY_HAND.search(system.remarks or "")
    if system.network == STANDALONE and system.linked_systems and not explained:
        yield hit_on(system, "linked_systems", context)


@rule(
    "R18",
    Subject.RECORD,
    Severity.WARNING,
    title=Text("自分自身を指すシステムID", "A system linked to itself"),
    why=Text(
        "連携や統合の相手は別のシステムです。IDの写し間違いが考えられます。",
        "Its partner is another system: the ID may have been copied wrongly.",
    ),
    wrong=Text("1304-S01の行の連携先に「1304-S01」", "1304-S01 linked to 1304-S01"),
    right=Text("連携先に「1101-S01」", "Linked to 1101-S01"),
    message=Text(
        "「{label}」に、この行のシステム自身（{own}）が入っています。",
        "{label} names the system of this row itself ({own}).",
    ),
    fix=Text(
        "相手のシステムのIDを入力してください。相手がなければ空欄にします。",
        "Type the ID of the other system, or leave the cell blank.",
    ),
)
def linked_to_itself(record: Record, context: Context) -> Iterator[Hit]:
    """Its own ID in 連携先システムID or 統合候補システムID."""
    if isinstance(record, System):
        key, others = "linked_systems", record.linked_systems
    elif isinstance(record, Evaluation):
        key, others = "merge_with", record.merge_with
    else:
        return
    if record.system_id in others:
        yield hit_on(record, key, context, own=record.system_id)
