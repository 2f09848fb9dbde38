"""Draws the pictures of README.md anew from the samples: ``python docs/pictures.py [NAME…]``.

Everything in them is what `make demo` writes and `sysaudit validate` prints on the samples. The
same samples give the same pictures wherever LibreOffice, poppler and the fonts are the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.painting import office, png, terminal  # noqa: E402 - found only after the line above

PICTURES = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "samples"
COLUMNS = 110
MARGIN, RADIUS, EDGE = 24, 16, 2
"""Pixels of the files, which are shown at half their size."""


@dataclass(frozen=True)
class Sheet:
    """Cells of a workbook that `make demo` writes, at so many dots an inch."""

    shot: office.Shot
    dots: int


@dataclass(frozen=True)
class Screen:
    """What `sysaudit validate` prints: parts of it, each from a line that begins so, so long."""

    language: str
    parts: tuple[tuple[str, int], ...]
    left_out: str
    dots: int = 144


MARKED = "demo/返却/1305_納税課/システム調査票_1305_納税課.xlsx"
ANALYSIS, DRAWN = "demo/2019システム評価分析書.xlsx", "demo/監査対象.xlsx"
FILE = r"システム調査票_1305_納税課\.xlsx "
MADE: dict[str, Sheet | Screen] = {
    "validate.ja.png": Screen("ja", (("検証結果", 14), (FILE, 10), ("合計", 3)), "{}行省略"),
    "validate.en.png": Screen(
        "en", (("Validation", 14), (FILE, 10), ("Total", 3)), "{} lines left out"
    ),
    "marked.png": Sheet(
        office.Shot(MARKED, "経費見積入力シート", "Q12:U25", note="R16", headed=True, fitted=(1,)),
        144,
    ),
    "analysis.png": Sheet(office.Shot(ANALYSIS, "概要", "A1:M46"), 108),
    "quadrant.png": Sheet(office.Shot(ANALYSIS, "評価", "A7:R31"), 144),
    "calendar.png": Sheet(office.Shot(DRAWN, "日程", "A30:AH53", titles="A1:A4"), 112),
}
"""The pictures by the name of their file in `docs/pictures`."""


def draw(names: Iterable[str], folder: Path) -> None:
    """Draw the pictures of those names into a folder."""
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        _try_out(scratch)
        shots = {name: _shot(MADE[name], name, scratch) for name in names}
        office.print_all(list(shots.values()), scratch)
        for name, shot in shots.items():
            picture = MADE[name]
            margin = 0 if isinstance(picture, Screen) else MARGIN
            pixels = png.trimmed(_pixels(shot.target, picture.dots), margin)
            png.write_png(folder / name, png.framed(pixels, RADIUS, EDGE))


def _try_out(scratch: Path) -> None:
    """Make the folder as a ward may have it, and in it what `make demo` makes."""
    shutil.copytree(SAMPLES / "2019" / "returned", scratch / "提出")
    shutil.copy(SAMPLES / "2019" / "組織台帳.xlsx", scratch)
    demo = [sys.executable, str(SAMPLES / "demo.py")]
    subprocess.run(demo, cwd=scratch, check=True, stdout=subprocess.DEVNULL)


def _shot(picture: Sheet | Screen, name: str, scratch: Path) -> office.Shot:
    """The shot of a picture, its source being there."""
    target = str(scratch / f"{name}.pdf")
    if isinstance(picture, Sheet):
        source = scratch / picture.shot.source
        return replace(picture.shot, source=str(source), target=target)
    source = scratch / f"{name}.svg"
    source.write_text(_screen(picture, scratch), encoding="utf-8")
    return office.Shot(str(source), target=target)


def _screen(picture: Screen, scratch: Path) -> str:
    given = ["validate", "提出", "--roster", "組織台帳.xlsx", "--as-of", "2019-07-01"]
    environment = {"SYSAUDIT_LANG": picture.language}
    command = [sys.executable, "-m", "sysaudit", *given]
    lines = terminal.printed(command, COLUMNS, scratch, environment)
    shown = [*cut(lines, picture)]
    return terminal.drawing(f"sysaudit {' '.join(given)}", shown, COLUMNS)


def cut(lines: Sequence[Text], picture: Screen) -> Iterator[Text | str]:
    """The parts in order, with a word on how many lines are left out between them."""
    end = 0
    for begin, length in picture.parts:
        first = next(n for n, line in enumerate(lines) if re.match(begin, line.plain))
        if first > end:
            yield picture.left_out.format(first - end)
        yield from lines[first : first + length]
        end = first + length
    if len(lines) > end:
        yield picture.left_out.format(len(lines) - end)


def _pixels(pdf: str, dots: int) -> png.Pixels:
    command = ["pdftoppm", "-r", str(dots), "-f", "1", "-singlefile", pdf]
    return png.read_ppm(subprocess.run(command, capture_output=True, check=True).stdout)


def main(names: Sequence[str]) -> None:
    """Draw all pictures, or those that are named."""
    if office.missing():
        sys.exit(f"The pictures need {office.NEEDED}.")
    PICTURES.mkdir(exist_ok=True)
    draw(names or MADE, PICTURES)


if __name__ == "__main__":
    main(sys.argv[1:])
