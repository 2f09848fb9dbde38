"""`sysaudit templates`: the blank forms of a fiscal year, or every division's, filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import language, say
from sysaudit.cli.opening import Open, open_result
from sysaudit.cli.options import fiscal_year
from sysaudit.cli.returns import COULD_NOT_RUN, Config, Jobs, tell_faulty, workers_of
from sysaudit.cli.year_folder import YearFolder
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.lines import Line

if TYPE_CHECKING:
    from sysaudit.config import Settings
    from sysaudit.prefilling import Outgoing

LEFT_OUT = ("書き出すフォルダーを指定してください。", "Give the folder to write to.")
HELP = (
    "フォルダー DIR に、その年度の様式を書き出します。--roster を付けると、組織台帳の課ごとに"
    "調査票と監査調書を作り、--previous の前年度の内容を記入しておきます（課は「確認」を"
    "○にします）。\n"
    "同じ名前で内容の違うファイルがあれば何も書かずに止まります（記入済みかもしれないため）。"
    "--force を付けると、もとのファイルを「…_旧1.xlsx」という名前で残してから置き換えます。\n"
    "終了コード: 0 書いた、2 書けなかった。",
    "Writes the forms of a fiscal year into the folder DIR. With --roster, writes the survey and "
    "the self-check of each division, filled in with what --previous says of last year, to be "
    "confirmed in the column 確認 (confirmed).\n"
    "Where a file of the same name holds something else, nothing is written, since somebody may "
    "have filled it in; with --force the old file is kept as ..._旧1.xlsx and replaced.\n"
    "Exit codes: 0 written, 2 could not.",
)


def run(
    folder: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help=say("書き出し先。", "Where to write."))
    ] = None,
    roster: Annotated[
        str | None,
        typer.Option(
            "--roster",
            metavar="FILE",
            help=say(
                "組織台帳。課ごとの様式を作ります。",
                "The roster 組織台帳: write the forms of each division.",
            ),
        ),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous",
            metavar="PATH",
            help=say(
                "前年度に戻ったファイルかフォルダー、または前年度の分析書（何度でも指定可）。"
                "その内容を記入しておきます。",
                "Last year's returned files or folder, or last year's analysis, to fill in from; "
                "may be repeated.",
            ),
        ),
    ] = None,
    contract_checks: Annotated[
        str | None,
        typer.Option(
            "--contract-checks",
            metavar="FILE",
            help=say(
                "契約担当課の履行確認チェックシート提出一覧（課コード、提出日）。監査調書の7-3を"
                "記入しておきます。",
                "The contract division's list of check sheets (課コード code, 提出日 date): "
                "answers item 7-3 of the self-check.",
            ),
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            parser=fiscal_year,
            help=say(
                "年度（2019、R1）。なければ設定ファイル、組織台帳、今日の順に探します。",
                "Fiscal year (2019, R1); else that of the settings, the roster, today.",
            ),
        ),
    ] = None,
    config: Config = None,
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
    opened: Open = False,
    jobs: Jobs = None,
) -> None:
    """Write the forms and print their paths."""
    from sysaudit.config import load

    settings = load(Path(config) if config else None)
    if folder is None:
        here = YearFolder.here(config, LEFT_OUT)
        folder = here.target("outgoing")
        roster = roster or here.required("roster", "--roster")
        previous = previous or here.whole("previous", "--previous")
        checks = "contract_checks"
        contract_checks = contract_checks or here.optional(checks, "--contract-checks")
        here.tell()
    if roster is None:
        _refuse_without_roster(previous, contract_checks)
        chosen = _write_blank(Path(folder), settings, year, force=force)
    else:
        outgoing = _prepared(settings, roster, previous or (), contract_checks, year, jobs)
        chosen = _write_filled(Path(folder), outgoing, settings, force=force)
    put_error([Line(say(f"{chosen}年度の様式です。", f"These are the forms of fiscal {chosen}."))])
    if opened:
        open_result(Path(folder))


def _refuse_without_roster(previous: Sequence[str] | None, checks: str | None) -> None:
    """Without the divisions of the year nobody knows whose forms are to be filled in."""
    option = "--previous" if previous else "--contract-checks" if checks else None
    if option:
        raise Misuse(
            Text(
                f"{option} には --roster も必要です。今年度の組織台帳を指定してください。",
                f"{option} needs --roster too: give the roster of the year",
            )
        )


def _write_blank(folder: Path, settings: Settings, year: int | None, *, force: bool) -> int:
    from sysaudit.calendar import fiscal_year_of
    from sysaudit.reports.templates import write_templates

    chosen = year or settings.fiscal_year or fiscal_year_of(date.today())
    _write(lambda to: write_templates(to, settings, chosen), folder, force=force)
    return chosen


def _prepared(
    settings: Settings,
    roster: str,
    previous: Sequence[str],
    checks: str | None,
    year: int | None,
    jobs: int | None,
) -> Outgoing:
    from sysaudit.beside import GivenFaulty
    from sysaudit.prefilling import prepare

    try:
        return prepare(
            Path(roster),
            previous=[Path(path) for path in previous],
            contract_checks=Path(checks) if checks else None,
            settings=settings,
            year=year,
            jobs=workers_of(jobs),
        )
    except GivenFaulty as faulty:
        tell_faulty(faulty)
        raise typer.Exit(COULD_NOT_RUN) from faulty


def _write_filled(folder: Path, outgoing: Outgoing, settings: Settings, *, force: bool) -> int:
    from sysaudit.reports.templates import write_division_forms

    _write(lambda to: write_division_forms(to, outgoing, settings), folder, force=force)
    put_error(_told(outgoing))
    return outgoing.year


def _told(outgoing: Outgoing) -> Iterator[Line]:
    """What was done beside filling in, and what could not be."""
    for each in outgoing.issued:
        yield Line(
            say(
                f"システムIDを付けました: {each.division_code} {each.provisional} → "
                f"{each.system_id} {each.system_name}",
                f"system ID issued: {each.division_code} {each.provisional} -> "
                f"{each.system_id} {each.system_name}",
            )
        )
    yield from (Line(note.in_language(language())) for note in outgoing.notes)
    count = len(outgoing.divisions)
    yield Line(say(f"{count}課分の様式を作りました。", f"Forms of {count} divisions."))


def _write(write: Callable[[Path], Iterable[Path]], folder: Path, *, force: bool) -> None:
    from sysaudit.reports.keeping import write_keeping

    paths, kept = write_keeping(write, folder, force=force)
    put(Line(str(path)) for path in paths)
    put_error(Line(say(f"もとのファイルを残しました: {path}", f"kept: {path}")) for path in kept)
