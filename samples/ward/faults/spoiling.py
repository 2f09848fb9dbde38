"""Faults of sheets: columns, rows above and below, merges, hiding, comments, formulas."""

from __future__ import annotations

from copy import deepcopy

from samples.ward.faults.plan import COST, EVALUATION, LIST, Apply, Delivery, Target
from samples.ward.grid import Anchor, Formula, Sheet, Typed

from sysaudit.forms.system_list import SYSTEM_LIST


def column_added(form: str, before: str, header: str, value: object) -> Apply:
    """The division inserts a column of its own."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        column = sheet.fields[before].column or 0
        sheet.insert_columns(column)
        for row in range(1, sheet.rows + 1):
            sheet.write((sheet.header_row + row, column), value)
        return sheet.write((sheet.header_row, column), header)

    return apply


def column_removed(form: str, key: str) -> Apply:
    """A column is deleted; the fault stands in the row of the headers."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        sheet.remove_column(key)
        return sheet.anchor(row=sheet.header_row)

    return apply


def header_renamed(form: str, key: str, header: str) -> Apply:
    """A header is typed anew."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        return sheet.write(sheet.fields[key].spot, header)

    return apply


def column_twice(form: str, key: str) -> Apply:
    """A column is copied and stands at the right end once more."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        column = sheet.right + 1
        for row in range(1, sheet.rows + 1):
            sheet.write((sheet.header_row + row, column), sheet.value(key, row))
        return sheet.write((sheet.header_row, column), sheet.cells[sheet.fields[key].spot])

    return apply


def title_rows(form: str, *titles: str) -> Apply:
    """Title rows are put above the headers."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        sheet.insert_rows(1, len(titles))
        for row, title in enumerate(titles, start=1):
            if title:
                sheet.write((row, 1), title)
        return sheet.anchor(row=1)

    return apply


def second_table(delivery: Delivery) -> Anchor:
    """The headers come again below, with rows of last year under them."""
    sheet = delivery.sheet(COST)
    row = sheet.bottom + 3
    for anchor in list(sheet.fields.values()):
        sheet.write((row, anchor.column or 0), sheet.cells[anchor.spot])
        value = sheet.cells.get((sheet.header_row + 1, anchor.column or 0))
        if value is not None and not isinstance(value, Formula):
            sheet.write((row + 1, anchor.column or 0), value)
    return sheet.anchor(row=row)


def merged(name: str, keys: tuple[str, ...], rows: int) -> Apply:
    """The cells of the first cost items of a system are merged; those below lose their values."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(COST)
        first = sheet.row_where(system_id=delivery.id_of(name))
        for key in keys:
            for row in range(first + 1, first + rows):
                sheet.put(key, row, None)
            top = sheet.anchor(*sheet.at(key, first))
            sheet.merges.append((top, sheet.anchor(*sheet.at(key, first + rows - 1))))
        return sheet.anchor(*sheet.at(keys[0], first))

    return apply


def hidden_row(form: str, row: int) -> Apply:
    """A row of data is hidden."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        anchor = sheet.anchor(row=sheet.header_row + row)
        sheet.hidden_rows.append(anchor)
        return anchor

    return apply


def hidden_column(form: str, key: str) -> Apply:
    """A column with answers is hidden."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        anchor = sheet.anchor(column=sheet.fields[key].column)
        sheet.hidden_columns.append(anchor)
        return anchor

    return apply


def hidden_sheet(delivery: Delivery) -> Sheet:
    """A breakdown is kept on a hidden sheet."""
    sheet = Sheet("内訳（作業用）", hidden=True)
    for row, line in enumerate(
        ("健診システム 内訳", "基本料 18,000,000", "増設分 2,400,000"), start=1
    ):
        sheet.write((row, 1), line)
    delivery.book.sheets.append(sheet)
    return sheet


def own_sheet(delivery: Delivery) -> Sheet:
    """A sheet of the division's own."""
    sheet = Sheet("課内メモ")
    sheet.write((1, 1), "6月20日　係長確認済み")
    delivery.book.sheets.append(sheet)
    return sheet


def comment(form: str, key: str, row: int, text: str) -> Apply:
    """A comment is put on a cell."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        anchor = sheet.anchor(*sheet.at(key, row))
        sheet.comments.append((anchor, text))
        return anchor

    return apply


def struck(form: str, row: int, *keys: str) -> Apply:
    """Cells are struck out instead of being cleared."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        sheet.struck.extend(sheet.anchor(*sheet.at(key, row)) for key in keys)
        return sheet.struck[0]

    return apply


def formula(name: str, item: str, key: str, text: str, value: str | float | None) -> Apply:
    """A formula stands where an amount should be."""

    def apply(delivery: Delivery) -> Anchor:
        row = delivery.cost_row(name, item)
        return delivery.sheet(COST).put(key, row, Typed(text, value))

    return apply


def form_copied(form: str, name: str) -> Apply:
    """The sheet of a form is copied within the workbook."""

    def apply(delivery: Delivery) -> Sheet:
        copy = deepcopy(delivery.sheet(form))
        copy.name = name
        delivery.book.sheets.append(copy)
        return copy

    return apply


def form_removed(form: str) -> Apply:
    """The sheet of a form is deleted."""

    def apply(delivery: Delivery) -> Target:
        delivery.book.sheets.remove(delivery.sheet(form))
        return delivery.book

    return apply


def example_left(delivery: Delivery) -> Anchor:
    """The first row of the list is still that of 記入例."""
    sheet = delivery.sheet(LIST)
    sheet.insert_rows(sheet.header_row + 1)
    for key, value in SYSTEM_LIST.examples[0].items():
        sheet.write((sheet.header_row + 1, sheet.fields[key].column or 0), value)
    return sheet.anchor(row=sheet.header_row + 1)


def total_row(off: int) -> Apply:
    """A row 合計 below the costs, typed by hand and wrong by ``off`` yen."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(COST)
        row = sheet.bottom + 1
        column = sheet.fields["system_id"].column or 0
        sheet.write((row, column), "合計")
        for key in ("budget", "estimate_1"):
            values = (sheet.value(key, each) for each in range(1, sheet.rows + 1))
            shown = (each.value if isinstance(each, Typed) else each for each in values)
            total = sum(amount for amount in shown if isinstance(amount, int))
            wrong = off if key == "budget" else 0
            sheet.write((row, sheet.fields[key].column or 0), total + wrong)
        return sheet.anchor(row, sheet.fields["budget"].column)

    return apply


def moved_to(form: str, row: int, column: int) -> Apply:
    """A whole form begins further down and to the right; no fault of its own kind."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        sheet.insert_rows(1, row - 1)
        sheet.insert_columns(1, column - 1)
        sheet.write((2, 2), "令和元年度　経費見積（指導室）")
        return sheet.anchor(row=2)

    return apply


def remark_below(form: str, text: str) -> Apply:
    """A remark stands under the table."""

    def apply(delivery: Delivery) -> Anchor:
        sheet = delivery.sheet(form)
        return sheet.write((sheet.bottom + 2, 1), text)

    return apply


def emptied(delivery: Delivery) -> Sheet:
    """The form comes back as it went out, with 表紙 alone filled in."""
    for form in (LIST, COST, EVALUATION):
        sheet = delivery.sheet(form)
        for row in range(sheet.rows, 0, -1):
            sheet.remove_row(row)
    return delivery.sheet(LIST)
