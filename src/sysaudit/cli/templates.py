"""`sysaudit templates`: the blank forms of a fiscal year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import say
from sysaudit.cli.options import fiscal_year

LEFT_OUT = ("書き出すフォルダーを指定してください。", "Give the folder to write to.")
SHORT = ("記入前の様式（Excel）を作ります。", "Write the blank forms (Excel).")
HELP = (
    "フォルダー DIR に、その年度の様式を書き出します。"
    "同じ名前で内容の違うファイルがあれば何も書かずに止まります（記入済みかもしれないため）。"
    "--force を付けると、もとのファイルを「…_旧1.xlsx」という名前で残してから置き換えます。\n"
    "終了コード: 0 書いた、2 書けなかった。",
    "Writes the forms of a fiscal year into the folder DIR. Where a file of the same name holds "
    "something else, nothing is written, since somebody may have filled it in; with --force the "
    "old file is kept as ..._旧1.xlsx and replaced.\n"
    "Exit codes: 0 written, 2 could not.",
)


def run(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=say("書き出し先。", "Where to write."))
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            parser=fiscal_year,
            help=say(
                "年度（2019、R1）。なければ設定ファイルの年度、それもなければ今日の年度。",
                "Fiscal year (2019, R1); else that of the settings, else today's.",
            ),
        ),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=say(
                "設定ファイル。なければこのフォルダーの sysaudit.toml。",
                "Settings; else sysaudit.toml of this folder.",
            ),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=say(
                "内容の違うファイルを、別名で残して置き換えます。",
                "Replace files that differ; they are kept under another name.",
            ),
        ),
    ] = False,
) -> None:
    """Write the forms and print their paths."""
    from sysaudit.calendar import fiscal_year_of
    from sysaudit.config import load
    from sysaudit.reports.keeping import write_keeping
    from sysaudit.reports.lines import Line
    from sysaudit.reports.templates import write_templates

    settings = load(Path(config) if config else None)
    chosen = year or settings.fiscal_year or fiscal_year_of(date.today())
    paths, kept = write_keeping(
        lambda to: write_templates(to, settings, chosen), Path(folder), force=force
    )
    put(Line(str(path)) for path in paths)
    notes = [say(f"もとのファイルを残しました: {path}", f"kept: {path}") for path in kept]
    notes.append(say(f"{chosen}年度の様式です。", f"These are the forms of fiscal {chosen}."))
    put_error(Line(note) for note in notes)
