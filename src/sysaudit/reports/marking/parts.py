"""The parts of a workbook that is being changed, with their relations and declared types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from sysaudit.intake.archive import look_at
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refusal, Refused
from sysaudit.reports.marking.elements import Element, Splices, tree, written
from sysaudit.reports.marking.zipped import archive_of, copied, packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"


class Link(NamedTuple):
    """A relation of a part; ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool
    element: Element


class Parts:
    """A workbook as a set of named parts; what is not written stays as it is packed.

    Raises:
        Refused: It is no workbook, or one that is not safe to open.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        package = look_at(data, limits)
        if isinstance(package, Refusal):
            raise Refused(package.reason, package.detail, package.sheet, package.cell)
        self._package = package
        self._data = data
        self._members = {member.filename: member for member in package.members}
        self._spelt = {name.replace("\\", "/").lower(): name for name in self._members}
        self._changed: dict[str, bytes] = {}
        self._unpacked: dict[str, bytes] = {}
        self._trees: dict[str, tuple[bytes, Element]] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._spelt

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._spelt.values()))

    def read(self, name: str) -> bytes:
        """The XML of a part."""
        spelt = self._spelt.get(name.lower(), name)
        if spelt in self._changed:
            return self._changed[spelt]
        if spelt not in self._unpacked:
            self._unpacked[spelt] = self._package.part(name)
        return self._unpacked[spelt]

    def tree(self, name: str) -> Element:
        """Where the elements of a part stand."""
        content = self.read(name)
        known = self._trees.get(name)
        if known is None or known[0] is not content:
            known = self._trees[name] = (content, tree(content, name))
        return known[1]

    def write(self, name: str, content: bytes) -> None:
        """Change a part, or add it behind the others."""
        self._changed[self._spelt.setdefault(name.lower(), name)] = content

    def write_if_changed(self, name: str, content: bytes) -> None:
        """Leave a part packed as it is where its content is the same."""
        if content != self.read(name):
            self.write(name, content)

    def drop(self, name: str) -> None:
        """Take a part out, with its relations and the types declared of both."""
        gone = {each.lower() for each in (name, rels_of(name))}
        for each in gone:
            spelt = self._spelt.pop(each, "")
            self._members.pop(spelt, None)
            self._changed.pop(spelt, None)
        splices = Splices(self.read(TYPES))
        for override in self.tree(TYPES).all("Override"):
            if override.attributes.get("PartName", "").lstrip("/").lower() in gone:
                splices.cut(override)
        self.write_if_changed(TYPES, splices.done())

    def packed(self) -> bytes:
        """The workbook; the very bytes that were given where nothing was changed."""
        if not self._changed and len(self._members) == len(self._package.members):
            return self._data
        return archive_of(
            packed(name, self._changed[name])
            if name in self._changed
            else copied(self._members[name], self._package.packed(self._members[name]))
            for name in self
        )

    def links(self, part: str) -> list[Link]:
        """The relations of a part; targets inside the archive by their full names."""
        listed_in = rels_of(part)
        if listed_in not in self:
            return []
        return [_link(element, part) for element in self.tree(listed_in).all("Relationship")]

    def add_link(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another; the identifier of the relation."""
        listed_in = rels_of(part)
        taken = {link.id for link in self.links(part)}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdSysaudit{n}" not in taken)
        link = (
            f'<Relationship Id="rIdSysaudit{number}" Type="{OFFICE}/{kind}" '
            f"Target={quoteattr('/' + target)}/>"
        )
        if listed_in not in self:
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            self.write(listed_in, f'{head}<Relationships xmlns="{PACKAGE}"/>'.encode())
        self._append(listed_in, link)
        return f"rIdSysaudit{number}"

    def drop_link(self, part: str, link: Link) -> None:
        """Take a relation out."""
        listed_in = rels_of(part)
        splices = Splices(self.read(listed_in))
        splices.cut(next(each.element for each in self.links(part) if each.id == link.id))
        self.write(listed_in, splices.done())

    def declare(self, part: str, kind: str) -> None:
        """Say of which type a new part is."""
        self._append(TYPES, f'<Override PartName={quoteattr("/" + part)} ContentType="{kind}"/>')

    def declare_ending(self, ending: str, kind: str) -> None:
        """Say of which type parts of a file ending are, where nobody has said it."""
        defaults = self.tree(TYPES).all("Default")
        endings = {each.attributes.get("Extension", "").lower() for each in defaults}
        if ending not in endings:
            self._append(TYPES, f'<Default Extension="{ending}" ContentType="{kind}"/>')

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that nothing speaks of.

        Neither a part nor what is left of one that is gone: its declared type, its relations.
        """
        overrides = self.tree(TYPES).all("Override")
        declared = {each.attributes.get("PartName", "").lstrip("/").lower() for each in overrides}
        names = map(pattern.format, count(1))
        return next(
            name
            for name in names
            if name.lower() not in self._spelt.keys() | declared and rels_of(name) not in self
        )

    def _append(self, part: str, new: str) -> None:
        splices = Splices(self.read(part))
        splices.append(self.tree(part), written(new))
        self.write(part, splices.done())


def rels_of(part: str) -> str:
    """The part that lists the relations of a part; ``""`` is the archive itself."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _link(element: Element, part: str) -> Link:
    told = element.attributes
    target = told.get("Target", "").replace("\\", "/")
    external = told.get("TargetMode") == "External"
    if not external:
        base = posixpath.join("/", posixpath.dirname(part), target)
        target = posixpath.normpath(base).lstrip("/")
    kind = told.get("Type", "").rpartition("/")[2]
    return Link(told.get("Id", ""), kind, target, external, element)
