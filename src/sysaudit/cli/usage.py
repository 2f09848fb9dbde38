"""A wrong call, told in the terminal's language with what to type instead.

Typer finds what is wrong, and tells it in English alone; so it is told anew here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from sysaudit.cli.commands import COMMANDS
from sysaudit.findings import Text
from sysaudit.nearest import NOTHING, meant

_NO_COMMAND = re.compile(r"No such command '(.*?)'", re.DOTALL)
_TOO_MUCH = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_NO_VALUE_TAKEN = "does not take a value"


def usage(error: typer.TyperException, program: Any, given: Sequence[str]) -> Text:
    """What is wrong with the call, and where to read more.

    Args:
        error: What typer found.
        program: The whole program, for the names that it knows.
        given: The words of the call.
    """
    name = command_in(given)
    command = program.commands.get(name)
    path = "sysaudit" if command is None else f"sysaudit {name}"
    text = _told(error, program, command or program, given)
    return Text(f"{text.ja}（使い方: {path} --help）", f"{text.en} See: {path} --help")


def command_in(given: Sequence[str]) -> str:
    """The word of a call that names the command; blank where none does."""
    return next((each for each in given if not each.startswith("-")), "")


def _told(error: Any, program: Any, command: Any, given: Sequence[str]) -> Text:
    """Typer's errors are of classes that it keeps to itself; they are known by what they hold."""
    if hasattr(error, "possibilities"):
        return _unknown_option(error.option_name, command)
    if hasattr(error, "option_name"):
        return _value(error.option_name, error.message, command)
    if getattr(error, "param", None) is not None:
        return _argument(error.param, error.message, command_in(given))
    if found := _NO_COMMAND.match(error.message):
        return _unknown_command(found[1], program)
    if found := _TOO_MUCH.match(error.message):
        return _too_much(found[1], command, given)
    return Text("指定が正しくありません。", "the call is wrong.")


def _unknown_command(name: str, program: Any) -> Text:
    hint = meant(name, program.commands)
    if hint == NOTHING:
        known = list(program.commands)
        hint = Text(f"{'、'.join(known)} のどれかです。", f": give one of {', '.join(known)}")
    return Text(
        f"コマンド「{name}」はありません。{hint.ja}", f"there is no command '{name}'{hint.en}."
    )


def _unknown_option(name: str, command: Any) -> Text:
    known = [each for parameter in command.params for each in _names(parameter)]
    hint = meant(name, ["--help", *known])
    return Text(f"「{name}」という指定はありません。{hint.ja}", f"there is no {name}{hint.en}.")


def _names(parameter: Any) -> list[str]:
    """How an option is written; nothing for an argument."""
    return [] if parameter.param_type_name == "argument" else parameter.opts


def _value(option: str, message: str, command: Any) -> Text:
    """An option without its value, or with one that it does not take."""
    if _NO_VALUE_TAKEN in message:
        return Text(
            f"{option} に値は付けられません。{option} だけにしてください。",
            f"{option} takes no value: give {option} alone.",
        )
    wanted = next((each.metavar for each in command.params if option in each.opts), None)
    return _wanting(option, wanted or "...")


def _wanting(option: str, wanted: str) -> Text:
    return Text(
        f"{option} の後に値（{wanted}）を指定してください。",
        f"{option} needs a value after it: {wanted}.",
    )


def _argument(parameter: Any, message: str, name: str) -> Text:
    """What was left out, or what the parser of its own has told of it."""
    names = " / ".join(_names(parameter))
    if message:
        called = names or parameter.metavar
        return Text(f"{called}: {message}", f"{called}: {message}")
    left_out = getattr(COMMANDS[name].module, "LEFT_OUT", None) if name in COMMANDS else None
    if left_out is not None and not names:
        return Text(*left_out)
    told = " ".join(filter(None, (names, parameter.metavar)))
    return Text(f"{told} を指定してください。", f"{told} must be given.")


def _too_much(words: str, command: Any, given: Sequence[str]) -> Text:
    """A word that nothing takes, often because an option took the next one for its value."""
    options = {name: each for each in command.params for name in _names(each)}
    for place, word in enumerate(given):
        option = options.get(word)
        if option is not None and not option.is_flag:
            taken = given[place + 1 : place + 1 + option.nargs]
            if any(each in options for each in taken):
                return _wanting(word, option.metavar or "...")
    return Text(
        f'余分な指定があります: {words}。取り除くか、空白のある名前なら全体を " で囲んでください。',
        f"not expected: {words}. Take it out, or put a name with spaces in quotation marks.",
    )
