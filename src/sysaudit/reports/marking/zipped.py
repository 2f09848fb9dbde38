"""A zip archive of members, of which those that stay are copied as they are packed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipInfo

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8 = 0x800
_FIRST_DAY = 33
"""1980-01-01, the day of every part of ours: equal contents, equal bytes."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A member as it lies in an archive."""

    name: str
    content: bytes
    method: int
    checksum: int
    size: int
    time: int = 0
    day: int = _FIRST_DAY


def copied(member: ZipInfo, content: bytes) -> Packed:
    """A member of another archive, its packed bytes untouched."""
    year, month, day, hour, minute, second = member.date_time
    return Packed(
        member.filename,
        content,
        member.compress_type,
        member.CRC,
        member.file_size,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
    )


def packed(name: str, content: bytes) -> Packed:
    """A member made of its content."""
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = deflater.compress(content) + deflater.flush()
    return Packed(name, deflated, ZIP_DEFLATED, zlib.crc32(content), len(content))


def archive_of(members: Iterable[Packed]) -> bytes:
    """The archive; it stays below the size at which zip needs its newer form."""
    body, directory = bytearray(), bytearray()
    count = 0
    for count, member in enumerate(members, start=1):  # noqa: B007 - counted for the end record
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8
        told = (
            flags,
            member.method,
            member.time,
            member.day,
            member.checksum,
            len(member.content),
            member.size,
            len(name),
            0,
        )
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *told, 0, 0, 0, 0, len(body))
        directory += name
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *told) + name + member.content
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
