"""Looks at a file before it is opened: is it a workbook, and safe to unpack?

The reader that follows (calamine) takes an archive at its word and dies of some. So nothing that
an archive says of itself is believed here: each part is unpacked under a bound and compared with
its declared size and checksum, and the reader gets only what was unpacked here.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from sysaudit.findings import Text
from sysaudit.intake.folder import File
from sysaudit.intake.kinds import kind_in_zip, refusal_of
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.prolog import HEAD, checked_markup
from sysaudit.intake.refusal import Reason, Refusal, Refused

__all__ = ["Limits", "Package", "Reason", "Refusal", "look", "look_at"]

RATIO_MATTERS_FROM = 10_000_000
"""Below this size a part may be packed as tightly as it likes."""

SLACK = 1_000_000
"""A damaged part may unpack to a little more than it should; more than that is meant."""

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CENTRAL_ENTRY = b"PK\x01\x02"
_XML = (".xml", ".rels", ".vml")

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
    struct.error,
)
_BROKEN_ZIP = Text("ZIP としての構造が壊れています", "its zip structure is broken")
_DISHONEST = Text(
    "部品が申告より大きく展開されます", "a part unpacks to more than the archive declares"
)


class Package:
    """The parts of a workbook by their names, which differ by more than capitals."""

    def __init__(self, data: bytes, members: Sequence[zipfile.ZipInfo]) -> None:
        self._data = data
        self._members = {part_name(member): member for member in members}
        self._read: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def members(self) -> tuple[zipfile.ZipInfo, ...]:
        """What the archive's directory says of each part, in its order."""
        return tuple(self._members.values())

    @property
    def sha256(self) -> str:
        """Of the file as it was returned."""
        return hashlib.sha256(self._data).hexdigest()

    def size_of(self, name: str) -> int:
        """The declared size of a part, 0 for a part that is missing."""
        member = self._members.get(name.lower())
        return member.file_size if member else 0

    def packed(self, member: zipfile.ZipInfo) -> bytes:
        """A part as it lies in the archive, to be copied as it is."""
        start = _start_of(self._data, member)
        return self._data[start : start + member.compress_size]

    def heads(self) -> Iterator[tuple[str, bytes]]:
        """How each part of XML begins that nobody has read."""
        for name, member in self._members.items():
            if name not in self._read and name.endswith(_XML):
                start = _start_of(self._data, member)
                packed = self._data[start : start + min(member.compress_size, HEAD)]
                yield member.filename, _beginning(packed, member.compress_type)

    def part(self, name: str) -> bytes:
        """The unpacked XML of a part, UTF-8 without a byte order mark.

        Raises:
            Refused: The part is missing, locked, in disagreement with the archive's directory,
                in another encoding, or declares a document type.
        """
        member = self._members.get(name.lower())
        if member is None:
            raise Refused(
                Reason.DAMAGED, Text(f"部品 {name} がありません", f"the part {name} is missing")
            )
        if member.flag_bits & 1:
            raise Refused(Reason.PASSWORD)
        self._read.add(name.lower())
        return checked_markup(_unpacked(self._data, member), name)


def part_name(member: zipfile.ZipInfo) -> str:
    """The name by which a part is found; some writers use backslashes and odd capitals."""
    return member.filename.replace("\\", "/").lower()


def look(file: File, limits: Limits) -> Package | Refusal:
    """Read a file and look at it without unpacking anything."""
    try:
        return look_at(file.bytes_within(limits), limits)
    except Refused as refused:
        return refused.refusal


def look_at(data: bytes, limits: Limits) -> Package | Refusal:
    """Look at the bytes of a file without unpacking anything."""
    try:
        refusal = refusal_of(data)
        return refusal or Package(data, _members_of(data, limits))
    except Refused as refused:
        return refused.refusal


