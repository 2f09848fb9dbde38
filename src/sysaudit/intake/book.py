"""Which parts of an archive are the workbook's sheets, texts and styles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from sysaudit.findings import Text
from sysaudit.intake.archive import Package
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.markup import is_on, starts
from sysaudit.intake.refusal import Reason, Refused


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's reference to another; ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its place among all sheets, its part."""

    name: str
    index: int
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the workbook part and its relations say; a part is None where there is none."""

    sheets: tuple[SheetPart, ...]
    shared_strings: str | None
    styles: str | None
    date1904: bool
    external_links: bool


def book_of(package: Package, limits: Limits) -> Book:
    """Resolve a workbook to its parts.

    Raises:
        Refused: Parts are missing, sheets share a name or are too many.
    """
    main = _main_part(package)
    links = {link.id: link for link in relations(package, main)}
    tags = starts(package.part(main), main)
    sheets = [attributes for name, attributes in tags if name == "sheet"]
    _check_sheets(sheets, limits)
    by_kind = {link.kind: link.target for link in links.values()}
    settings = next((attributes for name, attributes in tags if name == "workbookPr"), {})
    return Book(
        tuple(_worksheets(sheets, links)),
        by_kind.get("sharedStrings"),
        by_kind.get("styles"),
        is_on(settings.get("date1904")),
        "externalLink" in by_kind,
    )


def relations(package: Package, part: str) -> Iterator[Relation]:
    """The parts inside the archive that a part refers to; ``""`` is the archive itself."""
    folder, base = posixpath.split(part)
    listed_in = posixpath.join(folder, "_rels", f"{base}.rels")
    if listed_in not in package:
        return
    for name, attributes in starts(package.part(listed_in), listed_in):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            yield Relation(
                attributes.get("Id", ""),
                attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            )


def _main_part(package: Package) -> str:
    """Nearly always ``xl/workbook.xml``; Office on the web has been seen to call it otherwise."""
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    found = (link.target for link in relations(package, "") if link.kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def _check_sheets(sheets: list[dict[str, str]], limits: Limits) -> None:
    names = {sheet.get("name") for sheet in sheets}
    if not sheets or len(names) < len(sheets):
        raise Refused(
            Reason.DAMAGED,
            Text("シートがないか、同じ名前のシートがあります", "no sheets, or two of one name"),
        )
    if len(sheets) > limits.sheets:
        raise Refused(
            Reason.TOO_LARGE,
            raisable(
                Text(
                    f"シートが {len(sheets)} 枚あります（上限 {limits.sheets}）",
                    f"{len(sheets)} sheets, the limit is {limits.sheets}",
                ),
                "sheets",
            ),
        )


def _worksheets(sheets: list[dict[str, str]], links: dict[str, Relation]) -> Iterator[SheetPart]:
    """The sheets that have cells; charts and dialogs on sheets of their own have none."""
    for index, sheet in enumerate(sheets):
        name = sheet.get("name", "")
        link = links.get(sheet.get("id", ""))
        if link is None:
            missing = Text("シートの中身がありません", "the content of the sheet is missing")
            raise Refused(Reason.DAMAGED, missing, name)
        if link.kind == "worksheet":
            yield SheetPart(name, index, sheet.get("state", "visible") == "visible", link.target)
