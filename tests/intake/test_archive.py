"""What is refused before it is opened, and why."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import pytest
import xlwt
from tests.intake.books import (
    SHEET,
    at,
    edited,
    first_grid,
    packed,
    plain,
    refusal,
    saved,
    unpacked,
    without,
    written,
)

from sysaudit.intake.archive import Limits, Package, Reason, Refusal, look


def reason_of(folder: Path, data: bytes, limits: Limits | None = None) -> Refusal:
    """What ``look`` says of bytes that it must refuse."""
    refused = look(at(saved(folder, data)), limits or Limits())
    assert isinstance(refused, Refusal)
    return refused


def kind_of(folder: Path, data: bytes) -> str:
    """What the refusal calls bytes that are no workbook at all."""
    refused = reason_of(folder, data)
    assert refused.reason is Reason.OTHER_KIND
    assert refused.detail
    return refused.detail.en


def test_a_workbook_is_let_in_with_its_parts_and_its_hash(tmp_path: Path) -> None:
    package = look(at(saved(tmp_path, plain())), Limits())
    assert isinstance(package, Package)
    assert package.part("xl/workbook.xml") == unpacked(plain())["xl/workbook.xml"]
    assert package.sha256 == hashlib.sha256((tmp_path / "a.xlsx").read_bytes()).hexdigest()


def test_zero_bytes(tmp_path: Path) -> None:
    assert reason_of(tmp_path, b"") == Refusal(Reason.EMPTY)


def test_a_folder_called_like_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert look(at(tmp_path / "a.xlsx"), Limits()) == Refusal(Reason.DIRECTORY)


def test_a_file_that_vanished(tmp_path: Path) -> None:
    refused = look(at(tmp_path / "gone.xlsx"), Limits())
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.UNREADABLE


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "権限がありません")

    path = saved(tmp_path, plain())
    monkeypatch.setattr(Path, "open", refuse)
    refused = look(at(path), Limits())
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.UNREADABLE
    assert refused.detail
    assert "権限がありません" in refused.detail.ja


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    refused = look(at(tmp_path / "a.xlsx"), Limits())
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.UNREADABLE


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    locked = BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(BytesIO(plain())).encrypt("himitsu", locked)
    assert reason_of(tmp_path, locked.getvalue()) == Refusal(Reason.PASSWORD)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(plain())
    data[data.rindex(b"xl/workbook.xml") - 46 + 8] |= 1
    assert refusal(tmp_path, bytes(data)) == Refusal(Reason.PASSWORD)


def test_a_document_of_word_97(tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    assert kind_of(tmp_path, ole + "WordDocument".encode("utf-16-le")) == "a Word 97-2003 file"


def test_a_workbook_of_excel_97(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "x")
    buffer = BytesIO()
    book.save(buffer)
    assert reason_of(tmp_path, buffer.getvalue()) == Refusal(Reason.LEGACY_XLS)


@pytest.mark.parametrize("head", ["0908100000060500", "0904060000001000", "0902060000001000"])
def test_a_sheet_of_an_excel_before_97(tmp_path: Path, head: str) -> None:
    assert reason_of(tmp_path, bytes.fromhex(head) + bytes(40)) == Refusal(Reason.LEGACY_XLS)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("課コード,課名\r\n1304,課税課\r\n".encode("cp932"), "CSV or plain text"),
        ("\ufeff課コード,課名\n".encode(), "CSV or plain text"),
        ("課コード\t課名\n".encode("utf-16"), "CSV or plain text"),
        (("課税課," * 1000).encode(), "CSV or plain text"),  # the look ends inside a character
        (b"\r\n<HTML><body>\n<table>", "HTML (a web page)"),
        (b"<!DOCTYPE html>\n<p>", "HTML (a web page)"),
        (b"MIME-Version: 1.0\r\n", "a web archive or an e-mail"),
        (
            b'<?xml?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "an XML spreadsheet 2003",
        ),
        (b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)"),
        (b"!\x9c-lh5-\x11", "an LZH archive"),
        (b"L\0\0\0\x01\x14\x02\0\0", "a shortcut to a file"),
        (b"\0\0\0\x18ftypheic", "a picture or film (HEIC, MP4)"),
        (b"\x81\xad\xff" * 9, "an unknown kind of file"),
        (b"\x00\x01\x02\x03\x04" * 9, "an unknown kind of file"),
        (packed({"xl/workbook.bin": b"x"}), "a binary workbook (.xlsb)"),
        (
            packed({"word/document.xml": b"x", "[Content_Types].xml": b""}),
            "a Word document (.docx)",
        ),
        (packed({"ppt/presentation.xml": b"x"}), "a PowerPoint presentation (.pptx)"),
        (packed({"mimetype": b"x", "content.xml": b"x"}), "an OpenDocument file (.ods …)"),
        (packed({"1304/システム調査票.xlsx": plain()}), "a zip archive"),
        (b"PK\x05\x06" + bytes(18), "an empty zip archive"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(tmp_path: Path, data: bytes, kind: str) -> None:
    assert kind_of(tmp_path, data) == kind


def test_two_sheets_of_one_name(tmp_path: Path) -> None:
    data = edited(plain(), "xl/workbook.xml", r"(<sheet .*?/>)", r"\1\1")
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


def test_a_sheet_without_content(tmp_path: Path) -> None:
    refused = refusal(tmp_path, edited(plain(), "xl/workbook.xml", "rId1", "rId99"))
    assert (refused.reason, refused.sheet) == (Reason.DAMAGED, "経費")


def test_nothing_but_zeros_is_a_file_that_was_not_saved(tmp_path: Path) -> None:
    refused = reason_of(tmp_path, bytes(5000))
    assert refused.reason is Reason.DAMAGED
    assert refused.detail
    assert "zeros" in refused.detail.en


@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_a_workbook_that_breaks_off(tmp_path: Path, share: float) -> None:
    data = plain()
    assert reason_of(tmp_path, data[: int(len(data) * share)]).reason is Reason.DAMAGED


def test_bytes_that_changed_in_a_part(tmp_path: Path) -> None:
    data = bytearray(packed(unpacked(plain()), zipfile.ZIP_STORED))
    data[data.index(b"<v>5")] ^= 1
    assert refusal(tmp_path, bytes(data)).reason is Reason.DAMAGED


def test_packed_bytes_that_changed(tmp_path: Path) -> None:
    data = bytearray(plain())
    start = data.index(SHEET.encode()) + len(SHEET)
    data[start : start + 9] = b"\xff" * 9
    assert refusal(tmp_path, bytes(data)).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"]
)
def test_a_missing_part(tmp_path: Path, part: str) -> None:
    assert refusal(tmp_path, without(plain(), part)).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(file_bytes=100), "bytes, the limit is 100"),
        (Limits(unpacked_bytes=1000), "bytes when unpacked, the limit is 1,000"),
        (Limits(xml_bytes=1000), "bytes of XML when unpacked, the limit is 1,000"),
        (Limits(members=3), "more than 3 parts"),
        (Limits(sheets=2), "3 sheets, the limit is 2"),
        (Limits(cells=2), "too many cells"),
    ],
)
def test_each_limit_refuses_what_is_larger(tmp_path: Path, limits: Limits, told: str) -> None:
    def fill(book: Any) -> None:
        for _ in range(3):
            book.add_worksheet().write("A1", 1)

    refused = refusal(tmp_path, written(fill), limits)
    assert refused.reason is Reason.TOO_LARGE
    assert refused.detail
    assert told in refused.detail.en


def test_a_part_packed_tighter_than_any_sheet(tmp_path: Path) -> None:
    data = packed({**unpacked(plain()), SHEET: bytes(20_000_000)})
    assert len(data) < 50_000
    assert reason_of(tmp_path, data).reason is Reason.BOMB


def test_a_part_that_unpacks_to_more_than_it_declares(tmp_path: Path) -> None:
    """What the directory says is checked against what comes out, a bomb hides behind it."""
    data = bytearray(packed({**unpacked(plain()), SHEET: bytes(9_000_000)}))
    entry = data.rindex(SHEET.encode()) - 46
    struct.pack_into("<L", data, entry + 16, zlib.crc32(bytes(1000)))
    struct.pack_into("<L", data, entry + 24, 1000)
    refused = refusal(tmp_path, bytes(data))
    assert refused.reason is Reason.BOMB


def test_a_part_that_unpacks_to_a_little_more_is_damage(tmp_path: Path) -> None:
    data = bytearray(plain())
    entry = data.rindex(SHEET.encode()) - 46
    (size,) = struct.unpack_from("<L", data, entry + 24)
    struct.pack_into("<L", data, entry + 24, size - 1)
    assert refusal(tmp_path, bytes(data)).reason is Reason.DAMAGED


def test_a_part_whose_name_is_nothing_does_no_harm(tmp_path: Path) -> None:
    data = packed({**unpacked(plain()), "empty": b""}).replace(b"empty", b"\0mpty")
    assert first_grid(tmp_path, data).value(2, 2) == "text"


def test_a_way_of_packing_that_excel_never_uses(tmp_path: Path) -> None:
    assert reason_of(tmp_path, packed(unpacked(plain()), zipfile.ZIP_BZIP2)).reason is Reason.BOMB


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    buffer = BytesIO(plain())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")
    assert reason_of(tmp_path, buffer.getvalue()).reason is Reason.BOMB


def test_parts_that_share_their_bytes(tmp_path: Path) -> None:
    """A directory of many entries that all point at one packed part."""
    data = bytearray(packed({"[Content_Types].xml": b"x" * 50, "xl/workbook.xml": b"y" * 50}))
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 42, 0)
    assert reason_of(tmp_path, bytes(data)).reason is Reason.BOMB


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/abs.xml", "..\\evil.xml"])
def test_a_part_name_that_leads_out(tmp_path: Path, name: str) -> None:
    assert reason_of(tmp_path, packed({**unpacked(plain()), name: b"x"})).reason is Reason.UNSAFE


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_document_type_in_a_part(tmp_path: Path, part: str) -> None:
    parts = unpacked(plain())
    head, _, body = parts[part].partition(b"?>")
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts[part] = head + b"?>" + declared + body
    assert refusal(tmp_path, packed(parts)).reason is Reason.UNSAFE


def test_a_part_in_utf_16_would_be_read_as_empty(tmp_path: Path) -> None:
    parts = unpacked(plain())
    parts[SHEET] = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert refusal(tmp_path, packed(parts)).reason is Reason.DAMAGED


def test_an_archive_of_more_entries_than_memory(tmp_path: Path) -> None:
    """They are counted before a list of them is made."""
    data = b"PK\x03\x04" + b"PK\x01\x02" * 20_000
    assert reason_of(tmp_path, data).reason is Reason.TOO_LARGE


def test_part_names_with_backslashes_and_capitals_are_found(tmp_path: Path) -> None:
    parts = {name.replace("/", "\\").upper(): part for name, part in unpacked(plain()).items()}
    package = look(at(saved(tmp_path, packed(parts))), Limits())
    assert isinstance(package, Package)
    assert package.part(SHEET) == unpacked(plain())[SHEET]


def test_a_part_of_another_name_in_its_own_header_is_damage(tmp_path: Path) -> None:
    """Some readers go by the directory, some by the headers."""
    data = plain().replace(SHEET.encode(), SHEET.replace("1", "9").encode(), 1)
    assert reason_of(tmp_path, data).reason is Reason.DAMAGED


@pytest.mark.parametrize("part", ["docProps/app.xml", "xl/theme/theme1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_a_part_that_is_not_read(
    tmp_path: Path, part: str, encoding: str
) -> None:
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    data = packed({**unpacked(plain()), part: declared.encode(encoding)})
    refused = refusal(tmp_path, data)
    assert refused.reason is Reason.UNSAFE
    assert refused.detail
    assert part in refused.detail.en


def test_a_control_character_in_a_text_is_damage(tmp_path: Path) -> None:
    """No XML may hold one; calamine lets it through, and Excel does not open the file."""
    data = edited(plain(), "xl/sharedStrings.xml", "text", "te\x01xt")
    assert refusal(tmp_path, data).reason is Reason.DAMAGED
