"""Files of other kinds under a workbook's name."""

from __future__ import annotations

from io import BytesIO

import msoffcrypto.format.ooxml
import xlwt
from tests.hostile.case import Case, sound
from tests.intake.books import packed


def locked() -> bytes:
    """The clean return under a password."""
    buffer = BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(BytesIO(sound())).encrypt("himitsu", buffer)
    return buffer.getvalue()


def legacy() -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "x")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


CASES = (
    Case("zero bytes", "F01", lambda: b""),
    Case("password", "F02", locked),
    Case("legacy .xls", "F03", legacy),
    Case(".xlsb", "F04", lambda: packed({"[Content_Types].xml": b"", "xl/workbook.bin": b"\x83"})),
    Case(".ods", "F04", lambda: packed({"mimetype": b"x", "content.xml": b"<x/>"})),
    Case("OLE header alone", "F03", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9)),
    Case("nothing but zeros", "F05", lambda: bytes(20_000)),
    Case("zip header alone", "F05", lambda: b"PK\x03\x04" + bytes(30)),
    Case("a million directory entries", "F06", lambda: b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000),
)
