"""Whether a workbook is one that a marked copy is made of, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Text
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import feed, new_parser
from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.intake.refusal import Reason, Refusal, Refused
from sysaudit.reports.marking import kinds
from sysaudit.reports.marking.elements import Element
from sysaudit.reports.marking.parts import TYPES, Link, Parts
from sysaudit.reports.marking.removing import without_marks
from sysaudit.reports.marking.workbook import part_of, sheets_of

DEFAULT_LIMITS = Limits()
_STRICT = b"http://purl.oclc.org/ooxml/"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_WITH_MACROS = (b".sheet.macroEnabled", b".template.macroEnabled")
_SPLICED = {"officeDocument", "styles", "comments"}
_DRAWN = {"sp", "cxnSp", "grpSp", "contentPart"}
_LOCKED = Text("パスワードがかかっているため", "it is locked with a password")
_OLD = Text("古い形式（.xls）のため", "it has the old format .xls")
_UNREADABLE = Text("ファイルを開けないため", "it cannot be opened")


def reason_for_slip(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Text | None:
    """Why a file gets a slip; None where a marked copy can be made.

    A copy by the splices of this package loses nothing that is known of. Where there is something
    that the division cannot afford to lose or that nobody has tried, the file is left alone.
    """
    try:
        parts = Parts(data, limits)
        found = dict.fromkeys(_found(parts))  # each once, in this order
        if _keeps_name(parts, data, limits):
            found[kinds.PAGE_OF_OTHERS] = None
    except Refused as refused:
        return reason_of(refused.refusal)
    if not found:
        return None
    return Text(
        f"このファイルには{'、'.join(each.ja for each in found)}があるため",
        f"it has {', '.join(each.en for each in found)}",
    )


def _keeps_name(parts: Parts, data: bytes, limits: Limits) -> bool:
    """Whether, our page taken out, there is still a sheet by its name: the division's, or a slip's.

    Two sheets of one name are a broken workbook.
    """
    if all(sheet.name != PAGE_SHEET for sheet in sheets_of(parts)):
        return False
    bare = Parts(without_marks(data, limits), limits)
    return any(sheet.name == PAGE_SHEET for sheet in sheets_of(bare))


def reason_of(refusal: Refusal) -> Text:
    """Why a file that cannot be opened gets a slip."""
    known = {Reason.PASSWORD: _LOCKED, Reason.LEGACY_XLS: _OLD}
    why = known.get(refusal.reason, _UNREADABLE)
    if refusal.reason not in known and refusal.detail is not None:
        why = Text(f"{why.ja}（{refusal.detail.ja}）", f"{why.en} ({refusal.detail.en})")
    return why


def _found(parts: Parts) -> Iterator[Text]:
    """What speaks for a slip."""
    if any(kind in parts.read(TYPES) for kind in _WITH_MACROS):
        yield kinds.MACROS
    links = list(_all_links(parts))
    for link in links:
        if link.kind not in kinds.KNOWN:
            yield kinds.NAMED.get(link.kind, kinds.OTHER)
    for link in links:
        if not link.external and link.target in parts:
            yield from _in_part(parts, link)
    yield from _in_writing(parts, links)


def _all_links(parts: Parts) -> Iterator[Link]:
    for name in parts:
        if name.endswith(".rels"):
            yield from parts.links(name.replace("_rels/", "").removesuffix(".rels"))


def _in_part(parts: Parts, link: Link) -> Iterator[Text]:
    if link.kind == "drawing":
        yield from _in_drawing(parts.tree(link.target))
    elif link.kind == "vmlDrawing":
        yield from _in_boxes(parts, link.target)
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


def _in_writing(parts: Parts, links: list[Link]) -> Iterator[Text]:
    """Ways of writing the same that a splice would have to follow, and does not."""
    if part_of(parts, "styles") is None:
        yield kinds.OTHER
    names = [sheet.part for sheet in sheets_of(parts)]
    for name in names:
        feed(new_parser(), parts.read(name), name)  # the cells too, which nothing else looks at
    names += [link.target for link in links if link.kind in _SPLICED]
    names += [name for name in parts if name.endswith(".rels") or name == TYPES]
    for name in dict.fromkeys(names):
        if _STRICT in parts.read(name)[:2000]:
            yield kinds.STRICT
        if ":" in parts.tree(name).name:
            yield kinds.PREFIXED
