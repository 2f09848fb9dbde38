"""Drop-downs and input messages: what a cell tells the person who selects it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import column_letters
from sysaudit.forms.field import ALWAYS, OPTIONAL, Column, Kind

CHOICES_SHEET = "選択肢"
MARK = "○"
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Excel's limits for the message shown beside a selected cell."""

LET_PASS: dict[str, object] = {"show_error": False}
NOT_LISTED: dict[str, object] = {
    "error_type": "warning",
    "error_title": "一覧にない言葉です",
    "error_message": "▼を押して一覧から選んでください。一覧にない言葉のまま提出されると、"
    "内容の確認をお願いすることがあります。",
}
NO_NUMBER: dict[str, object] = {
    "error_type": "warning",
    "error_title": "数字だけを入力してください",
    "error_message": "0以上の整数を入力してください。「約」「万円」「人」などの文字は付けません。",
}


class Dropdowns:
    """The hidden sheet of choices; equal lists stand there once, each under a name.

    A list that is named stays what it is when Excel saves the form. One that is referred to by
    its sheet becomes an extension that older programs, and many libraries, lose.
    """

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._names: dict[tuple[str, ...], str] = {}

    def validation(self, column: Column, year: int) -> dict[str, object]:
        """The data validation of a column: its drop-down or number check, and its message."""
        return {**self._check(column), **message(column, year)}

    def _check(self, column: Column) -> dict[str, object]:
        choices = choices_of(column)
        if choices:
            alert = NOT_LISTED if is_choice(column) else LET_PASS
            return {
                "validate": "list",
                "source": f"={self._name(column.label, choices)}",
                **alert,
            }
        if column.kind in (Kind.YEN, Kind.COUNT) and not column.computed:
            return {"validate": "integer", "criteria": ">=", "value": 0, **NO_NUMBER}
        return {"validate": "any"}

    def _name(self, label: str, choices: tuple[str, ...]) -> str:
        if choices not in self._names:
            number = len(self._names)
            self._write(number, label, choices)
            letters = column_letters(number + 1)
            self._names[choices] = name = f"{CHOICES_SHEET}_{number + 1}"
            cells = f"${letters}$2:${letters}${len(choices) + 1}"
            self._workbook.define_name(name, f"={CHOICES_SHEET}!{cells}")
        return self._names[choices]

    def _write(self, number: int, label: str, choices: Sequence[str]) -> None:
        self._sheet.write_string(0, number, label)
        for row, choice in enumerate(choices, start=1):
            if choice.isdigit():
                self._sheet.write_number(row, number, int(choice))
            else:
                self._sheet.write_string(row, number, choice)


def is_choice(column: Column) -> bool:
    """Whether only listed words are expected; elsewhere the list offers the ways out."""
    return column.kind in (Kind.CHOICE, Kind.RATING, Kind.MARK)


def choices_of(column: Column) -> tuple[str, ...]:
    """What the drop-down of a column offers: its choices, then its legal ways out."""
    if column.computed:
        return ()
    choices = (MARK,) if column.kind is Kind.MARK else column.choices
    return tuple(dict.fromkeys((*choices, *column.words)))


def message(column: Column, year: int) -> dict[str, object]:
    """The message shown when a cell of the column is selected."""
    if not column.hint:
        return {}
    words = column.required.words
    required = column.required
    sometimes = "" if required is ALWAYS or required is OPTIONAL else f"\n〔{words}〕"
    title = column.label_in(year)
    mark = "（必須）" if required is ALWAYS else "" if sometimes or column.computed else "（任意）"
    titled = title + mark if len(title + mark) <= LONGEST_TITLE else title[:LONGEST_TITLE]
    return {
        "input_title": titled,
        "input_message": (column.hint + sometimes)[:LONGEST_MESSAGE],
    }
