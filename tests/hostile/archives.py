"""Archives that are made to exhaust or to mislead who unpacks them."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from io import BytesIO

from tests.hostile.case import FORM, Case, sound, with_part
from tests.intake.books import packed, unpacked

ENTRY = b"PK\x01\x02"


def nested() -> bytes:
    """A zip of zips of zips, ten in each: nothing in it is a workbook."""
    inner: dict[str, str | bytes] = {"0.txt": bytes(1_000_000)}
    for _ in range(4):
        whole = packed(inner)
        inner = {f"{n}.zip": whole for n in range(10)}
    return packed(inner)


def overlapping() -> bytes:
    """A directory of a thousand entries that all point at one packed part."""
    data = packed({**unpacked(sound()), "x": bytes(9_000_000)})
    end = data.rindex(b"PK\x05\x06")
    start = data.index(ENTRY)
    last = data.rindex(ENTRY)
    entry, count = data[last:end], data.count(ENTRY)
    more = b"".join(entry[:46] + f"{n:01x}"[-1:].encode() + entry[47:] for n in range(14))
    tail = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count + 14, count + 14, end - start + len(more), start, 0
    )
    return data[:end] + more + tail


def declared_small() -> bytes:
    """A sheet of a gigabyte that the directory calls a thousand bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = b" " * 1_000_000
    body = b"".join(packer.compress(piece) for _ in range(1000)) + packer.flush()
    mark = b"@" * len(body)
    data = bytearray(_stored(FORM, mark))
    data[data.index(mark) : data.index(mark) + len(body)] = body
    entry = data.rindex(FORM.encode()) - 46
    struct.pack_into("<H", data, entry + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<L", data, entry + 24, 1000)
    return bytes(data)


def _stored(part: str, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, old in {**unpacked(sound()), part: content}.items():
            archive.writestr(zipfile.ZipInfo(name), old)
    return buffer.getvalue()


def tight_sheet() -> bytes:
    """Forty megabytes of blanks in one sheet."""
    return with_part(FORM, unpacked(sound())[FORM] + b" " * 40_000_000)


def tight_sheets() -> bytes:
    """Thirty sheets of nine megabytes of blanks, each small enough to be packed as one likes."""
    parts: dict[str, str | bytes] = dict(unpacked(sound()))
    names = "".join(f'<sheet name="s{n}" sheetId="{n + 9}" r:id="x{n}"/>' for n in range(30))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = "".join(
        f'<Relationship Id="x{n}" Type="{kind}" Target="worksheets/x{n}.xml"/>' for n in range(30)
    )
    book, rels = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    parts[book] = unpacked(sound())[book].replace(b"</sheets>", f"{names}</sheets>".encode())
    parts[rels] = unpacked(sound())[rels].replace(
        b"</Relationships>", f"{links}</Relationships>".encode()
    )
    blank = b"<worksheet><sheetData>" + b" " * 9_000_000 + b"</sheetData></worksheet>"
    parts |= {f"xl/worksheets/x{n}.xml": blank for n in range(30)}
    return packed(parts)


def packed_by(method: int) -> bytes:
    """The clean return, packed in a way of which 3.4 KB may unpack to a gigabyte."""
    parts: dict[str, str | bytes] = dict(unpacked(sound()))
    return packed({**parts, FORM: bytes(30_000_000)}, method)


def doubled(name: str) -> bytes:
    """The clean return with a second part of a name: readers differ in which they take."""
    buffer = BytesIO(sound())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(name), b"<worksheet><sheetData/></worksheet>")
    return buffer.getvalue()


def local_name_differs() -> bytes:
    """A part that is called otherwise in its own header than in the directory."""
    data = bytearray(sound())
    at = data.index(FORM.encode())
    data[at : at + len(FORM)] = FORM.replace("sheet2", "sheet9").encode()
    return bytes(data)


def many_entries() -> bytes:
    """Six thousand empty parts."""
    parts: dict[str, str | bytes] = dict(unpacked(sound()))
    return packed({**parts, **{f"x/{n}": b"" for n in range(6000)}})


CASES = (
    Case("zip bomb, nested", "F04", nested),
    Case("zip bomb, overlapping", "F06", overlapping),
    Case("zip bomb, declared small", "F06", declared_small),
    Case("zip bomb, one tight sheet", "F06", tight_sheet),
    Case("zip bomb, thirty tight sheets", "F06", tight_sheets),
    Case("bzip2 members", "F06", lambda: packed_by(zipfile.ZIP_BZIP2)),
    Case("LZMA members", "F06", lambda: packed_by(zipfile.ZIP_LZMA)),
    Case("duplicate part name", "F06", lambda: doubled(FORM)),
    Case("duplicate but for capitals", "F06", lambda: doubled(FORM.upper())),
    Case("duplicate but for slashes", "F06", lambda: doubled(FORM.replace("/", "\\"))),
    Case("local header of another name", "F05", local_name_differs),
    Case("six thousand parts", "F06", many_entries),
    Case("part name ../", "F06", lambda: with_part("../../evil.xml", b"x")),
    Case("part name xl/../../", "F06", lambda: with_part("xl/../../evil.xml", b"x")),
    Case("part name ..\\", "F06", lambda: with_part("..\\evil.xml", b"x")),
    Case("part name /etc", "F06", lambda: with_part("/etc/evil", b"x")),
    Case("part name C:", "F06", lambda: with_part("C:\\evil.xml", b"x")),
    Case("truncated to a third", "F05", lambda: sound()[: len(sound()) // 3]),
    Case("last byte missing", "F05", lambda: sound()[:-1]),
)
