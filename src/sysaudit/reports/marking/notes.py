"""Notes on cells: a part with their texts, a part with their boxes, and what relates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from sysaudit.intake.facts import Cell, cell_name
from sysaudit.intake.our_marks import AUTHOR, NOTE_HEAD, NOTE_TAIL, is_our_note
from sysaudit.intake.places import place_of
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.reports.cell_text import safe
from sysaudit.reports.marking import shapes
from sysaudit.reports.marking.boxes import Grid
from sysaudit.reports.marking.elements import Element, Splices, written
from sysaudit.reports.marking.parts import Link, Parts, rels_of
from sysaudit.reports.marking.remarks import WEIGHTS, Remark
from sysaudit.reports.marking.sheet import drop_shapes, put_shapes
from sysaudit.reports.templates.styles import FONT

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = (
    f'{_HEAD}<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)
_FONT = f'<rPr><sz val="9"/><color indexed="81"/><rFont val="{FONT}"/><family val="2"/></rPr>'
LONGEST = 2_000
"""Characters of what stands between head and tail: nobody reads more in a box."""


def note_of(remarks: Iterable[Remark]) -> str:
    """One note for all that is to be said at a cell."""
    said = "\n\n".join("\n".join(_lines(remark)) for remark in remarks)
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]}…\n（続きは「確認事項」のシートにあります）"
    return f"{NOTE_HEAD}\n{safe(said)}\n{NOTE_TAIL}"


def _lines(remark: Remark) -> Iterator[str]:
    finding, cell = remark.finding, remark.finding.address.cell or ""
    label = f" {finding.label}" if finding.label else ""
    state = f"（{remark.state.ja}）" if remark.state else ""
    where = f"（{cell}）" if ":" in cell else ""
    yield f"■{WEIGHTS[finding.severity]}{state}{label}{where}"
    yield finding.message.ja
    if finding.fix.ja:
        yield f"→ {finding.fix.ja}"


def add_notes(
    parts: Parts, splices: Splices, part: str, block: int, notes: Mapping[Cell, str]
) -> None:
    """Put notes on cells of a sheet that bear none.

    Args:
        parts: The workbook.
        splices: Of the part of the sheet.
        part: Of the sheet.
        block: From which its shapes are counted, apart from those of other sheets.
        notes: Text by cell.
    """
    texts = _texts_part(parts, part)
    taken = _noted(parts, texts)
    new = {cell: text for cell, text in sorted(notes.items()) if cell not in taken}
    if not new:
        return
    parts.declare_ending("vml", shapes.TYPE)  # first, for it stays when the notes go
    if texts is None:
        texts = parts.free_name("xl/comments{}.xml")
        parts.write(texts, _EMPTY.encode())
        parts.declare(texts, TYPE)
        parts.add_link(part, "comments", texts)
    parts.write(texts, _with_texts(parts.read(texts), parts.tree(texts), new))
    _add_boxes(parts, splices, part, block, new)


def _add_boxes(
    parts: Parts, splices: Splices, part: str, block: int, notes: Mapping[Cell, str]
) -> None:
    root = parts.tree(part)
    link = boxes_link(parts, part, root.first("legacyDrawing"))
    if link is None:
        drawing = parts.free_name("xl/drawings/vmlDrawing{}.vml")
        parts.write(drawing, shapes.empty(block, len(notes)))
        put_shapes(splices, root, parts.add_link(part, "vmlDrawing", drawing))
    else:
        drawing = link.target
    xml, grid = parts.read(drawing), Grid(splices.data, root)
    parts.write(drawing, shapes.with_boxes(xml, parts.tree(drawing), block, notes, grid))


def _with_texts(xml: bytes, root: Element, notes: Mapping[Cell, str]) -> bytes:
    splices = Splices(xml)
    authors, listed = root.first("authors"), root.first("commentList")
    if authors is None or listed is None:
        raise Refused(Reason.DAMAGED)
    names = [author.text for author in authors.children]
    if AUTHOR not in names:
        names.append(AUTHOR)
        splices.append(authors, f"<author>{AUTHOR}</author>".encode())
    by = names.index(AUTHOR)
    new = "".join(
        f'<comment ref="{cell_name(*cell)}" authorId="{by}"><text><r>{_FONT}'
        f'<t xml:space="preserve">{escape(text)}</t></r></text></comment>'
        for cell, text in notes.items()
    )
    splices.append(listed, written(new))
    return splices.done()


def drop_notes(parts: Parts, splices: Splices, part: str) -> None:
    """Take our notes off a sheet; a part in which nothing is left goes too."""
    texts = _texts_part(parts, part)
    if texts is None:
        return
    root = parts.tree(texts)
    notes = root.listed("commentList")
    ours = {note for note in notes if is_our_note(note.whole_text)}
    if not ours:
        return
    if len(ours) == len(notes):
        _drop(parts, part, "comments")
    else:
        parts.write(texts, _without_texts(parts.read(texts), root, ours))
    cells = {place_of(note.attributes.get("ref", "")) for note in ours}
    _drop_boxes(parts, splices, part, cells - {None})


def _without_texts(xml: bytes, root: Element, ours: set[Element]) -> bytes:
    splices = Splices(xml)
    for note in ours:
        splices.cut(note)
    authors = root.first("authors")
    left = {n.attributes.get("authorId") for n in root.listed("commentList") if n not in ours}
    if authors is not None and authors.children and authors.children[-1].text == AUTHOR:
        last = len(authors.children) - 1  # those before it keep their numbers
        if str(last) not in left:
            splices.cut(authors.children[-1])
    return splices.done()


def _drop_boxes(parts: Parts, splices: Splices, part: str, cells: set[Cell | None]) -> None:
    root = parts.tree(part)
    link = boxes_link(parts, part, root.first("legacyDrawing"))
    if link is None:
        return
    left = shapes.without_boxes(parts.read(link.target), parts.tree(link.target), cells)
    if left is not None:
        parts.write(link.target, left)
        return
    drop_shapes(splices, root)
    _drop(parts, part, "vmlDrawing", link.id)


def _drop(parts: Parts, part: str, kind: str, name: str | None = None) -> None:
    """Drop the part that a sheet relates to, and the list of relations after the last."""
    for link in parts.links(part):
        if link.kind == kind and name in (None, link.id):
            parts.drop_link(part, link)
            parts.drop(link.target)
    if not parts.links(part):
        parts.drop(rels_of(part))


def _texts_part(parts: Parts, part: str) -> str | None:
    found = (link.target for link in parts.links(part) if link.kind == "comments")
    return next((target for target in found if target in parts), None)


def boxes_link(parts: Parts, part: str, drawing: Element | None) -> Link | None:
    """The relation that a sheet names as that of the boxes of its notes."""
    told = (drawing.attributes.get("id") if drawing else None, "vmlDrawing")
    links = (link for link in parts.links(part) if (link.id, link.kind) == told)
    return next((link for link in links if link.target in parts), None)


def _noted(parts: Parts, texts: str | None) -> set[Cell | None]:
    if texts is None:
        return set()
    notes = parts.tree(texts).listed("commentList")
    return {place_of(note.attributes.get("ref", "")) for note in notes}