def _members_of(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """The members of a workbook's archive, none of which can hurt when it is unpacked."""
    if data.count(_CENTRAL_ENTRY) > 2 * limits.members:  # before a list of them fills the memory
        raise _too_many_members(limits)
    members = [each for each in _directory(data) if not each.filename.endswith("/")]
    names = [part_name(member) for member in members]
    _check_names(names)
    if "xl/workbook.xml" not in names and (kind := kind_in_zip(set(names))):
        raise Refused(Reason.OTHER_KIND, kind)
    if len(members) > limits.members:
        raise _too_many_members(limits)
    _check_sizes(members, limits)
    _check_places(data, members)
    return members


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except _ZIP_FAULTS as error:
        raise Refused(Reason.DAMAGED, _BROKEN_ZIP) from error


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise Refused(
                Reason.UNSAFE,
                Text(
                    f"部品の名前 {name!r} が外を指しています", f"the part name {name!r} leads out"
                ),
            )
    if len(set(names)) < len(names):
        raise Refused(
            Reason.BOMB, Text("同じ名前の部品が重なっています", "two parts have the same name")
        )


def _check_sizes(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise _too_large(
            f"展開すると {unpacked:,} バイト（上限 {limits.unpacked_bytes:,}）",
            f"{unpacked:,} bytes when unpacked, the limit is {limits.unpacked_bytes:,}",
            "unpacked_bytes",
        )
    xml = sum(member.file_size for member in members if member.filename.endswith(_XML))
    if xml > limits.xml_bytes:
        raise _too_large(
            f"XML が展開すると {xml:,} バイト（上限 {limits.xml_bytes:,}）",
            f"{xml:,} bytes of XML when unpacked, the limit is {limits.xml_bytes:,}",
            "xml_bytes",
        )
    if unpacked > max(sum(m.compress_size for m in members) * limits.ratio, RATIO_MATTERS_FROM):
        raise Refused(
            Reason.BOMB,
            _too_tight("全体", "the whole", limits),
        )
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(
                Reason.BOMB,
                Text("Excel が使わない圧縮方式です", "packed in a way that Excel never uses"),
            )
        tightest = max(member.compress_size, 1) * limits.ratio
        if member.file_size > max(tightest, RATIO_MATTERS_FROM):
            raise Refused(
                Reason.BOMB,
                _too_tight(f"部品 {member.filename} ", f"the part {member.filename}", limits),
            )


def _check_places(data: bytes, members: Sequence[zipfile.ZipInfo]) -> None:
    """No two members share bytes: else a small file could unpack to anything."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            raise Refused(Reason.BOMB, Text("部品どうしが重なっています", "parts overlap"))
        end = _start_of(data, member) + member.compress_size
        if end > len(data) or not _agrees_on_name(data, member):
            raise Refused(Reason.DAMAGED, _BROKEN_ZIP)


def _agrees_on_name(data: bytes, member: zipfile.ZipInfo) -> bool:
    """Whether a part has the same name in its own header, which some readers go by."""
    name = member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace")
    start = member.header_offset + _LOCAL_HEADER.size
    _, length, _ = _LOCAL_HEADER.unpack_from(data, member.header_offset)
    return data[start : start + int(length)] == name


def _start_of(data: bytes, member: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a member begin."""
    offset = member.header_offset
    if not data.startswith(b"PK\x03\x04", offset) or offset + _LOCAL_HEADER.size > len(data):
        raise Refused(Reason.DAMAGED, _BROKEN_ZIP)
    _, name, extra = _LOCAL_HEADER.unpack_from(data, offset)
    return offset + _LOCAL_HEADER.size + int(name) + int(extra)


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """A member's bytes; hardly more of them than declared are ever produced."""
    start = _start_of(data, member)
    content = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_DEFLATED:
        content = _inflated(content, member.file_size)
    if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
        raise Refused(Reason.DAMAGED, _BROKEN_ZIP)
    return content


@lru_cache(maxsize=64)  # copies of one form share the parts that nobody reads
def _beginning(packed: bytes, method: int) -> bytes:
    """The first bytes of a part, as far as they can be had."""
    if method == zipfile.ZIP_STORED:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, HEAD)
    except zlib.error:
        return b""


def _inflated(packed: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, size + 1)
        if len(content) > size:
            content += inflater.decompress(inflater.unconsumed_tail, SLACK)
    except zlib.error as error:
        raise Refused(Reason.DAMAGED, _BROKEN_ZIP) from error
    if len(content) > size + SLACK:
        raise Refused(Reason.BOMB, _DISHONEST)
    return content


def _too_large(ja: str, en: str, setting: str) -> Refused:
    return Refused(Reason.TOO_LARGE, raisable(Text(ja, en), setting))


def _too_tight(ja: str, en: str, limits: Limits) -> Text:
    return raisable(
        Text(
            f"{ja}の圧縮率が {limits.ratio} 倍を超えます",
            f"{en} is packed more than {limits.ratio}-fold",
        ),
        "ratio",
    )


def _too_many_members(limits: Limits) -> Refused:
    return _too_large(
        f"部品が {limits.members:,} 個を超えます", f"more than {limits.members:,} parts", "members"
    )
