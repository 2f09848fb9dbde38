"""Why a returned file was not read: a value, never an exception that a caller sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sysaudit.findings import Text


class Reason(StrEnum):
    """What keeps a file from being read."""

    EMPTY = "empty"  # zero bytes
    DIRECTORY = "directory"  # a folder that is called like a workbook
    UNREADABLE = "unreadable"  # no permission, vanished, no regular file
    PASSWORD = "password"  # noqa: S105 - a reason, not a secret
    LEGACY_XLS = "legacy_xls"  # Excel 97-2003 and before
    OTHER_KIND = "other_kind"  # the detail names the kind
    DAMAGED = "damaged"  # a broken archive, missing parts, bad XML
    TOO_LARGE = "too_large"  # beyond the limits in the settings
    BOMB = "bomb"  # an archive made to exhaust its reader
    UNSAFE = "unsafe"  # DOCTYPE, entities, part names that lead out of the archive
    FAR_CELL = "far_cell"  # something typed so far out that the sheet cannot be a form
    READER_DIED = "reader_died"
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class Refusal:
    """A file that was not read.

    Attributes:
        detail: What exactly; None where the reason says it all.
        sheet: The sheet at fault, where one is.
        cell: The cell at fault as Excel names it, where one is.
    """

    reason: Reason
    detail: Text | None = None
    sheet: str | None = None
    cell: str | None = None


class Refused(Exception):
    """Carries a refusal from deep in the archive to ``look`` and ``open_workbook``."""

    def __init__(
        self,
        reason: Reason,
        detail: Text | None = None,
        sheet: str | None = None,
        cell: str | None = None,
    ) -> None:
        super().__init__(reason.value)
        self.refusal = Refusal(reason, detail, sheet, cell)
