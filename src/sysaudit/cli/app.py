"""The program: its commands, and what becomes of everything that can go wrong."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from sysaudit.cli import completion
from sysaudit.cli.commands import COMMANDS
from sysaudit.cli.console import cannot_print, complain, survive_any_encoding
from sysaudit.cli.help import Command, Group
from sysaudit.cli.language import say
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.width import printable
from sysaudit.system_errors import cannot_use

COULD_NOT_RUN = 2
INTERRUPTED = 130
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""An output that takes no more."""
ENGLISH = {
    r"No such command '(.*?)'": "コマンド「{}」はありません。",
    r"Got unexpected extra argument\(s\) \((.*)\)": "余分な指定があります: {}。",
}
"""What typer tells in English only, and the same in Japanese."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; nothing ends in a traceback.

    Args:
        arguments: Those of the command line unless given.
    """
    survive_any_encoding()
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        named = next((each for each in given if not each.startswith("-")), "")
        program = get_command(build(only=None if completion.is_asked() else named))
        # only without arguments of ours are wildcards filled in where the shell does not: Windows
        its_own = None if arguments is None else given
        code = program.main(its_own, prog_name="sysaudit", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Misuse as error:
        complain(error.text)
        return COULD_NOT_RUN
    except typer.TyperException as error:
        complain(_usage(error))
        return COULD_NOT_RUN
    except OSError as error:
        if error.errno in FULL:  # typer prints the help by itself
            complain(cannot_print(error).text)
        elif error.filename is not None:
            complain(cannot_use(error))
        else:
            _unexpected(error)
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


def _usage(error: typer.TyperException) -> Text:
    """A wrong call in both languages, and where to read more.

    Typer tells in English what it found by itself; the parsers of ours tell in the terminal's
    language, as does what is said here.
    """
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "sysaudit")
    told = error.format_message().rstrip(".")
    text = _left_out(error) or Text(_in_japanese(error) or told, f"{told}.")
    return Text(f"{text.ja}（使い方: {command} --help）", f"{text.en} See: {command} --help")


def _left_out(error: typer.TyperException) -> Text | None:
    """What is to be given where an argument, or the value of an option, was left out."""
    option = getattr(error, "option_name", None)
    if option and re.search(r"requires (an argument|\d+ arguments)", error.message):
        return Text(
            f"{option} の後に値（ファイル名など）が必要です。",
            f"{option} needs a value after it (such as a file name).",
        )
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or parameter is None or error.message:
        return None
    if parameter.param_type_name == "option":
        names = " / ".join(parameter.opts)
        return Text(f"{names} を指定してください。", f"{names} must be given.")
    command = COMMANDS[context.info_name].module if context.info_name in COMMANDS else None
    left_out = getattr(command, "LEFT_OUT", None)
    return None if left_out is None else Text(*left_out)


def _in_japanese(error: typer.TyperException) -> str | None:
    """The commonest wrong calls; None for another."""
    if option := getattr(error, "option_name", None):
        near = "、".join(getattr(error, "possibilities", None) or ())
        known = f"「{option}」の指定が正しくありません。"
        return known + (f"{near} ではありませんか。" if near else "")
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().replace("'", "") if parameter else ""
    if name and not error.message:
        return f"{name} を指定してください。"
    if name:
        return f"{name}: {error.message}"
    for english, japanese in ENGLISH.items():
        if found := re.match(english, error.message):
            return japanese.format(*found.groups())
    return None


def _unexpected(error: BaseException) -> None:
    if os.environ.get("SYSAUDIT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    told = printable(f"{type(error).__name__}: {error}".splitlines()[0])
    sys.stderr.write(
        f"エラー: 予期しない誤りです。管理者に次を伝えてください / "
        f"unexpected error, please report: {told} (SYSAUDIT_DEBUG=1)\n"
    )
