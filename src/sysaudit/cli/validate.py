"""`sysaudit validate`: what is wrong with the returned files, and who has not returned."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import put, put_json
from sysaudit.cli.language import language, say
from sysaudit.cli.opening import Open, open_result, refuse_unopenable
from sysaudit.cli.options import json_file, one_of, workbook
from sysaudit.cli.returns import (
    COULD_NOT_RUN,
    AsOf,
    Config,
    Dask,
    Jobs,
    Previous,
    Returned,
    Roster,
    Year,
    validated,
)
from sysaudit.cli.validation_files import Targets
from sysaudit.cli.year_folder import YearFolder
from sysaudit.findings import Severity

if TYPE_CHECKING:
    from sysaudit.rounds import Baseline, Comparison
    from sysaudit.validation import Validation

NONE = "none"
NEVER = "never"
FOUND = 1

LEFT_OUT = (
    "提出されたファイルかフォルダーを指定してください。",
    "Give the returned files, or folders of them.",
)
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
    returned: Returned = None,
    roster: Roster = None,
    previous: Previous = None,
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
    as_of: AsOf = None,
    year: Year = None,
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
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FILE.json",
            help=say(
                "前回の --save のファイル（または --format json の出力）。指摘が新しいか、まだか、"
                "直ったかを示します。",
                "What --save kept (or --format json printed) last time: shows which findings are "
                "new, still there or mended.",
            ),
        ),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save",
            metavar="FILE.json",
            parser=json_file,
            help=say(
                "結果をJSONのファイルにも残します。次回の --baseline に指定します。",
                "Keep the result as a JSON file too, for --baseline of the next round.",
            ),
        ),
    ] = None,
    return_to: Annotated[
        str | None,
        typer.Option(
            "--return-to",
            metavar="DIR",
            help=say(
                "課に返すものをこのフォルダーに書き出します（指摘のセルに色とメモを付けた写し、または"
                "確認事項の一覧と、メールの文）。指摘のない課の分は作りません。",
                "Write into this folder what goes back to each division with findings: a copy "
                "with coloured cells and notes, or a slip, and a text for the mail.",
            ),
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help=say(
                "RETURNED のフォルダーを見張り、変わるたびに確かめて、変わったところだけを"
                "表示します。Ctrl+C で終わります。",
                "Watch the folders RETURNED: validate again whatever changes and print only that, "
                "until Ctrl+C.",
            ),
        ),
    ] = False,
    opened: Open = False,
    config: Config = None,
    jobs: Jobs = None,
    dask: Dask = None,
) -> None:
    """Validate, compare, write what was asked for, print, and exit with what was found."""
    if not returned:
        here = YearFolder.here(config, LEFT_OUT)
        returned = [here.required("returned"), *here.whole("self_checks"), *here.whole("results")]
        roster = roster or here.required("roster", "--roster")
        previous = previous or here.whole("previous", "--previous")
        report = report or here.target("report", "--report")
        here.tell()
    if opened:
        refuse_unopenable(report, watch=watch)
    paths = [Path(path) for path in returned]
    if watch:
        from sysaudit.cli.watching import Watch, refuse_unwatchable

        refuse_unwatchable(paths, output, return_to)
    before = Path(baseline) if baseline else None
    targets = Targets(*(Path(each) if each else None for each in (report, save, return_to)))
    targets.refuse_foreign([*paths, *map(Path, previous or ())])
    earlier = _read(before) if before else None
    leave_out = [path for path in (targets.report, targets.saved, before) if path]
    read = partial(
        validated,
        returned,
        roster=roster,
        previous=previous,
        config=config,
        year=year,
        as_of=as_of,
        jobs=jobs,
        dask=dask,
        leave_out=leave_out,
    )
    compare = partial(_compared, earlier)
    tell = partial(_print, output, show, as_of_given=as_of is not None, report=targets.report)
    fails = partial(_fails, fail_on)
    if watch:
        raise typer.Exit(
            Watch(
                paths,
                [Path(roster)] if roster else [],
                leave_out,
                targets,
                lambda kept: read(kept=kept),
                compare,
                tell,
                _least(show),
                fails,
            ).run()
        )
    validation = read()
    comparison = compare(validation)
    tell(validation, comparison)
    if targets.write(validation, comparison):
        raise typer.Exit(COULD_NOT_RUN)
    if opened and targets.report:
        open_result(targets.report)
    if fails(validation):
        raise typer.Exit(FOUND)


def _fails(fail_on: str, validation: Validation) -> bool:
    return fail_on != NEVER and validation.fails_on(Severity(fail_on))


def _least(show: str) -> Severity | None:
    return None if show == NONE else Severity(show)


def _read(path: Path) -> Baseline:
    """The round before; read first, so that a slip is told before any file is."""
    from sysaudit.rounds import read_baseline

    return read_baseline(path)


def _compared(earlier: Baseline | None, validation: Validation) -> Comparison | None:
    if earlier is None:
        return None
    from sysaudit.rounds import compared

    return compared(validation, earlier)


def _print(
    output: str,
    show: str,
    validation: Validation,
    comparison: Comparison | None,
    *,
    as_of_given: bool,
    report: Path | None,
) -> bool:
    """Print everything; whether somebody still reads it."""
    if output == "json":
        from sysaudit.reports.json_output import validation_json

        put_json(validation_json(validation, language(), comparison))
        return True
    from sysaudit.reports.text import validation_lines

    return put(
        validation_lines(
            validation,
            language(),
            _least(show),
            as_of_given=as_of_given,
            comparison=comparison,
            report=report.name if report else None,
        )
    )
