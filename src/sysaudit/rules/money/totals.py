"""Typed totals against the sum of what they stand for, and rows that count twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.forms.record import Record, is_blank
from sysaudit.intake.records import Table, TotalRow
from sysaudit.intake.returned import Returned
from sysaudit.intake.values.reading import rounded
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import counted, where

COVERED = {
    "system_count": ("system_list", None),
    "budget_total": ("cost_estimate", "budget"),
    "estimate_total": ("cost_estimate", "estimate_1"),
}
"""What each total of 表紙 counts or adds up: a form, and the amount in it."""
LEFT_OUT = ("", "合計")
"""What stands for an ID in rows that the template's formulas leave out."""


@rule(
    "X30",
    Subject.FILE,
    Severity.ERROR,
    title=Text("表紙の合計が合わない", "Totals of 表紙 are wrong"),
    why=Text(
        "合計が合わないときは、行の抜けや、計算し直していない数式があります。",
        "Where they differ, rows are missing or a formula was not computed again.",
    ),
    wrong=Text("予算の合計が5,000,000円、行の和は6,000,000円", "Total 5,000,000, rows 6,000,000"),
    right=Text("どちらも6,000,000円", "6,000,000 in both"),
    message=Text(
        "表紙の「{label}」は{given}ですが、{form}を数えると{expected}です（差 {difference}）。",
        "{label} on 表紙 is {given}, but {form} gives {expected} ({difference}).",
    ),
    fix=Text(
        "行の抜けや消し忘れがないか確かめてください。なければ、Excelで開いてF9キーで計算し直して"
        "保存するか、表紙の欄に「{expected}」と入力します。",
        "Look for rows missing or left over; if there are none, press F9 in Excel and save, or "
        "type {expected}.",
    ),
)
def cover_totals(returned: Returned, context: Context) -> Iterator[Hit]:
    """Each total of 表紙 against the rows of the same file; silent where some were not read."""
    cover = returned.cover
    for key, (form_id, amount_key) in COVERED.items() if cover else ():
        stated, tables = getattr(cover, key), returned.tables_of(form_id)
        if cover is None or stated is None or not _readable(tables, amount_key):
            continue
        if stated not in _right_totals(tables[0], amount_key):
            plain = next(_right_totals(tables[0], amount_key))
            yield hit_on(
                cover,
                key,
                context,
                expected=f"{plain:,}",
                difference=stated - plain,
                form=context.settings.form(form_id).title,
            )


def _readable(tables: Sequence[Table], amount_key: str | None) -> bool:
    """Whether the form stands there once, whole, with every amount understood."""
    if len(tables) != 1 or tables[0].layout.second_table or not tables[0].sound:
        return False
    return amount_key is None or _amounts_read(tables[0].records, amount_key)


def _amounts_read(records: Iterable[object], key: str) -> bool:
    lines = [line for line in records if isinstance(line, CostLine)]
    return all(line.has_column(key) and not line.unread(key) for line in lines)


def _right_totals(table: Table, amount_key: str | None) -> Iterator[int]:
    """What a total may be: over all rows, over those with an ID, and as Excel reckons it."""
    rows = table.records
    yield len(rows) if amount_key is None else _sum(rows, amount_key)
    stated = [record for record in rows if record.stated("system_id")]
    known = [record for record in rows if not is_blank(getattr(record, "system_id", None))]
    by_formula = _formula_counts(table, amount_key)
    if amount_key is None:
        yield from (len(stated), len(known), sum(1 for _ in by_formula))
        return
    yield from (_sum(part, amount_key) for part in (stated, known))
    yield from (_native_sum(part, amount_key) for part in (rows, stated, known))
    yield sum(by_formula)


def _formula_counts(table: Table, amount_key: str | None) -> Iterator[int]:
    """The amounts of all rows that the template's formulas count, data or not.

    Those are rows with an ID other than 合計: a 小計 or what is left of 記入例 counts too, which
    is a finding of its own.
    """
    layout, columns = table.layout, table.place.columns
    for row in (*layout.data, *layout.totals, *layout.examples, *layout.notes):
        if str(row.cells.get(columns["system_id"], "")) not in LEFT_OUT:
            value = row.cells.get(columns[amount_key]) if amount_key else 1
            yield rounded(value) or 0


def _native_sum(records: Iterable[Record], key: str) -> int:
    return sum(counted(record, key) for record in records)


def _sum(records: Iterable[object], key: str) -> int:
    return sum(getattr(record, key) or 0 for record in records)


