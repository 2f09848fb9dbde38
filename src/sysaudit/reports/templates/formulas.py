"""The computed fields: each formula together with the value it will show.

A formula without a value counts as a finding when the sheet is read back, so both are made from
the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sysaudit.forms.cost_estimate import AMOUNT_KEYS
from sysaudit.forms.field import Form
from sysaudit.reports.templates.contents import CellValue, Contents, Row, cell_value, letters_of

NOT_ON_LIST = "（一覧にないID）"
"""Shown in place of the name of a system whose ID is not on the list."""

TOTAL = "合計"
"""What a division writes into the first column of a total row of its own; not data."""


class Computed(NamedTuple):
    """A formula and its value; ``""`` where the row is blank."""

    formula: str
    value: CellValue


class Spot(NamedTuple):
    """The cell for which a formula is made; ``row`` as Excel counts."""

    contents: Contents
    form: Form
    key: str
    row: int
    record: Row


def computed(spot: Spot) -> Computed | None:
    """The formula of a cell; None where it has none, or what it refers to is not there."""
    maker = FORMULAS.get((spot.form.id, spot.key))
    return None if maker is None else maker(spot)


def _row_total(spot: Spot) -> Computed:
    first, last = (letters_of(spot.form, key) for key in (AMOUNT_KEYS[0], AMOUNT_KEYS[-1]))
    cells = f"{first}{spot.row}:{last}{spot.row}"
    amounts = [value for key in AMOUNT_KEYS if (value := _number(spot.record, key)) is not None]
    return Computed(f'=IF(COUNT({cells})=0,"",SUM({cells}))', sum(amounts) if amounts else "")


def _system_name(spot: Spot) -> Computed | None:
    if not spot.contents.has("system_list"):
        return None
    own = f"${letters_of(spot.form, 'system_id')}{spot.row}"
    ids = spot.contents.whole_column("system_list", "system_id")
    names = spot.contents.whole_column("system_list", "system_name")
    found = f'IFERROR(INDEX({names},MATCH({own},{ids},0))&"","{NOT_ON_LIST}")'
    return Computed(f'=IF({own}="","",{found})', _name_of(spot))


def _name_of(spot: Spot) -> str:
    sought = _plain_id(spot.record)
    if not sought:
        return ""
    for record in spot.contents.records("system_list"):
        if _plain_id(record) == sought:
            return str(cell_value(record.get("system_name")) or "")
    return NOT_ON_LIST


def _plain_id(record: Row) -> str:
    """Excel compares without regard to case."""
    return str(cell_value(record.get("system_id")) or "").casefold()


def _system_count(spot: Spot) -> Computed | None:
    if not spot.contents.has("system_list"):
        return None
    ids = spot.contents.whole_column("system_list", "system_id")
    header = spot.contents.form("system_list").column("system_id").header(spot.contents.year)
    counted = [r for r in spot.contents.records("system_list") if _is_data(r)]
    return Computed(
        f'=COUNTIFS({ids},"<>",{ids},"<>{header}",{ids},"<>{TOTAL}")',
        len(counted),
    )


def _sum_of(amount_key: str) -> Callable[[Spot], Computed | None]:
    """The total of one year; rows without システムID, such as 合計, do not count twice."""

    def total(spot: Spot) -> Computed | None:
        if not spot.contents.has("cost_estimate"):
            return None
        ids = spot.contents.whole_column("cost_estimate", "system_id")
        amounts = spot.contents.whole_column("cost_estimate", amount_key)
        lines = [r for r in spot.contents.records("cost_estimate") if _is_data(r)]
        return Computed(
            f'=SUMIFS({amounts},{ids},"<>",{ids},"<>{TOTAL}")',
            sum(_number(line, amount_key) or 0 for line in lines),
        )

    return total


def _as_in_first_row(spot: Spot) -> Computed | None:
    """What is the same in every row is typed once, in the first."""
    records = spot.contents.records(spot.form.id)
    if spot.row == 2 or spot.row - 2 >= len(records):
        return None
    first = f"{letters_of(spot.form, spot.key)}$2"
    return Computed(f'=IF({first}="","",{first})', cell_value(records[0].get(spot.key)) or "")


def _is_data(record: Row) -> bool:
    return _plain_id(record) not in ("", TOTAL)


def _number(record: Row, key: str) -> int | float | None:
    value = record.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


FORMULAS: dict[tuple[str, str], Callable[[Spot], Computed | None]] = {
    ("cover", "system_count"): _system_count,
    ("cover", "budget_total"): _sum_of("budget"),
    ("cover", "estimate_total"): _sum_of("estimate_1"),
    ("cost_estimate", "system_name"): _system_name,
    ("cost_estimate", "row_total"): _row_total,
    ("evaluation", "system_name"): _system_name,
    ("self_check", "division_code"): _as_in_first_row,
    ("self_check", "division_name"): _as_in_first_row,
    ("self_check", "filled_in_by"): _as_in_first_row,
    ("self_check", "confirmed_on"): _as_in_first_row,
}
"""By form and field."""
