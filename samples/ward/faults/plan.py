"""What a planted fault is, and the few words in which most of them are planted.

A fault acts on a delivery, that is, on the workbooks which one division sends, and tells where
the fault stands. Anchors make that true whatever is done to the workbook afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from samples.ward.grid import Anchor, Book, Sheet

COVER, LIST, COST, EVALUATION = "cover", "system_list", "cost_estimate", "evaluation"


@dataclass
class Delivery:
    """What one division sends: usually one workbook.

    Attributes:
        previous: The workbook of the year before, for those who return that one.
    """

    books: list[Book] = field(default_factory=list)
    previous: Book | None = None

    @property
    def book(self) -> Book:
        """The first workbook."""
        return self.books[0]

    def sheet(self, form: str) -> Sheet:
        """The sheet that holds a form, in whichever workbook."""
        sheets = (sheet for book in self.books for sheet in book.sheets)
        return next(sheet for sheet in sheets if sheet.form is not None and sheet.form.id == form)

    def id_of(self, name: str) -> object:
        """The ID of a system by its name, as it stands on the list."""
        systems = self.sheet(LIST)
        return systems.value("system_id", systems.row_where(system_name=name))

    def cost_row(self, name: str, item: str, kind: str = "運用") -> int:
        """The row of a cost item, counted from 1."""
        sought = {"system_id": self.id_of(name), "cost_item": item, "cost_kind": kind}
        return self.sheet(COST).row_where(**sought)


Target = Anchor | Sheet | Book | None
Apply = Callable[[Delivery], Target]


@dataclass(frozen=True)
class Fault:
    """A fault planted in the return of one division.

    Attributes:
        division: The division's code.
        code: The rule that should notice it.
        told: What was done, in a line.
        apply: Does it, and tells the cell, row, column, sheet or file; None where there is no
            file at all.
    """

    division: str
    code: str
    told: str
    apply: Apply


@dataclass(frozen=True)
class Planted:
    """A fault and where it stands in the end."""

    fault: Fault
    file: str | None
    sheet: str | None
    cell: str | None


def place_of(fault: Fault, target: Target, books: list[Book]) -> Planted:
    """Where a fault stands, after everything was done to the workbooks."""
    if target is None:
        return Planted(fault, None, None, None)
    if isinstance(target, Book):
        return Planted(fault, target.name, None, None)
    sheet = target.sheet if isinstance(target, Anchor) else target
    book = next(book for book in books if any(each is sheet for each in book.sheets))
    cell = target.cell if isinstance(target, Anchor) else None
    return Planted(fault, book.name, sheet.name, cell)


def cover(key: str, value: object) -> Apply:
    """Put a value on 表紙."""
    return lambda delivery: delivery.sheet(COVER).put(key, 1, value)


def listed(name: str, key: str, value: object) -> Apply:
    """Put a value into the row of a system on the list."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(LIST)
        return sheet.put(key, sheet.row_where(system_name=name), value)

    return apply


def costed(name: str, item: str, key: str, value: object, kind: str = "運用") -> Apply:
    """Put a value into the row of a cost item."""

    def apply(delivery: Delivery) -> Anchor:
        return delivery.sheet(COST).put(key, delivery.cost_row(name, item, kind), value)

    return apply


def where(name: str, item: str, key: str) -> Apply:
    """A cell of a cost item, as it is."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(COST)
        return sheet.anchor(*sheet.at(key, delivery.cost_row(name, item)))

    return apply


def judged(name: str, key: str, value: object) -> Apply:
    """Put a value into the row of a system's evaluation."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(EVALUATION)
        return sheet.put(key, sheet.row_where(system_id=delivery.id_of(name)), value)

    return apply


def multiplied(name: str, item: str, keys: tuple[str, ...], by: float) -> Apply:
    """Multiply amounts of a cost item; the fault stands at the first of them."""

    def apply(delivery: Delivery) -> Anchor:
        sheet, row = delivery.sheet(COST), delivery.cost_row(name, item)
        anchors = []
        for key in keys:
            value = sheet.value(key, row)
            if isinstance(value, int):
                anchors.append(sheet.put(key, row, round(value * by)))
        return anchors[0]

    return apply


def followed_by(first: Apply, *others: Apply) -> Apply:
    """Several changes that make one fault, which stands where the first was made."""

    def apply(delivery: Delivery) -> Target:
        target = first(delivery)
        for other in others:
            other(delivery)
        return target

    return apply
