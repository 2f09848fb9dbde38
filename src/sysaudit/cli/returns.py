"""What the commands over returned forms have in common: their options, and how they begin."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import complain, end_progress, progress, put_error
from sysaudit.cli.language import language, say
from sysaudit.cli.options import day, fiscal_year, whole_number
from sysaudit.errors import Misuse
from sysaudit.findings import Text

if TYPE_CHECKING:
    from sysaudit.beside import GivenFaulty
    from sysaudit.kept import Kept
    from sysaudit.validation import Validation

COULD_NOT_RUN = 2
Returned = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[RETURNED...]",
        help=say("戻ったファイルかフォルダー。", "Returned files, or folders of them."),
    ),
]
Roster = Annotated[
    str | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        help=say(
            "組織台帳。未提出の課、課コードと課名の違いも分かるようになります。",
            "The roster 組織台帳: shows who has not returned, and wrong codes and names.",
        ),
    ),
]
Previous = Annotated[
    list[str] | None,
    typer.Option(
        "--previous",
        metavar="PATH",
        help=say(
            "前年度に戻ったファイルかフォルダー、または前年度の分析書（何度でも指定可）。"
            "前年度と比べます。",
            "Last year's returned files or folder, or last year's analysis, to compare with; may "
            "be repeated.",
        ),
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=day,
        help=say(
            "判定日（2019-07-01、R1.7.1）。期限に遅れたかなどをこの日で判断します。"
            "既定は年度の4月1日。",
            "The day on which lateness and ends are judged (2019-07-01, R1.7.1). "
            "Default: 1 April of the fiscal year.",
        ),
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        parser=fiscal_year,
        help=say(
            "調査の年度（2019、R1）。既定は設定ファイル、組織台帳、表紙の順に探します。",
            "The fiscal year (2019, R1). Default: by the settings, the roster, the forms.",
        ),
    ),
]
Config = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help=say(
            "設定ファイル。既定はこのフォルダーの sysaudit.toml。",
            "Settings. Default: sysaudit.toml of this folder.",
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        parser=whole_number,
        help=say(
            "同時に読むプロセスの数。既定はCPUの数。0 なら別のプロセスを使わず、"
            "壊れたファイルで止まることがあります。",
            "Processes that read at the same time. Default: the number of CPUs. "
            "0 uses none, and a damaged file may then end the program.",
        ),
    ),
]
Dask = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="ADDRESS",
        help=say(
            "このアドレスの dask クラスターのワーカーで読みます（tcp://host:8786 など）。"
            "結果は同じです。",
            "Read with the workers of the dask cluster at this address (such as "
            "tcp://host:8786). The result is the same.",
        ),
    ),
]


def refuse_foreign(target: Path, is_ours: Callable[[Path], bool], option: str) -> None:
    """A slip of the hand must not put what we write in the place of a returned file.

    Raises:
        Misuse: Something else than a workbook of that kind stands there.
    """
    if target.exists() and not is_ours(target):
        raise Misuse(
            Text(
                f"{target} は sysaudit が書いたファイルではないため、上書きしません。"
                f"{option} に別の名前を指定してください。",
                f"{target} was not written by sysaudit and is not overwritten: "
                f"give {option} another name",
            )
        )


def validated(
    returned: Sequence[str],
    *,
    roster: str | None,
    previous: Sequence[str] | None,
    config: str | None,
    year: int | None,
    as_of: date | None,
    jobs: int | None,
    dask: str | None,
    leave_out: Sequence[Path],
    kept: Kept | None = None,
) -> Validation:
    """Check the files, with a counter on the terminal; a faulty roster ends the command."""
    if workers_of(jobs):
        from sysaudit.intake.pool import prepare

        prepare("sysaudit.validation")
    from sysaudit.beside import RosterFaulty
    from sysaudit.config import load
    from sysaudit.validation import validate

    try:
        return validate(
            [Path(path) for path in returned],
            roster=Path(roster) if roster else None,
            previous=[Path(path) for path in previous or ()],
            settings=load(Path(config) if config else None),
            year=year,
            as_of=as_of,
            jobs=workers_of(jobs),
            dask=dask,
            progress=progress(),
            leave_out=leave_out,
            kept=kept,
        )
    except RosterFaulty as faulty:
        tell_faulty(faulty)
        raise typer.Exit(COULD_NOT_RUN) from faulty
    finally:
        end_progress()


def workers_of(jobs: int | None) -> int:
    """The worker processes: those asked for, else one for each processor we may use."""
    if jobs is not None:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def tell_faulty(faulty: GivenFaulty) -> None:
    """Tell why a file that was given beside the returned ones cannot be used."""
    from sysaudit.reports.finding_text import finding_lines

    complain(
        Text(
            f"{faulty.what.ja}に誤りがあるため、実行しませんでした。次を直してください。",
            f"nothing was done, for the {faulty.what.en} has errors; mend these:",
        )
    )
    for finding in faulty.findings:
        put_error(finding_lines(finding, language()))
