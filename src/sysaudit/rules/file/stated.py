"""What a file says of itself in several places: its division and its fiscal year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sysaudit.calendar import parse_fiscal_year
from sysaudit.forms import ANSWERED_BY_DIVISIONS, QUESTIONNAIRE
from sysaudit.intake.returned import Returned

_TEMPLATE_NAME = re.compile(r"^(?:システム調査票|監査調書)_([0-9A-Z]{2,12})_")
_SURVEY = frozenset(form.id for form in QUESTIONNAIRE)
_YEAR_IN_NAME = re.compile(r"(?:平成|令和|H|R|FY)?\s*(?:\d{1,4}|元)年度|FY\d{4}")


def answers(returned: Returned) -> bool:
    """Whether the file holds a form that divisions answer."""
    return any(table.form_id in ANSWERED_BY_DIVISIONS for table in returned.tables)


def surveys(returned: Returned) -> bool:
    """Whether the file holds a form of システム調査票."""
    return any(table.form_id in _SURVEY for table in returned.tables)


def file_stem(file: str) -> str:
    """The file's name in one width and in capitals, without folders and ending."""
    name = file.rpartition("/")[2]
    return unicodedata.normalize("NFKC", name.rpartition(".")[0] or name).upper()


def code_of_template_name(file: str) -> str | None:
    """The division code in a name of the shape in which the forms go out.

    >>> code_of_template_name("a/システム調査票_1304_課税課（最終版）.xlsx")
    '1304'
    >>> code_of_template_name("20190614_1304.xlsx")
    """
    match = _TEMPLATE_NAME.match(file_stem(file))
    return match[1] if match else None


def year_in_name(file: str) -> int | None:
    """The fiscal year that a file's name tells in full.

    >>> year_in_name("平成31年度システム調査票_1304.xlsx"), year_in_name("調査票_20190614.xlsx")
    (2019, None)
    """
    match = _YEAR_IN_NAME.search(file_stem(file))
    return parse_fiscal_year(match[0]).value if match else None


def cover_code(returned: Returned) -> str | None:
    """The division code on 表紙."""
    return returned.cover.division_code if returned.cover else None


def cover_year(returned: Returned) -> int | None:
    """The fiscal year typed on 表紙."""
    return returned.cover.fiscal_year if returned.cover else None


def years_of_sheets(returned: Returned) -> Iterator[tuple[str, int]]:
    """Each sheet whose headers name fiscal years, and the year of the form that they imply."""
    for table in returned.tables:
        if table.place.year is not None:
            yield table.place.sheet, table.place.year
