"""LibreOffice as a camera: prints parts of sheets as PDF, notes shown, on paper of their size.

It is driven by the python that LibreOffice came with, which is why this file is also a script:
``/usr/bin/python3 docs/painting/office.py`` reads its shots as JSON from stdin.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.office import SYSTEM_PYTHON, available, option, with_desktop

FONTS = "Noto Sans CJK JP"
NEEDED = "LibreOffice (Calc, python3-uno), poppler-utils and fonts-noto-cjk"
ROOM = 15000
"""Hundredths of a millimetre beside the cells, for repeated rows and columns."""


@dataclass(frozen=True)
class Shot:
    """A drawing, or a part of a workbook, to be printed.

    Attributes:
        source: The file.
        sheet: The sheet of a workbook; none for a drawing.
        cells: What of it, such as ``A1:F20``.
        titles: Cells whose rows stand above, as they would on every page.
        note: The cell whose note is shown.
        headed: Whether the letters of the columns and the numbers of the rows are printed.
        fitted: Rows that tell no height and are fit to their text, as Excel does on opening.
        target: The PDF to write.
    """

    source: str
    sheet: str = ""
    cells: str = ""
    titles: str = ""
    note: str = ""
    headed: bool = False
    fitted: tuple[int, ...] = ()
    target: str = ""


def missing() -> bool:
    """Whether one of the programs and fonts is missing."""
    if not available() or not all(map(shutil.which, ("pdftoppm", "fc-match"))):
        return True
    found = subprocess.run(["fc-match", FONTS], capture_output=True, text=True, check=True)
    return "NotoSansCJK" not in found.stdout


def print_all(shots: Sequence[Shot], scratch: Path) -> None:
    """Print the shots, with one font for all letters, as the sheets' own (游ゴシック) has them."""
    fonts = scratch / "fonts.conf"
    fonts.write_text(
        f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern">
<test qual="all" name="family" compare="not_contains"><string>Mono</string></test>
<edit name="family" mode="prepend" binding="strong"><string>{FONTS}</string></edit>
</match></fontconfig>""",
        encoding="utf-8",
    )
    subprocess.run(
        [SYSTEM_PYTHON, __file__],
        input=json.dumps([asdict(shot) for shot in shots]),
        text=True,
        check=True,
        timeout=300,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )


def _main() -> None:
    shots = json.load(sys.stdin)
    with_desktop(lambda office: _print_each(office, [Shot(**told) for told in shots]))


def _print_each(office: Any, shots: Sequence[Shot]) -> None:
    for shot in shots:
        _print(office, shot)


def _print(office: Any, shot: Shot) -> None:
    import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not with us

    source = Path(shot.source).as_uri()
    opened = source if shot.sheet else "private:factory/scalc"
    document = office.loadComponentFromURL(opened, "_blank", 0, (option("Hidden", True),))
    cells = _arranged(document, shot) if shot.sheet else _hung(document, source)
    data = (option("Selection", cells), option("ExportNotes", False))
    chosen = uno.Any("[]com.sun.star.beans.PropertyValue", data)
    options = (option("FilterName", "calc_pdf_Export"), option("FilterData", chosen))
    document.storeToURL(Path(shot.target).as_uri(), options)
    document.close(True)


def _hung(document: Any, source: str) -> Any:
    """The first cell of an empty sheet with a drawing before it, as large: Calc alone will do."""
    sheet = document.Sheets.getByIndex(0)
    shape = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
    sheet.DrawPage.add(shape)
    shape.GraphicURL = source
    shape.Size = size = shape.Graphic.Size100thMM
    cell = sheet.getCellRangeByName("A1")
    cell.Columns.getByIndex(0).Width = size.Width
    cell.Rows.getByIndex(0).Height = size.Height
    _set_page(document, sheet, cell)
    return cell


def _arranged(document: Any, shot: Shot) -> Any:
    """The cells of the shot, on paper of their size; the file itself is not saved."""
    sheet = document.Sheets.getByName(shot.sheet)
    for row in shot.fitted:
        sheet.Rows.getByIndex(row - 1).OptimalHeight = True
    cells = sheet.getCellRangeByName(shot.cells)
    if shot.titles:
        sheet.setTitleRows(sheet.getCellRangeByName(shot.titles).RangeAddress)
    for number in range(sheet.Annotations.Count):
        note = sheet.Annotations.getByIndex(number)
        place = sheet.getCellByPosition(note.Position.Column, note.Position.Row)
        note.IsVisible = place.AbsoluteName.replace("$", "").endswith(f".{shot.note}")
    page = _set_page(document, sheet, cells)
    page.PrintHeaders = shot.headed
    return cells


def _set_page(document: Any, sheet: Any, cells: Any) -> Any:
    """Paper large enough for the cells as they are."""
    page = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
    page.HeaderIsOn = page.FooterIsOn = False
    page.ScaleToPages, page.ScaleToPagesX, page.ScaleToPagesY, page.PageScale = 0, 0, 0, 100
    page.Width, page.Height = cells.Size.Width + ROOM, cells.Size.Height + ROOM
    return page


if __name__ == "__main__":
    _main()
