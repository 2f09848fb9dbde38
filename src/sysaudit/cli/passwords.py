"""Passwords: by the environment or a prompt, never on the command line."""

from __future__ import annotations

import getpass
import os
import sys

from sysaudit.cli.language import say
from sysaudit.errors import Misuse
from sysaudit.findings import Text

VARIABLE = "SYSAUDIT_PASSWORD"


def ask_password() -> str:
    """The password of a workbook that is there.

    Raises:
        Misuse: There is nobody to ask.
    """
    return os.environ.get(VARIABLE) or _prompted(say("パスワード: ", "Password: "))


def new_password() -> str:
    """The password for a workbook to be written; typed twice.

    Raises:
        Misuse: There is nobody to ask, or the two differ.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return given
    first = _prompted(say("新しいパスワード: ", "New password: "))
    if first != _prompted(say("もう一度: ", "Once more: ")):
        raise Misuse(Text("2回の入力が違います。やり直してください。", "the two differ: try again"))
    return first


def ask_secret(prompt: str) -> str:
    """Something that must not be seen nor stand on the command line.

    Raises:
        Misuse: There is nobody to ask.
    """
    return _prompted(prompt)


def _prompted(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Misuse(
            Text(
                f"入力できる画面がありません。パスワードは環境変数 {VARIABLE} で、シェアは "
                "--share にファイルで渡してください。",
                f"there is no terminal to ask at: give passwords in {VARIABLE}, shares as files "
                "with --share",
            )
        )
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Misuse(
            Text("入力がありませんでした。やり直してください。", "nothing was typed: try again")
        ) from error
