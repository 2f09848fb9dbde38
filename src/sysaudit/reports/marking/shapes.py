"""The boxes in which Excel draws notes: an old language of drawings, one shape a note."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from math import ceil

from sysaudit.intake.facts import Cell
from sysaudit.intake.markup import local
from sysaudit.reports.marking.boxes import WIDTH, Box, Grid, height_of
from sysaudit.reports.marking.elements import Element, Splices, whole

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = "_x0000_t202"
_KIND_OF_SHAPE = (
    f'<v:shapetype {_SPACES} id="{_KIND}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BLOCK = 1024
"""Excel counts shapes in blocks of so many, and lists the blocks at the top of the part."""
_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})(?![0-9])")
_PIXEL = 0.75
"""Points."""


def empty(block: int, notes: int) -> bytes:
    """A part for so many notes whose shapes are counted from a block on."""
    blocks = ",".join(str(block + n) for n in range(ceil((notes + 1) / BLOCK)))
    return (
        f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/>'
        "</o:shapelayout></xml>"
    ).encode()


def with_boxes(
    xml: bytes, root: Element, block: int, notes: Mapping[Cell, str], grid: Grid
) -> bytes:
    """The part with a box for each note."""
    numbers = [int(number) for number in _NUMBER.findall(xml)]
    first = max(numbers, default=block * BLOCK) + 1
    splices = Splices(xml)
    known = any(each.attributes.get("id") == _KIND for each in root.all("shapetype"))
    shapes = (
        _shape(first + n, cell, grid.box(cell, text), height_of(text))
        for n, (cell, text) in enumerate(notes.items())
    )
    splices.append(root, (("" if known else _KIND_OF_SHAPE) + "".join(shapes)).encode())
    return splices.done()


def _shape(number: int, cell: Cell, box: Box, height: int) -> str:
    anchor = ", ".join(map(str, box))
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#{_KIND}" style="position:absolute;'
        f"margin-left:60pt;margin-top:2pt;width:{WIDTH * _PIXEL:g}pt;height:{height * _PIXEL:g}pt;"
        f'z-index:{number % BLOCK};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{cell[0] - 1}</x:Row>"
        f"<x:Column>{cell[1] - 1}</x:Column></x:ClientData></v:shape>"
    )


def without_boxes(xml: bytes, root: Element, cells: Container[Cell | None]) -> bytes | None:
    """The part without the boxes of the notes on some cells; None where no shape is left."""
    shapes = [shape for shape in root.children if local(shape.name) in _DRAWN]
    gone = [shape for shape in shapes if (cell := _cell_of(shape)) and cell in cells]
    if len(gone) == len(shapes):
        return None
    splices = Splices(xml)
    for shape in gone:
        splices.cut(shape)
    return splices.done()


_DRAWN = frozenset(("shape", "rect", "group", "line", "oval", "roundrect", "image", "polyline"))


def _cell_of(shape: Element) -> Cell | None:
    """The cell of a note; None for any other shape."""
    client = shape.first("ClientData")
    if client is None or client.attributes.get("ObjectType") != "Note":
        return None
    row, column = client.first("Row"), client.first("Column")
    at = whole(row.text) if row else None, whole(column.text) if column else None
    return (at[0] + 1, at[1] + 1) if at[0] is not None and at[1] is not None else None
