"""A whole workbook: the forms, 記入要領, 記入例, and the two hidden sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sysaudit.forms import FORM_VERSION
from sysaudit.forms.field import Form
from sysaudit.forms.prefilled import CONFIRMATION, fingerprint, text_of
from sysaudit.intake.stamp import SENT, STAMP_SHEET
from sysaudit.reports.files import replacing
from sysaudit.reports.stamps import write_stamp
from sysaudit.reports.templates.contents import Contents, Row, cell_value, has_prefilled
from sysaudit.reports.templates.cover import write_cover
from sysaudit.reports.templates.dropdowns import CHOICES_SHEET, Dropdowns
from sysaudit.reports.templates.guide import (
    EXAMPLES_SHEET,
    GUIDE_SHEET,
    write_examples,
    write_guide,
)
from sysaudit.reports.templates.styles import EPOCH, WORKBOOK_OPTIONS, Styles
from sysaudit.reports.templates.tables import write_table

NOTHING: Mapping[str, Sequence[Row]] = MappingProxyType({})


def write_workbook(
    path: Path,
    forms: Sequence[Form],
    year: int,
    filled: Mapping[str, Sequence[Row]] = NOTHING,
    rows: int = 100,
    notice: Sequence[str] = (),
) -> None:
    """Write forms into one workbook, with rows filled in where there are any.

    Computed fields get a formula and its value unless a row gives a value of its own (None for
    a blank cell). The columns of prefilled forms stand where a row has 確認.

    Args:
        path: Where to; it is replaced as a whole.
        forms: In the order of their sheets.
        year: The fiscal year of the forms.
        filled: Rows by form id; a row is key → int, float, date, str, bool, tuple or None.
        rows: So many rows of each sheet are prepared with formulas.
        notice: Lines for 表紙 that tell what was filled in.

    Raises:
        Misuse: The file cannot be written.
    """
    as_needed = tuple(
        form if has_prefilled(filled.get(form.id, ())) else form.bare for form in forms
    )
    contents = Contents(as_needed, year, filled, rows, tuple(notice))
    with replacing(path) as temporary:
        temporary.write_bytes(_workbook(contents))


def _workbook(contents: Contents) -> bytes:
    file = BytesIO()
    with Workbook(file, WORKBOOK_OPTIONS) as workbook:
        workbook.set_properties(
            {"title": "・".join(form.title for form in contents.forms), "created": EPOCH}
        )
        _write_sheets(workbook, contents)
    return file.getvalue()


def _write_sheets(workbook: Workbook, contents: Contents) -> None:
    styles = Styles(workbook)
    sheets = [(form, workbook.add_worksheet(form.title)) for form in contents.forms]
    guide, examples, choices, stamp = (
        workbook.add_worksheet(name)
        for name in (GUIDE_SHEET, EXAMPLES_SHEET, CHOICES_SHEET, STAMP_SHEET)
    )
    dropdowns = Dropdowns(workbook, choices)
    for form, sheet in sheets:
        write = write_cover if form.downwards else write_table
        write(sheet, form, contents, styles, dropdowns)
    write_guide(guide, contents, styles)
    write_examples(examples, contents, styles)
    _write_stamp(stamp, contents)
    choices.hide()


def _write_stamp(sheet: Worksheet, contents: Contents) -> None:
    """What helps to recognise the workbook; nothing depends on it alone."""
    told: dict[str, str | int] = {
        "forms": ";".join(form.id for form in contents.forms),
        "form_version": FORM_VERSION,
        "fiscal_year": contents.year,
        "reference_date": date(contents.year, 4, 1).isoformat(),
        "division_code": _division_code(contents),
    }
    write_stamp(sheet, [*told.items(), *_fingerprints(contents)])


def _fingerprints(contents: Contents) -> Iterator[tuple[str, str]]:
    """Of each row that went out filled in: by it an untouched one is known when it comes back."""
    for form in contents.forms:
        for row in contents.records(form.id):
            if CONFIRMATION in row:
                texts = {key: text_of(value) for key, value in row.items()}
                yield f"{SENT}{form.id}", fingerprint(form.record, texts)


def _division_code(contents: Contents) -> str:
    """The one division whose workbook this is; blank for a blank form and for the roster."""
    codes = {
        str(code)
        for form in contents.forms
        for record in contents.records(form.id)
        if (code := cell_value(record.get("division_code"))) is not None
    }
    return codes.pop() if len(codes) == 1 else ""
