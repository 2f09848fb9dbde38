"""What a file is that is no workbook: told by its first bytes, never by its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from sysaudit.findings import Text
from sysaudit.intake.refusal import Reason, Refusal

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")

_OLE_STREAMS: tuple[tuple[str, Refusal], ...] = (
    ("EncryptedPackage", Refusal(Reason.PASSWORD)),
    ("WordDocument", Refusal(Reason.OTHER_KIND, Text("Word 97-2003 文書", "a Word 97-2003 file"))),
    (
        "PowerPoint Document",
        Refusal(Reason.OTHER_KIND, Text("PowerPoint 97-2003", "a PowerPoint 97-2003 file")),
    ),
    ("__properties_version1.0", Refusal(Reason.OTHER_KIND, Text("Outlook のメール", "an e-mail"))),
)
"""Streams of OLE files in the order in which they are looked for; without any it is .xls."""

_SIGNATURES: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF-", Text("PDF", "a PDF")),
    (b"{\\rtf", Text("リッチテキスト", "rich text")),
    (b"\x89PNG\r\n", Text("画像（PNG）", "a picture (PNG)")),
    (b"\xff\xd8\xff", Text("画像（JPEG）", "a picture (JPEG)")),
    (b"GIF8", Text("画像（GIF）", "a picture (GIF)")),
    (b"II*\0", Text("画像（TIFF）", "a picture (TIFF)")),
    (b"MM\0*", Text("画像（TIFF）", "a picture (TIFF)")),
    (b"7z\xbc\xaf\x27\x1c", Text("圧縮ファイル（7z）", "a 7z archive")),
    (b"Rar!", Text("圧縮ファイル（RAR）", "a RAR archive")),
    (b"\x1f\x8b", Text("圧縮ファイル（gzip）", "a gzip file")),
    (b"MSCF", Text("圧縮ファイル（CAB）", "a CAB archive")),
    (b"PK\x05\x06", Text("空の ZIP", "an empty zip archive")),
    (b"L\0\0\0\x01\x14\x02\0", Text("ショートカット", "a shortcut to a file")),
    (b"[InternetShortcut]", Text("ショートカット", "a shortcut to a web page")),
)

_MARKUP: tuple[tuple[bytes, Text], ...] = (
    (
        b"urn:schemas-microsoft-com:office:spreadsheet",
        Text("XML スプレッドシート 2003", "an XML spreadsheet 2003"),
    ),
    (b"<html", Text("HTML（Web ページ）", "HTML (a web page)")),
    (b"<!doctype html", Text("HTML（Web ページ）", "HTML (a web page)")),
    (b"<table", Text("HTML（Web ページ）", "HTML (a web page)")),
    (b"mime-version:", Text("Web ページ（MHTML）またはメール", "a web archive or an e-mail")),
    (b"<?xml", Text("XML", "XML")),
)

_IN_ZIP: tuple[tuple[str, Text], ...] = (
    ("xl/workbook.bin", Text("Excel バイナリ ブック（.xlsb）", "a binary workbook (.xlsb)")),
    ("word/document.xml", Text("Word 文書（.docx）", "a Word document (.docx)")),
    ("ppt/presentation.xml", Text("PowerPoint（.pptx）", "a PowerPoint presentation (.pptx)")),
    ("index/document.iwa", Text("Numbers などの Apple の書類", "an Apple iWork document")),
)

_OPEN_DOCUMENT = Text("OpenDocument（.ods など）", "an OpenDocument file (.ods …)")
_PLAIN_ZIP = Text("ZIP 圧縮ファイル", "a zip archive")
_TEXT = Text("CSV・テキスト", "CSV or plain text")
_UNKNOWN = Text("不明な形式", "an unknown kind of file")
_ZEROS = Text(
    "中身がすべて 0（保存や複写の失敗）", "nothing but zeros: saving or copying it failed"
)
_LZH = re.compile(rb"..-l[hz].-", re.DOTALL)


def refusal_of(data: bytes) -> Refusal | None:
    """Why bytes that are no zip archive are refused; None for a zip archive."""
    if not data:
        return Refusal(Reason.EMPTY)
    if data.startswith(ZIP):
        return None
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.startswith(_BIFF):
        return Refusal(Reason.LEGACY_XLS)
    if not data.strip(b"\0"):
        return Refusal(Reason.DAMAGED, _ZEROS)
    return Refusal(Reason.OTHER_KIND, _kind_of(data[:4096]))


def kind_in_zip(names: Collection[str]) -> Text | None:
    """What a zip archive without ``xl/workbook.xml`` holds; None where a workbook is broken.

    Args:
        names: The names of its members in small letters.
    """
    for name, kind in _IN_ZIP:
        if name in names:
            return kind
    if "mimetype" in names and "content.xml" in names:
        return _OPEN_DOCUMENT
    if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
        return None
    return _PLAIN_ZIP


def _of_ole(data: bytes) -> Refusal:
    for stream, refusal in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return refusal
    return Refusal(Reason.LEGACY_XLS)


def _kind_of(head: bytes) -> Text:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if _LZH.match(head):
        return Text("圧縮ファイル（LZH）", "an LZH archive")
    if head[4:8] == b"ftyp":
        return Text("画像または動画（HEIC・MP4）", "a picture or film (HEIC, MP4)")
    if not _is_text(head):
        return _UNKNOWN
    small = head.lower()
    return next((kind for mark, kind in _MARKUP if mark in small), _TEXT)


def _is_text(head: bytes) -> bool:
    """Whether it reads as UTF-8, cp932 or UTF-16 with a mark, without control characters."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    for candidate in (encoding, "cp932"):
        text = _decoded(head, candidate)
        if text is not None:
            return not any(
                unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\x1a" for c in text
            )
    return False


def _decoded(head: bytes, encoding: str) -> str | None:
    for cut in range(4):  # the last character may be cut off
        try:
            return head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
