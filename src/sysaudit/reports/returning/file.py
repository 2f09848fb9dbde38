"""One returned file as it goes back: a marked copy, or a slip beside the file as it came."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sysaudit.findings import Text
from sysaudit.intake.content import bytes_of
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refused
from sysaudit.reports.marking import Remarks, marked_copy, prepared, reason_of, slip
from sysaudit.reports.returning.mail import Attached
from sysaudit.validation import Validation

LONGEST_NAME = 240
"""Bytes; most disks take 255, and a number may come behind."""
SLIP = "_確認事項"
"""Stands behind the name of the file that a slip is about."""
NO_FILE = Text("ファイルを読み取れなくなったため", "the file cannot be read any more")
CHANGED = Text(
    "確かめている間にファイルが書き換えられたため", "the file was changed while it was checked"
)


class FreeNames:
    """Names in one folder, each given once, on disks that tell no capitals apart too."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def free(self, name: str) -> str:
        """The name, cut where no disk takes it, or with a number behind it where it is taken."""
        path, number = PurePosixPath(name), 1
        while len(os.fsencode(path.name)) > LONGEST_NAME:
            path = path.with_stem(path.stem[: -max(1, len(path.stem) // 20)])
        free = path.name
        while free.casefold() in self._taken:
            number += 1
            free = path.with_stem(f"{path.stem} ({number})").name
        self._taken.add(free.casefold())
        return free


def write_file(
    folder: Path, names: FreeNames, validation: Validation, remarks: Remarks
) -> Attached:
    """Write what goes back for one file; ``remarks.file`` is its name in the findings.

    Raises:
        OSError: It cannot be written.
    """
    limits = validation.context.settings.limits
    data, reason = _data(validation, remarks.file)
    name = names.free(PurePosixPath(remarks.file).name) if data is not None else None
    told = replace(remarks, file=name or PurePosixPath(remarks.file).name)
    if data is not None and name is not None:
        copy = reason or _copy(data, told, limits)
        (folder / name).write_bytes(copy if isinstance(copy, bytes) else data)
        if isinstance(copy, bytes):
            return Attached(name, coloured=told.at_cells)
        reason = copy
    beside = names.free(_slip_of(told.file))
    (folder / beside).write_bytes(slip(replace(told, reason=reason or NO_FILE)))
    return Attached(name, beside, (reason or NO_FILE).ja)


def _slip_of(file: str) -> str:
    """The name of a slip, of which the end that tells what it is must not be cut."""
    stem = PurePosixPath(file).stem
    while len(os.fsencode(f"{stem}{SLIP}.xlsx")) > LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}{SLIP}.xlsx"


def _copy(data: bytes, remarks: Remarks, limits: Limits) -> bytes | Text:
    """The marked copy, or why there is none."""
    workbook = prepared(data, limits)
    try:
        return workbook if isinstance(workbook, Text) else marked_copy(workbook, remarks)
    except Refused as refused:
        return reason_of(refused.refusal)


def _data(validation: Validation, file: str) -> tuple[bytes | None, Text | None]:
    """A returned file's bytes, and why they are not what was checked."""
    try:
        data = bytes_of(validation.paths[file], validation.context.settings.limits)
    except Refused:
        return None, NO_FILE
    checked = next(each.sha256 for each in validation.returned if each.file == file)
    if checked is not None and sha256(data).hexdigest() != checked:
        return data, CHANGED
    return data, None
