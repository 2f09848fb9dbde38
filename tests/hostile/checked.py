"""A folder with a bad file beside a good one, validated in worker processes."""

from __future__ import annotations

from pathlib import Path

from tests.building import YEAR, division_book, write_book

from sysaudit.findings import Finding
from sysaudit.validation import Validation, validate

GOOD = "システム調査票_1304_課税課.xlsx"
BAD = "システム調査票_1305_納税課.xlsx"


def beside_a_good_one(folder: Path, data: bytes | None = None, name: str = BAD) -> Validation:
    """What is said of the folder, after the bytes are put into it."""
    write_book(folder / GOOD, division_book("1304", "課税課"))
    if data is not None:
        (folder / name).write_bytes(data)
    return validate([folder], year=YEAR, jobs=2)


def findings_of_bad(validation: Validation, name: str = BAD) -> list[Finding]:
    """The findings on the bad file; the good one must be read and have none."""
    files = {returned.file: returned for returned in validation.returned}
    assert len(files[GOOD].tables) == 4
    assert {each.address.file for each in validation.findings} <= {name}
    return list(validation.findings)
