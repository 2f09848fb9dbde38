"""Files are written beside their place and moved there: whole, or not at all."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.system_errors import reason_of

OWNER_ONLY = 0o600
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write LF as CR LF


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` to write to; it takes its place on success.

    Missing parent folders are made. Whatever goes wrong, ``path`` stays as it was and the
    temporary file is removed. Only writing belongs into the block, for every OSError in it is
    told as a failure to write.

    Raises:
        Misuse: The file cannot be written.
    """
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_privately(path: Path, content: bytes) -> bool:
    """Write a confidential file, which its owner alone can read from the first byte on.

    Returns:
        Whether the rights hold; some disks (USB sticks) know none.

    Raises:
        Misuse: The file cannot be written.
    """
    with replacing(path) as temporary:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return _is_private(temporary)


def _is_private(path: Path) -> bool:
    """See to it that nobody but the owner can read a file, and whether the disk obeys."""
    if os.name == "nt":
        return _restrict_on_windows(path)
    return not path.stat().st_mode & 0o077


def _restrict_on_windows(path: Path) -> bool:
    """Take a file out of the rights of its folder and give it to the user alone."""
    user = os.environ.get("USERNAME", "")
    grant = ["icacls", os.fspath(path), "/inheritance:r", "/grant:r", f"{user}:F"]
    try:
        return bool(user) and not subprocess.run(grant, capture_output=True, check=False).returncode  # noqa: S603
    except OSError:
        return False


def cannot_write(path: Path, error: OSError) -> Misuse:
    """The one clear line for a file or folder that cannot be written."""
    if isinstance(error, PermissionError):
        return Misuse(
            Text(
                f"{path} に書き込めません。Excelで開いている場合は閉じてください。"
                "フォルダーに書き込む権限も確かめてください。",
                f"cannot write {path}: close it if it is open in Excel, "
                "and check that you may write to the folder",
            )
        )
    reason = reason_of(error)
    return Misuse(
        Text(
            f"{path} に書き込めません（{reason.ja}）。場所と空き容量を確かめてください。",
            f"cannot write {path} ({reason.en}): check the folder and the free space",
        )
    )
