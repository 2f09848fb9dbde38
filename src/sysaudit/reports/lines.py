"""A line of terminal output before anybody knows how wide the terminal is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from sysaudit.reports.width import printable, wrapped


class Tone(StrEnum):
    """How a line sounds; a terminal shows it as a colour, a pipe not at all."""

    PLAIN = "none"
    HEADING = "bold"
    FAINT = "dim"
    ERROR = "bold red"
    WARNING = "yellow"
    INFO = "cyan"
    GOOD = "green"


class Line(NamedTuple):
    """A line that is wrapped, if at all, with a hanging indent.

    Attributes:
        tone: Of the first ``toned`` characters; of the whole line where that is None.
        hanging: By so many columns the lines after the first are indented.
    """

    text: str
    tone: Tone = Tone.PLAIN
    toned: int | None = None
    hanging: int = 0


def as_text(lines: Iterable[Line], columns: int | None = None) -> str:
    """The lines as text; wrapped where a width is given, one line each in a pipe.

    Names and cells hold whatever somebody typed: nothing of it reaches a terminal raw.
    """
    texts = ((printable(line.text), line.hanging) for line in lines)
    shown = ("\n".join(wrapped(text, columns, hang)) if columns else text for text, hang in texts)
    return "".join(f"{text}\n" for text in shown)
