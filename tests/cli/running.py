"""Runs the program: in a process of its own, as its users do, or in this one, which is faster."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from typer.main import get_command

from sysaudit.cli import app
from sysaudit.cli.commands import COMMANDS
from sysaudit.cli.language import language

PROGRAM = (sys.executable, "-c", "from sysaudit.cli import main; main()")
SETTINGS = ("SYSAUDIT_LANG", "NO_COLOR", "LC_ALL", "LANG", "PYTHONIOENCODING", "PYTHONUTF8")

OPTIONS = tuple(f"sysaudit.cli.{name}" for name in ("returns", "draw_options", "opening"))
"""Where options stand that several commands take."""


class Done(NamedTuple):
    """What a run gave."""

    returncode: int
    stdout: bytes
    stderr: bytes


def environment(**changed: str) -> dict[str, str]:
    """This environment without what the output depends on, in Japanese unless told."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**kept, "SYSAUDIT_LANG": "ja", "PYTHONIOENCODING": "utf-8", **changed}


def started(*arguments: str | Path, folder: Path | None = None, **changed: str) -> Done:
    """A run in a process of its own."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(**changed),
    )
    return Done(done.returncode, done.stdout, done.stderr)


@cache
def _program(_: str) -> Any:
    """The program with its help in a language, which takes long to build.

    A process has one language, chosen when the options are loaded; so they are loaded anew.
    """
    for name in (*OPTIONS, *(listed.home for listed in COMMANDS.values())):
        sys.modules.pop(name, None)
    return get_command(app.build())


def called(*arguments: str | Path, folder: Path | None = None, **changed: str) -> Done:
    """A run in this process."""
    encoding, _, errors = changed.get("PYTHONIOENCODING", "utf-8").partition(":")
    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding, errors or "strict", write_through=True)
        for _ in range(2)
    ]
    with (
        mock.patch.dict(os.environ, environment(**changed), clear=True),
        contextlib.chdir(folder or Path.cwd()),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        program = _program(language())
        with mock.patch.object(app, "get_command", return_value=program):
            code = app.run([str(argument) for argument in arguments])
    out, err = (stream.detach().getvalue() for stream in streams)
    return Done(code, out, err)
