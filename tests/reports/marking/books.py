"""Workbooks as XlsxWriter and openpyxl write them, with all that a splice could tread on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from tests.intake.books import written

ODD = "O'Neil & <課>"
"""A name of a sheet that must be escaped in XML, in formulas and in links."""


def by_xlsxwriter() -> bytes:
    """A workbook with notes, colours, lists, names, a hidden sheet and an odd name."""

    def fill(book: Any) -> None:
        first, second, hidden = (book.add_worksheet(name) for name in ("一覧", ODD, "隠し"))
        for sheet in (first, second, hidden):
            for row in range(9):
                sheet.write_row(row, 0, [row, f"text {row}", row * 1.5])
        first.write_comment("B3", "課のメモ", {"author": "課税課", "visible": True})
        first.conditional_format(
            "A1:A9",
            {
                "type": "cell",
                "criteria": ">",
                "value": 3,
                "format": book.add_format({"bg_color": "#FF0000"}),
            },
        )
        first.data_validation("C1:C9", {"validate": "list", "source": ["a", "b"]})
        first.write_url("A9", "https://example.invalid/")
        first.merge_range("E2:F3", "merged", book.add_format({"bold": True}))
        first.set_row(4, None, None, {"hidden": True})
        first.set_column("D:D", 30, None, {"hidden": True})
        first.freeze_panes(1, 1)
        first.repeat_rows(0)
        first.autofilter("A1:C9")
        second.print_area("A1:C9")
        second.insert_image("E1", "dot.png", {"image_data": BytesIO(DOT)})
        second.activate()
        first.protect("secret")
        hidden.hide()
        book.define_name("合計", "=一覧!$A$1")
        book.define_name("一覧!手元", "=一覧!$B$1")

    return written(fill)


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4"
    "890000000d49444154789c63f8cfc0f01f00050001ff89993d1d000000004945"
    "4e44ae426082"
)
"""A picture of one point."""


def by_openpyxl() -> bytes:
    """The same kind of workbook by another writer: styles without dxfs, notes without anchors."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    other = book.create_sheet(ODD)
    for row in range(1, 10):
        sheet.append([row, f"text {row}", f"=A{row}*2"])
        other.append([row, "x"])
    sheet["B2"].font = Font(name="Meiryo", bold=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["B4"].comment = Comment("課のメモ", "課税課")
    check = DataValidation(type="list", formula1='"a,b"')
    check.add("C2:C9")
    sheet.add_data_validation(check)
    sheet.defined_names["手元"] = DefinedName("手元", attr_text="一覧!$B$1")
    other.print_title_rows = "1:1"
    book.active = 1
    return saved(book)


def with_colours() -> bytes:
    """A workbook by openpyxl that has conditional formats of its own."""
    book = openpyxl.load_workbook(BytesIO(by_openpyxl()))
    look = PatternFill(bgColor="FF0000")
    sheet = book["一覧"]
    sheet.conditional_formatting.add(
        "A1:A9", Rule(type="expression", formula=["A1>3"], dxf=DifferentialStyle(fill=look))
    )
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook of openpyxl."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()
