"""Which workbooks get a slip, and in which words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.intake.books import edited, packed, plain, unpacked, written
from tests.reports.marking import books
from tests.reports.marking.samples import NAMES, finding, reason_for_slip, remarks, sample

from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.reports.marking import marked_copy, slip

TEMPLATES = sorted((Path(__file__).resolve().parents[3] / "templates").glob("*.xlsx"))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAST = {"xl/workbook.xml": "xl/_rels/workbook.xml.rels", "": "_rels/.rels"}


def related(data: bytes, kind: str, part: str, content: str, owner: str = "") -> bytes:
    """The workbook with one more part, related to the workbook, a sheet or the archive itself."""
    parts = unpacked(data)
    listed_in = LAST.get(owner) or f"xl/worksheets/_rels/{owner.rpartition('/')[2]}.rels"
    link = f'<Relationship Id="rId77" Type="{kind}" Target="/{part}"/></Relationships>'
    before = parts.get(
        listed_in,
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>",
    )
    parts[listed_in] = before.replace(b"</Relationships>", link.encode())
    return packed({**parts, part: content})


def with_chart_and_picture() -> bytes:
    """A workbook with a chart, a picture, a chart on a sheet of its own, a table."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("経費")
        sheet.write_column("A1", [1, 2, 3])
        for where in (sheet, book.add_chartsheet("図")):
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "=経費!$A$1:$A$3"})
            where.set_chart(chart) if where is not sheet else where.insert_chart("C1", chart)
        sheet.insert_image("C20", "dot.png", _image())
        sheet.add_table("E1:F3")
        sheet.set_header(
            "&L&G", {"image_left": "dot.png", "image_data_left": _image()["image_data"]}
        )

    return written(fill)


def _image() -> dict[str, Any]:
    return {"image_data": BytesIO(books.DOT)}


def with_shape() -> bytes:
    """A workbook with a text box."""

    def fill(book: Any) -> None:
        book.add_worksheet("経費").insert_textbox("B2", "ここを見てください")

    return written(fill)


def with_button() -> bytes:
    """A workbook with a button."""

    def fill(book: Any) -> None:
        book.add_worksheet("経費").insert_button("B2", {"caption": "計算"})

    return written(fill)


def with_newer_list() -> bytes:
    """A list of the newer kind, as Excel writes one that refers to another sheet."""
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    return edited(
        plain(),
        "xl/worksheets/sheet1.xml",
        "</worksheet>",
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}">'
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1>'
        '<xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">選択肢!A1:A3</xm:f>'
        "</x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>",
    )


THREAD = related(
    plain(),
    "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "xl/threadedComments/threadedComment1.xml",
    "<ThreadedComments/>",
    "xl/worksheets/sheet1.xml",
)
MACRO = related(
    plain(),
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "xl/vbaProject.bin",
    "x",
    "xl/workbook.xml",
)
SIGNED = related(
    plain(),
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
    "_xmlsignatures/origin.sigs",
    "x",
)
PIVOTED = related(
    plain(),
    f"{OFFICE}/pivotCacheDefinition",
    "xl/pivotCache/pivotCacheDefinition1.xml",
    "<x/>",
    "xl/workbook.xml",
)
REVISED = related(
    plain(), f"{OFFICE}/revisionHeaders", "xl/revisions/h.xml", "<x/>", "xl/workbook.xml"
)
UNHEARD_OF = related(plain(), f"{OFFICE}/hologram", "xl/hologram.xml", "<x/>", "xl/workbook.xml")
STRICT = edited(
    plain(),
    "xl/workbook.xml",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (with_shape(), "このファイルにはテキストボックス・図形があるため"),
        (THREAD, "このファイルにはスレッド形式のコメントがあるため"),
        (MACRO, "このファイルにはマクロ（VBA）があるため"),
        (with_newer_list(), "このファイルにはほかのシートを参照する新しい形式の入力規則があるため"),
        (SIGNED, "このファイルにはデジタル署名があるため"),
        (PIVOTED, "このファイルにはピボットテーブルがあるため"),
        (REVISED, "このファイルには共有ブックの変更履歴があるため"),
        (UNHEARD_OF, "このファイルには確かめられない部品があるため"),
        (STRICT, "このファイルには「Strict Open XML」形式で保存された部品があるため"),
        (b"", "ファイルを開けないため"),
        (b"a,b\n1,2\n", "ファイルを開けないため（CSV・テキスト）"),
    ],
)
def test_the_reason_is_told_in_words(data: bytes, told: str) -> None:
    """Each thing that speaks for a slip has a name that a clerk knows."""
    reason = reason_for_slip(data)
    assert reason is not None
    assert reason.ja == told
    assert reason.en.isascii()


def test_a_newer_list_would_survive_a_copy() -> None:
    """The slip for newer lists is a rule of the office: a copy would keep them to the byte."""
    data = with_newer_list()
    before = unpacked(data)["xl/worksheets/sheet1.xml"]
    after = unpacked(marked_copy(data, remarks(finding("経費!B2"))))["xl/worksheets/sheet1.xml"]
    start = before.index(b"<extLst>")
    assert after.endswith(before[start:])


def test_a_button_is_a_control() -> None:
    """Boxes that are no notes are form controls."""
    reason = reason_for_slip(with_button())
    assert reason is not None
    assert "フォームコントロール" in reason.ja


def test_prefixed_xml_gets_a_slip() -> None:
    """Where elements have a prefix, a splice without one would be nobody's."""
    parts = unpacked(plain())
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    head, _, body = sheet.partition("?>")
    body = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    parts["xl/worksheets/sheet1.xml"] = (head + "?>" + body.replace("xmlns=", "xmlns:x=")).encode()
    reason = reason_for_slip(packed(parts))
    assert reason is not None
    assert "接頭辞" in reason.ja


def test_a_sheet_by_the_name_of_our_page_gets_a_slip() -> None:
    """Two sheets of one name would break the workbook, so 確認事項 of a division keeps its name."""

    def fill(book: Any) -> None:
        book.add_worksheet("一覧")
        book.add_worksheet(PAGE_SHEET).write("A1", "課内の確認")

    for data in (written(fill), slip(remarks(finding("一覧!A2")))):
        reason = reason_for_slip(data)
        assert reason is not None
        assert reason.ja == "このファイルには「確認事項」という名前の別のシートがあるため"


def test_all_reasons_are_named() -> None:
    """Whoever removes one reason wants to know of the next."""
    both = related(
        with_shape(),
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "xl/vbaProject.bin",
        "x",
        "xl/workbook.xml",
    )
    reason = reason_for_slip(both)
    assert reason is not None
    assert reason.ja == "このファイルにはマクロ（VBA）、テキストボックス・図形があるため"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_get_a_copy(path: Path) -> None:
    """Our own forms can be marked."""
    assert reason_for_slip(path.read_bytes()) is None


@pytest.mark.parametrize("name", NAMES)
def test_samples_get_a_copy(name: str) -> None:
    """So can what divisions return."""
    assert reason_for_slip(sample(name)) is None


@pytest.mark.parametrize(
    "make", [books.by_xlsxwriter, books.by_openpyxl, books.with_colours, with_chart_and_picture]
)
def test_plain_workbooks_get_a_copy(make: Any) -> None:
    """Notes, pictures, charts, tables, names, colours are known; and a marked copy is too."""
    data = make()
    assert reason_for_slip(data) is None
    assert (
        reason_for_slip(marked_copy(data, remarks(finding("経費!A2"), finding("一覧!A2")))) is None
    )
