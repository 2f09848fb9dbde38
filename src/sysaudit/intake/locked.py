"""Workbooks that are locked with a password."""

from __future__ import annotations

from io import BytesIO

from sysaudit.errors import Misuse
from sysaudit.findings import Text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an encrypted workbook begins; so does one of Excel 97-2003."""


def is_locked(data: bytes) -> bool:
    """Whether a workbook is encrypted."""
    if not data.startswith(OLE):
        return False
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted())
    except Exception:  # noqa: BLE001 - a damaged file makes the library raise anything
        return False


def unlocked(data: bytes, password: str) -> bytes:
    """The workbook within; nothing is written to the disk.

    Raises:
        Misuse: The password is wrong, or the file damaged.
    """
    import msoffcrypto

    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(opened)
    except Exception:  # noqa: BLE001 - the library raises many kinds; the cause holds the password
        raise Misuse(
            Text(
                "パスワードが違うか、ファイルが壊れています。入力し直してください。",
                "the password is wrong or the file is damaged: try again",
            )
        ) from None
    return opened.getvalue()
