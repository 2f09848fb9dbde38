"""Charts that Excel itself draws, in shades that stay apart when printed in grey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.chart import Chart

from sysaudit.reports.analysis_workbook.book import Book
from sysaudit.reports.templates.styles import FONT

SHADES = ("#1F4E78", "#5B9BD5", "#BDD7EE", "#7F7F7F", "#D9D9D9", "#404040")
"""From dark to light, each of its own grey."""
LINE = "#C00000"
MILLIONS = "#,##0,,"
"""Yen shown in millions; every spreadsheet program knows this format."""


def font(size: float, *, bold: bool = False) -> dict[str, Any]:
    """A font of a chart."""
    return {"name": FONT, "size": size, "bold": bold}


def chart(book: Book, kind: str, title: str, subtype: str | None = None) -> Chart:
    """A chart with its title and a legend below."""
    made = book.workbook.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    made.set_title({"name": title, "name_font": font(12, bold=True), "overlay": False})
    made.set_legend({"position": "bottom", "font": font(9)})
    made.set_chartarea({"border": {"color": "#BFBFBF"}})
    return made


def axis(name: str, **more: Any) -> dict[str, Any]:
    """An axis with its name and readable figures."""
    return {"name": name, "name_font": font(9), "num_font": font(9), **more}


def yen_axis(name: str = "百万円", **more: Any) -> dict[str, Any]:
    """An axis of yen in millions."""
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    return axis(name, num_format=MILLIONS, major_gridlines=grid, **more)


def fill(shade: int) -> dict[str, Any]:
    """The looks of bars: a shade with a thin edge."""
    return {
        "fill": {"color": SHADES[shade % len(SHADES)]},
        "border": {"color": "#FFFFFF", "width": 0.5},
        "gap": 60,
    }


def series(name: str, categories: str, values: str, **looks: Any) -> Mapping[str, Any]:
    """A series of a chart; ranges as formulas without ``=``."""
    return {"name": name, "categories": f"={categories}", "values": f"={values}", **looks}
