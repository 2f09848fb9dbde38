"""The text that goes with a packet: to be pasted into a mail as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sysaudit.config.mail import MailSettings
from sysaudit.findings import Finding, Severity
from sysaudit.forms.record import shown
from sysaudit.reports.returning.packets import Packet
from sysaudit.reports.width import printable
from sysaudit.reports.words import place_of

MOST_TOLD = 5
"""So many remarks stand in the mail itself; all of them are in the attached file."""
NOWHERE = "ファイル全体"
PLAIN = MailSettings()


@dataclass(frozen=True)
class Attached:
    """A file that goes with the mail.

    Attributes:
        slip: The name of the slip beside it; None where the page is in the file itself.
        reason: Why it is not marked, in Japanese.
        coloured: Whether any of its cells bears a mark.
    """

    name: str | None
    slip: str | None = None
    reason: str = ""
    coloured: bool = True


def mail_text(
    packet: Packet,
    attached: Sequence[Attached],
    year: int,
    mended: int | None = None,
    still: int = 0,
    settings: MailSettings = PLAIN,
) -> str:
    """The whole text: subject, address, what to do, what is attached.

    Args:
        packet: What goes back.
        attached: The files that go with it.
        year: The fiscal year of the survey.
        mended: How many remarks of the round before are mended; None where there was none.
        still: How many of them are still there.
        settings: Who writes, and until when an answer is asked for.
    """
    if packet.files:
        lines = _asking(packet, attached, year, (mended, still), settings)
    else:
        lines = _reminder(packet, year, settings)
    # a name may have been typed on two lines of its cell
    return "".join(f"{printable(' '.join(line.splitlines()))}\n" for line in lines)


def _head(packet: Packet, year: int, matter: str) -> Iterator[str]:
    who = f"{packet.code} {packet.name}".strip()
    yield f"件名: 【{matter}】システム調査票（{year}年度）　{who}"
    yield ""
    yield f"{packet.name or packet.code}　{packet.promoter or 'ご担当者'} 様"
    yield ""


def _reminder(packet: Packet, year: int, settings: MailSettings) -> Iterator[str]:
    yield from _head(packet, year, "提出のお願い")
    yield from _owed(packet, year, settings)


def _owed(packet: Packet, year: int, settings: MailSettings) -> Iterator[str]:
    yield f"{settings.sender}です。{year}年度のシステム調査票が、まだ届いていません。"
    if packet.due is not None and packet.days_late:
        yield f"提出期限（{shown(packet.due)}）を{packet.days_late}日過ぎています。"
    elif packet.due is not None:
        yield f"提出期限は {shown(packet.due)} です。"
    yield f"記入して、{_until(settings)}情報管理課へ提出してください。"
    yield (
        "所管するシステムが1つもないときは、表紙の「所管システムなし」に○を付け、表紙だけを"
        "提出してください。"
    )
    yield "行き違いで提出済みのときは、ご容赦ください。"


def _until(settings: MailSettings) -> str:
    day = settings.reply_by
    return f"{day.month}月{day.day}日までに" if day else ""


def _asking(
    packet: Packet,
    attached: Sequence[Attached],
    year: int,
    before: tuple[int | None, int],
    settings: MailSettings,
) -> Iterator[str]:
    if packet.missing:
        yield from _head(packet, year, "提出と修正のお願い")
        yield from _owed(packet, year, settings)
        yield ""
        yield "また、ご提出いただいたファイルの内容を確かめたところ、次の点がありました。"
    else:
        to_mend = any(finding.severity is Severity.ERROR for finding in packet.findings)
        yield from _head(packet, year, "修正のお願い" if to_mend else "確認のお願い")
        yield f"{settings.sender}です。システム調査票をご提出いただき、ありがとうございました。"
        yield "内容を確かめたところ、次の点がありました。"
    yield ""
    yield from _counts(packet.findings, *before)
    yield ""
    yield from _heaviest(packet, attached)
    yield "■ 添付したファイル"
    for each in attached:
        yield from _attached(each)
    yield ""
    yield f"直したら、{_until(settings)}情報管理課へお送りください。"
    yield "ファイル名は、変えていただくようお願いした場合のほかは、そのままにしてください。"
    yield "分からない項目は「不明」で構いません。書き方に迷うときは、情報管理課へお尋ねください。"


def _counts(findings: Sequence[Finding], mended: int | None, still: int) -> Iterator[str]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if errors:
        yield f"・必ず直していただくところ: {errors}件"
    if warnings:
        yield f"・確かめていただくところ: {warnings}件（正しければそのままで構いません）"
    if still:
        yield f"・このうち、前回お願いしてまだ残っているところ: {still}件"
    if mended:
        yield f"・前回から直ったところ: {mended}件"


def _heaviest(packet: Packet, attached: Sequence[Attached]) -> Iterator[str]:
    findings = packet.findings
    files = _names(packet, attached)
    yield "■ 主な内容" if len(findings) > MOST_TOLD else "■ 内容"
    for number, finding in enumerate(findings[:MOST_TOLD], start=1):
        key = f"（{finding.key}）" if finding.key else ""
        file = files.get(finding.address.file or "", "")
        yield f"{number}. {file}{place_of(finding, 'ja') or NOWHERE}{key}"
        yield f"   {finding.message.ja}"
        yield f"   → {finding.fix.ja}"
    if len(findings) > MOST_TOLD:
        yield f"ほか{len(findings) - MOST_TOLD}件は、添付したファイルの「確認事項」をご覧ください。"
    yield ""


def _names(packet: Packet, attached: Sequence[Attached]) -> dict[str, str]:
    """Where there are several files, in which of them a place lies."""
    if len(packet.files) < 2:
        return {}
    pairs = zip(packet.files, attached, strict=True)
    return {file: f"{each.name or PurePosixPath(file).name}　" for (file, _), each in pairs}


def _attached(each: Attached) -> Iterator[str]:
    if each.slip is None:
        yield f"・{each.name}"
        if not each.coloured:
            yield "   はじめのシート「確認事項」に、確認していただきたいことの一覧があります。"
            return
        yield (
            "   直すセルに色とメモを付けました。はじめのシート「確認事項」から、各セルへ移れます。"
            "色・メモ・「確認事項」のシートは、消さなくて構いません。"
        )
        return
    yield f"・{each.slip}"
    yield "   確認していただきたいことの一覧です。"
    if each.name is not None:
        yield f"・{each.name}"
        yield f"   提出されたままのファイルです（{each.reason}、色やメモは付けていません）。"
