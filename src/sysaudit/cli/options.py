"""Options that are more than text: each parser tells in the terminal's language what it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import typer

from sysaudit.cli.language import say
from sysaudit.nearest import meant

FIRST_YEAR, LAST_YEAR = 1950, 2150
"""A clock beyond these is a slip of the keys."""


def one_of(*words: str) -> Callable[[str], str]:
    """A parser that takes one of the words."""

    def parse(text: str) -> str:
        if text.lower() in words:
            return text.lower()
        hint = meant(text, words)
        raise typer.BadParameter(
            say(
                f"「{text}」は使えません。{hint.ja}{'、'.join(words)} のどれかを指定してください。",
                f"'{text}' cannot be given here{hint.en}: give one of {', '.join(words)}.",
            )
        )

    return parse


def day(text: str) -> date:
    """A date, western or of an era."""
    from sysaudit.calendar import Remark, parse_date

    parsed = parse_date(text)
    known = parsed.value is not None and FIRST_YEAR <= parsed.value.year <= LAST_YEAR
    if parsed.value is None or not known or parsed.remark is not Remark.PLAIN:
        raise typer.BadParameter(
            say(
                f"「{text}」は日付として読めません。2019-07-01 や R1.7.1 のように書いてください。",
                f"'{text}' is no date: write it like 2019-07-01 or R1.7.1.",
            )
        )
    return parsed.value


def fiscal_year(text: str) -> int:
    """A fiscal year, western or of an era."""
    from sysaudit.calendar import Remark, parse_fiscal_year

    parsed = parse_fiscal_year(text)
    if parsed.value is None or parsed.remark is not Remark.PLAIN:
        raise typer.BadParameter(
            say(
                f"「{text}」は年度として読めません。2019 や R1 のように書いてください。",
                f"'{text}' is no fiscal year: write it like 2019 or R1.",
            )
        )
    return parsed.value


def whole_number(text: str) -> int:
    """A whole number from 0 on."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(
        say(
            f"「{text}」は使えません。0以上の整数を指定してください。",
            f"'{text}' cannot be given here: give a whole number from 0 on.",
        )
    )


def json_file(text: str) -> str:
    """The name of a JSON file that will be written."""
    if text.lower().endswith(".json") and not Path(text).is_dir():
        return text
    raise typer.BadParameter(
        say(
            f"「{text}」は使えません。「1回目.json」のように、.json で終わる名前を"
            "指定してください。",
            f"'{text}' cannot be written: give the name of a file that ends with .json.",
        )
    )


def workbook(text: str) -> str:
    """The name of a workbook that will be written."""
    if Path(text).is_dir():
        raise typer.BadParameter(
            say(
                f"「{text}」はフォルダーです。"
                f"{Path(text) / '検証結果.xlsx'} のようにファイルの名前まで指定してください。",
                f"'{text}' is a folder: give the name of a file too, as in "
                f"{Path(text) / 'report.xlsx'}.",
            )
        )
    if text.lower().endswith(".xlsx"):
        return text
    raise typer.BadParameter(
        say(
            f"「{text}」は使えません。.xlsx で終わる名前を指定してください。",
            f"'{text}' cannot be written: give a name that ends with .xlsx.",
        )
    )
