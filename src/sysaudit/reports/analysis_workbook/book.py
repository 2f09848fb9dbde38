"""The workbook as its sheets see it: styles, links, and where the others' figures stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook

from sysaudit.analysis import Analysis
from sysaudit.analysis.material import NEXT_YEAR, THIS_YEAR, YEARS
from sysaudit.findings import Address
from sysaudit.reports.links import Link, Links
from sysaudit.reports.sheets.block import Column, Placed, Row
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.templates.styles import Styles

TAKEN, APART = "反映", "別掲"
"""扱い on the sheet 経費."""
MEASURED = ("決算", "予算", *["見積"] * (YEARS - NEXT_YEAR))


BASE, NEXT = f"y{THIS_YEAR}", f"y{NEXT_YEAR}"


@dataclass
class Book:
    """What every sheet is given.

    Attributes:
        workbook: XlsxWriter's.
        styles: Its formats.
        analysis: The tables.
        path: Where the workbook will stand; links are relative to its folder.
        native: Whether long sheets are native tables; else filtered ranges, written as they go.
        listed: Whether the rows of 経費 stand in the workbook; else they are in Parquet files.
        placed: Blocks that other sheets refer to, by name.
    """

    workbook: Workbook
    styles: Styles
    analysis: Analysis
    path: Path
    native: bool
    listed: bool
    placed: dict[str, Placed] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """FY-1 to FY+5."""
        return self.analysis.material.years

    @property
    def year(self) -> int:
        """The fiscal year of the survey."""
        return self.analysis.material.context.year

    def page(self, sheet: str, widths: Sequence[float]) -> Page:
        """A sheet to write on."""
        return Page(self.workbook.get_worksheet_by_name(sheet), self.styles, widths)

    def links(self) -> Links:
        """A maker of links for one sheet."""
        return Links(self.path, self.analysis.validation.paths)

    def year_columns(
        self, width: float, sum_of: Mapping[str, str], *, total: bool = True
    ) -> list[Column]:
        """The seven years and FY+1 to FY+5, as formulas over 経費.

        Args:
            width: Of each column.
            sum_of: The named column of 経費 → the key of the block's column that it must equal.
            total: Whether the block has a row of sums.
        """
        columns = [
            Column(
                f"y{at}", f"{year}年度\n{MEASURED[at]}", width, "yen", self._of(year, sum_of), total
            )
            for at, year in enumerate(self.years)
        ]
        five = Column("five_years", "5年間の計", width + 1.5, "yen", five_years, total)
        return [*columns, five]

    def _of(self, year: int, sum_of: Mapping[str, str]) -> Callable[[Row], str | None]:
        return lambda row: self.sum_of(row, sum_of, year)

    def sum_of(self, row: Row, criteria: Mapping[str, str], year: int | None = None) -> str | None:
        """The formula that sums yen with tax over 経費; None where its rows are elsewhere."""
        if not self.listed:
            return None
        parts = [f'経費_扱い,"{TAKEN}"']
        if year is not None:
            parts.append(f"経費_年度,{year}")
        parts += [f'{name},"="&{row.cell(key)}' for name, key in criteria.items()]
        return f"=SUMIFS(経費_税込額,{','.join(parts)})"

    def money_columns(
        self, width: float, sum_of: Mapping[str, str], *, total: bool = True
    ) -> list[Column]:
        """This year, next year and FY+1 to FY+5, as formulas over 経費."""
        first, last = self.year + 1, self.year + YEARS - NEXT_YEAR

        def this(row: Row) -> str | None:
            return self.sum_of(row, sum_of, self.year)

        def following(row: Row) -> str | None:
            return self.sum_of(row, sum_of, first)

        def five(row: Row) -> str | None:
            formula = self.sum_of(row, sum_of)
            years = f',経費_年度,">={first}",経費_年度,"<={last}")'
            return formula and formula.removesuffix(")") + years

        return [
            Column(BASE, f"{self.year}年度\n予算（円）", width, "yen", this, total),
            Column(NEXT, f"{first}年度\n見積（円）", width, "yen", following, total),
            Column("five_years", "5年間の計\n（円）", width, "yen", five, total),
        ]

    def homes(self, table: pd.DataFrame) -> list[Link | str]:
        """Where each system stands, as a text that leads there."""
        links = self.links()
        return [
            links.to(Address(file, sheet, row, 1), f"{file} {sheet} {row}行目")
            for file, sheet, row in zip(table["file"], table["sheet"], table["row"], strict=True)
        ]


def five_years(row: Row) -> str:
    """FY+1 to FY+5 of a row."""
    return f"=SUM({row.cell(f'y{NEXT_YEAR}')}:{row.cell(f'y{YEARS - 1}')})"


HOME = Column("home", "出典", 60, "line", printed=False)
"""Where a row comes from; the last column, not printed."""
SYSTEM = (
    Column("division", "課", 17),
    Column("system_id", "システムID", 11, "centre"),
    Column("name", "システム名", 27),
)
"""What every row about a system begins with."""


def share_of(key: str, first: int, last: int) -> Callable[[Row], str]:
    """The share of a cell in the sum of its column's rows ``first`` to ``last``."""

    def formula(row: Row) -> str:
        letter = row.letters[key]
        whole = f"SUM({letter}${first}:{letter}${last})"
        return f"=IF({whole}=0,0,{row.cell(key)}/{whole})"

    return formula


def cumulated(key: str, first: int) -> Callable[[Row], str]:
    """The sum of a column from row ``first`` to the row's own."""
    return lambda row: f"=SUM({row.letters[key]}${first}:{row.cell(key)})"


def widths_of(columns: Sequence[Column]) -> list[float]:
    """The widths of a sheet on which one table stands."""
    return [column.width for column in columns]


def printed_of(columns: Sequence[Column]) -> int:
    """How many of the columns are printed."""
    return sum(column.printed for column in columns)
