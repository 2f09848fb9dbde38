"""`sysaudit analyze`: the evaluation-analysis workbook for the board."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import language, say
from sysaudit.cli.opening import Open, open_result
from sysaudit.cli.options import workbook
from sysaudit.cli.returns import (
    AsOf,
    Config,
    Dask,
    Jobs,
    Previous,
    Returned,
    Roster,
    Year,
    refuse_foreign,
    validated,
    workers_of,
)
from sysaudit.cli.year_folder import YearFolder
from sysaudit.errors import Misuse
from sysaudit.findings import Severity, Text
from sysaudit.reports.lines import Line, Tone

if TYPE_CHECKING:
    from sysaudit.analysis import Analysis
    from sysaudit.validation import Validation

FOUND = 1
LEFT_OUT = (
    "提出されたファイルかフォルダーを指定してください。",
    "Give the returned files, or folders of them.",
)
HELP = (
    "戻ったファイルを validate と同じ規則で確かめ、確かなものだけを集計して、"
    "システム評価分析書（Excel）を書きます。"
    "集計に入れなかったものは、金額と理由とともに「未反映」シートに載ります。"
    "エラーがあっても書きます（--strict を付けると書きません）。\n"
    "分析書の「二次評価入力」に記入して保存し、--second-evaluation に指定してもう一度実行すると、"
    "2次評価が反映されます。\n"
    "終了コード: 0 エラーなし、1 エラーがあるが書いた、2 実行できない（何も書かない）。",
    "Checks the returned files by the rules of validate, adds up what is certain, and writes the "
    "analysis as a workbook. What was not taken over stands on its sheet 未反映 (left out) with "
    "amount and reason. It is written although there are errors, unless --strict is given.\n"
    "Fill in the sheet 二次評価入力 (second evaluation), save, and name the file with "
    "--second-evaluation: it is then in the analysis.\n"
    "Exit codes: 0 no errors, 1 written with errors, 2 could not run (nothing is written).",
)


def run(
    returned: Returned = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.xlsx",
            parser=workbook,
            help=say("書き出す分析書。", "The workbook to write."),
        ),
    ] = None,
    roster: Roster = None,
    previous: Previous = None,
    second: Annotated[
        str | None,
        typer.Option(
            "--second-evaluation",
            metavar="FILE",
            help=say(
                "2次評価を記入した分析書か、様式「システム評価（2次）」。",
                "An analysis whose sheet 二次評価入力 is filled in, or the form "
                "システム評価（2次） (second evaluation).",
            ),
        ),
    ] = None,
    as_of: AsOf = None,
    year: Year = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=say(
                "エラーが1件でもあれば書かずに終わります。",
                "Write nothing where there is any error.",
            ),
        ),
    ] = False,
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="DIR",
            help=say(
                "明細の表を Parquet でも書き出すフォルダー。",
                "Write the long tables as Parquet files into this folder too.",
            ),
        ),
    ] = None,
    opened: Open = False,
    config: Config = None,
    jobs: Jobs = None,
    dask: Dask = None,
) -> None:
    """Validate, analyze, write, print, and exit with what was found."""
    from sysaudit.analysis import Unbalanced, analyze
    from sysaudit.reports.analysis_workbook import is_analysis, write_analysis

    if not returned:
        here = YearFolder.here(config, LEFT_OUT)
        returned = [here.required("returned")]
        roster = roster or here.required("roster", "--roster")
        previous = previous or here.whole("previous", "--previous")
        output = output or here.target("analysis", "-o")
        if second is None and _holds_second_evaluation(here.place("analysis"), config, jobs):
            second = here.target("analysis", "--second-evaluation")
        here.tell()
    if output is None:
        raise Misuse(
            Text("-o に書き出す分析書の名前を指定してください。", "give -o, the workbook to write")
        )
    target, evaluated = Path(output), Path(second) if second else None
    refuse_foreign(target, is_analysis, "-o")
    again = evaluated is not None and evaluated.absolute() == target.absolute()
    validation = validated(
        [*returned, *([second] if second else [])],
        roster=roster,
        previous=previous,
        config=config,
        year=year,
        as_of=as_of,
        jobs=jobs,
        dask=dask,
        leave_out=[] if again else [target],
    )
    if strict:
        _refuse_errors(validation)
    _see_second_evaluations(validation, target, evaluated, workers_of(jobs))
    try:
        analysis = analyze(validation)
    except Unbalanced as unbalanced:
        raise Misuse(unbalanced.text) from unbalanced
    if data is not None:
        _write_data(Path(data), analysis)
    write_analysis(target, analysis, data=data is not None)
    _print(target, analysis)
    _tell_faults_of(evaluated, validation)
    if as_of is None:
        _tell_the_day(validation.context.as_of)
    if opened:
        open_result(target)
    if validation.fails_on(Severity.ERROR):
        raise typer.Exit(FOUND)


def _tell_faults_of(evaluated: Path | None, validation: Validation) -> None:
    """What is wrong with what the IT division typed itself, which no division can mend."""
    from sysaudit.reports.finding_text import finding_lines

    if evaluated is None:
        return
    own = [f for f in validation.findings if f.address.file == evaluated.name and not f.waived]
    faults = [each for each in own if each.severity is Severity.ERROR]
    if faults:
        head = say(
            f"{evaluated} の誤り（{len(faults)}件）:", f"errors in {evaluated}: {len(faults)}"
        )
        put([Line(""), Line(head, Tone.HEADING)])
        put(line for each in faults for line in finding_lines(each, language()))


def _tell_the_day(day: date) -> None:
    """Nobody chose the day from which the renewals are counted: which it is, and how to choose."""
    told = say(
        f"期限は{day}から数えています。別の日から数えるには --as-of {day.year}-07-01 のように"
        "指定してください。",
        f"Ends are counted from {day}: for another day give --as-of, as in --as-of "
        f"{day.year}-07-01",
    )
    put_error([Line(told)])


def _holds_second_evaluation(analysis: Path, config: str | None, jobs: int | None) -> bool:
    """Whether somebody has begun to fill in the analysis that stands there."""
    from sysaudit.beside import second_evaluations_in
    from sysaudit.config import load
    from sysaudit.reports.analysis_workbook import is_analysis

    if not analysis.is_file() or not is_analysis(analysis):
        return False
    settings = load(Path(config) if config else None)
    return bool(second_evaluations_in(analysis, settings, workers_of(jobs)))


def _refuse_errors(validation: Validation) -> None:
    """--strict: half an analysis is none.

    Raises:
        Misuse: There are errors in force.
    """
    errors = validation.counts[Severity.ERROR]
    if errors:
        raise Misuse(
            Text(
                f"エラーが{errors:,}件あるため、書きませんでした（--strict）。"
                "sysaudit validate で内容を確かめ、直してもらってください。",
                f"{errors:,} errors, so nothing was written (--strict): see sysaudit validate",
            )
        )


def _see_second_evaluations(
    validation: Validation, target: Path, evaluated: Path | None, jobs: int
) -> None:
    """What the IT division typed must not be lost, and where nothing was found it must be told.

    Raises:
        Misuse: The workbook to be replaced holds a second evaluation that this run does not.
    """
    from sysaudit.beside import second_evaluations_in

    read = validation.ward.second_evaluations
    if evaluated is not None and not read:
        told = Text(
            f"{evaluated} に2次評価の記入がありません。記入して保存したファイルか"
            "確かめてください。",
            f"{evaluated} holds no second evaluation: is it the one that was filled in and saved?",
        )
        put_error([Line(told.in_language(language()), Tone.WARNING)])
    if not target.exists():
        return
    known = {row.model_dump_json() for row in read}
    typed = second_evaluations_in(target, validation.context.settings, jobs)
    if any(row.model_dump_json() not in known for row in typed):
        raise Misuse(
            Text(
                f"{target} の「二次評価入力」に記入があり、上書きすると失われるため、"
                f"書きませんでした。--second-evaluation {target} を付けるか、"
                "-o に別の名前を指定してください。",
                f"nothing was written: {target} holds a second evaluation that would be lost. "
                f"Give --second-evaluation {target}, or -o another name",
            )
        )


def _write_data(folder: Path, analysis: Analysis) -> None:
    from sysaudit.reports.parquet import write_data

    for path in write_data(folder, analysis):
        put_error([Line(say(f"明細を {path} に書きました。", f"The rows are in {path}."))])


def _print(target: Path, analysis: Analysis) -> None:
    from sysaudit.reports.analysis_text import analysis_lines

    put(analysis_lines(analysis, language()))
    put_error([Line(say(f"分析書を {target} に書きました。", f"The analysis is in {target}."))])
