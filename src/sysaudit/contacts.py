"""Whom to call in a division."""

from __future__ import annotations

from typing import NamedTuple

from sysaudit.validation import Validation


class Contact(NamedTuple):
    """情報化推進員 and 内線."""

    it_promoter: str | None = None
    extension: str | None = None


def contacts_of(validation: Validation) -> dict[str, Contact]:
    """Whom to call, by division code: as 表紙 says, the roster first."""
    covers = {file.division_code: file.cover for file in validation.returned if file.cover}
    told = {
        code: Contact(cover.it_promoter, cover.extension) for code, cover in covers.items() if code
    }
    for division in validation.roster or ():
        if division.division_code:
            cover = told.get(division.division_code, Contact())
            told[division.division_code] = Contact(
                division.it_promoter or cover.it_promoter, division.extension or cover.extension
            )
    return told
