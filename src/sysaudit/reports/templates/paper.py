"""Print set-up: A4, landscape as a rule, sheet name and page number at the foot."""

from __future__ import annotations

import math

from xlsxwriter.worksheet import Worksheet

A4 = 9
FOOTER = "&L&A&R&P / &N"


READABLE_WIDTH = 190
"""So many half-width characters stand on one page before the print becomes too small to read."""


def pages_for(width: int, repeated: int = 0) -> int:
    """How many pages side by side a sheet needs, ``repeated`` of its width standing on each.

    >>> pages_for(150), pages_for(560, repeated=60)
    (1, 4)
    """
    if width <= READABLE_WIDTH:
        return 1
    return math.ceil((width - repeated) / (READABLE_WIDTH - repeated))


def landscape(sheet: Worksheet, *, grid: bool = False, pages_wide: int = 1) -> None:
    """A4 landscape; ``grid`` prints the lines between the cells of a form to be filled in."""
    sheet.set_landscape()
    _set_up(sheet, grid=grid)
    sheet.fit_to_pages(pages_wide, 0)


def one_upright_page(sheet: Worksheet) -> None:
    """A single page of A4 upright, for what is longer than wide and must be seen at once."""
    sheet.set_portrait()
    _set_up(sheet, grid=False)
    sheet.fit_to_pages(1, 1)


def _set_up(sheet: Worksheet, *, grid: bool) -> None:
    sheet.set_paper(A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.set_footer(FOOTER)
    sheet.hide_gridlines(0 if grid else 2)
