"""Contracts: the rows of lists and costs that bear one contract number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import BUNDLED, CostLine
from sysaudit.forms.shared import UNKNOWN
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.names import plain_name, same_vendor
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import where

Row = System | CostLine


@dataclass(frozen=True)
class Contract:
    """The rows of one contract.

    Divisions number small contracts as they like, so rows of several divisions are one contract
    only where each of them says that it is bundled (他システムと一括).
    """

    number: str
    lines: tuple[CostLine, ...]
    systems: tuple[System, ...]
    divisions: frozenset[str]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the lists, then those of the costs."""
        return (*self.systems, *self.lines)

    @property
    def bundled(self) -> tuple[CostLine, ...]:
        """The rows that are shares of it."""
        return tuple(line for line in self.lines if line.bundled == BUNDLED)


def contracts_of(ward: Ward) -> list[Contract]:
    """Every contract that a row bears the number of."""
    return ward.once(_contracts)


def _contracts(ward: Ward) -> list[Contract]:
    lines: dict[str, list[tuple[str, CostLine]]] = defaultdict(list)
    systems: dict[str, list[tuple[str, System]]] = defaultdict(list)
    for code, line in ward.costs_of_year:
        if line.contract_number:
            lines[line.contract_number].append((code, line))
    for code, system in ward.systems:
        if system.contract_number:
            systems[system.contract_number].append((code, system))
    return [
        Contract(
            number,
            tuple(line for code, line in lines[number] if code in codes),
            tuple(system for code, system in systems[number] if code in codes),
            codes,
        )
        for number in dict.fromkeys((*lines, *systems))
        for codes in _parties(lines[number], systems[number])
    ]


def _parties(
    lines: list[tuple[str, CostLine]], systems: list[tuple[str, System]]
) -> Iterator[frozenset[str]]:
    """The divisions that share a contract, then each other one that uses the number."""
    together = frozenset(code for code, line in lines if line.bundled == BUNDLED)
    if together:
        yield together
    for code in dict.fromkeys(code for code, _ in (*lines, *systems)):
        if code not in together:
            yield frozenset((code,))


def systems_of_lines(ward: Ward) -> dict[int, System]:
    """The system of each cost row, its division's own if it lists it, by the row's ``id``."""
    return ward.once(_systems_of_lines)


def _systems_of_lines(ward: Ward) -> dict[int, System]:
    found = {}
    for code, line in ward.costs_of_year:
        own = ward.divisions[code].systems_by_id.get(line.system_id or "")
        system = own or ward.systems_by_id.get(line.system_id or "", (code, None))[1]
        if system is not None:
            found[id(line)] = system
    return found


def under_main_contract(line: CostLine, system: System) -> bool:
    """Whether a cost row falls under the contract that the list states for its system."""
    return line.contract_number in (None, system.contract_number)


def _same_text(one: object, other: object) -> bool:
    return plain_name(str(one)) == plain_name(str(other))


AGREEING: dict[str, Callable[[object, object], bool]] = {
    "vendor": lambda one, other: same_vendor(str(one), str(other)),
    "contract_end": lambda one, other: one == other,
    "contract_method": _same_text,
}
"""What a contract has one of, and when two of them are one."""


@rule(
    "X47",
    Subject.WARD,
    Severity.WARNING,
    title=Text("1つの契約番号に2つの内容", "One contract number, two contracts"),
    why=Text(
        "1つの契約には、相手方・終了日・契約方法が1つずつあります。番号の写し間違いかもしれません。",
        "A contract has one vendor, one end and one method; the number may be a wrong one.",
    ),
    wrong=Text(
        "契約2019-0123の事業者がA社の行とB社の行", "Rows of A and of B in contract 2019-0123"
    ),
    right=Text(
        "どの行もA社。B社の契約には別の番号", "A in all rows; B's contract has its own number"
    ),
    message=Text(
        "契約番号「{number}」の{label}が、ここでは「{given}」、{first}では「{expected}」です。",
        "{label} of contract {number} is {given} here, and {expected} in {first}.",
    ),
    fix=Text(
        "契約書を見て、違っているほうを直してください。別の契約なら、正しい契約番号を入力します。",
        "Put the wrong one right from the contract; another contract has another number.",
    ),
)
def two_of_a_kind(ward: Ward, context: Context) -> Iterator[Hit]:
    """Two vendors, two ends or two methods over the rows that bear the number."""
    for contract in contracts_of(ward):
        for key, agree in AGREEING.items():
            rows = [row for row in contract.rows if _tells(row, key)]
            odd = next((r for r in rows if not agree(_value(r, key), _value(rows[0], key))), None)
            if odd is not None:
                yield hit_on(
                    odd,
                    key,
                    context,
                    expected=rows[0].typed(key),
                    number=contract.number,
                    first=where(rows[0], key, beside=odd),
                )


def _value(row: Row, key: str) -> object:
    return getattr(row, key)


def _tells(row: Row, key: str) -> bool:
    return _value(row, key) not in (None, UNKNOWN)
