"""Forms that go out filled in, and what a clerk does to them before they come back.

A clerk's workbook is the one that went out, read into the tables of `tests.building`, so that
the same one-line edits serve: ``所管するシステム一覧!{確認}2 = ○``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum
from tests.building import YEAR, BookModel, SheetModel, WardModel, edit_book, write_book

from sysaudit.config import Settings
from sysaudit.findings import Finding
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.intake.folder import Source
from sysaudit.intake.returned import Reader, Returned
from sysaudit.prefilling import DivisionForms, Outgoing, prepare
from sysaudit.reports.templates import write_division_forms
from sysaudit.validation import validate

LIST, COSTS, MARKS, COVER = (
    "所管するシステム一覧",
    "経費見積入力シート",
    "システム評価",
    "表紙",
)
FORM_IDS = {form.title: form.id for form in QUESTIONNAIRE}


@dataclass
class Sent:
    """A ward whose forms went out: where they stand and what they were made of."""

    folder: Path
    outgoing: Outgoing
    roster: Path
    previous: Path | None
    settings: Settings
    books: dict[str, BookModel] = field(default_factory=dict)

    def of(self, code: str) -> DivisionForms:
        """What went out to a division."""
        return next(d for d in self.outgoing.divisions if d.division.division_code == code)

    def rows(self, code: str, sheet: str = LIST) -> list[Mapping[str, object]]:
        """The rows that were filled in for a division."""
        return list(self.of(code).rows.get(FORM_IDS[sheet], ()))

    def values(self, code: str, key: str, sheet: str = LIST) -> list[object]:
        """What was filled into a column."""
        return [row.get(key) for row in self.rows(code, sheet)]

    def survey(self, code: str) -> Path:
        """A division's workbook."""
        return next(self.folder.glob(f"システム調査票_{code}_*.xlsx"))

    def read(self, code: str) -> Returned:
        """A division's workbook as it comes back untouched."""
        return reader(self.settings).read(Source(self.survey(code), self.survey(code).name))

    def returned(self, *edits: str) -> list[Finding]:
        """The findings after clerks made edits, ``1304 所管するシステム一覧!{確認}2 = ○``."""
        for edit in edits:
            code, _, what = edit.partition(" ")
            if code not in self.books:
                self.books[code] = opened(self.survey(code))
            edit_book(self.books[code], what)
        folder = self.folder.with_name("back")
        folder.mkdir(exist_ok=True)
        for path in self.folder.glob("システム調査票_*.xlsx"):
            (folder / path.name).write_bytes(path.read_bytes())
        for book in self.books.values():
            write_book(folder / book.name, book)
        previous = [self.previous] if self.previous else []
        return list(
            validate(
                [folder], roster=self.roster, previous=previous, settings=self.settings
            ).findings
        )


def sent(
    folder: Path,
    *edits: str,
    settings: Mapping[str, Any] | None = None,
    previous: bool = True,
    contract_checks: Path | None = None,
) -> Sent:
    """The forms of the test ward, after edits of last year's returns and of the roster."""
    _, former, roster = WardModel().edited(edits).write(folder)
    chosen = Settings.model_validate(settings or {})
    outgoing = prepare(
        roster,
        previous=[former] if previous else (),
        contract_checks=contract_checks,
        settings=chosen,
    )
    out = folder / "sent"
    out.mkdir()
    list(write_division_forms(out, outgoing, chosen))
    return Sent(out, outgoing, roster, former if previous else None, chosen)


def reader(settings: Settings) -> Reader:
    """What reads returned forms."""
    return Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)


def opened(path: Path) -> BookModel:
    """A workbook as tables of values; formulas become what they show."""
    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        return BookModel(path.name, [_sheet(book, meta) for meta in book.sheets_metadata])


def _sheet(book: CalamineWorkbook, meta: Any) -> SheetModel:
    rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    cells = {
        (number, column): value
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    }
    return SheetModel(meta.name, cells, hidden=meta.visible is not SheetVisibleEnum.Visible)


def codes(findings: Iterable[Finding], sheet: str | None = None) -> list[str]:
    """The codes of the findings, or of those on one sheet, each once."""
    return sorted({f.code for f in findings if sheet in (None, f.address.sheet)})


def unconfirmed(findings: Iterable[Finding], code: str) -> int:
    """So many rows of a division have not been looked at."""
    return sum(f.count for f in findings if f.code == "R21" and f.division_code == code)


__all__ = ["COSTS", "COVER", "LIST", "MARKS", "YEAR", "Sent", "codes", "sent", "unconfirmed"]
