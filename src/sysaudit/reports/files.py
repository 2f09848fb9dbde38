"""Files are written beside their place and moved there: whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.system_errors import reason_of

OWNER_ONLY = 0o600
FOLDER = 0o777
OWNERS_FOLDER = 0o700
UNDER_WAY = ".sysaudit-"
"""Begins the name of what is not whole yet; no command takes such a file for a returned one."""
LEFT_BEHIND = 3600.0
"""Seconds after which what is under way was left behind by a run that was killed."""
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write LF as CR LF


@contextmanager
def replacing(path: Path, folders: int = FOLDER) -> Iterator[Path]:
    """A temporary path beside ``path`` to write to; it takes its place on success.

    Missing parent folders are made, with the rights ``folders``. Whatever goes wrong, ``path``
    stays as it was and the temporary file is removed. Only writing belongs into the block, for
    every OSError in it is told as a failure to write.

    Raises:
        Misuse: The file cannot be written.
    """
    temporary = _under_way(path.parent, path.suffix)
    try:
        _make_folder(path.parent, folders)
        yield temporary
        _settle(temporary)
        temporary.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def staging(inside: Path, place: Path) -> Iterator[Path]:
    """A folder in another to write files into that are moved to their place; it goes in the end.

    Args:
        inside: The folder that it stands in, made where it is missing.
        place: What cannot be written where something goes wrong.

    Raises:
        Misuse: There was an OSError in the block.
    """
    folder = _under_way(inside)
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        raise cannot_write(place, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _under_way(folder: Path, suffix: str = "") -> Path:
    """A free name in a folder from which what killed runs left is removed."""
    _remove_left_behind(folder)
    return folder / f"{UNDER_WAY}{secrets.token_hex(4)}{suffix}"


def _remove_left_behind(folder: Path) -> None:
    """Another run may be at work there, so only what is old goes."""
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            with suppress(OSError):
                if entry.name.startswith(UNDER_WAY) and _is_old(entry):
                    _remove(entry)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        Path(entry.path).unlink()


def _is_old(entry: os.DirEntry[str]) -> bool:
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > LEFT_BEHIND


def _make_folder(folder: Path, rights: int) -> None:
    if not folder.exists():
        if folder.parent != folder:  # as with a drive that is not there
            _make_folder(folder.parent, rights)
        folder.mkdir(rights, exist_ok=True)


def _settle(path: Path) -> None:
    """Wait until a file is on the disk: after a power cut, a new name may stand for nothing."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def write_privately(path: Path, content: bytes) -> bool:
    """Write a confidential file, which its owner alone can read from the first byte on.

    Returns:
        Whether the rights hold; some disks (USB sticks) know none.

    Raises:
        Misuse: The file cannot be written.
    """
    with replacing(path, OWNERS_FOLDER) as temporary:
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
    """The one clear line for a file or folder that cannot be written, by the name it shall have."""
    path = Path(*(part for part in path.parts if not part.startswith(UNDER_WAY)))
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
