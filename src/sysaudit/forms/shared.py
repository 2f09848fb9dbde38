"""Choices, hints and columns that several forms have in common."""

from __future__ import annotations

from sysaudit.forms.field import ALWAYS, OPTIONAL, Column, Kind, Required

UNKNOWN = "不明"
CONFIRMED, UNCONFIRMED = "○", "未確認"
UNDECIDED = "未定"
NOT_APPLICABLE = "該当なし"
AUTOMATIC = "自動更新"
OTHER = "その他"

CONTRACT_METHODS = (
    "一般競争入札",
    "指名競争入札",
    "プロポーザル",
    "特命随意契約",
    "少額随意契約",
    "共同調達",
    "契約なし(国・都等から提供)",
    UNKNOWN,
)
SOLE_SOURCE, SMALL_SUM, NO_CONTRACT = (
    CONTRACT_METHODS[3],
    CONTRACT_METHODS[4],
    CONTRACT_METHODS[6],
)
EVALUATION_LETTERS = (
    "S 拡充",
    "A 現状維持",
    "A' 経過観察",
    "B 改善・見直し",
    "C 縮小",
    "D 統合・廃止",
)


def division_code() -> Column:
    """課コード, as every form begins."""
    return Column(
        "課コード",
        Kind.CODE,
        "組織台帳の課コードを、先頭の0も含めて入力してください。例：1304",
        required=ALWAYS,
        synonyms=("所属コード", "組織コード", "課CD", "所属CD"),
        width=10,
    )


def division_name() -> Column:
    """課名, which must agree with the code."""
    return Column(
        "課名",
        Kind.TEXT,
        "組織台帳のとおりの課名を入力してください。例：課税課",
        required=ALWAYS,
        synonyms=("所属名", "所属", "課・室名", "担当課", "所管課"),
        width=16,
    )


def system_id(hint: str = "") -> Column:
    """システムID, by which the three forms are joined."""
    return Column(
        "システムID",
        Kind.SYSTEM_ID,
        hint
        or "情報管理課が付けたIDです。新しいシステムは「新規-1」「新規-2」とし、"
        "3つの様式に同じものを書いてください。",
        required=ALWAYS,
        synonyms=("システムＩＤ", "システム番号", "管理番号", "システムコード", "ID"),
        width=12,
    )


def system_name_by_formula() -> Column:
    """システム名 as looked up from the system list; not data, but compared."""
    return Column(
        "システム名",
        Kind.TEXT,
        "システムIDから自動で表示されます。入力は不要です。",
        synonyms=("情報システム名", "システム名称", "名称"),
        computed=True,
        width=24,
    )


IF_UNCHANGED = Required(lambda record: False, "記入済みで変更のない行は必須")
"""In the words of 記入要領 alone: whether a row was changed, R21 sees."""


def confirmation() -> Column:
    """確認, beside a row that was filled in from last year's form."""
    return Column(
        "確認",
        Kind.CHOICE,
        "前年度の内容が今年度も正しければ○を選んでください。違うところは直します"
        "（直した行は○がなくても構いません）。なくなった行は削除してください。",
        choices=(CONFIRMED, UNCONFIRMED),
        required=IF_UNCHANGED,
        synonyms=("確認欄", "前年度内容の確認"),
        afresh=True,
        of_prefilled=True,
        width=9,
    )


def vendor(required: Required = OPTIONAL, hint: str = "") -> Column:
    """事業者名, the main contractor."""
    return Column(
        "事業者名",
        Kind.TEXT,
        hint or "主な契約の相手方を、契約書のとおり正式名称で入力してください。",
        words=(UNKNOWN, NOT_APPLICABLE),
        synonyms=("業者名", "委託先", "契約業者", "ベンダー名", "契約相手方"),
        required=required,
        width=24,
    )


def corporate_number() -> Column:
    """法人番号 of the contractor, 13 digits with a check digit."""
    return Column(
        "法人番号",
        Kind.CORPORATE_NUMBER,
        "事業者の法人番号（13桁）です。分からなければ空欄で構いません。",
        words=(UNKNOWN, NOT_APPLICABLE),
        synonyms=("事業者法人番号",),
        width=16,
    )


def contract_number(required: Required = OPTIONAL) -> Column:
    """契約番号, which joins cost lines and bundled contracts."""
    return Column(
        "契約番号",
        Kind.CODE,
        "契約書の番号です。複数のシステムで1つの契約のときは、同じ番号を書いてください。",
        words=(UNKNOWN, NOT_APPLICABLE),
        synonyms=("契約No", "契約No.", "契約管理番号"),
        required=required,
        width=14,
    )


def contract_method(required: Required = OPTIONAL) -> Column:
    """契約方法; reported, never judged."""
    return Column(
        "契約方法",
        Kind.CHOICE,
        "一覧から選んでください。分からなければ「不明」を選びます。",
        choices=CONTRACT_METHODS,
        synonyms=("契約方式", "契約形態", "調達方法"),
        required=required,
        width=16,
    )


def contract_day(label: str, required: Required, *synonyms: str) -> Column:
    """契約開始日 or 契約終了日."""
    way_out = (UNKNOWN, UNDECIDED, NOT_APPLICABLE)
    return Column(
        label,
        Kind.DATE,
        "例：2019/4/1（H31.4.1 でも読み取れます）。"
        + ("毎年自動で更新される契約は「自動更新」と書いてください。" if "終了" in label else ""),
        words=(AUTOMATIC, *way_out) if "終了" in label else way_out,
        synonyms=synonyms,
        required=required,
        width=13,
    )


def remarks(*, afresh: bool = False) -> Column:
    """備考, free text."""
    return Column(
        "備考",
        Kind.TEXT,
        "補足があれば自由に書いてください。",
        synonyms=("摘要", "特記事項"),
        afresh=afresh,
        width=30,
    )


def filled_in_by() -> Column:
    """記入者."""
    return Column("記入者", Kind.TEXT, "記入した方の氏名です。", synonyms=("記入者名", "担当者"))


def confirmed_on() -> Column:
    """課長確認日."""
    return Column(
        "課長確認日",
        Kind.DATE,
        "課長が内容を確認した日です。例：2019/6/14",
        synonyms=("課長確認", "確認日"),
        width=13,
    )
