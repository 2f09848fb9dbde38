"""`sysaudit verify-draw`: was that fair? The draw, done again and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import put, put_error
from sysaudit.cli.draw_options import (
    FormerRosters,
    PreviousDraw,
    Results,
    Seed,
    SelfChecks,
    Shares,
    Show,
)
from sysaudit.cli.given import Given
from sysaudit.cli.language import language, say
from sysaudit.cli.passwords import ask_password
from sysaudit.cli.returns import AsOf, Config, Jobs, refuse_foreign
from sysaudit.cli.year_folder import YearFolder
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.nearest import meant, meant_path
from sysaudit.reports.lines import Line, Tone

if TYPE_CHECKING:
    from sysaudit.audits import Plan, Seal
    from sysaudit.audits.journal import Journal
    from sysaudit.audits.reading import Book
    from sysaudit.audits.receipt import Receipt
    from sysaudit.config import Settings

DIFFERS = 1
MOST_NAMED = 3
"""So many new files are named."""
LEFT_OUT = ("抽選結果のファイルを指定してください。", "Give the result of a draw.")
HELP = (
    "抽選結果 FILE に書かれた計画と鍵から抽選をやり直し、違うところを、そのセルと、正しければ"
    "何が変わったかとともに示します。\n"
    "--share（または --seed）を付けると鍵を、--roster、--self-checks、--results を付けると"
    "重みや日程をもとの資料から、--receipt を付けると立会人の控えと確かめます。\n"
    "終了コード: 0 一致した、1 一致しない、2 実行できない。",
    "Draws again by the plan and key that stand in FILE, and tells every difference with its cell "
    "and what it would have changed.\n"
    "--share (or --seed) checks the key too; --roster, --self-checks and --results check weights "
    "and dates against their sources; --receipt what the witness kept.\n"
    "Exit codes: 0 it agrees, 1 it differs, 2 could not run.",
)


def run(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help=say("抽選結果。", "The result of draw-audits.")),
    ] = None,
    seed: Seed = None,
    shares: Shares = None,
    roster: Annotated[
        str | None,
        typer.Option(
            "--roster",
            metavar="FILE",
            help=say(
                "組織台帳。重みなどをもとの資料から確かめます。",
                "The roster: checks weights and dates against their sources.",
            ),
        ),
    ] = None,
    self_checks: SelfChecks = None,
    results: Results = None,
    former_rosters: FormerRosters = None,
    previous_draw: PreviousDraw = None,
    receipt: Annotated[
        str | None,
        typer.Option(
            "--receipt",
            metavar="FILE",
            help=say("立会人の控え。", "The receipt that the witness kept."),
        ),
    ] = None,
    ticket_text: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--ticket-text",
            metavar="CODE FILE",
            help=say(
                "1課の券のもとの文字列をファイルに書きます（sha256sum や certutil で確かめる）。",
                "Write what a division's ticket is the hash of, for sha256sum or certutil.",
            ),
        ),
    ] = None,
    show: Show = False,
    as_of: AsOf = None,
    config: Config = None,
    jobs: Jobs = None,
) -> None:
    """Read, do it again, compare, print."""
    from sysaudit.audits.reading import read_book
    from sysaudit.audits.rebuilding import plan_in
    from sysaudit.audits.verification import verified
    from sysaudit.cli.draw_files import receipt_path
    from sysaudit.cli.rewriting import differences_by_cell
    from sysaudit.config import load
    from sysaudit.reports.draw_text import verification_lines

    settings = load(Path(config) if config else None)
    given = Given.of(roster, self_checks, results, former_rosters, previous_draw, as_of, jobs)
    if file is None:
        here = YearFolder.here(config, LEFT_OUT)
        file = here.required("draw")
        given = given.completed(here, "--roster")
        receipt = receipt or here.beside(receipt_path(Path(file)), "--receipt")
        here.tell()
    if given.roster is None and len(given.paths):
        raise Misuse(
            Text(
                "もとの資料から確かめるには、--roster も指定してください。",
                "to check against the sources give --roster too",
            )
        )
    told = read_book(Path(file), settings.limits, ask_password)
    if ticket_text is not None:
        _write_ticket_text(told, *ticket_text)
        return
    stated = plan_in(told)
    plan = None
    if given.roster is not None:
        _refuse_missing_kinds(told, given)
        plan = _planned_anew(stated, settings, given)
        _tell_new_files(told, plan)
    verification = verified(
        told,
        seal=_seal(stated, seed, shares),
        plan=plan,
        receipt=_receipt(receipt),
        record=_record(Path(file), told),
    )
    verification = differences_by_cell(verification, told)
    put(verification_lines(verification, language(), show=show))
    if verification.differences:
        raise typer.Exit(DIFFERS)


def _refuse_missing_kinds(told: Book, given: Given) -> None:
    """With half of the sources every division would seem to have been weighed wrongly.

    Raises:
        Misuse: The result names files of a kind that was not given.
    """
    from sysaudit.audits.inputs import FORMER_ROSTER_FILE, RESULTS_FILE, SELF_CHECK_FILE

    kinds = (SELF_CHECK_FILE, RESULTS_FILE, FORMER_ROSTER_FILE)
    options = ("--self-checks", "--results", "--former-roster")
    stated = {what.text for _, _, what in told.files}
    several = (given.self_checks, given.results, given.former_rosters)
    for kind, option, files in zip(kinds, options, several, strict=True):
        if kind.ja in stated and not files:
            raise Misuse(
                Text(
                    f"この抽選には{kind.ja}が使われています。{option} も指定してください。",
                    f"this draw was planned from {kind.en} files too: give {option}",
                )
            )


def _record(file: Path, told: Book) -> Journal | None:
    """The state file beside a sealed result, where it is still there."""
    from sysaudit.audits.journal_file import journal_path, read_journal
    from sysaudit.draw import ROLES

    path = journal_path(file)
    sealed = any(told.fields[role].text for role in ROLES)
    return read_journal(path, told.fields["draw_id"].text) if sealed and path.exists() else None


def _seal(stated: Plan, seed: str | None, shares: list[str] | None) -> Seal | None:
    from sysaudit.audits import sealed_by_seed, sealed_by_shares
    from sysaudit.cli.share_files import read_shares

    if seed is not None and shares:
        raise Misuse(
            Text("--seed と --share は、どちらか1つを指定してください。", "give --seed or --share")
        )
    if seed is not None:
        return sealed_by_seed(stated.draw_id, seed)
    if shares:
        return sealed_by_shares(stated.draw_id, read_shares(shares, stated.draw_id))
    return None


def _planned_anew(stated: Plan, settings: Settings, given: Given) -> Plan:
    """The plan by the inputs; size and window are those of the result."""
    from sysaudit.audits import Size, plan_of
    from sysaudit.audits.standing import Standing
    from sysaudit.cli.moving import carried_over

    if stated.having(Standing.CARRIED):
        settings = settings.with_busy("exclude")
    window = stated.window
    return plan_of(
        given.read(settings, stated.year),
        settings,
        size=Size(stated.places),
        draw_id=stated.draw_id,
        first=window.first,
        last=window.last,
        per_date=window.per_date,
        carried=carried_over(given.previous_draw, stated.year, settings),
    )


def _tell_new_files(told: Book, plan: Plan) -> None:
    """A self-check that came after the draw makes every chance another: say so first."""
    known = {(what.text, sha256.text) for _, sha256, what in told.files}
    new = [each for each in plan.files if (each.what.ja, each.sha256) not in known]
    if new:
        few = new[:MOST_NAMED]
        names = Text(
            "、".join(f"{each.what.ja} {each.name}" for each in few),
            ", ".join(f"{each.what.en} {each.name}" for each in few),
        )
        text = Text(
            f"抽選のときになかったか、その後に変わった資料があります（{len(new)}件: {names.ja}）。"
            "違いはそのためかもしれません。抽選のときの資料だけを指定してください。",
            f"{len(new)} files were not there at the draw, or changed since ({names.en}): "
            "differences may come from them, so give those of the draw alone",
        )
        put_error([Line(text.in_language(language()), Tone.WARNING)])


def _receipt(path: str | None) -> Receipt | None:
    from sysaudit.audits.receipt import read_receipt

    if path is None:
        return None
    try:
        return read_receipt(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        hint = meant_path(Path(path))
        raise Misuse(
            Text(
                f"控え {path} が読めません。{hint.ja}--commit が書いたファイルを指定してください。",
                f"cannot read the receipt {path}{hint.en}: give the file that --commit wrote",
            )
        ) from error


def _write_ticket_text(told: Book, code: str, target: str) -> None:
    """Exactly the bytes that are hashed: no mark before them, no line after them."""
    from sysaudit.draw.hashing import text_of
    from sysaudit.reports.files import write_privately

    codes = [row["code"].text for row in told.divisions]
    if code not in codes:
        hint = meant(code, codes)
        raise Misuse(
            Text(
                f"課コード「{code}」は「全課」にありません。{hint.ja}正しいコードを指定してください。",
                f"{code} is not on the sheet 全課 (all divisions){hint.en}: give one that is",
            )
        )
    text = text_of("ticket", told.fields["key"].text, code)
    refuse_foreign(Path(target), _is_ticket_text, "--ticket-text")
    write_privately(Path(target), text.encode())
    ja = f"{target} に書きました。sha256sum か certutil -hashfile {target} SHA256 で券になります。"
    en = f"written to {target}: sha256sum, or certutil -hashfile {target} SHA256, give the ticket"
    put_error([Line(say(ja, en))])


def _is_ticket_text(path: Path) -> bool:
    """Whether a file holds what a ticket is the hash of, or nothing."""
    from sysaudit.draw.hashing import text_of

    return path.is_file() and path.read_bytes()[:200].startswith(text_of("ticket", "").encode())
