"""`sysaudit draw-audits`: plan, commitments, and the draw of the surprise audits."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from sysaudit.cli.asked import Asked
from sysaudit.cli.draw_options import (
    DrawId,
    FormerRosters,
    PreviousDraw,
    Results,
    Seed,
    SelfChecks,
    Shares,
    Show,
    fraction,
    from_one,
    moved_day,
)
from sysaudit.cli.given import Given
from sysaudit.cli.language import say
from sysaudit.cli.opening import Open
from sysaudit.cli.options import day, one_of, whole_number, workbook
from sysaudit.cli.returns import AsOf, Config, Jobs, Year
from sysaudit.cli.year_folder import YearFolder
from sysaudit.errors import Misuse
from sysaudit.findings import Text

HELP = (
    "組織台帳 ROSTER の課から、約3分の1を抽選し、繁忙期を避けて訪問日を決めます。"
    "監査調書と前年度までの監査結果があれば、重みと「必ず監査する課」に反映します。\n"
    "順序: --plan（誰が対象か、日程が成り立つかを確かめて記録）、"
    "--commit secretariat と --commit witness（事務局と立会人が別々に）、"
    "最後に --share を2つ付けて抽選。--seed は練習用です。\n"
    "結果は本人だけが読めるファイルになり、選ばれた課の名前は --show を付けない限り"
    "画面に出ません。\n"
    "終了コード: 0 抽選した、1 抽選したが日付の決まらない課がある、2 実行できない。",
    "Draws about one third of the divisions of ROSTER and dates the visits outside their busy "
    "seasons. Self-checks and results of earlier audits, where given, decide on weights and on "
    "who must be visited.\n"
    "In order: --plan (see who is in and whether the calendar works; it is recorded), --commit "
    "secretariat and --commit witness (each by its holder), then the draw with --share twice. "
    "--seed is for practice.\n"
    "The result is readable by its owner only, and no drawn division is named on the terminal "
    "without --show.\n"
    "Exit codes: 0 drawn, 1 drawn but somebody has no date, 2 could not run.",
)
RESULT_LEFT_OUT = ("-o に結果のファイルを指定してください。", "Give -o, the result's file.")
LEFT_OUT = ("組織台帳のファイルを指定してください。", "Give the workbook of the roster.")


def run(
    context: typer.Context,
    roster: Annotated[
        str | None,
        typer.Argument(metavar="ROSTER", help=say("組織台帳。", "The roster 組織台帳.")),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.xlsx",
            parser=workbook,
            help=say("抽選結果のファイル。", "The result."),
        ),
    ] = None,
    self_checks: SelfChecks = None,
    results: Results = None,
    former_rosters: FormerRosters = None,
    previous_draw: PreviousDraw = None,
    part: Annotated[
        Fraction | None,
        typer.Option(
            "--fraction",
            metavar="N/M",
            parser=fraction,
            help=say(
                "対象の課のうち監査する割合。既定は 1/3。",
                "The part of the divisions in scope that is visited. Default: 1/3.",
            ),
        ),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(
            "--count",
            metavar="N",
            parser=whole_number,
            help=say("監査する課の数（割合の代わり）。", "How many, instead of a fraction."),
        ),
    ] = None,
    first: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=day,
            help=say("訪問の期間の始まり。既定は9月1日。", "First day. Default: 1 September."),
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--to",
            metavar="DATE",
            parser=day,
            help=say("訪問の期間の終わり。既定は12月28日。", "Last day. Default: 28 December."),
        ),
    ] = None,
    per_date: Annotated[
        int | None,
        typer.Option(
            "--visits-per-date",
            metavar="N",
            parser=from_one,
            help=say("1日に訪問できる課の数。既定は1。", "Visits a day. Default: 1."),
        ),
    ] = None,
    busy: Annotated[
        str | None,
        typer.Option(
            "--busy",
            metavar="draw|exclude",
            parser=one_of("draw", "exclude"),
            help=say(
                "訪問できる日のない課を、抽選する（draw）か翌年度へ繰り越す（exclude）か。",
                "Divisions without an open date: draw them, or carry them over (exclude).",
            ),
        ),
    ] = None,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan",
            help=say(
                "抽選せずに、対象、必須、対象外と理由、日程が成り立つかを表示し、計画を記録します。",
                "Draw nothing: show who is in, must and out, and whether the calendar works; "
                "record the plan.",
            ),
        ),
    ] = False,
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="secretariat|witness",
            parser=one_of("secretariat", "witness"),
            help=say(
                "シェアを作って本人だけのファイルに書き、コミットメントを表示します"
                "（secretariat 事務局、witness 立会人）。",
                "Make a share in a file of its holder alone and print its commitment "
                "(secretariat or witness).",
            ),
        ),
    ] = None,
    seed: Seed = None,
    shares: Shares = None,
    redraw: Annotated[
        str | None,
        typer.Option(
            "--redraw",
            metavar="REASON",
            help=say(
                "やり直す理由（計画または抽選。記録に残ります）。",
                "Why it is planned or drawn again; stays on record.",
            ),
        ),
    ] = None,
    move: Annotated[
        tuple[str, str, str] | None,
        typer.Option(
            "--move",
            metavar="CODE DATE REASON",
            help=say(
                "抽選の後で訪問日を変え、理由を記録します。",
                "Move a visit after the draw, with its reason.",
            ),
        ),
    ] = None,
    draw_id: DrawId = None,
    password: Annotated[
        bool,
        typer.Option(
            "--password",
            help=say(
                "結果を暗号化します（パスワードは画面で入力、または環境変数 SYSAUDIT_PASSWORD）。",
                "Encrypt the result (the password is asked for, or in SYSAUDIT_PASSWORD).",
            ),
        ),
    ] = False,
    show: Show = False,
    summary: Annotated[
        str | None,
        typer.Option(
            "--summary",
            metavar="FILE.xlsx",
            parser=workbook,
            help=say("課名のない、公表できる集計。", "What the board may see: no names."),
        ),
    ] = None,
    leaves: Annotated[
        str | None,
        typer.Option(
            "--leaves",
            metavar="FILE",
            help=say(
                "葉の一覧（抽選の日に公表しても何も漏れません）。",
                "The list of leaves, which may be published and gives nothing away.",
            ),
        ),
    ] = None,
    opened: Open = False,
    as_of: AsOf = None,
    year: Year = None,
    config: Config = None,
    jobs: Jobs = None,
) -> None:
    """Do the one thing that was asked for."""
    from sysaudit.audits import Size, plan_of
    from sysaudit.cli import drawing_steps, moving, next_step
    from sysaudit.cli.draw_files import Files
    from sysaudit.config import load

    asked = Asked(plan, commit, move, seed, shares, roster, part, count)
    settings = load(Path(config) if config else None)
    if settings.folder is not None and not _given(context) - {"output", "draw_id", "config"}:
        result = Path(output) if output else YearFolder.here(config, LEFT_OUT).place("draw")
        next_step.tell(result, settings, draw_id, config)
        return
    of_a_draw = {"--summary": summary, "--leaves": leaves, "--password": password}
    asked.check(redraw, others={**of_a_draw, "--open": opened})
    given = Given.of(roster, self_checks, results, former_rosters, previous_draw, as_of, jobs)
    if roster is None and (move is None or output is None):
        here = YearFolder.here(config, RESULT_LEFT_OUT if move else LEFT_OUT)
        given = given if move else given.completed(here)
        output = output or here.target("draw" if seed is None else "practice", "-o")
        here.tell()
    target = Path(output) if output else None
    if target is None and not plan:
        raise Misuse(Text(*RESULT_LEFT_OUT))
    if move is not None and target is not None:
        code, on, reason = move
        moving.move(target, code, moved_day(on), reason, settings, show=show)
        return
    if busy is not None:
        settings = settings.with_busy(busy)
    inputs = given.read(settings, year)
    made = plan_of(
        inputs,
        settings,
        size=Size(count, part),
        draw_id=draw_id,
        first=first,
        last=last,
        per_date=per_date,
        carried=moving.carried_over(given.previous_draw, inputs.year, settings),
    )
    if plan:
        drawing_steps.plan(made, target, settings, redraw or "", given.paths)
        return
    if target is None:
        return
    if commit is not None:
        drawing_steps.commit(made, target, commit, shares, given.paths)
        return
    beside = [Path(each) if each else None for each in (summary, leaves)]
    files = Files(target, beside[0], beside[1], password, opened)
    files.check(given.paths)
    if seed is not None:
        drawing_steps.practise(made, files, seed, settings, show=show)
    else:
        drawing_steps.draw(made, files, shares or (), settings, redraw or "", show=show)


def _given(context: typer.Context) -> set[str]:
    """The options that were given, by the names of their parameters."""
    return {name for name, value in context.params.items() if value not in (None, False, ())}