@rule(
    "X31",
    Subject.TABLE,
    Severity.ERROR,
    form="cost_estimate",
    title=Text("合計の行が合わない", "Total row is wrong"),
    why=Text(
        "合計の行が合わないときは、行の抜けや金額の打ち間違いがあります。",
        "Where it differs, a row is missing or an amount was mistyped.",
    ),
    wrong=Text("列の和は3,600,000円、合計の行は3,000,000円", "Rows 3,600,000, total row 3,000,000"),
    right=Text("合計の行を置かない（表紙が自動で計算する）", "No total row: 表紙 adds up"),
    message=Text(
        "合計の行の「{label}」は{given}円ですが、上の行を足すと{expected}円です"
        "（差 {difference}円）。",
        "The total row says {given} yen for {label}; the rows above add up to {expected} "
        "({difference}).",
    ),
    fix=Text(
        "抜けた行や打ち間違いがないか確かめてください。合計の行は不要なので、削除して構いません。",
        "Look for what is missing or mistyped; the total row itself may be deleted.",
    ),
)
def column_total(table: Table, context: Context) -> Iterator[Hit]:
    """Each amount of a row 合計 or 小計 against the rows above it."""
    above = 0
    for total in table.totals:
        for key in (*AMOUNT_KEYS, "row_total"):
            sums = _sums_above(table, total, above, key)
            stated = total.amounts.get(key)
            if stated is not None and sums and stated not in sums:
                yield _total_hit(table, total, key, sums[0])
        above = total.row


def _sums_above(table: Table, total: TotalRow, previous: int, key: str) -> list[int]:
    """What a total may be: the sum of all rows above it, or of those since the total before."""
    rows = [r for r in table.records if isinstance(r, CostLine) and r.row < total.row]
    keys = AMOUNT_KEYS if key == "row_total" else (key,)
    if not rows or not all(_amounts_read(rows, each) for each in keys):
        return []
    since = [row for row in rows if row.row > previous]
    sums = [total(part, key) for total in (_sum, _native_sum) for part in (rows, since)]
    if key == "row_total":
        sums += [sum(row.amounts_total for row in part) for part in (rows, since)]
        sums += [sum(_native_sum(part, k) for k in AMOUNT_KEYS) for part in (rows, since)]
    return sums


def _total_hit(table: Table, total: TotalRow, key: str, expected: int) -> Hit:
    stated = total.amounts[key]
    return Hit(
        table.place.address(key, total.row),
        "合計",
        key,
        table.place.labels.get(key, key),
        f"{stated:,}",
        f"{expected:,}",
        stated - expected,
    )


@rule(
    "X32",
    Subject.WARD,
    Severity.WARNING,
    title=Text("同じ経費の行が2つ", "Cost row twice"),
    why=Text(
        "行を写して直し忘れると、同じ経費を2度数えてしまいます。",
        "A row that was copied and not changed is counted twice.",
    ),
    wrong=Text("契約番号も経費項目も金額も同じ行が2つ", "Two rows alike in every figure"),
    right=Text("1行だけ", "One row"),
    message=Text(
        "{first}の行と、契約番号も経費項目も金額もすべて同じです。",
        "It is the same as {first}: contract, item and every amount.",
    ),
    fix=Text(
        "同じ経費なら1行を削除してください。別の経費なら、備考に違いを書いてください。",
        "Delete one if it is the same cost, or say in 備考 what tells them apart.",
    ),
)
def same_row_twice(ward: Ward, context: Context) -> Iterator[Hit]:
    """Rows of a division that agree in key, amounts and remarks."""
    for division in ward.divisions.values():
        if division.doubled("cost_estimate"):
            continue
        for line, first in repeated(division.costs):
            at = where(first, "system_id", beside=line)
            yield hit_on(line, "system_id", context, first=at)


def repeated(lines: Iterable[CostLine]) -> Iterator[tuple[CostLine, CostLine]]:
    """Each row that says the same as an earlier one, and that one."""
    alike: dict[tuple[str, tuple[int | None, ...]], list[CostLine]] = {}
    for line in lines:
        if line.system_id is not None:
            alike.setdefault((line.system_id, line.amounts), []).append(line)
    for (_, amounts), group in alike.items():
        if len(group) > 1 and any(amounts):
            yield from _repeated([line for line in group if not _lost(line)])


def _repeated(lines: Iterable[CostLine]) -> Iterator[tuple[CostLine, CostLine]]:
    first: dict[object, CostLine] = {}
    for line in lines:
        known = first.setdefault(_alike(line), line)
        if known is not line:
            yield line, known


def _lost(line: CostLine) -> bool:
    return any(map(line.unread, (*AMOUNT_KEYS, "contract_number", "cost_item")))


def _alike(line: CostLine) -> object:
    told = (line.contract_number, line.vendor, line.other_item, line.remarks, line.budget_line)
    return (line.cost_kind, line.cost_item, told)
