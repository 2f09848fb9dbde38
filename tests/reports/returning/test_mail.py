"""The text of the mail, whole: what a division reads before it opens anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from tests.reports.marking.samples import FILE, WARNING, finding
from tests.reports.returning.wards import SYSTEMS, checked, packet, several

from sysaudit.reports.returning import packets_of
from sysaudit.reports.returning.mail import Attached, mail_text

SLIP = Attached(FILE, "調査票_確認事項.xlsx", "パスワードがかかっているため")
ABSENT = packet(missing=True, due=date(2019, 6, 28))


def text(of: str) -> str:
    """A text from an indented block."""
    return dedent(of).lstrip("\n")


def test_a_few_findings_stand_in_the_mail_itself() -> None:
    """Each with its place, its key, what is wrong and what to do; the gravest first."""
    told = packet(
        finding(f"{SYSTEMS}!D3", WARNING),
        replace(finding(f"{SYSTEMS}!D4:D6"), key="1304-S03", count=3),
    )
    assert mail_text(told, [Attached(FILE)], 2019) == text(
        """
        件名: 【修正のお願い】システム調査票（2019年度）　1304 課税課

        課税課　見本　二郎 様

        情報管理課です。システム調査票をご提出いただき、ありがとうございました。
        内容を確かめたところ、次の点がありました。

        ・必ず直していただくところ: 1件
        ・確かめていただくところ: 1件（正しければそのままで構いません）

        ■ 内容
        1. 所管するシステム一覧!D4:D6 (3件)（1304-S03）
           所管するシステム一覧!D4:D6 が空欄です。
           → 値を入力してください。
        2. 所管するシステム一覧!D3
           所管するシステム一覧!D3 が空欄です。
           → 値を入力してください。

        ■ 添付したファイル
        ・調査票.xlsx
           直すセルに色とメモを付けました。はじめのシート「確認事項」から、各セルへ移れます。色・メモ・「確認事項」のシートは、消さなくて構いません。

        直したら、情報管理課へお送りください。
        ファイル名は、変えていただくようお願いした場合のほかは、そのままにしてください。
        分からない項目は「不明」で構いません。書き方に迷うときは、情報管理課へお尋ねください。
        """
    )


def test_of_more_than_five_findings_the_rest_is_counted() -> None:
    """Five stand in the mail, and it says where the others are."""
    told = mail_text(packet(*several(7)), [Attached(FILE)], 2019)
    assert "・必ず直していただくところ: 7件\n" in told
    assert "■ 主な内容\n1. 所管するシステム一覧!D1（1304-S01）\n" in told
    assert "5. 所管するシステム一覧!D5（1304-S05）\n" in told
    assert "ほか2件は、添付したファイルの「確認事項」をご覧ください。\n" in told
    assert "6. " not in told


def test_of_exactly_five_findings_nothing_is_left_out() -> None:
    """No word on others where there are none."""
    told = mail_text(packet(*several(5)), [Attached(FILE)], 2019)
    assert "■ 内容\n" in told
    assert "5. " in told
    assert "ほか" not in told.replace("場合のほか", "")


def test_a_slip_goes_with_the_file_as_it_came() -> None:
    """The list, then the untouched file and why it bears no marks."""
    told = mail_text(packet(finding("")), [SLIP], 2019)
    assert told.partition("■ 内容\n")[2] == text(
        """
        1. ファイル全体
            が空欄です。
           → 値を入力してください。

        ■ 添付したファイル
        ・調査票_確認事項.xlsx
           確認していただきたいことの一覧です。
        ・調査票.xlsx
           提出されたままのファイルです（パスワードがかかっているため、色やメモは付けていません）。

        直したら、情報管理課へお送りください。
        ファイル名は、変えていただくようお願いした場合のほかは、そのままにしてください。
        分からない項目は「不明」で構いません。書き方に迷うときは、情報管理課へお尋ねください。
        """
    )


def test_a_file_that_is_gone_has_its_slip_alone() -> None:
    """No file is spoken of that is not attached."""
    told = mail_text(packet(finding("")), [Attached(None, "調査票_確認事項.xlsx", "…")], 2019)
    assert told.count("・調査票") == 1


def test_a_copy_without_marks_on_cells_does_not_promise_any() -> None:
    """A finding on the whole file or sheet stands on the page alone."""
    told = mail_text(packet(finding("")), [Attached(FILE, coloured=False)], 2019)
    attached = told.partition("■ 添付したファイル\n")[2].splitlines()
    assert attached[:2] == [
        "・調査票.xlsx",
        "   はじめのシート「確認事項」に、確認していただきたいことの一覧があります。",
    ]


def test_of_several_files_each_place_says_in_which_it_lies() -> None:
    """`Sheet1!B7` may be in either; the name is the one under which the file is attached."""
    told = mail_text(
        packet(finding("Sheet1!B7", file="a/調査票.xlsx"), finding("", WARNING, "b/調査票.xlsx")),
        [Attached("調査票.xlsx"), Attached("調査票 (2).xlsx")],
        2019,
    )
    assert "1. 調査票.xlsx　Sheet1!B7\n" in told
    assert "2. 調査票 (2).xlsx　ファイル全体\n" in told


@pytest.mark.parametrize(
    ("mended", "line"),
    [
        (None, ""),
        (0, ""),
        (1, "・前回から直ったところ: 1件\n"),
        (12, "・前回から直ったところ: 12件\n"),
    ],
)
def test_what_was_mended_is_counted(mended: int | None, line: str) -> None:
    """In a later round, and only where something was."""
    told = mail_text(packet(finding(f"{SYSTEMS}!D3")), [Attached(FILE)], 2019, mended)
    counts = told.partition("次の点がありました。\n\n")[2].partition("\n■")[0]
    assert counts == f"・必ず直していただくところ: 1件\n{line}"


def test_warnings_alone_are_not_told_as_something_to_mend() -> None:
    """No line of zero errors."""
    told = mail_text(packet(finding(f"{SYSTEMS}!D3", WARNING)), [Attached(FILE)], 2019)
    assert "必ず" not in told
    assert "・確かめていただくところ: 1件（正しければそのままで構いません）\n" in told


def test_a_reminder_says_what_to_send_and_until_when() -> None:
    """And what to do where the division has no system; nothing of attachments."""
    assert mail_text(ABSENT, [], 2019) == text(
        """
        件名: 【提出のお願い】システム調査票（2019年度）　1304 課税課

        課税課　見本　二郎 様

        情報管理課です。2019年度のシステム調査票が、まだ届いていません。
        提出期限は 2019/6/28 です。
        記入して、情報管理課へ提出してください。
        所管するシステムが1つもないときは、表紙の「所管システムなし」に○を付け、表紙だけを提出してください。
        行き違いで提出済みのときは、ご容赦ください。
        """
    )


def test_a_reminder_without_a_due_date() -> None:
    """Where the roster has none, none is told."""
    told = mail_text(replace(ABSENT, due=None), [], 2019)
    assert "提出期限" not in told


def test_what_is_owed_and_what_is_to_be_mended_in_one_mail() -> None:
    """Whoever returned a faulty self-check alone is reminded of the survey in the same text."""
    told = mail_text(
        replace(ABSENT, files=packet(finding("監査調書!F2")).files), [Attached(FILE)], 2019
    )
    assert told.startswith("件名: 【提出と修正のお願い】")
    assert "2019年度のシステム調査票が、まだ届いていません。\n" in told
    assert "1. 監査調書!F2\n" in told
    assert "システム調査票をご提出いただき" not in told


@pytest.mark.parametrize(
    ("name", "promoter", "address"),
    [
        ("課税課", None, "課税課　ご担当者 様"),
        ("", None, "1304　ご担当者 様"),
        ("税\n証明課", "見本\r\n二郎", "税 証明課　見本 二郎 様"),
    ],
)
def test_whom_it_is_addressed_to(name: str, promoter: str | None, address: str) -> None:
    """By name where it is known, always on one line."""
    told = mail_text(replace(ABSENT, name=name, promoter=promoter), [], 2019).splitlines()
    assert told[2] == address
    assert told[0].startswith("件名: ")
    assert told[1] == ""


def test_line_breaks_within_cells_stay_within_a_line(tmp_path: Path) -> None:
    """Of what was typed nothing begins a line of the mail: keys, names and values alike."""
    broken = [
        f'1304 {SYSTEMS}!{{利用者数}}2 = "約\\n20\\r\\n人"',
        f'1304 {SYSTEMS}!{{システムID}}3 = "1304-S02\\nお振り込みください"',
        f'1304 {SYSTEMS}!{{システム名}}3 = "甲\\n乙"',
    ]
    for each in packets_of(checked(tmp_path, broken)).packets:
        told = mail_text(each, [Attached(file) for file, _ in each.files], 2019)
        begun = [line for line in told.splitlines() if line[:1] not in ("", " ", "・", "■")]
        own = ("件名", "課税課", "情報管理課", "内容", "直したら", "ファイル名", "分から", "ほか")
        assert all(line.startswith(own) or line[0].isdecimal() for line in begun)
        assert "お振り込み" in told


def test_it_can_be_pasted_into_a_mail_in_cp932(tmp_path: Path) -> None:
    """What we say has no character that old mail programs turn into `?`, and no markup."""
    edits = [
        *(f"1304 {SYSTEMS}!{{停止時の影響}}{row} =" for row in (2, 3)),
        f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人",
        "1305 absent",
    ]
    told = [
        mail_text(each, [replace(SLIP, name=file) for file, _ in each.files], 2019, 3)
        for each in packets_of(checked(tmp_path, edits)).packets
    ]
    assert len(told) == 2
    for each in told:
        assert each.encode("cp932").decode("cp932") == each
        assert not set(each) & set("<>\t\r\ufeff")


def test_no_row_of_a_form_is_copied_into_it(tmp_path: Path) -> None:
    """Of a row with a fault it quotes the cell in question, not its neighbours."""
    (told,) = packets_of(checked(tmp_path, [f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"])).packets
    mail = mail_text(told, [Attached(FILE)], 2019)
    assert "約20人" in mail
    for neighbour in ("課税課第1システム", "株式会社見本ソフト", "申告の受付", "プロポーザル"):
        assert neighbour not in mail
