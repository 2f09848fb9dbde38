"""Last year's rows as this year's forms begin with them.

What a division said of its systems and contracts is carried over, to be confirmed. What it must
say anew stays blank: amounts above all, for an estimate is no budget and a budget no outturn.
Last year's budget and estimate stand beside as a reference. Nothing that could not be understood
last year is carried over, since nobody knows what it meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.forms.field import Form
from sysaudit.forms.prefilled import CONFIRMATION
from sysaudit.forms.record import Record
from sysaudit.forms.roster import Division
from sysaudit.forms.shared import UNCONFIRMED, UNDECIDED
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.division_return import DivisionReturn

Row = dict[str, object]
"""Key of the column → value to fill in."""
IDs = Mapping[str, str]
"""Last year's provisional IDs of a division, and those that were issued in their place."""

OUTSIDE = AMOUNT_KEYS[0]
"""The amount of last year's form whose year is no longer on this year's."""
SYSTEM_LIST, COST_ESTIMATE, EVALUATION = "system_list", "cost_estimate", "evaluation"


def rows_of(
    returned: DivisionReturn, heir: Division, forms: Mapping[str, Form], ids: IDs, year: int
) -> dict[str, list[Row]]:
    """The rows of each form with which a division begins, out of what one returned last year.

    Where it filled in the form of another year by mistake, its amounts are of other years too:
    none is shown, and no line is left out for them.

    Args:
        returned: Last year's return.
        heir: The division of this year that has its systems now.
        forms: This year's forms by id, as the settings bend them.
        ids: The IDs issued for provisional ones.
        year: The fiscal year of the forms that go out.
    """
    of_last_year = returned.of_year(year - 1)
    owner = {"division_code": heir.division_code, "division_name": heir.division_name}
    systems = [system for system in returned.systems if system.status != ABOLISHED]
    known = {system.system_id for system in systems if system.system_id}
    lines = [line for line in returned.costs if line.system_id in known]
    if of_last_year:
        lines = [line for line in lines if _in_view(line)]
    return {
        SYSTEM_LIST: [_system(each, forms[SYSTEM_LIST], ids) | owner for each in systems],
        COST_ESTIMATE: [
            _line(each, forms[COST_ESTIMATE], ids, with_amounts=of_last_year) for each in lines
        ],
        EVALUATION: list(_evaluations(systems, ids, owner)),
    }


def _system(system: System, form: Form, ids: IDs) -> Row:
    row = _carried(system, form, ids)
    row["linked_systems"] = tuple(ids.get(each, each) for each in system.linked_systems) or row.get(
        "linked_systems"
    )
    return row


def _line(line: CostLine, form: Form, ids: IDs, *, with_amounts: bool) -> Row:
    row = _carried(line, form, ids)
    if with_amounts:
        row |= {"former_budget": line.budget, "former_estimate": line.estimate_1}
    return row


def _carried(record: Record, form: Form, ids: IDs) -> Row:
    """What is carried over of a row: values as they were understood, and words such as 不明."""
    row: Row = {
        column.key: record.word(column.key) or getattr(record, column.key, None)
        for column in form.columns
        if not (column.computed or column.afresh)
    }
    row |= {f"carried:{label}": text for label, text in record.carried.items()}
    row["system_id"] = ids.get(str(row["system_id"]), row["system_id"])
    return row | {CONFIRMATION: UNCONFIRMED}


def _in_view(line: CostLine) -> bool:
    """Whether a cost line says anything of the years on this year's form.

    An amount that could not be understood may be one, so its line is kept.
    """
    later = any(
        getattr(line, key) or line.unread(key) or line.word(key)
        for key in AMOUNT_KEYS
        if key != OUTSIDE
    )
    return later or not line.actual or line.certainty == UNDECIDED


def _evaluations(systems: Sequence[System], ids: IDs, owner: Mapping[str, object]) -> Iterator[Row]:
    """A row for each system to be evaluated; the marks are given anew every year."""
    for system in systems:
        own = system.system_id
        if own and system.to_be_evaluated:
            yield {"division_code": owner["division_code"], "system_id": ids.get(own, own)}
