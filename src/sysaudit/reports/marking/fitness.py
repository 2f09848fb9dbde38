"""Whether a workbook is one that a marked copy is made of, and if not, why.

A copy by the splices of this package loses nothing that is known of. Where there is something that
the division cannot afford to lose or that nobody has tried, the file is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sysaudit.findings import Text
from sysaudit.intake.markup import feed, new_parser
from sysaudit.intake.refusal import Reason, Refusal, Refused
from sysaudit.reports.marking import kinds
from sysaudit.reports.marking.elements import Element
from sysaudit.reports.marking.notes import boxes_link
from sysaudit.reports.marking.parts import TYPES, Link, Parts
from sysaudit.reports.marking.workbook import part_of, sheets_of

_STRICT = b"http://purl.oclc.org/ooxml/"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_WITH_MACROS = (b".sheet.macroEnabled", b".template.macroEnabled")
_SPLICED = {"officeDocument", "styles", "comments"}
_ALONE = _SPLICED | {"worksheet", "vmlDrawing", "calcChain"}
"""Kinds of parts that are changed or dropped, so that each must belong to one owner alone."""
_DRAWN = {"sp", "cxnSp", "grpSp", "contentPart"}
_LOCKED = Text("パスワードがかかっているため", "it is locked with a password")
_OLD = Text("古い形式（.xls）のため", "it has the old format .xls")
_UNREADABLE = Text("ファイルを開けないため", "it cannot be opened")


def reason_in(parts: Parts) -> Text | None:
    """What in a workbook speaks for a slip; None where a marked copy can be made.

    Raises:
        Refused: Some part of it cannot be read.
    """
    found = tuple(dict.fromkeys(_found(parts)))  # each once, in this order
    return reason_to_spare(*found) if found else None


def reason_to_spare(*found: Text) -> Text:
    """Why a file in which there is something gets a slip."""
    return Text(
        f"このファイルには{'、'.join(each.ja for each in found)}があるため",
        f"it has {', '.join(each.en for each in found)}",
    )


def reason_of(refusal: Refusal) -> Text:
    """Why a file that cannot be opened gets a slip."""
    known = {Reason.PASSWORD: _LOCKED, Reason.LEGACY_XLS: _OLD}
    why = known.get(refusal.reason, _UNREADABLE)
    if refusal.reason not in known and refusal.detail is not None:
        why = Text(f"{why.ja}（{refusal.detail.ja}）", f"{why.en} ({refusal.detail.en})")
    return why


def _found(parts: Parts) -> Iterator[Text]:
    if any(kind in parts.read(TYPES) for kind in _WITH_MACROS):
        yield kinds.MACROS
    lists = [name for name in parts if name.endswith(".rels")]
    owners = [name.replace("_rels/", "").removesuffix(".rels") for name in lists]
    links = [link for owner in owners for link in parts.links(owner)]
    for link in links:
        if link.kind not in kinds.KNOWN:
            yield kinds.NAMED.get(link.kind, kinds.OTHER)
    for link in links:
        if not link.external and link.target in parts:
            yield from _in_part(parts, link)
    yield from _in_relations(parts, owners, links)
    yield from _in_writing(
        parts, [*lists, *(link.target for link in links if link.kind in _SPLICED)]
    )


def _in_part(parts: Parts, link: Link) -> Iterator[Text]:
    if link.kind == "drawing":
        yield from _in_drawing(parts.tree(link.target))
    elif link.kind == "vmlDrawing":
        yield from _in_boxes(parts, link.target)
    elif link.kind == "comments":
        root = parts.tree(link.target)
        if root.first("authors") is None or root.first("commentList") is None:
            yield kinds.OTHER
    elif link.kind == "worksheet" and b"dataValidation" in parts.read(link.target):
        extension = parts.tree(link.target).first("extLst")
        if extension and next(extension.under("dataValidation"), None):
            yield kinds.NEWER_LIST


def _in_drawing(root: Element) -> Iterator[Text]:
    for name in _DRAWN:
        if next(root.under(name), None):
            yield kinds.SHAPES
    for data in root.under("graphicData"):
        if data.attributes.get("uri") != _CHART:
            yield kinds.SHAPES


def _in_boxes(parts: Parts, name: str) -> Iterator[Text]:
    """The boxes of notes are known; pictures in a header stand in such a part too."""
    try:
        boxes = parts.tree(name).under("ClientData")
        if any(box.attributes.get("ObjectType") != "Note" for box in boxes):
            yield kinds.CONTROLS
    except Refused:  # Excel writes texts of controls that are no XML
        yield kinds.CONTROLS


def _in_relations(parts: Parts, owners: list[str], links: list[Link]) -> Iterator[Text]:
    """Relations that lead nowhere or cross each other, by which a splice would hit another part."""
    ids = [(owner, link.id) for owner in owners for link in parts.links(owner)]
    times = Counter(link.target.lower() for link in links)
    alone = [link for link in links if link.kind in _ALONE]
    crossed = any(link.target not in parts or times[link.target.lower()] > 1 for link in alone)
    if crossed or len(set(ids)) < len(ids) or part_of(parts, "styles") is None:
        yield kinds.OTHER


def _in_writing(parts: Parts, names: list[str]) -> Iterator[Text]:
    """Ways of writing the same that a splice would have to follow, and does not."""
    sheets = [sheet.part for sheet in sheets_of(parts)]
    if not sheets or len(set(sheets)) < len(sheets):
        yield kinds.OTHER
    for name in sheets:
        feed(new_parser(), parts.read(name), name)  # the cells too, which nothing else looks at
        boxes = parts.tree(name).first("legacyDrawing")
        if boxes and boxes_link(parts, name, boxes) is None:
            yield kinds.OTHER
    for name in dict.fromkeys((*sheets, *names, TYPES)):
        if _STRICT in parts.read(name)[:2000]:
            yield kinds.STRICT
        if ":" in parts.tree(name).name:
            yield kinds.PREFIXED
