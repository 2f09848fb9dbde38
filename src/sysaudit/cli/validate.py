"""`sysaudit validate`: what is wrong with the returned files, and who has not returned."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import complain, end_progress, progress, put, put_error, put_json
from sysaudit.cli.language import language, say
from sysaudit.cli.options import day, fiscal_year, one_of, whole_number, workbook
from sysaudit.errors import Misuse
from sysaudit.findings import Severity, Text
from sysaudit.reports.lines import Line

if TYPE_CHECKING:
    from sysaudit.validation import RosterFaulty, Validation

NONE = "none"
NEVER = "never"
FOUND, COULD_NOT_RUN = 1, 2

LEFT_OUT = (
    "提出されたファイルかフォルダーを指定してください。",
    "Give the returned files, or folders of them.",
)
SHORT = ("各課から戻った様式を確かめます。", "Check the forms that divisions returned.")
HELP = (
    "戻ったファイル、またはその入ったフォルダーを RETURNED に指定します（いくつでも）。"
    "戻ったファイルは書き換えません。\n"
    "画面には、提出状況と、エラー・警告を1件ずつ表示します。"
    "読み替えた値などの「情報」は件数だけを示し、--show info か --report で一覧できます。\n"
    "終了コード: 0 --fail-on 以上の指摘なし、1 あり、"
    "2 実行できない（指定の誤り、設定・組織台帳が使えない）。",
    "RETURNED are the returned files, or folders of them. They are never changed.\n"
    "Prints who has returned, then errors and warnings, one a line. Infos (values read "
    "leniently) are counted only; --show info or --report lists them.\n"
    "Exit codes: 0 no finding at or above --fail-on, 1 some, 2 could not run (a wrong option, "
    "unusable settings or roster).",
)


def run(
    returned: Annotated[
        list[str],
        typer.Argument(
            metavar="RETURNED...",
            help=say("戻ったファイルかフォルダー。", "Returned files, or folders of them."),
        ),
    ],
    roster: Annotated[
        str | None,
        typer.Option(
            "--roster",
            metavar="FILE",
            help=say(
                "組織台帳。未提出の課、課コードと課名の違いも分かるようになります。",
                "The roster 組織台帳: shows who has not returned, and wrong codes and names.",
            ),
        ),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous",
            metavar="PATH",
            help=say(
                "前年度に戻ったファイルかフォルダー（何度でも指定可）。前年度と比べます。",
                "Last year's returned files or folder, to compare with; may be repeated.",
            ),
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="FILE.xlsx",
            parser=workbook,
            help=say(
                "検証結果をExcelにも書き出します（指摘一覧、提出状況、読み替え）。",
                "Write the findings as a workbook too.",
            ),
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json",
            parser=one_of("text", "json"),
            help=say(
                "出力の形式。json は全件をUTF-8で出します。既定は text。",
                "How to print; json lists everything, in UTF-8. Default: text.",
            ),
        ),
    ] = "text",
    show: Annotated[
        str,
        typer.Option(
            "--show",
            metavar="error|warning|info|none",
            parser=one_of(*Severity, NONE),
            help=say(
                "この重さ以上の指摘を表示します。none は提出状況と合計だけ。既定は warning。",
                "List findings at least as grave; none: only who returned and the totals. "
                "Default: warning.",
            ),
        ),
    ] = Severity.WARNING.value,
    as_of: Annotated[
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
    ] = None,
    year: Annotated[
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
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info|never",
            parser=one_of(*Severity, NEVER),
            help=say(
                "この重さ以上の指摘があれば終了コードを1にします。既定は error。",
                "Exit with 1 where a finding is at least as grave. Default: error.",
            ),
        ),
    ] = Severity.ERROR.value,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=say(
                "設定ファイル。既定はこのフォルダーの sysaudit.toml。",
                "Settings. Default: sysaudit.toml of this folder.",
            ),
        ),
    ] = None,
    jobs: Annotated[
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
    ] = None,
) -> None:
    """Validate, write the report, print, and exit with what was found."""
    from sysaudit.config import load
    from sysaudit.validation import RosterFaulty, validate

    target = Path(report) if report else None
    if target is not None:
        _refuse_foreign(target)
    try:
        validation = validate(
            [Path(path) for path in returned],
            roster=Path(roster) if roster else None,
            previous=[Path(path) for path in previous or ()],
            settings=load(Path(config) if config else None),
            year=year,
            as_of=as_of,
            jobs=_processors() if jobs is None else jobs,
            progress=progress(),
            leave_out=[target] if target else [],
        )
    except RosterFaulty as faulty:
        _tell_roster(faulty)
        raise typer.Exit(COULD_NOT_RUN) from faulty
    finally:
        end_progress()
    written = _write_report(target, validation)
    _print(validation, output, show, as_of_given=as_of is not None)
    if not written:
        raise typer.Exit(COULD_NOT_RUN)
    if fail_on != NEVER and validation.fails_on(Severity(fail_on)):
        raise typer.Exit(FOUND)


def _refuse_foreign(target: Path) -> None:
    """A slip of the hand must not put the report in the place of a returned file.

    Raises:
        Misuse: Something else than a report of ours stands there.
    """
    from sysaudit.reports.findings_workbook import is_report

    if target.exists() and not is_report(target):
        raise Misuse(
            Text(
                f"{target} は検証結果のファイルではないため、上書きしません。"
                "--report に別の名前を指定してください。",
                f"{target} is not a report of ours and is not overwritten: "
                "give --report another name",
            )
        )


def _processors() -> int:
    """The processors that this process may use: a worker process for each."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell_roster(faulty: RosterFaulty) -> None:
    from sysaudit.reports.text import finding_lines

    complain(
        Text(
            "組織台帳に誤りがあるため、検証しませんでした。次を直してください。",
            "nothing was validated, for the roster has errors; mend these:",
        )
    )
    for finding in faulty.findings:
        put_error(finding_lines(finding, language()))


def _write_report(target: Path | None, validation: Validation) -> bool:
    """Whether the report was written or none was asked for.

    A file that is open in Excel must not cost the findings: they are printed all the same.
    """
    if target is None:
        return True
    from sysaudit.reports.findings_workbook import write_report

    try:
        write_report(target, validation)
    except Misuse as error:
        complain(error.text)
        return False
    put_error([Line(say(f"検証結果を {target} に書きました。", f"The report is in {target}."))])
    return True


def _print(validation: Validation, output: str, show: str, *, as_of_given: bool) -> None:
    if output == "json":
        from sysaudit.reports.json_output import validation_json

        put_json(validation_json(validation, language()))
        return
    from sysaudit.reports.text import validation_lines

    least = None if show == NONE else Severity(show)
    put(validation_lines(validation, language(), least, as_of_given=as_of_given))
