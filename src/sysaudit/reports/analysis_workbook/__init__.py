"""The 分析書: the board's document, one file per sheet.

概要 is the page for the board; the sheets behind it hold the tables from which its figures come;
経費, システム一覧, 未反映 and 出典 lead every figure back to the returned files.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from sysaudit.analysis import Analysis
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.analysis_book import KIND
from sysaudit.intake.stamp import STAMP_SHEET
from sysaudit.reports.analysis_workbook import (
    comparison_sheet,
    cost_sheet,
    difference_sheet,
    left_out_sheet,
    overlap_sheet,
    overview_sheet,
    procurement_sheet,
    renewal_sheet,
    return_sheet,
    risk_sheet,
    score_sheet,
    second_sheet,
    source_sheet,
    summary_sheet,
    system_sheet,
    tool_sheet,
    top_sheet,
    unit_sheet,
    vendor_sheet,
    voice_sheet,
)
from sysaudit.reports.analysis_workbook.book import Book
from sysaudit.reports.analysis_workbook.long_sheet import LongSheet
from sysaudit.reports.files import replacing
from sysaudit.reports.ours import has_title
from sysaudit.reports.stamps import write_kind
from sysaudit.reports.templates.dropdowns import CHOICES_SHEET
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles

TITLE = "システム評価分析書"

SHEETS: tuple[tuple[str, Callable[[Book], None]], ...] = (
    (overview_sheet.SHEET, overview_sheet.write_overview),
    (return_sheet.SHEET, return_sheet.write_returns),
    (system_sheet.SHEET, system_sheet.write_systems),
    (cost_sheet.SHEET, cost_sheet.write_costs),
    (summary_sheet.SHEET, summary_sheet.write_summary),
    (top_sheet.SHEET, top_sheet.write_top),
    (unit_sheet.SHEET, unit_sheet.write_units),
    (renewal_sheet.SHEET, renewal_sheet.write_renewals),
    (score_sheet.SHEET, score_sheet.write_scores),
    (difference_sheet.SHEET, difference_sheet.write_differences),
    (overlap_sheet.SHEET, overlap_sheet.write_overlap),
    (procurement_sheet.SHEET, procurement_sheet.write_procurement),
    (vendor_sheet.SHEET, vendor_sheet.write_vendors),
    (risk_sheet.SHEET, risk_sheet.write_risks),
    (tool_sheet.SHEET, tool_sheet.write_tools),
    (comparison_sheet.SHEET, comparison_sheet.write_comparison),
    (voice_sheet.SHEET, voice_sheet.write_voices),
    (second_sheet.SHEET, second_sheet.write_second),
    (left_out_sheet.SHEET, left_out_sheet.write_left_out),
    (source_sheet.SHEET, source_sheet.write_sources),
)
"""The sheets in the order of their tabs. 概要 is written last, for it refers to the others."""

__all__ = ["SHEETS", "is_analysis", "needs_data", "write_analysis"]


def write_analysis(path: Path, analysis: Analysis, *, data: bool = False) -> None:
    """Write the analysis as a workbook; equal analyses give equal bytes.

    Args:
        path: Where to; it is replaced as a whole.
        analysis: The tables.
        data: Whether the long tables are written as files of their own beside it, which they must
            be where they outgrow a sheet (`needs_data`).

    Raises:
        Misuse: The file cannot be written, or a long table fits in no sheet and ``data`` is not
            set.
    """
    if needs_data(analysis) and not data:
        raise Misuse(
            Text(
                "経費の明細が1枚のシートに入らない行数のため、書きませんでした。"
                "--data にフォルダーを指定してください"
                "（明細は Parquet に、集計は分析書に書きます）。",
                "there are more cost rows than a worksheet holds; nothing was written. Give --data "
                "a folder: the rows go there as Parquet, the summaries into the workbook",
            )
        )
    if len(analysis.material.left_out) >= cost_sheet.LAST_ROW:
        raise Misuse(
            Text(
                "未反映のものが1枚のシートに入らない数のため、書きませんでした。"
                "先に sysaudit validate で誤りを確かめ、直してもらってください。",
                "more was left out than a worksheet holds; nothing was written. See what "
                "sysaudit validate finds, and have it mended first",
            )
        )
    with replacing(path) as temporary:
        _write(temporary, path, analysis)


def needs_data(analysis: Analysis) -> bool:
    """Whether the long table outgrows a worksheet."""
    return cost_sheet.rows_of(analysis) > cost_sheet.LAST_ROW - 1


def is_analysis(path: Path) -> bool:
    """Whether a file is a 分析書 of ours, or empty, and so may be replaced by a new one."""
    return has_title(path, TITLE)


def _write(temporary: Path, path: Path, analysis: Analysis) -> None:
    context = analysis.material.context
    cells = cost_sheet.rows_of(analysis) * len(cost_sheet.COLUMNS)
    native = cells <= context.settings.analysis.native_table_cells
    options = {**WORKBOOK_OPTIONS, "in_memory": native, "constant_memory": not native}
    created = datetime.combine(context.as_of, time())
    workbook = Workbook(str(temporary), options)
    workbook.set_properties({"title": f"{TITLE}（{context.year}年度）", "created": created})
    for name, _ in SHEETS:
        long = name == cost_sheet.SHEET and not native
        workbook.add_worksheet(name, LongSheet if long else None)
    choices, stamp = (workbook.add_worksheet(name) for name in (CHOICES_SHEET, STAMP_SHEET))
    listed = not needs_data(analysis)
    book = Book(workbook, Styles(workbook), analysis, path, native, listed)
    first, *others = SHEETS
    for _, write in (*others, first):
        write(book)
    write_kind(stamp, KIND, context.year)
    choices.hide()
    try:
        workbook.close()
    except FileCreateError as error:  # what it wraps is an OSError
        raise error.args[0] from error
