"""docs/commands.md and its Japanese twin, written from the live program.

The program speaks the language in which it was loaded, so each page is the output of a process of
its own: `SYSAUDIT_LANG=ja python docs/commands_page.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from typer.main import get_command

from sysaudit.cli.app import build
from sysaudit.cli.language import say
from sysaudit.reports.markdown import table

GENERATED = say(
    "<!-- sysaudit --help から自動で作られます。直接書き換えないでください。 -->",
    "<!-- Generated from what sysaudit --help says: do not edit. -->",
)
MUST = say("必ず指定します。", " Must be given.")
EXIT_CODES = (
    ("0", say("実行しました。対応の要るものはありません。", "Done, and nothing calls for action.")),
    (
        "1",
        say(
            "実行しました。対応の要るものがあります（指摘、日付の決まらない課、一致しない抽選）。",
            "Done, and something calls for action (findings, a visit without a date, a draw that "
            "does not agree).",
        ),
    ),
    (
        "2",
        say(
            "実行できませんでした。理由と直し方は標準エラー出力に出ます。",
            "Could not run; stderr says why, and what to do.",
        ),
    ),
    ("130", say("Ctrl+C で中断しました。", "Interrupted by Ctrl+C.")),
)
VARIABLES = (
    (
        "SYSAUDIT_LANG",
        say(
            "画面の言語（ja か en）。設定がなければロケールに従います。",
            "The language of the terminal (ja, en); else that of the locale.",
        ),
    ),
    (
        "SYSAUDIT_PASSWORD",
        say(
            "抽選結果のパスワード。設定がなければ画面で尋ねます。",
            "The password of a draw's result; else it is asked for.",
        ),
    ),
    (
        "SYSAUDIT_DEBUG",
        say(
            "設定すると、予期しない誤りの詳しい内容も示します。",
            "Where set, an unexpected error is told in full.",
        ),
    ),
    ("NO_COLOR", say("設定すると、色を付けません。", "Where set, nothing is coloured.")),
)


def commands_page() -> str:
    """The page in the language of the terminal."""
    program: Any = get_command(build())
    return "\n".join([*_head(program), *_commands(program)])


def _head(program: Any) -> Iterator[str]:
    """The program itself, and what holds for every command."""
    yield f"# {say('コマンド', 'Commands')}\n\n{GENERATED}\n"
    other = ("English", "commands.md") if say("ja", "en") == "ja" else ("日本語", "commands.ja.md")
    yield f"{program.help}\n\n[{other[0]}]({other[1]})\n"
    rows = ((f"[`{n}`](#{n})", each.short_help) for n, each in program.commands.items())
    yield table((say("コマンド", "Command"), say("すること", "What it does")), rows)
    yield _terms(say("オプション", "Option"), _options(program))
    told = say(
        "結果は標準出力に、経過と注意は標準エラー出力に出ます。",
        "The result is on stdout; progress and notes are on stderr.",
    )
    yield f"{told}\n"
    yield _terms(say("終了コード", "Exit code"), EXIT_CODES)
    yield _terms(say("環境変数", "Environment variable"), VARIABLES)


def _commands(program: Any) -> Iterator[str]:
    for name, command in program.commands.items():
        yield f"## {name}\n\n{command.short_help}\n"
        usage = [p.metavar or p.name for p in command.params if _is_argument(p)]
        pieces = ["sysaudit", name, *usage, say("[オプション]", "[OPTIONS]")]
        yield f"```\n{' '.join(pieces)}\n```\n"
        yield from (f"{paragraph}\n" for paragraph in command.help.split("\n"))
        arguments = [(p.metavar or p.name, p.help) for p in command.params if _is_argument(p)]
        if arguments:
            yield _terms(say("引数", "Argument"), arguments)
        yield _terms(say("オプション", "Option"), _options(command))


def _options(command: Any) -> Iterator[tuple[str, str]]:
    for each in command.params:
        if not _is_argument(each):
            told = f"{each.help}{MUST if each.required else ''}"
            yield " ".join(filter(None, (", ".join(each.opts), each.metavar))), told
    yield "-h, --help", say("この説明を表示して終わります。", "Show the help and exit.")


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _terms(title: str, terms: Iterable[tuple[str, str]]) -> str:
    """Words that are typed as they stand, and what they mean."""
    return table((title, say("内容", "Meaning")), ((f"`{t}`", told) for t, told in terms))


if __name__ == "__main__":
    sys.stdout.write(commands_page())
