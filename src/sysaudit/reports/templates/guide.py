"""記入要領 and 記入例: how to fill in the forms, and each of them filled in once.

Both are protected without a password, and the reader skips them by their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.worksheet import Worksheet

from sysaudit.forms.evaluation import QUESTIONS
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.reports.templates import advice
from sysaudit.reports.templates.contents import Contents
from sysaudit.reports.templates.dropdowns import MARK, choices_of
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import (
    EDGE,
    LINE_HEIGHT,
    Styles,
    lines_of,
)

GUIDE_SHEET, EXAMPLES_SHEET = "記入要領", "記入例"
FIELD_HEADERS = ("項目", "必須", "入力のしかた", "選択肢・使える言葉", "単位")
FIELD_WIDTHS = (28, 24, 60, 48, 8)
SCALE_HEADERS = ("項目", "1", "3", "5")
LABEL_WIDTH = 28
EXAMPLE_WIDTH = 44
PROTECTION = {"format_columns": True, "format_rows": True}


class _Page:
    """A sheet written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: Styles, widths: Sequence[int]) -> None:
        self._sheet, self._styles, self._widths = sheet, styles, widths
        self._row = 0
        self._breaks: list[int] = []
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)

    def heading(self, text: str, size: int = 12) -> None:
        """A heading, with a blank line above unless it is the first."""
        self._row += 1 if self._row else 0
        self.line(text, bold=True, font_size=size)

    def line(self, text: str, **looks: object) -> None:
        """A line that runs over the columns beside it; nothing is merged."""
        self._sheet.write_string(self._row, 0, text, self._styles.of(**looks))
        if "font_size" in looks:
            self._sheet.set_row(self._row, LINE_HEIGHT)
        self._row += 1

    def begin_page(self) -> None:
        """What follows is printed on a new page."""
        self._breaks.append(self._row)
        self._sheet.set_h_pagebreaks(self._breaks)

    def repeated_headers(self, texts: Iterable[str]) -> None:
        """The header row of all tables that follow, on this page and on those after it."""
        self._sheet.repeat_rows(self._row)
        self.headers(texts)

    def headers(self, texts: Iterable[str]) -> None:
        """The header row of a table."""
        style = self._styles.of(**EDGE, bold=True, bg_color="#DDEBF7", align="center")
        for number, text in enumerate(texts):
            self._sheet.write_string(self._row, number, text, style)
        self._row += 1

    def cells(self, texts: Sequence[str]) -> None:
        """A row of a table, as high as its longest text needs."""
        style = self._styles.of(**EDGE, text_wrap=True, valign="top", num_format="@")
        for number, text in enumerate(texts):
            self._sheet.write_string(self._row, number, text, style)
        lines = max(lines_of(t, w) for t, w in zip(texts, self._widths, strict=False))
        self._sheet.set_row(self._row, LINE_HEIGHT * lines + 3)
        self._row += 1


def write_guide(sheet: Worksheet, contents: Contents, styles: Styles) -> None:
    """Write 記入要領: advice, then every field of every form, then what 1, 3 and 5 mean."""
    page = _Page(sheet, styles, FIELD_WIDTHS)
    page.heading(f"記入要領（{contents.year}年度）", 14)
    lines = [*(advice.PREFILLED if contents.prefilled else ()), *advice_for(contents.forms)]
    for number, line in enumerate(lines, start=1):
        page.line(f"{number}. {line}")
    rated = [column.key for form in contents.forms for column in form.columns if is_rating(column)]
    if rated:
        _write_scale(page, rated)
    page.begin_page()
    page.repeated_headers(FIELD_HEADERS)
    for number, form in enumerate(contents.forms):
        if number:
            page.begin_page()
        page.line(form.title, bold=True, font_size=12)
        page.line(form.purpose)
        for column in form.columns:
            page.cells(field_row(column, contents.year))
    _finish(sheet)


def advice_for(forms: Iterable[Form]) -> list[str]:
    """The advice on these forms, in order."""
    special = [line for form in forms for line in advice.OF_FORM.get(form.id, ())]
    return [*advice.FIRST, *special, *advice.LAST]


def is_rating(column: Column) -> bool:
    """Whether the column is answered with 1 to 5."""
    return column.kind is Kind.RATING


def _write_scale(page: _Page, keys: Sequence[str]) -> None:
    page.heading("評価の目安")
    page.headers(SCALE_HEADERS)
    for question in QUESTIONS:
        if question.key in keys:
            label = f"{question.label}（{question.group}）"
            page.cells((label, question.low, question.middle, question.high))


def field_row(column: Column, year: int) -> tuple[str, ...]:
    """What 記入要領 and the documentation say of one field."""
    return (
        column.label_in(year),
        column.requirement,
        column.hint,
        " / ".join(choices_of(column)) if column.kind is not Kind.MARK else f"{MARK} または空欄",
        column.unit,
    )


def write_examples(sheet: Worksheet, contents: Contents, styles: Styles) -> None:
    """Write 記入例: the fields downwards, so that an example can be read on one page."""
    most = max(len(form.examples) for form in contents.forms)
    page = _Page(sheet, styles, (LABEL_WIDTH, *[EXAMPLE_WIDTH] * most))
    page.heading(f"記入例（{contents.year}年度）", 14)
    page.line(
        "見やすいように、項目を縦に並べています。一覧の様式では、例1、例2…を1行ずつ横に書きます。"
    )
    page.repeated_headers(("項目", *(f"例{number}" for number in range(1, most + 1))))
    for number, form in enumerate(contents.forms):
        if number:
            page.begin_page()
        page.line(form.title, bold=True, font_size=12)
        for column in form.columns:
            typed = [_as_shown(column, example.get(column.key, "")) for example in form.examples]
            page.cells((column.header(contents.year), *typed))
    _finish(sheet)


def _as_shown(column: Column, typed: str) -> str:
    """Yen with the commas that the form's cells show."""
    return f"{int(typed):,}" if column.kind is Kind.YEN and typed.isdigit() else typed


def _finish(sheet: Worksheet) -> None:
    sheet.protect("", PROTECTION)
    landscape(sheet)
