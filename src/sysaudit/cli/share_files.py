"""Shares: kept in files that their owner alone can read, or typed at a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sysaudit.audits.journal import ROLE_NAMES
from sysaudit.cli.language import language
from sysaudit.cli.passwords import ask_secret
from sysaudit.draw import ROLES, commitment
from sysaudit.draw.shares import check_share
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.nearest import meant_path
from sysaudit.reports.files import write_privately

PROMPT = "-"
_LINE = re.compile(r"^\s*(role|draw_id|share)\s*:\s*(\S+)\s*$", re.MULTILINE)


def share_path(result: Path, role: str) -> Path:
    """Where a new share is put unless another place is given."""
    return result.with_name(f"{result.stem}_share_{role}.txt")


def write_share(path: Path, draw_id: str, role: str, share: str) -> bool:
    """Write a share; one that is there already is never overwritten.

    Returns:
        Whether its owner alone can read it.

    Raises:
        Misuse: There is a file already, or it cannot be written.
    """
    _refuse_share_itself(path)
    if path.exists():
        raise Misuse(
            Text(
                f"{path} がもうあります。シェアは上書きしません。--share に別の名前を"
                "指定してください。",
                f"{path} is there already, and a share is never overwritten: give --share "
                "another name",
            )
        )
    text = f"role: {role}\ndraw_id: {draw_id}\nshare: {share}\n"
    return write_privately(path, text.encode())


def read_shares(files: Sequence[str], draw_id: str) -> dict[str, str]:
    """The shares of all roles, by role; what no file holds is asked for.

    Raises:
        Misuse: A file is no share, or that of another draw, or one role has two.
    """
    shares: dict[str, str] = {}
    for file in files:
        if file == PROMPT:
            continue
        role, share = _read(Path(file), draw_id)
        if role in shares:
            name = ROLE_NAMES[role]
            raise Misuse(
                Text(
                    f"{name.ja}のシェアが2つあります。事務局と立会人のものを1つずつ"
                    "指定してください。",
                    f"two shares of the {name.en}: give one of each role",
                )
            )
        shares[role] = share
    for role in ROLES:
        if role not in shares:
            holder = ROLE_NAMES[role]
            ask = Text(f"{holder.ja}のシェア（64字）: ", f"share of the {holder.en} (64 digits): ")
            shares[role] = ask_secret(ask.in_language(language())).strip().lower()
            check_share(shares[role])
    return shares


def commitment_in(path: Path, draw_id: str, role: str) -> str | None:
    """What the share in a file commits to; None where it holds none of this role and draw."""
    try:
        holder, share = _read(path, draw_id)
    except Misuse:
        return None
    return commitment(draw_id, role, share) if holder == role else None


def _read(path: Path, draw_id: str) -> tuple[str, str]:
    _refuse_share_itself(path)
    try:
        told = dict(_LINE.findall(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise _no_share(path) from error
    if told.get("role") not in ROLES or "share" not in told:
        raise _no_share(path)
    if told.get("draw_id") != draw_id:
        raise Misuse(
            Text(
                f"{path} は抽選ID {told.get('draw_id')} のシェアです。{draw_id} のものを"
                "指定してください。",
                f"{path} is a share of {told.get('draw_id')}: give that of {draw_id}",
            )
        )
    check_share(told["share"])
    return told["role"], told["share"]


def _refuse_share_itself(path: Path) -> None:
    """What stands on the command line is kept in its history; it is not repeated here.

    Raises:
        Misuse: The name of the file looks like a share.
    """
    if re.fullmatch(r"\s*[0-9a-fA-F]{32,}\s*", path.name):
        raise Misuse(
            Text(
                "シェアそのものを指定することはできません（画面と履歴に残ります）。--share には"
                "ファイルを指定し、いま書いたシェアは作り直してください。",
                "a share itself must not stand on the command line, where it is kept: give its "
                "file with --share, and make this share anew",
            )
        )


def _no_share(path: Path) -> Misuse:
    hint = meant_path(path)
    if not path.exists():
        return Misuse(
            Text(
                f"{path} がありません。{hint.ja}--commit で作られたシェアのファイルを指定して"
                "ください（まだなら、先に --commit です）。",
                f"{path} is not there{hint.en}: give the share that --commit made (if nobody has "
                "committed yet, --commit comes first)",
            )
        )
    return Misuse(
        Text(
            f"{path} はシェアのファイルではありません。{hint.ja}--commit で作られたファイルを"
            "指定してください。",
            f"{path} holds no share{hint.en}: give the file that --commit made",
        )
    )
