"""Validations for what goes back: the test ward checked, or a few files with findings by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.building import WardModel
from tests.reports import validations
from tests.reports.marking.samples import finding

from sysaudit.config import Settings
from sysaudit.findings import Finding, Severity
from sysaudit.reports.returning import Packet
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation, validate

SYSTEMS, COSTS = "所管するシステム一覧", "経費見積入力シート"
ABOUT = f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"
"""An error of 1304."""
OTHER = f"1305 {SYSTEMS}!{{利用者数}}2 = 約20人"
"""The same of 1305."""
WIDE = f"1304 {SYSTEMS}!{{利用者数}}3 = １，２００"
"""An info of 1304: it was understood."""


def checked(
    folder: Path, edits: Iterable[str] = (), *, roster: bool = True, **more: Any
) -> Validation:
    """The test ward with edits, validated on 1 July 2019."""
    returned, _, register = WardModel().edited(edits).write(folder)
    as_of = more.pop("as_of", date(2019, 7, 1))
    return validate([returned], roster=register if roster else None, as_of=as_of, **more)


def waiving(code: str, division: str) -> Settings:
    """Settings in which one finding of a division is accepted."""
    waiver = {"code": code, "division": division, "reason": "既知", "who": "山田"}
    return Settings.model_validate({"waivers": [waiver]})


def of_files(
    folder: Path, files: Mapping[str, bytes], name: str | None = "課税課", code: str = "1304"
) -> Validation:
    """Files of one division, written into a folder, each with an error at 経費!B2."""
    paths = {file: folder / file for file in files}
    for file, data in files.items():
        paths[file].parent.mkdir(parents=True, exist_ok=True)
        paths[file].write_bytes(data)
    told = [finding("経費!B2", file=file, id=f"id {file}", division_code=code) for file in files]
    submissions = [Submission(file, code, name, Status.FINDINGS, 1) for file in files]
    return validations.made(told, submissions, (), paths=paths)


def packet(*told: Finding, **more: Any) -> Packet:
    """A packet of 課税課 for the file that the findings are about."""
    files: dict[str, list[Finding]] = {}
    for each in told:
        files.setdefault(str(each.address.file), []).append(each)
    given: dict[str, Any] = {
        "code": "1304",
        "name": "課税課",
        "promoter": "見本　二郎",
        "files": tuple((file, tuple(findings)) for file, findings in files.items()),
        **more,
    }
    return Packet(**given)


def several(number: int, severity: Severity = Severity.ERROR) -> Sequence[Finding]:
    """Findings in so many rows of one column."""
    return [
        replace(finding(f"{SYSTEMS}!D{row}", severity), key=f"1304-S{row:02}")
        for row in range(1, number + 1)
    ]
