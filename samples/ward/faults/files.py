"""Faults of whole files: unreadable, of another kind, twice, of nobody, of another year."""

from __future__ import annotations

from copy import deepcopy

from samples.ward import oddities
from samples.ward.faults.plan import COST, COVER, EVALUATION, LIST, Apply, Delivery, Fault
from samples.ward.grid import Book, Sheet
from samples.ward.tables import divisions


def spoilt(how: str, name: str = "") -> Apply:
    """The bytes of the file are not those of the workbook."""

    def apply(delivery: Delivery) -> Book:
        book = delivery.book
        book.spoil = oddities.spoiler(how, book)
        book.name = name or book.name
        return book

    return apply


def renamed(name: str) -> Apply:
    """The file bears another name."""

    def apply(delivery: Delivery) -> Book:
        delivery.book.name = name
        return delivery.book

    return apply


def final_version(delivery: Delivery) -> Book:
    """The same division sends a second, corrected copy."""
    copy = deepcopy(delivery.book)
    copy.name = copy.name.replace(".xlsx", "（最終版）(2).xlsx")
    costs = copy.sheet(COST)
    costs.put("certainty", 1, "概算")
    delivery.books.append(copy)
    return delivery.book


def last_years_form(delivery: Delivery) -> Book:
    """The workbook of 2018 is returned once more."""
    if delivery.previous is None:
        raise LookupError("there is no workbook of 2018")
    delivery.books[0] = delivery.previous
    return delivery.previous


def older_version(delivery: Delivery) -> Book:
    """The hidden sheet says that the form is an older one."""
    delivery.book.stamp["form_version"] = "0"
    return delivery.book


def one_book_per_form(delivery: Delivery) -> Book:
    """Each form comes in a workbook of its own, on a sheet ``Sheet1``."""
    whole = delivery.book
    delivery.books.clear()
    cover = whole.sheet(COVER)
    for form in (LIST, COST, EVALUATION):
        sheet = whole.sheet(form)
        title = sheet.name
        sheets = [cover, sheet] if form == LIST else [sheet]
        if form != LIST:
            _type_names(sheet, whole.sheet(LIST))
            sheet.name = "Sheet1"
        else:
            _drop_formulas(cover)
        name = whole.name.replace("システム調査票", title)
        delivery.books.append(Book(name, sheets, whole.year, guide=False))
    return delivery.books[-1]


def _type_names(sheet: Sheet, systems: Sheet) -> None:
    """Names that were looked up on the list are values where the list is not at hand."""
    names = {
        systems.value("system_id", row): systems.value("system_name", row)
        for row in range(1, systems.rows + 1)
    }
    for row in range(1, sheet.rows + 1):
        sheet.put("system_name", row, names.get(sheet.value("system_id", row)))


def _drop_formulas(cover: Sheet) -> None:
    for key in ("system_count", "budget_total", "estimate_total"):
        cover.put(key, 1, None)


MISSING = tuple(
    Fault(
        division.code,
        "F14",
        f"{division.name} returned nothing",
        lambda delivery: None,
    )
    for division in divisions()
    if division.returned == "missing"
)

FAULTS: tuple[Fault, ...] = (
    Fault("1404", "F01", "the file has no bytes", spoilt("empty")),
    Fault("1307", "F02", "encrypted with a password", spoilt("password")),
    Fault(
        "1509",
        "F03",
        "saved in the format of Excel 97-2003",
        spoilt("xls", "システム調査票_1509_保健予防課.xls"),
    ),
    Fault("2104", "F04", "a CSV file with the name of a workbook", spoilt("csv")),
    Fault("1604", "F05", "cut off while it was sent", spoilt("cut")),
    Fault("1302", "F12", "returned twice, the second time as （最終版）(2)", final_version),
    Fault("1401", "F16", "last year's workbook was returned again", last_years_form),
    Fault("1203", "F16", "a form of an older version", older_version),
    Fault(
        "1802",
        "F17",
        "平成30年度 in the file name",
        renamed("平成30年度システム調査票_1802_清掃事務所.xlsx"),
    ),
    Fault(
        "1505",
        "F18",
        "the file name bears the code of another division",
        renamed("システム調査票_1504_生活福祉課.xlsx"),
    ),
)
