"""docs/commands.md and docs/commands.ja.md: nothing that the program takes or gives is left out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import sysaudit
from sysaudit.cli.app import INTERRUPTED, build
from sysaudit.cli.commands import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
SRC = Path(sysaudit.__file__).parent
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in (SRC / "cli").glob("*.py")}
PAGES = {
    name: (DOCS / name).read_text(encoding="utf-8") for name in ("commands.md", "commands.ja.md")
}
PROGRAM: Any = get_command(build())
ALWAYS = {0, 2}
"""It worked, or a wrong option was given."""


def section(page: str, command: str) -> str:
    """What a page says of one command."""
    return PAGES[page].split(f"\n## {command}\n")[1].split("\n## ")[0]


def rows(text: str) -> dict[str, str]:
    """The meaning of each term in the tables of a text."""
    found = re.findall(r"^\| `(.+?)` \| (.*) \|$", text, re.MULTILINE)
    return {term.replace("\\|", "|"): meaning for term, meaning in found}


def terms(parameter: Any) -> str:
    """A parameter as the help names it."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return " ".join(filter(None, (", ".join(parameter.opts), parameter.metavar)))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_and_option_is_explained(page: str, command: str) -> None:
    """Those of the live program and no others, in its order, each with a meaning."""
    told = rows(section(page, command))
    options = sorted(PROGRAM.commands[command].params, key=lambda p: p.param_type_name == "option")
    assert list(told) == [*map(terms, options), "-h, --help"]
    assert all(told.values())


@pytest.mark.parametrize("command", COMMANDS)
def test_what_must_be_given(command: str) -> None:
    """Options without which the command does not run say so on both pages, others do not."""
    params = PROGRAM.commands[command].params
    must = {terms(p) for p in params if p.required and p.param_type_name == "option"}
    for page, words in zip(PAGES, ("Must be given.", "必ず指定します。"), strict=True):
        told = rows(section(page, command))
        assert {term for term, meaning in told.items() if meaning.endswith(words)} == must


def test_the_program_itself() -> None:
    """Its options, and every command with a link to its section."""
    for page in PAGES.values():
        head = page.split("\n## ")[0]
        assert {*map(terms, PROGRAM.params)} < {*rows(head)}
        assert re.findall(r"\[`(.+?)`\]\(#\1\)", head) == list(COMMANDS)
        assert re.findall(r"^## (.+)$", page, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_page_is_in_its_language(command: str) -> None:
    """Each meaning is a Japanese sentence on one and an English one on the other."""
    english, japanese = (rows(section(page, command)) for page in PAGES)
    for term, meaning in japanese.items():
        assert meaning.endswith("。"), term
        assert english[term].endswith("."), term


def parts(command: str) -> set[str]:
    """The files of the command line that a command loads, its own among them."""
    found, todo = set[str](), [COMMANDS[command].home.rpartition(".")[2]]
    while todo:
        name = todo.pop()
        if name in SOURCES and name not in found:
            found.add(name)
            loaded = re.findall(r"^ *from sysaudit\.cli(.*)$", SOURCES[name], re.MULTILINE)
            todo += re.findall(r"\w+", " ".join(loaded))
    return found


def exits(name: str) -> set[int]:
    """The codes that a file of the command line ends a command with."""
    words = re.findall(r"typer\.Exit\(([A-Z_]+)\)", SOURCES[name])
    return {getattr(import_module(f"sysaudit.cli.{name}"), word) for word in words}


def told_codes(text: str) -> set[int]:
    """The exit codes that a section explains."""
    (told,) = re.findall(r"^(?:Exit codes|終了コード): (.*)$", text, re.MULTILINE)
    return {int(code) for code in re.findall(r"(?:^|[,、] ?)(\d+) ", told)}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_exit_codes(page: str, command: str) -> None:
    """Each section tells the codes with which the command can end, and no others."""
    given = ALWAYS.union(*map(exits, parts(command)))
    assert told_codes(section(page, command)) == given


def test_every_exit_code_has_one_meaning_for_all_commands() -> None:
    """The table at the head of the page holds those of all commands, and that of Ctrl+C."""
    codes = {INTERRUPTED}.union(ALWAYS, *map(exits, SOURCES))
    for page in PAGES.values():
        head = rows(page.split("\n## ")[0])
        assert {int(term) for term in head if term.isdigit()} == codes


def test_every_variable_of_the_environment_is_explained() -> None:
    """Those that the program looks for by name."""
    text = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    looked_for = {*re.findall(r"\"(SYSAUDIT_\w+|NO_COLOR)\"", text)}
    for page in PAGES.values():
        assert {t for t in rows(page) if re.fullmatch("[A-Z]+_[A-Z]+", t)} == looked_for
