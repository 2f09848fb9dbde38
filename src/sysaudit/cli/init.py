"""`sysaudit init`: the folder of a year, ready to begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import language, say
from sysaudit.cli.opening import Open, open_result
from sysaudit.cli.options import fiscal_year
from sysaudit.cli.year_folder import quoted
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.lines import Line, Tone

LEFT_OUT = (
    "作るフォルダーの名前を指定してください（sysaudit init 2019年度 など）。",
    "Give the folder to be made, as in: sysaudit init 2019.",
)
HELP = (
    "フォルダー DIR に、その年度の仕事場を作ります。設定（sysaudit.toml）、記入前の組織台帳と様式、"
    "戻ったファイルを入れるフォルダー、次に何をするかの説明が入ります。\n"
    "このフォルダーの中では、どのコマンドも、指定しなかったファイルを自分で見つけます。\n"
    "もうあるファイルは書き換えません。\n"
    "終了コード: 0 作った、2 作れなかった。",
    "Makes the folder DIR to work in for a fiscal year: settings (sysaudit.toml), an empty "
    "roster, blank forms, folders for what comes back, and a text that says what to do next.\n"
    "In that folder every command finds by itself what it is not told.\n"
    "What stands there already is left alone.\n"
    "Exit codes: 0 made, 2 could not.",
)


def run(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=say("作るフォルダー。", "The folder to make."))
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            parser=fiscal_year,
            help=say(
                "年度（2019、R1）。なければ --from の次の年度、DIR の名前、今日の順に探します。",
                "Fiscal year (2019, R1); else the one after --from, in the name of DIR, of today.",
            ),
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help=say(
                "前年度のフォルダー。分析書、抽選の結果、これまでの組織台帳と監査結果を写します。",
                "The folder of the year before: its analysis, its draw, and all rosters and audit "
                "results so far are copied.",
            ),
        ),
    ] = None,
    opened: Open = False,
) -> None:
    """Make the folder, and say what comes next."""
    from sysaudit.reports.year_folder import GUIDE, own_settings, write_year_folder, year_of

    place, former = Path(folder), Path(before) if before else None
    chosen = year or (year_of(former) + 1 if former else _year_in(place.resolve().name))
    written = write_year_folder(place, chosen, language(), former)
    put(Line(str(path)) for path in written)
    guide, named = place / GUIDE.in_language(language()), quoted(folder)
    told = say(
        f"{chosen}年度のフォルダーです。次: {guide} を読み、cd {named} で移って進めてください。",
        f"This is the folder of fiscal {chosen}. Next: read {guide}, and go on with cd {named}",
    )
    put_error([Line(told)])
    if former and (left := own_settings(former)):
        keys = ", ".join(left)
        told = say(
            f"{former} の sysaudit.toml の設定（{keys}）は写していません。使い続けるものを"
            "書き写してください。",
            f"settings of {former} were not taken over ({keys}): copy what shall hold on",
        )
        put_error([Line(told, Tone.WARNING)])
    if opened:
        open_result(guide)


def _year_in(name: str) -> int:
    """The fiscal year that a folder is named after; that of today where the name tells none.

    Raises:
        Misuse: There are digits in the name that may be a year or not.
    """
    from sysaudit.calendar import Remark, fiscal_year_of, parse_fiscal_year

    parsed = parse_fiscal_year(name)
    if parsed.value is not None and parsed.remark is Remark.PLAIN:
        return parsed.value
    if any(each.isdecimal() for each in name):
        raise Misuse(
            Text(
                f"「{name}」からは年度が決まりません。--year 2019 のように年度を指定してください。",
                f"{name} does not say the fiscal year: give it, as in --year 2019",
            )
        )
    return fiscal_year_of(date.today())
