"""The styles part: formats of ours put behind those that are there, none twice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sysaudit.findings import Severity
from sysaudit.reports.marking import schema
from sysaudit.reports.marking.elements import Element, Splices, tree, written

COLOURS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699"}
"""The fill of each severity: light orange, light yellow."""

_SHARED = {"fonts": b"fontId", "fills": b"fillId", "borders": b"borderId"}
"""What the formats of cells refer to, and by which attribute."""


class Stylesheet:
    """A styles part that is being added to."""

    def __init__(self, xml: bytes, root: Element) -> None:
        self._xml, self._root = xml, root
        self._new: dict[str, list[bytes]] = {}

    def add(self, container: str, formats: list[bytes]) -> list[int]:
        """Put formats into one of the lists; the number of each, also of one that was there."""
        listed = self._root.first(container)
        there = [self._xml[each.start : each.end] for each in listed.children] if listed else []
        new = self._new.setdefault(container, [])
        for each in formats:
            if each not in there and each not in new:
                new.append(each)
        return [(there + new).index(each) for each in formats]

    def done(self) -> bytes:
        """The part with what was added."""
        splices = Splices(self._xml)
        for container, new in self._new.items():
            if new:
                self._put(splices, container, new)
        return splices.done()

    def _put(self, splices: Splices, container: str, new: list[bytes]) -> None:
        listed = self._root.first(container)
        if listed is None:
            name = container.encode()
            whole = b'<%b count="%d">%b</%b>' % (name, len(new), b"".join(new), name)
            splices.insert(self._root, container, whole, schema.STYLESHEET)
        else:
            splices.set(listed, "count", str(len(listed.children) + len(new)))
            splices.append(listed, b"".join(new))


def add_colours(sheet: Stylesheet) -> Mapping[Severity, int]:
    """The numbers of the looks that our conditional formats give."""
    looks = [
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
        f'<bgColor rgb="FF{colour}"/></patternFill></fill></dxf>'.encode()
        for colour in COLOURS.values()
    ]
    return dict(zip(COLOURS, sheet.add("dxfs", looks), strict=True))


def add_formats(sheet: Stylesheet, donor: bytes) -> list[int]:
    """Take over the formats of cells of a workbook of ours; the new number of each."""
    root = tree(donor, "xl/styles.xml")
    numbers = {
        name: sheet.add(container, _children(donor, root, container))
        for container, name in _SHARED.items()
    }
    formats = _children(donor, root, "cellXfs")
    return sheet.add("cellXfs", [_renumbered(each, numbers) for each in formats])


def _children(xml: bytes, root: Element, container: str) -> list[bytes]:
    return [written(xml[each.start : each.end].decode()) for each in root.listed(container)]


def _renumbered(look: bytes, numbers: Mapping[bytes, list[int]]) -> bytes:
    """A format that refers to the same looks under their new numbers."""
    return re.sub(
        rb'(fontId|fillId|borderId)="([0-9]+)"',
        lambda found: b'%b="%d"' % (found[1], numbers[found[1]][int(found[2])]),
        look,
    )
