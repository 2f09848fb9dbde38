"""The program: its commands, and what becomes of everything that can go wrong."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command

from sysaudit.cli import completion
from sysaudit.cli.commands import COMMANDS
from sysaudit.cli.console import cannot_print, complain, survive_any_encoding
from sysaudit.cli.help import Command, Group
from sysaudit.cli.language import say
from sysaudit.cli.usage import command_in, usage
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.width import printable
from sysaudit.system_errors import REASONS, cannot_use

COULD_NOT_RUN = 2
INTERRUPTED = 130
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""An output that takes no more."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; nothing ends in a traceback.

    Args:
        arguments: Those of the command line unless given.
    """
    survive_any_encoding()
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        program: Any = get_command(build(only=None if completion.is_asked() else command_in(given)))
        # only without arguments of ours are wildcards filled in where the shell does not: Windows
        its_own = None if arguments is None else given
        code = program.main(its_own, prog_name="sysaudit", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Misuse as error:
        complain(error.text)
        return COULD_NOT_RUN
    except typer.TyperException as error:
        complain(usage(error, program, given))
        return COULD_NOT_RUN
    except OSError as error:
        _refused_by_the_system(error)
        return COULD_NOT_RUN
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else COULD_NOT_RUN
    except BaseException as error:  # noqa: BLE001  # a panic of the reader is no Exception
        _unexpected(error)
        return COULD_NOT_RUN
    if code == INTERRUPTED:
        complain(Text("中断しました。", "interrupted"))
    return int(code or 0)


def build(only: str | None = None) -> typer.Typer:
    """The program with its help in the language of the terminal.

    Args:
        only: The command that is called; the others are listed, but not built, which takes time.
    """
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    summary = say(
        "区役所の各課から戻ったExcel様式を確かめ、分析し、監査の対象を抽選します。",
        "Validates and analyses the Excel forms that divisions of a ward office return, and draws "
        "who is audited.",
    )
    app.callback(invoke_without_command=True, help=summary)(_program)
    for name, listed in COMMANDS.items():
        short = say(listed.japanese, listed.english)
        if only in (None, name):
            command = listed.module
            app.command(name, cls=Command, short_help=short, help=say(*command.HELP))(command.run)
        else:
            app.command(name, cls=Command, short_help=short)(_listed)
    return app


def _listed() -> None:
    """Stands for a command that is not called."""
    raise NotImplementedError


def _print_version(wanted: bool) -> None:
    if wanted:
        from sysaudit import __version__

        typer.echo(f"sysaudit {__version__}")
        raise typer.Exit


def _program(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help=say("版を表示して終わります。", "Show the version and exit."),
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _refused_by_the_system(error: OSError) -> None:
    """An output that is full, for typer prints the help by itself, or a path that cannot be."""
    if error.errno in FULL:
        complain(cannot_print(error).text)
    elif error.errno in REASONS and error.filename:
        complain(cannot_use(error))
    else:
        _unexpected(error)


def _unexpected(error: BaseException) -> None:
    if os.environ.get("SYSAUDIT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    told = printable(f"{type(error).__name__}: {error}".splitlines()[0])
    text = Text(
        f"予期しない誤りです（{told}）。環境変数 SYSAUDIT_DEBUG=1 を設定してもう一度実行し、"
        "表示を管理者に伝えてください。",
        f"unexpected error ({told}): run again with SYSAUDIT_DEBUG=1 set, and report what it "
        "prints",
    )
    complain(text)
