"""Rows written at once, against the same rows written cell by cell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from sysaudit.reports.analysis_workbook.long_sheet import LongSheet
from sysaudit.reports.sheets.values import write

VALUES: list[list[Any]] = [
    [
        "課税課",
        "=1+1",
        "",
        None,
        " 前後に空白 ",
        "改行\nのある文",
        "<&>\"'",
        "_x0041_",
        "𠮷",
        "a\x0bb",
    ],
    [0, 1, -5, 36_363_535_633, None, 2**53, 7, 7, 7, 7],
    [0.1, 1 / 3, 1e20, 1e-9, 2.5, 100.0, None, 3.0, 4.0, 5.0],
]


def written(path: Path, *, at_once: bool) -> bytes:
    """The XML of the sheet."""
    workbook = Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    sheet = workbook.add_worksheet("明細", LongSheet)
    styles = [workbook.add_format({"border": 1, "num_format": look}) for look in ("@", "0", "0.0")]
    sheet.set_row(0, 30)
    for number, title in enumerate(("文字", "整数", "小数")):
        sheet.write_string(0, number, title)
    if at_once:
        sheet.write_rows(1, [column[:4] for column in VALUES], styles)
        sheet.write_rows(5, [column[4:] for column in VALUES], styles)
    else:
        for row, values in enumerate(zip(*VALUES, strict=True), start=1):
            for number, (value, style) in enumerate(zip(values, styles, strict=True)):
                write(sheet, row, number, value, style)
    sheet.autofilter(0, 0, 10, 2)
    workbook.close()
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_rows_at_once_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """Texts, numbers and blanks come out as XlsxWriter's own methods write them."""
    fast, slow = (written(tmp_path / f"{n}.xlsx", at_once=n == 0) for n in range(2))
    assert fast == slow
