"""The vocabulary in which a form is declared: columns, their kinds, when they are required.

One declaration feeds the blank template, its drop-downs and notes, the reader, the rules for
cells and the documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from sysaudit.forms.record import Record


class Kind(StrEnum):
    """What a cell holds; in brackets the Python type of its value."""

    TEXT = "text"  # str
    CODE = "code"  # str, NFKC, leading zeros kept
    SYSTEM_ID = "system_id"  # str, NFKC, upper case
    SYSTEM_IDS = "system_ids"  # tuple[str, ...], `;` between
    CODES = "codes"  # tuple[str, ...], `;` between
    CHOICE = "choice"  # str, one of the column's choices
    RATING = "rating"  # int, 1 to 5
    MARK = "mark"  # bool, ○ or blank
    YEN = "yen"  # int, whole yen
    COUNT = "count"  # int, 0 or more
    DATE = "date"  # datetime.date
    DATES = "dates"  # tuple[datetime.date, ...], `;` between
    MONTH = "month"  # datetime.date, the first of the month
    FISCAL_YEAR = "fiscal_year"  # int, the calendar year in which it begins
    CORPORATE_NUMBER = "corporate_number"  # str, 13 digits
    PERIODS = "periods"  # tuple of ((month, day), (month, day)), every year


@dataclass(frozen=True)
class Required:
    """When a cell must be filled in, and the same in the words of 記入要領.

    Attributes:
        decided_by: The fields without which ``when`` would answer too soon, for a condition with
            a "not" in it; while one of them is blank or unread, nothing is required.
    """

    when: Callable[[Any], bool]
    words: str
    decided_by: tuple[str, ...] = ()


def _always(record: object) -> bool:
    return True


def _never(record: object) -> bool:
    return False


ALWAYS = Required(_always, "必須")
OPTIONAL = Required(_never, "任意")


@dataclass(frozen=True)
class Column:
    """One column of a form.

    Attributes:
        label: The header, as the form prints it. ``{year}`` stands for the fiscal year that lies
            ``offset`` years from the form's own.
        kind: What the cell holds.
        hint: The input message shown to the person who fills the cell in: what to type.
        choices: The allowed values of a CHOICE.
        words: Legal ways out besides a value (不明, 未定 …); they are counted, never errors.
        synonyms: Other headers that mean the same column.
        unit: 円, 人, 台 …; printed in the header.
        required: When the cell must be filled in.
        other: The key of the twin column that explains 「その他」.
        computed: A formula in the template; not read as data, but compared.
        offset: For a column of a fiscal year: 0 is the form's own year.
        longest: The greatest number of characters.
        width: The column's width in the template, in half-width characters.
        afresh: Answered anew every year: never carried over from last year's form.
        of_prefilled: Stands only in workbooks in which last year's rows are filled in.
        key: The attribute's name in the record; filled in by the form.
    """

    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    required: Required = OPTIONAL
    other: str | None = None
    computed: bool = False
    offset: int | None = None
    longest: int | None = None
    width: int = 14
    afresh: bool = False
    of_prefilled: bool = False
    key: str = ""

    def __hash__(self) -> int:  # of all its texts, it would take longer than to read a cell
        return hash((self.key, self.label))

    @property
    def requirement(self) -> str:
        """When it is filled in, in the words of 記入要領."""
        if self.computed:
            return "参考" if self.of_prefilled else "自動計算"
        return self.required.words

    def header(self, year: int) -> str:
        """The header as printed on the form of the fiscal year ``year``."""
        label = self.label_in(year)
        return f"{label}（{self.unit}）" if self.unit else label

    def label_in(self, year: int) -> str:
        """The label without its unit."""
        return self.label.format(year=year + self.offset) if self.offset is not None else self.label


@dataclass(frozen=True)
class Form:
    """A form, declared once.

    Attributes:
        id: Its name in code and JSON, ``system_list``.
        title: Its name on paper, and the sheet's name in the template.
        record: The pydantic model of one row; its annotated fields are the columns.
        key: The fields that make a row's key, shown in findings.
        purpose: What the form is for, for 記入要領.
        downwards: Labels stand in a column with the values beside them (表紙).
        examples: Rows of 記入例, by key, as a person would type them.
        extra: Columns that the settings add; carried through, not checked.
        bent: Columns by key that the settings changed (labels, synonyms, choices).
        fewest: So many of its headers make the form; fewer are another table.
        prefilled: Whether the columns of prefilled workbooks are among its columns.
    """

    id: str
    title: str
    record: type[Record]
    key: tuple[str, ...]
    purpose: str
    downwards: bool = False
    examples: tuple[Mapping[str, str], ...] = ()
    extra: tuple[Column, ...] = ()
    bent: Mapping[str, Column] = field(default_factory=dict)
    fewest: int = 4
    prefilled: bool = True

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns in order, as the settings bend them, then those they add."""
        declared = (self.bent.get(c.key, c) for c in declared_columns(self.record))
        return tuple(c for c in declared if self.prefilled or not c.of_prefilled) + self.extra

    @property
    def bare(self) -> Form:
        """The form as it goes out with nothing filled in."""
        return replace(self, prefilled=False)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def always_required(self) -> tuple[Column, ...]:
        """The columns that must be filled in whatever the others say."""
        return tuple(column for column in self.columns if column.required is ALWAYS)

    @cached_property
    def required_on_condition(self) -> tuple[Column, ...]:
        """The columns that must be filled in because of what others say."""
        return tuple(c for c in self.columns if c.required not in (ALWAYS, OPTIONAL))

    def labels_in(self, year: int | None) -> Mapping[str, str]:
        """The labels by key on the form of a fiscal year; as declared where the year is unknown."""
        if year not in self._labels:
            labels = {c.key: c.label_in(year) if year else c.label for c in self.columns}
            self._labels[year] = labels
        return self._labels[year]

    @cached_property
    def _labels(self) -> dict[int | None, Mapping[str, str]]:
        """Kept, since every sheet that is read asks for them."""
        return {}

    def column(self, key: str) -> Column:
        """The column of a field."""
        return self.by_key[key]

    def __reduce__(self) -> tuple[object, ...]:
        """Workers are sent a form's name and what was bent; conditions, being code, stay here."""
        bent = {key: replace(column, required=OPTIONAL) for key, column in self.bent.items()}
        return _sent_form, (self.id, self.extra, bent)


def _sent_form(form_id: str, extra: tuple[Column, ...], bent: Mapping[str, Column]) -> Form:
    from sysaudit.forms import BESIDE_FORMS, FORMS

    form = next(form for form in (*FORMS, *BESIDE_FORMS) if form.id == form_id)
    if not extra and not bent:
        return form
    extra = tuple(replace(column, required=OPTIONAL) for column in extra)
    again = {
        key: replace(column, required=form.column(key).required) for key, column in bent.items()
    }
    return replace(form, extra=extra, bent=again)


def declared_columns(record: type[Record]) -> tuple[Column, ...]:
    """The columns annotated on a record model, in order, each knowing its key."""
    return tuple(
        replace(mark, key=name)
        for name, info in record.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, Column)
    )
