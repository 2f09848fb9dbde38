"""What stands in a file, as far as it may be looked at."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from sysaudit.findings import Text
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.system_errors import reason_of


@dataclass(frozen=True)
class Content:
    """The bytes of a file.

    Attributes:
        size: How large its disk says that it is.
        data: All of them, or none where there are more than were asked for.
    """

    size: int
    data: bytes

    def within(self, limits: Limits) -> bytes:
        """The bytes.

        Raises:
            Refused: They are more than the limit.
        """
        size = max(self.size, len(self.data))  # it may be growing
        if size > limits.file_bytes:
            raise Refused(
                Reason.TOO_LARGE,
                raisable(
                    Text(
                        f"{size:,} バイト（上限 {limits.file_bytes:,}）",
                        f"{size:,} bytes, the limit is {limits.file_bytes:,}",
                    ),
                    "file_bytes",
                ),
            )
        return self.data


def content_of(path: Path, most: int) -> Content:
    """What stands in a regular file, unless it is larger than ``most`` bytes.

    Raises:
        Refused: It is none, or cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused(Reason.DIRECTORY)
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for
            raise Refused(Reason.UNREADABLE, Text("通常のファイルではありません", "no plain file"))
        if status.st_size > most:
            return Content(status.st_size, b"")
        with path.open("rb") as file:  # which may be growing
            return Content(status.st_size, file.read(most + 1))
    except OSError as error:
        raise Refused(Reason.UNREADABLE, reason_of(error)) from error


def bytes_of(path: Path, limits: Limits) -> bytes:
    """A regular file's bytes.

    Raises:
        Refused: It is none, cannot be read, or is larger than the limit.
    """
    return content_of(path, limits.file_bytes).within(limits)
