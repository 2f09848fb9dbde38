"""Options of the draw that several commands take, and what is given at them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated

import typer

from sysaudit.cli.language import say
from sysaudit.cli.options import day, whole_number
from sysaudit.errors import Misuse
from sysaudit.findings import Text

SelfChecks = Annotated[
    list[str] | None,
    typer.Option(
        "--self-checks",
        metavar="DIR",
        help=say(
            "戻った監査調書のフォルダー（何度でも指定可）。",
            "The returned self-checks 監査調書; may be repeated.",
        ),
    ),
]
Results = Annotated[
    list[str] | None,
    typer.Option(
        "--results",
        metavar="FILE",
        help=say(
            "前年度までの監査結果（年度ごとに何度でも指定可）。",
            "Results of earlier audits, one for each year; may be repeated.",
        ),
    ),
]
FormerRosters = Annotated[
    list[str] | None,
    typer.Option(
        "--former-roster",
        metavar="FILE",
        help=say(
            "前年度までの組織台帳（何度でも指定可）。旧課コードをたどり、新しい課を見分けます。",
            "Rosters of earlier years; may be repeated. History follows them, and new divisions "
            "are known.",
        ),
    ),
]
PreviousDraw = Annotated[
    str | None,
    typer.Option(
        "--previous-draw",
        metavar="FILE",
        help=say(
            "前年度の抽選結果。繰り越した課を必ず監査します。",
            "Last year's result: divisions carried over are a must.",
        ),
    ),
]
DrawId = Annotated[
    str | None,
    typer.Option(
        "--draw-id",
        metavar="ID",
        help=say("抽選ID。既定は年度。", "What the draw is called. Default: the fiscal year."),
    ),
]
Seed = Annotated[
    str | None,
    typer.Option(
        "--seed",
        metavar="TEXT",
        help=say("シードの言葉による公開の抽選（練習用）。", "Draw by a text seed, for practice."),
    ),
]
Shares = Annotated[
    list[str] | None,
    typer.Option(
        "--share",
        metavar="FILE",
        help=say(
            "シェアのファイル（事務局と立会人の2つ。- で画面から入力）。"
            "--commit では書く場所。シェアそのものは書けません。",
            "A file with a share, one for each role (- to be asked); with --commit, where to "
            "write it. Never the share itself.",
        ),
    ),
]
Show = Annotated[
    bool,
    typer.Option(
        "--show",
        help=say("選ばれた課の名前を画面に出します。", "Print the names of drawn divisions."),
    ),
]
MOST_DATES = 1_000


def fraction(text: str) -> Fraction:
    """A part of the whole: 1/3 or 0.25."""
    try:
        value = Fraction(text) if re.fullmatch(r"\d+/\d+|0?\.\d+|[01]", text) else None
    except ZeroDivisionError:
        value = None
    if value is None or not 0 <= value <= 1:
        raise typer.BadParameter(
            say(
                f"「{text}」は使えません。1/3 のように0から1までの割合を指定してください。",
                f"'{text}' is no part of a whole: write it like 1/3.",
            )
        )
    return value


def from_one(text: str) -> int:
    """A whole number from 1 on."""
    value = whole_number(text)
    if not 1 <= value <= MOST_DATES:
        raise typer.BadParameter(
            say(
                f"「{text}」は使えません。1から{MOST_DATES}までを指定してください。",
                f"'{text}' cannot be given here: give a number from 1 to {MOST_DATES}.",
            )
        )
    return value


def moved_day(text: str) -> date:
    """The new date of --move.

    Raises:
        Misuse: It is none.
    """
    try:
        return day(text)
    except typer.BadParameter as error:
        raise Misuse(Text(f"--move の日付: {error.message}", f"--move: {error.message}")) from error
