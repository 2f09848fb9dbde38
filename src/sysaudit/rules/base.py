"""What a rule is: a record of words and one function, in one place.

The function is given its subject (a file, a table, a record or the whole ward) and the context,
and yields a `Hit` for each fault it sees. `sysaudit.checking` makes findings of the hits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sysaudit.config import Settings
from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.record import Record


class Subject(StrEnum):
    """What a rule's function looks at."""

    FILE = "file"  # sysaudit.intake.returned.Returned
    TABLE = "table"  # sysaudit.intake.records.Table
    RECORD = "record"  # one row of the rule's form
    WARD = "ward"  # sysaudit.rules.ward.Ward


UNCONFIRMED_ROW = "R21"
OF_UNCONFIRMED_ROWS = frozenset((UNCONFIRMED_ROW, "C01", "R01", "R02"))
"""What is said of cells in a row that nobody has confirmed: that it is so, and what is blank.

Everything else about them was so last year, and may be gone when the row has been looked at.
"""

STAGES = {
    "F": Text("ファイル", "file"),
    "S": Text("シート", "sheet"),
    "C": Text("セル", "cell"),
    "R": Text("行", "row"),
    "X": Text("横断", "across rows, sheets and files"),
}
"""The stages by the first letter of a rule's code, in the order in which they run."""


@dataclass(frozen=True)
class Context:
    """What rules for one file may know besides the file.

    Attributes:
        settings: sysaudit.toml.
        year: The fiscal year of the survey.
        as_of: The one clock: what is late, over, or ends soon is so on this day.
    """

    settings: Settings
    year: int
    as_of: date


@dataclass(frozen=True)
class Hit:
    """A fault that a rule's function saw.

    Attributes:
        at: The cell, the row, the sheet or the file.
        key: The key of the row, in the words of the form (システムID …).
        field: The key of the column; part of the finding's identity.
        label: The column's label.
        given: What stands there, as typed.
        expected: What should stand there.
        difference: Yen.
        division_code: Whose fault it is, where that is not the owner of the file.
        values: What the rule's texts name in braces besides the attributes above.
        cause: Hits of one rule on neighbouring cells become one finding where this is the same;
            unless told, where they expect the same and say the same.
    """

    at: Address
    key: str | None = None
    field: str | None = None
    label: str | None = None
    given: str | None = None
    expected: str | None = None
    difference: int | None = None
    division_code: str | None = None
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    cause: str | None = None


@dataclass(frozen=True)
class Rule:
    """A rule: its words in both languages and its function.

    Attributes:
        code: Stage letter and number, ``C03``; never used again once given out.
        subject: What ``check`` looks at.
        severity: Unless the settings say otherwise.
        title: Its name.
        why: Why it matters.
        wrong: An example of what it notices.
        right: The same, put right.
        message: What a finding says; ``{given}``, ``{expected}``, ``{label}``, ``{key}``,
            ``{difference}`` and the hit's own values are filled in.
        fix: What to type instead.
        official: The government's rule on which it stands, ``L2-02``.
        form: For a rule on records: the form's id.
        instance: The message of one finding, where ``message`` is hardly more than braces and so
            explains nothing.
    """

    code: str
    subject: Subject
    severity: Severity
    title: Text
    why: Text
    wrong: Text
    right: Text
    message: Text
    fix: Text
    check: Callable[[Any, Context], Iterable[Hit]]
    official: str | None = None
    form: str | None = None
    instance: Text | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Workers send a rule's code; its function bears the rule's name and stays here."""
        return _sent_rule, (self.code,)


def _sent_rule(code: str) -> Rule:
    from sysaudit.rules import RULES

    return next(rule for rule in RULES if rule.code == code)


def rule(
    code: str,
    subject: Subject,
    severity: Severity,
    *,
    title: Text,
    why: Text,
    wrong: Text,
    right: Text,
    message: Text,
    fix: Text,
    official: str | None = None,
    form: str | None = None,
    instance: Text | None = None,
) -> Callable[[Callable[[Any, Context], Iterable[Hit]]], Rule]:
    """Make a rule of the function below it."""

    def made(check: Callable[[Any, Context], Iterable[Hit]]) -> Rule:
        return Rule(
            code,
            subject,
            severity,
            title,
            why,
            wrong,
            right,
            message,
            fix,
            check,
            official,
            form,
            instance,
        )

    return made


def row_key(record: Record, keys: Iterable[str]) -> str | None:
    """The key of a row, its parts joined by `` / ``; None where all are blank."""
    parts = [record.typed(key) or "" for key in keys]
    joined = " / ".join(part for part in parts if part)
    return joined or None


def hit_on(
    record: Record,
    key: str,
    context: Context,
    *,
    given: str | None = None,
    expected: str | None = None,
    difference: int | None = None,
    cause: str | None = None,
    **values: object,
) -> Hit:
    """A hit on one cell of a record; what stands there is taken from it unless told."""
    form = context.settings.form(record.place.form)
    return Hit(
        record.at(key),
        row_key(record, form.key),
        key,
        record.place.labels.get(key, form.column(key).label),
        record.typed(key) if given is None else given,
        expected,
        difference,
        values=values,
        cause=cause,
    )
