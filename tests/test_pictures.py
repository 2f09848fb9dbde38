"""The pictures of README.md: each one is made by `docs/pictures.py`, there, and small."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import numpy as np
import pytest
from docs.painting import png
from docs.pictures import MADE, PICTURES, ROOT, Screen, cut
from rich.text import Text

PAGES = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("samples/*.md"))
NAMED = re.compile(r'\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"')
LARGEST = 150_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    """Every picture that a page shows exists, and so does every file that it links to."""
    named = {a or b for a, b in NAMED.findall(page.read_text(encoding="utf-8"))}
    local = {name.split("#")[0] for name in named if not re.match(r"https?:|#", name)}
    assert [name for name in sorted(local) if not (page.parent / name).exists()] == []


def test_every_picture_is_made_by_the_script() -> None:
    """No picture is left from a name that the script no longer knows, and none is missing."""
    assert {path.name for path in PICTURES.iterdir()} == set(MADE)


@pytest.mark.parametrize("name", MADE)
def test_a_picture_is_sharp_and_small(name: str) -> None:
    """At half its size it fills a README's width, and it takes no longer to load than a page."""
    data = (PICTURES / name).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert 1200 <= width <= 2000
    assert height <= 1500
    assert len(data) <= LARGEST


def test_what_is_left_out_is_counted() -> None:
    """Lines shown and lines told to be left out are all the lines that were printed."""
    lines = [Text(word) for word in ("a", "b", "c", "d", "e", "f", "g")]
    picture = Screen("en", (("b", 2), ("f", 1)), "{} left out")
    assert [str(line) for line in cut(lines, picture)] == [
        "1 left out", "b", "c", "2 left out", "f", "1 left out",
    ]  # fmt: skip


def test_paper_around_is_cut_to_a_margin() -> None:
    """What is drawn keeps its pixels; of the white around it only the margin stays."""
    page = np.full((40, 60, 3), 255, np.uint8)
    page[10:14, 20:26] = (200, 0, 0)
    cropped = png.trimmed(page, 3)
    assert cropped.shape == (4 + 6, 6 + 6, 3)
    assert (cropped[3:-3, 3:-3] == (200, 0, 0)).all()
    assert (cropped[:3] == 255).all()


def test_corners_are_clear_and_edges_grey() -> None:
    """A page in white is seen on white by its edge, on black by its round corners."""
    framed = png.framed(np.full((40, 60, 3), 255, np.uint8), 8, 2)
    assert [framed[y, x, 3] for y in (0, -1) for x in (0, -1)] == [0, 0, 0, 0]
    assert tuple(framed[20, 0]) == tuple(framed[0, 30]) == (*png.EDGE, 255)
    assert tuple(framed[20, 30]) == (255, 255, 255, 255)
