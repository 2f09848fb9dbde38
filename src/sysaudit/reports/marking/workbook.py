"""The workbook part: which sheets there are, and our page as the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from sysaudit.findings import Text
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.reports.marking import schema
from sysaudit.reports.marking.elements import Element, Splices, whole, written
from sysaudit.reports.marking.parts import OFFICE, Link, Parts

WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Sheet(NamedTuple):
    """A sheet, in the order of the tabs; ``cells`` is false for a chart on a sheet of its own."""

    name: str
    part: str
    visible: bool
    cells: bool
    link: Link
    element: Element


def main_part(parts: Parts) -> str:
    """Nearly always ``xl/workbook.xml``."""
    found = (link.target for link in parts.links("") if link.kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def part_of(parts: Parts, kind: str) -> str | None:
    """The one part of a kind that the workbook refers to."""
    links = parts.links(main_part(parts))
    return next((link.target for link in links if link.kind == kind), None)


def sheets_of(parts: Parts) -> list[Sheet]:
    """The sheets of a workbook."""
    main = main_part(parts)
    links = {link.id: link for link in parts.links(main)}
    return [_sheet(element, links) for element in parts.tree(main).listed("sheets")]


def _sheet(element: Element, links: dict[str, Link]) -> Sheet:
    told = element.attributes
    link = links.get(told.get("id", ""))
    if link is None:
        missing = Text("シートの中身がありません", "the content of the sheet is missing")
        raise Refused(Reason.DAMAGED, missing, told.get("name"))
    visible = told.get("state", "visible") == "visible"
    return Sheet(
        told.get("name", ""), link.target, visible, link.kind == "worksheet", link, element
    )


def put_first(parts: Parts, name: str, xml: bytes, header_row: int) -> None:
    """Add a sheet before the others, open when the workbook opens.

    Args:
        parts: The workbook.
        name: Of the sheet.
        xml: Of the sheet.
        header_row: The row that is printed on every page.
    """
    main = main_part(parts)
    part = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.write(part, xml)
    parts.declare(part, WORKSHEET)
    link = parts.add_link(main, "worksheet", part)
    splices = Splices(parts.read(main))
    root = parts.tree(main)
    for view in root.listed("bookViews"):
        splices.set(view, "activeTab", None)
        splices.set(view, "firstSheet", None)
    _list_first(splices, root, name, link)
    for defined, sheet in _local_names(root):
        splices.set(defined, "localSheetId", str(sheet + 1))
    _add_name(splices, root, f"{name}!${header_row}:${header_row}")
    parts.write(main, splices.done())


def _add_name(splices: Splices, root: Element, titles: str) -> None:
    """Name the rows of the first sheet that are printed on every page."""
    new = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{titles}</definedName>'
    names = root.first("definedNames")
    if names is not None:
        splices.append(names, written(new))
        return
    whole = written(f"<definedNames>{new}</definedNames>")
    splices.insert(root, "definedNames", whole, schema.WORKBOOK)


def _list_first(splices: Splices, root: Element, name: str, link: str) -> None:
    listed = root.first("sheets")
    sheets = root.listed("sheets")
    taken = {each.number("sheetId") for each in sheets}
    free = next(n for n in range(1, len(taken) + 2) if n not in taken)
    entry = f'<sheet xmlns:r="{OFFICE}" name={quoteattr(name)} sheetId="{free}" r:id="{link}"/>'
    if listed is not None:
        splices.put(listed.inside, written(entry))


def take_out(parts: Parts, sheet: Sheet) -> None:
    """Take a sheet out, with all that belongs to it alone."""
    main = main_part(parts)
    sheets = sheets_of(parts)
    place = next(n for n, each in enumerate(sheets) if each.part == sheet.part)
    splices = Splices(parts.read(main))
    root = parts.tree(main)
    splices.cut(sheet.element)
    _drop_names(splices, root, place)
    rest = sheets[:place] + sheets[place + 1 :]
    for view in root.listed("bookViews"):
        splices.set(view, "firstSheet", None)
        active = _open_tab(view.number("activeTab"), place, rest)
        splices.set(view, "activeTab", str(active) if active else None)
    parts.write(main, splices.done())
    parts.drop_link(main, sheet.link)
    own = [link.target for link in parts.links(sheet.part) if not link.external]
    parts.drop(sheet.part)
    for target in own:
        if target in parts and not _is_referred_to(parts, target):
            parts.drop(target)


def _drop_names(splices: Splices, root: Element, place: int) -> None:
    names = root.first("definedNames")
    local_names = list(_local_names(root))
    gone = [defined for defined, sheet in local_names if sheet == place]
    if names is not None and len(gone) == len(names.children):
        splices.cut(names)
        return
    for defined, sheet in local_names:
        if sheet == place:
            splices.cut(defined)
        elif sheet > place:
            splices.set(defined, "localSheetId", str(sheet - 1))


def _open_tab(active: int, place: int, rest: list[Sheet]) -> int:
    """The tab that is open without the one at ``place``: a visible one."""
    if active != place:
        return active - (active > place)
    return next((n for n, sheet in enumerate(rest) if sheet.visible), 0)


def _is_referred_to(parts: Parts, target: str) -> bool:
    lists = (name for name in parts if name.endswith(".rels"))
    owners = (name.replace("_rels/", "").removesuffix(".rels") for name in lists)
    return any(link.target == target for owner in owners for link in parts.links(owner))


def _local_names(root: Element) -> Iterator[tuple[Element, int]]:
    """The names that belong to one sheet, with the place of that sheet."""
    for defined in root.listed("definedNames"):
        sheet = whole(defined.attributes.get("localSheetId", ""))
        if sheet is not None:
            yield defined, sheet
