"""Help texts in the terminal's language, wrapped by the width that Japanese really takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from sysaudit.cli.language import say
from sysaudit.reports.width import columns_of, padded, wrapped

WIDEST = 100
NARROWEST = 40
WIDEST_TERM = 26
"""A longer name of an option stands on a line of its own."""


class Command(TyperCommand):
    """A command with plain help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it does, arguments, options."""
        formatter.write("\n".join(_page(self, ctx)))


class Group(TyperGroup):
    """The program itself: the same, with its commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it does, options, commands."""
        formatter.write("\n".join(_page(self, ctx)))


def _page(command: TyperCommand | TyperGroup, ctx: Any) -> Iterator[str]:
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) - 1
    parameters: list[Any] = list(command.params)
    arguments = [(p.metavar or p.name, p.help or "") for p in parameters if _is_argument(p)]
    options = [(_option(p), p.help or "") for p in parameters if not _is_argument(p)]
    options.append(("-h, --help", say("この説明を表示して終わります。", "Show this and exit.")))
    usage = say("使い方: ", "Usage: ")
    pieces = [*(name for name, _ in arguments), say("[オプション]", "[OPTIONS]")]
    if isinstance(command, TyperGroup):
        pieces = [say("コマンド", "COMMAND"), "..."]
    text = " ".join([usage.strip(), ctx.command_path, *pieces])
    yield from wrapped(text, width, columns_of(usage))
    for paragraph in (command.help or "").split("\n"):
        yield ""
        yield from wrapped(paragraph, width)
    yield from _terms(say("引数", "Arguments"), arguments, width)
    yield from _terms(say("オプション", "Options"), options, width)
    if isinstance(command, TyperGroup):
        commands = [(name, each.short_help or "") for name, each in command.commands.items()]
        yield from _terms(say("コマンド", "Commands"), commands, width)


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _option(parameter: Any) -> str:
    """``--format text|json``."""
    return " ".join(filter(None, (", ".join(parameter.opts), parameter.metavar)))


def _terms(title: str, terms: list[tuple[str, str]], width: int) -> Iterator[str]:
    """A titled list of terms, each explained to the right of it."""
    if not terms:
        return
    yield from ("", f"{title}:")
    fitting = [columns_of(term) for term, _ in terms if columns_of(term) <= WIDEST_TERM]
    column = min(max(fitting, default=WIDEST_TERM), width // 3) + 4
    for term, meaning in terms:
        told = wrapped(meaning, width - column)
        head = f"  {term}"
        if columns_of(head) > column - 2:
            yield head
            head = ""
        yield padded(head, column) + told[0]
        yield from (" " * column + line for line in told[1:])
