"""How the XML of a part may begin: in UTF-8, and without a document type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sysaudit.findings import Text
from sysaudit.intake.refusal import Reason, Refused

_ENCODING = re.compile(rb"^<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<\0?[A-Za-z_:\x80-\xff]")
HEAD = 1024
"""Bytes of a part in which its root begins: only comments may stand before it."""
_ENCODINGS = frozenset((b"utf-8", b"us-ascii", b"utf8"))


def checked_markup(content: bytes, name: str) -> bytes:
    """A part without its byte order mark.

    Raises:
        Refused: It is in another encoding or declares a document type.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(content)
    if b"\0" in content[:4] or (declared and declared[1].lower() not in _ENCODINGS):
        raise Refused(
            Reason.DAMAGED,
            Text(
                f"部品 {name} の文字コードが UTF-8 ではありません", f"the part {name} is not UTF-8"
            ),
        )
    if b"!" in content and b"<!DOCTYPE" in content:  # a single byte is found much faster
        raise _declares_document_type(name)
    return content


def _declares_document_type(name: str) -> Refused:
    """The refusal of a part that may define entities."""
    told = Text(f"部品 {name} に DOCTYPE 宣言があります", f"the part {name} declares a DOCTYPE")
    return Refused(Reason.UNSAFE, told)


def refuse_document_types(heads: Iterable[tuple[str, bytes]]) -> None:
    """Not even in parts that are of no interest here: others will open the file.

    Args:
        heads: Names of parts, and how each begins.

    Raises:
        Refused: One of them declares a document type.
    """
    for name, head in heads:
        if b"<!DOCTYPE" in head or b"<\0!\0D\0O\0C" in head:
            raise _declares_document_type(name)
        if _hides_its_root(head):
            told = Text(f"部品 {name} の始まりが見えません", f"the part {name} hides how it begins")
            raise Refused(Reason.UNSAFE, told)


def _hides_its_root(head: bytes) -> bool:
    """Whether so many comments stand in front that a document type may follow."""
    outside = _COMMENT.sub(b"", head).partition(b"<!--")[0]
    return len(head) >= HEAD and not _ROOT.search(outside)
