"""What a command prints on a terminal, as an SVG picture.

The command runs at a pseudo-terminal, so that it prints what a person would see, colours and line
breaks included. Every word is placed by its column, so that no font's widths can shift the table.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.cells import cell_len
from rich.color import ColorType
from rich.console import Console
from rich.style import Style
from rich.text import Text

FONT = "Noto Sans Mono CJK JP"
SIZE, LINE = 20, 29
COLUMN = SIZE / 2
"""A letter is half as wide as a kanji, which is as wide as high."""
MARGIN = 28
PAPER, INK, FAINT, PROMPT = "#0d1117", "#e6edf3", "#8b949e", "#7ee787"
COLOURS = {1: "#ff7b72", 2: "#7ee787", 3: "#e3b341", 6: "#79c0ff"}
"""By the terminal's own numbers: red, green, yellow, cyan."""


def printed(
    command: Sequence[str], columns: int, folder: Path, environment: Mapping[str, str]
) -> list[Text]:
    """The lines that a command prints on a terminal of so many columns.

    Its exit code is the caller's business no more than the reader's: findings make it 1. What goes
    to the standard error output, such as the counter of files, is gone when a command has ended.
    """
    import fcntl
    import pty
    import struct
    import termios

    reader, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    told = {"TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=kept | told, stdout=screen, stderr=quiet):
        os.close(screen)
        text = b"".join(_read(reader)).decode()
    os.close(reader)
    return list(AnsiDecoder().decode(text.replace("\r\n", "\n")))


def _read(reader: int) -> Iterator[bytes]:
    """Until the other end is closed, which Linux tells as an error."""
    while True:
        try:
            part = os.read(reader, 65536)
        except OSError:
            return
        if not part:
            return
        yield part


def drawing(prompt: str, lines: Sequence[Text | str], columns: int) -> str:
    """The SVG: a command at its prompt, then lines; a plain string tells what was left out."""
    width = round(columns * COLUMN + 2 * MARGIN)
    height = (len(lines) + 1) * LINE + 2 * MARGIN
    words = [*_words(Text.assemble(("$ ", "green"), prompt), 0)]
    for number, line in enumerate(lines, start=1):
        words += _words(line, number) if isinstance(line, Text) else _gap(line, number, columns)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}" font-size="{SIZE}">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join(words)}</svg>'
    )


def _words(line: Text, number: int) -> Iterator[str]:
    """Each word of a line at its place."""
    column = 0
    for part in line.render(Console(color_system="standard", force_terminal=True)):
        for word in re.finditer(r"\S+", part.text):
            at = column + cell_len(part.text[: word.start()])
            yield _word(word.group(), at, number, part.style or Style())
        column += cell_len(part.text)


def _word(word: str, column: float, number: int, style: Style) -> str:
    x, y = MARGIN + column * COLUMN, MARGIN + number * LINE + SIZE
    weight = ' font-weight="bold"' if style.bold else ""
    return f'<text x="{x:g}" y="{y}" fill="{_ink(style)}"{weight}>{escape(word)}</text>'


def _ink(style: Style) -> str:
    if style.color is not None and style.color.type is ColorType.STANDARD:
        return COLOURS[style.color.number or 0]
    return FAINT if style.dim else INK


def _gap(words: str, number: int, columns: int) -> Iterator[str]:
    """A dashed line where lines were left out, and how many."""
    middle = MARGIN + number * LINE + LINE / 2 - 2
    half = (columns - cell_len(words)) / 2
    ends = (0, half - 2, half + cell_len(words) + 2, columns)
    for left, right in (ends[:2], ends[2:]):
        yield (
            f'<line x1="{MARGIN + left * COLUMN:g}" x2="{MARGIN + right * COLUMN:g}" '
            f'y1="{middle}" y2="{middle}" stroke="#30363d" stroke-width="2" '
            f'stroke-dasharray="8 8"/>'
        )
    yield _word(words, half, number, Style(dim=True))
