"""Systems and their evaluations, each once.

Of two systems with one ID the one that had it last year keeps it, else the first; of two
evaluations that contradict each other neither is taken. What stands on the forms of another year
is of that year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from sysaudit.analysis.amounts import (
    CELL_STAGES,
    DOUBLED,
    DUPLICATE,
    OTHER_YEAR,
    Listed,
    alike,
    first_by_id,
)
from sysaudit.analysis.doubt import Doubt, Reason, reason_of
from sysaudit.analysis.left_out import Kind, LeftOut, left_out_record
from sysaudit.analysis.words import system_key
from sysaudit.forms.evaluation import QUESTION_KEYS, Evaluation
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.forms.system_list import System
from sysaudit.intake.records import Table
from sysaudit.rules.portfolio.doubles import repeated_ids
from sysaudit.rules.ward import Ward

NO_FIRST = Reason("", "1次評価がないか、未反映")
NO_ID = Reason("", "システムIDがない")
SAME_ID, NOT_LISTED, TWICE = map(reason_of, ("X04", "X20", "X23"))
NOT_EVALUATED = Reason("X22", "評価の要らないシステム")

E = TypeVar("E", Evaluation, SecondEvaluation)


def listed_systems(
    ward: Ward, doubt: Doubt
) -> tuple[dict[tuple[str, str], Listed], tuple[LeftOut, ...]]:
    """The systems of the ward by division and ID, and the rows that were not taken."""
    repeated = {id(system) for system, _ in repeated_ids(ward)}
    listed: dict[tuple[str, str], Listed] = {}
    left = list(_of_duplicates(ward))
    stale = _of_other_years(ward)
    for code, system in ward.systems:
        why = _why_not(code, system, repeated, listed, doubt)
        if system.place.file in stale:
            why = OTHER_YEAR
        if why:
            name = system.system_name or ""
            left.append(left_out_record(Kind.SYSTEM, code, system, f"システム「{name}」", why))
        else:
            own = system.system_id or ""
            listed[code, own] = Listed(system_key(code, own), code, system)
    return listed, tuple(left)


def _of_other_years(ward: Ward) -> set[str]:
    """The files whose forms are those of another year."""
    this = ward.context.year
    return {file.file for file in ward.returned if file.fiscal_year not in (None, this)}


def _why_not(
    code: str,
    system: System,
    repeated: set[int],
    listed: Mapping[tuple[str, str], Listed],
    doubt: Doubt,
) -> Reason | None:
    if not system.system_id:
        return doubt.on(system, "system_id") or NO_ID
    if id(system) in repeated or (code, system.system_id) in listed:
        return SAME_ID
    return doubt.on(system, "system_id", CELL_STAGES)


def _of_duplicates(ward: Ward) -> Iterator[LeftOut]:
    """Systems of divisions that returned a form in two files, and of lists that stand twice."""
    for file in ward.returned:
        code = file.division_code or ""
        lists = [table for table in file.tables_of("system_list") if table.records]
        doubled = len(lists) > 1 and not alike(lists)
        for table in lists:
            if code in ward.duplicated:
                yield from _systems_in(table, code, DUPLICATE)
            elif doubled and table not in file.read_tables:
                yield from _systems_in(table, code, DOUBLED)


def _systems_in(table: Table, code: str, why: Reason) -> Iterator[LeftOut]:
    for system in table.records:
        if isinstance(system, System):
            what = f"システム「{system.system_name or ''}」"
            yield left_out_record(Kind.SYSTEM, code, system, what, why)


def evaluations_of(
    ward: Ward, listed: Mapping[tuple[str, str], Listed], doubt: Doubt
) -> tuple[dict[str, Evaluation], tuple[LeftOut, ...]]:
    """The 1次 of each system, by the system's key, and the rows that were not taken.

    A system that need not be evaluated is left out of the evaluation as X22 says.
    """
    found: dict[str, list[Evaluation]] = {}
    left: list[LeftOut] = []
    for code, division in ward.divisions.items():
        for row in division.evaluations:
            each = listed.get((code, row.system_id or ""))
            why = doubt.on(row, "system_id", CELL_STAGES)
            if division.doubled("evaluation"):
                why = why or DOUBLED
            if each is None:
                why = why or NOT_LISTED
            elif each.system.status and not each.system.to_be_evaluated:
                why = why or NOT_EVALUATED
            if why or each is None:
                left.append(
                    left_out_record(Kind.EVALUATION, code, row, "1次評価", why or NOT_LISTED)
                )
            else:
                found.setdefault(each.key, []).append(row)
    return _single(found, "1次評価", left)


def seconds_of(
    ward: Ward,
    listed: Mapping[tuple[str, str], Listed],
    evaluations: Mapping[str, Evaluation],
    doubt: Doubt,
) -> tuple[dict[str, SecondEvaluation], tuple[LeftOut, ...]]:
    """The 2次 of each system, by the system's key, and the rows that were not taken."""
    by_id = first_by_id(listed)
    found: dict[str, list[SecondEvaluation]] = {}
    left: list[LeftOut] = []
    for row in ward.second_evaluations:
        code, own = row.division_code or "", row.system_id or ""
        each = listed.get((code, own)) or by_id.get(own)
        why = doubt.on(row, "system_id", CELL_STAGES)
        if each is not None and each.key not in evaluations:
            why = why or NO_FIRST
        if why or each is None:
            left.append(left_out_record(Kind.EVALUATION, code, row, "2次評価", why or NOT_LISTED))
        else:
            found.setdefault(each.key, []).append(row)
    return _single(found, "2次評価", left)


def _single(
    found: Mapping[str, list[E]], what: str, left: Iterable[LeftOut]
) -> tuple[dict[str, E], tuple[LeftOut, ...]]:
    """Rows that stand alone, or say the same; of rows that contradict each other none."""
    single: dict[str, E] = {}
    left_out = list(left)
    for key, rows in found.items():
        if all(_answers(row) == _answers(rows[0]) for row in rows):
            single[key] = rows[0]
        else:
            for row in rows:
                code = row.division_code or ""
                left_out.append(left_out_record(Kind.EVALUATION, code, row, what, TWICE))
    return single, tuple(left_out)


def _answers(row: Evaluation | SecondEvaluation) -> tuple[object, ...]:
    keys = (*QUESTION_KEYS, "first_letter", "second_letter", "reason")
    return tuple(getattr(row, key, None) for key in keys)
