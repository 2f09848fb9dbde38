"""Opens a result in the program that it belongs to, where a desktop is there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from sysaudit.cli.console import put_error
from sysaudit.cli.language import say
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.lines import Line, Tone

Open = Annotated[
    bool,
    typer.Option(
        "--open",
        help=say("書いたものを開きます（Excelなど）。", "Open what was written (in Excel)."),
    ),
]


def refuse_unopenable(report: str | None, *, watch: bool) -> None:
    """--open is for a workbook that is written once.

    Raises:
        Misuse: There is none, or it is written again and again.
    """
    if watch:
        raise Misuse(
            Text(
                "--open は --watch と一緒には使えません。どちらかを外してください。",
                "--open does not go with --watch: leave one out",
            )
        )
    if report is None:
        raise Misuse(
            Text(
                "--open には --report も必要です。検証結果を書き出すファイルを指定してください。",
                "--open needs --report too: give the workbook to write",
            )
        )


def open_result(path: Path) -> None:
    """Open a file; where it cannot be, say where it is. Never the end of a command."""
    if not (_has_desktop() and _is_opened(path)):
        told = say(
            f"ここでは開けません。{path} をExcelなどで開いてください。",
            f"cannot be opened here: open {path} yourself",
        )
        put_error([Line(told, Tone.WARNING)])


def _has_desktop() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) and shutil.which("xdg-open") is not None


def _is_opened(path: Path) -> bool:
    try:
        if sys.platform == "win32":  # typer calls `start`, which only cmd.exe knows
            os.startfile(path.absolute())  # noqa: S606  # a file that we wrote
            return True
        return typer.launch(str(path)) == 0
    except OSError:
        return False
