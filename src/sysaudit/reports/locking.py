"""Locks a workbook with a password: really encrypted (ECMA-376 agile), not merely protected."""

from __future__ import annotations

from io import BytesIO

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.locked import unlocked


def locked(content: bytes, password: str) -> bytes:
    """The workbook, encrypted. It is opened again and compared, for nothing else proves it whole.

    Raises:
        Misuse: The password is blank, or what was encrypted does not open again.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    if not password:
        raise Misuse(
            Text("パスワードが空です。入力してください。", "the password is blank: give one")
        )
    sealed = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, sealed)
    if unlocked(sealed.getvalue(), password) != content:
        raise Misuse(
            Text(
                "暗号化したファイルが元どおりに開けないため、書きませんでした。"
                "--password なしで書き、保管場所で守ってください。",
                "the encrypted file does not open to what was written, so it was not kept: write "
                "it without --password and guard the place where it is kept",
            )
        )
    return sealed.getvalue()
