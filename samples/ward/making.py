"""Makes every file of the samples; nothing here is left to chance or to the clock."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from samples.ward import (
    audit_results,
    contract_checks,
    organisation,
    readme,
    second_evaluations,
    self_checks,
)
from samples.ward.faults import FAULTS
from samples.ward.faults.files import MISSING
from samples.ward.faults.plan import Delivery, Planted, place_of
from samples.ward.grid import Book, book_of
from samples.ward.organisation import returning, roster
from samples.ward.returns import Return, ward_returns
from samples.ward.strays import strays, write_owner_file
from samples.ward.writing import write_book

from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.roster import ROSTER
from sysaudit.reports.templates import write_workbook

YEAR = 2019
SPARE_ROWS = 10
"""So many rows are left to fill in below the data."""


def make(folder: Path) -> Iterator[Path]:
    """Write all samples below a folder, telling each file."""
    yield from _rosters(folder)
    yield from _last_year(folder / str(YEAR - 1) / "returned")
    returned = folder / str(YEAR) / "returned"
    for told in clean_returns():
        yield _template(returned / told.file_name, told)
    for book in messy_books():
        yield _grid(returned / book.name, book)
    yield write_owner_file(returned)
    yield from self_checks.write(folder)
    yield from audit_results.write(folder)
    yield second_evaluations.write(folder)
    yield contract_checks.write(folder)
    words = readme.text(clean_returns(), messy_books(), planted_faults())
    (folder / "README.md").write_text(words, encoding="utf-8")
    yield folder / "README.md"


def _rosters(folder: Path) -> Iterator[Path]:
    for year in (YEAR - 1, YEAR):
        path = folder / str(year) / "組織台帳.xlsx"
        rows = roster(year)
        write_workbook(path, [ROSTER], year, {ROSTER.id: rows}, len(rows))
        yield path


def _last_year(returned: Path) -> Iterator[Path]:
    """Without 記入要領 and 記入例, as the IT division keeps them."""
    returns = ward_returns(YEAR - 1)
    for division in returning(YEAR - 1):
        told = returns[division.code_in(YEAR - 1) or ""]
        book = book_of(told)
        book.guide = False
        yield _grid(returned / told.file_name, book)


def clean_returns() -> list[Return]:
    """This year's returns without a fault."""
    returns = ward_returns(YEAR)
    return [returns[d.code] for d in returning(YEAR) if d.returned == "clean"]


@cache
def _messy() -> tuple[tuple[Book, ...], tuple[Planted, ...]]:
    """This year's other workbooks, and every fault planted in them with its place."""
    now, before = ward_returns(YEAR), ward_returns(YEAR - 1)
    books: list[Book] = []
    planted: list[Planted] = []
    for division in returning(YEAR):
        if division.returned != "messy":
            continue
        last = before.get(division.code_in(YEAR - 1) or "")
        delivery = Delivery([book_of(now[division.code])], book_of(last) if last else None)
        faults = [fault for fault in FAULTS if fault.division == division.code]
        targets = [fault.apply(delivery) for fault in faults]
        books.extend(delivery.books)
        found = zip(faults, targets, strict=True)
        planted.extend(place_of(fault, target, delivery.books) for fault, target in found)
    for book, stray in strays():
        books.append(book)
        planted.append(stray)
    planted.extend(Planted(fault, None, None, None) for fault in MISSING)
    planted.extend((*organisation.planted(), *self_checks.planted(), second_evaluations.planted()))
    return tuple(books), tuple(planted)


def messy_books() -> tuple[Book, ...]:
    """The workbooks of divisions that made mistakes."""
    return _messy()[0]


def planted_faults() -> tuple[Planted, ...]:
    """Every planted fault and where it stands."""
    return _messy()[1]


def _template(path: Path, told: Return) -> Path:
    rows = max(map(len, told.rows.values())) + SPARE_ROWS
    write_workbook(path, QUESTIONNAIRE, told.year, told.rows, rows)
    return path


def _grid(path: Path, book: Book) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_book(path, book)
    return path
