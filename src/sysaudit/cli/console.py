"""Printing to whatever the output is: a terminal with colours, a pipe, a file in cp932."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TextIO

from sysaudit.cli.language import language, say
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.lines import Line, Tone, as_text
from sysaudit.system_errors import reason_of

WIDEST_COUNTER = 30


def survive_any_encoding() -> None:
    r"""What the output's encoding lacks is printed as ``\u2014`` instead of ending the program.

    An output that was closed before the program began (``>&-``) is one that nobody reads.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def put(lines: Iterable[Line]) -> bool:
    """Print lines on the standard output; whether somebody still reads it."""
    return _write(sys.stdout, lines)


def put_error(lines: Iterable[Line]) -> None:
    """Print lines on the standard error output; where it cannot be, nobody can be told so."""
    with suppress(Misuse):
        _write(sys.stderr, lines)


def put_json(text: str) -> None:
    """Print JSON, which is UTF-8 whatever the encoding of the terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    _unless_closed(sys.stdout, lambda: sys.stdout.write(text + "\n"))


def complain(text: Text) -> None:
    """Tell on the standard error output what kept the program from running."""
    word = say("エラー", "error")
    head = f"{word}: "
    put_error([Line(head + text.in_language(language()), Tone.ERROR, len(word), 2)])


def progress() -> Callable[[int], None] | None:
    """A counter of files read, on the standard error output; None unless that is a terminal."""
    if not sys.stderr.isatty():
        return None
    words = say("読み取り中… {}件", "reading… {} files")

    def count(files: int) -> None:
        sys.stderr.write("\r" + words.format(files))
        sys.stderr.flush()

    return count


def end_progress() -> None:
    """Take the counter off the terminal again."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * WIDEST_COUNTER + "\r")
        sys.stderr.flush()


def _write(stream: TextIO, lines: Iterable[Line]) -> bool:
    # the last column stays free: some consoles begin a new line by themselves there
    columns = shutil.get_terminal_size().columns - 1 if stream.isatty() else None
    if _coloured(stream):
        return _unless_closed(stream, lambda: _write_coloured(stream, lines, columns))
    return _unless_closed(stream, lambda: stream.write(as_text(lines, columns)))


def _coloured(stream: TextIO) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _write_coloured(stream: TextIO, lines: Iterable[Line], columns: int | None) -> None:
    """Colours by rich, which knows old consoles of Windows too."""
    from rich.console import Console
    from rich.text import Text as Styled

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines:
        text = as_text([line], columns).removesuffix("\n")
        styled = Styled(text)
        styled.stylize(line.tone.value, 0, len(text) if line.toned is None else line.toned)
        console.print(styled)


def _unless_closed(stream: TextIO, write: Callable[[], object]) -> bool:
    """Write, and stop without a word where the reader has gone away (``| head``): False then."""
    try:
        write()
        stream.flush()
    except OSError as error:
        # or Python complains once more when it closes the stream at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL
            raise cannot_print(error) from error
        return False
    return True


def cannot_print(error: OSError) -> Misuse:
    """The one clear line for an output that takes no more."""
    reason = reason_of(error)
    return Misuse(
        Text(
            f"結果を出力できません（{reason.ja}）。出力先の空き容量を確かめてください。",
            f"cannot write the output ({reason.en}): see whether there is space left",
        )
    )
