"""What `draw-audits` does, step by step: plan, commit, draw, move."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer

from sysaudit.audits import Plan, Result, Seal, draw_audits, sealed_by_seed, sealed_by_shares
from sysaudit.audits.intervals import intervals
from sysaudit.audits.journal import ROLE_NAMES, Journal, journal_path, read_journal
from sysaudit.audits.reading import Book, read_book
from sysaudit.audits.rebuilding import STANDINGS, moves_in, odds_in, plan_in, seal_in
from sysaudit.audits.receipt import Receipt
from sysaudit.audits.rehearsal import rehearsed
from sysaudit.audits.standing import Standing
from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import language, say
from sysaudit.cli.passwords import ask_password, new_password
from sysaudit.cli.returns import refuse_foreign
from sysaudit.cli.share_files import read_shares, share_path, write_share
from sysaudit.config import Settings
from sysaudit.draw import ROLES, commitment, new_share
from sysaudit.draw.drawing import check
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.locked import is_locked
from sysaudit.reports import draw_text
from sysaudit.reports.draw_summary import is_summary, write_summary
from sysaudit.reports.draw_workbook import draw_workbook, is_draw
from sysaudit.reports.files import replacing, write_privately
from sysaudit.reports.keeping import keep
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.locking import locked

UNDATED = 1
RECEIPT = "_控え.txt"
PLAIN = Text(
    "公開のシードによる抽選です。シードを決めた人は、望む結果が出るまで試すことができ、シードを"
    "知る人は結果を先に知ることができます。本番では --plan、--commit、--share を使ってください。",
    "drawn by a text seed: whoever chose it could try until the draw suited, and whoever knows it "
    "knows the result. For the real draw use --plan, --commit and --share",
)


@dataclass(frozen=True)
class Files:
    """What a draw writes."""

    target: Path
    summary: str | None
    leaves: str | None
    locked: bool


def plan(made: Plan, target: Path | None, settings: Settings, reason: str) -> None:
    """Show the plan, and record it where there is a result to come.

    Raises:
        Undrawable: There can be no draw by this plan; what there is has been shown.
    """
    put(draw_text.plan_lines(made, language()))
    check(made.candidates, made.places)
    able = [each for each in made.entries if each.standing in (Standing.IN, Standing.MUST)]
    rules = settings.draw.points
    years = sorted({3, 4, 5, 6, settings.draw.max_gap_years})
    rows = intervals([each.base for each in able], made.places, rules.factor, years)
    put([Line("")])
    put(draw_text.interval_lines(rows, made.places, language()))
    put([Line("")])
    put(draw_text.rehearsal_lines(rehearsed(made), made, language()))
    put([Line(""), Line(say("計画の SHA-256: ", "plan, SHA-256: ") + made.sha256)])
    if target is None:
        return
    path = journal_path(target)
    journal = read_journal(path, made.draw_id)
    _write_journal(path, journal.planned(made.sha256, _now(), reason))
    put_error([Line(say(f"計画を {path} に記録しました。", f"the plan is on record in {path}"))])


def commit(made: Plan, target: Path, role: str, shares: Sequence[str] | None) -> None:
    """Make a share, keep it in a file of its holder alone, and print its commitment."""
    if shares and len(shares) > 1:
        raise Misuse(
            Text("--commit には --share を1つだけ指定できます。", "with --commit give --share once")
        )
    share = new_share()
    committed = commitment(made.draw_id, role, share)
    path = journal_path(target)
    journal = read_journal(path, made.draw_id).committed(role, committed, made.sha256, _now())
    kept = Path(shares[0]) if shares else share_path(target, role)
    private = write_share(kept, made.draw_id, role, share)
    _write_journal(path, journal)
    name = ROLE_NAMES[role].in_language(language())
    put([Line(say(f"コミットメント（{name}）: ", f"commitment ({name}): ") + committed)])
    told = f"{name}のシェアを {kept} に書きました。抽選の日まで本人だけが持ってください。"
    put_error(
        [Line(say(told, f"the share is in {kept}: its holder alone keeps it until the draw"))]
    )
    _tell_unless_private(kept, private)
    if journal.commitments.keys() >= set(ROLES):
        _write_receipt(target, journal, made)


def _write_receipt(target: Path, journal: Journal, made: Plan) -> None:
    receipt = Receipt(made.draw_id, made.sha256, journal.commitments)
    path = target.with_name(target.stem + RECEIPT)
    with replacing(path) as temporary:
        temporary.write_text(receipt.text, encoding="utf-8", newline="\n")
    put([Line(line) for line in ["", *receipt.text.splitlines()]])
    told = f"控えを {path} に書きました。印刷して立会人に渡してください。"
    put_error([Line(say(told, f"the receipt is in {path}: print it for the witness"))])


def draw(
    made: Plan,
    files: Files,
    seed: str | None,
    shares: Sequence[str] | None,
    settings: Settings,
    reason: str,
    *,
    show: bool,
) -> None:
    """Draw, write, and tell the numbers."""
    if files.summary:
        refuse_foreign(Path(files.summary), is_summary, "--summary")
    path = journal_path(files.target)
    journal = read_journal(path, made.draw_id)
    if seed is not None:
        _refuse_practice(journal, files.target, reason)
        seal = sealed_by_seed(made.draw_id, seed)
        _refuse_existing(files.target)
    else:
        seal = sealed_by_shares(made.draw_id, read_shares(shares or (), made.draw_id))
        journal.check_draw(seal.commitments, made.sha256, reason)
    result = draw_audits(made, seal, redrawn=reason)
    _write(result, files, settings.draw.smallest_department, keep_former=not seal.plain)
    if not seal.plain:
        drawn = journal.drawn(
            seal.commitments, made.sha256, result.leaf_list_sha256, _now(), reason
        )
        _write_journal(path, drawn)
    _tell(result, files, seal, show)


def _refuse_practice(journal: Journal, target: Path, reason: str) -> None:
    """A practice draw must not take the place of a sealed one, nor pretend to be one."""
    if journal.commitments or journal.draws:
        raise Misuse(
            Text(
                f"{target} は封印した抽選に使われています。練習では -o に別の名前を"
                "指定してください。",
                f"{target} belongs to a sealed draw: give -o another name for practice",
            )
        )
    if reason:
        raise Misuse(
            Text(
                "--redraw は --share の抽選のためのものです。--seed の抽選は記録を残しません。",
                "--redraw belongs to a draw with --share; a draw by --seed keeps no record",
            )
        )


def _refuse_existing(target: Path) -> None:
    if target.is_file() and is_locked(target.read_bytes()):
        raise Misuse(
            Text(
                f"{target} はパスワードで保護されているため、上書きしません。"
                "-o に別の名前を指定してください。",
                f"{target} is locked and is not overwritten: give -o another name",
            )
        )
    refuse_foreign(target, is_draw, "-o")


def _write(result: Result, files: Files, smallest: int, *, keep_former: bool) -> None:
    """The result and what was asked for beside it; a former sealed result stays beside it."""
    content = draw_workbook(result)
    if files.locked:
        content = locked(content, new_password())
    if keep_former and files.target.exists():
        kept = keep(files.target)
        put_error([Line(say(f"前の結果を {kept} に残しました。", f"the former is in {kept}"))])
    _tell_unless_private(files.target, write_privately(files.target, content))
    if files.summary:
        write_summary(Path(files.summary), result, smallest)
    if files.leaves:
        with replacing(Path(files.leaves)) as temporary:
            temporary.write_text(result.leaf_list, encoding="ascii", newline="\n")


def _tell(result: Result, files: Files, seal: Seal, show: bool) -> None:
    put(draw_text.result_lines(result, language(), show=show))
    told = f"結果を {files.target} に書きました（取扱注意）。"
    put_error([Line(say(told, f"the result is in {files.target} (confidential)"))])
    if seal.plain:
        put_error([Line(PLAIN.in_language(language()), Tone.WARNING)])
    if result.schedule.conflicts:
        raise typer.Exit(UNDATED)


def move(target: Path, code: str, on: date, reason: str, settings: Settings, *, show: bool) -> None:
    """Record a date that was moved after the draw, beside the sealed one."""
    if not reason.strip():
        raise Misuse(Text("--move には理由が必要です。台風のため、など。", "--move needs a reason"))
    was_locked = _is_locked(target)
    password = ask_password() if was_locked else ""
    told = read_book(target, settings.limits, lambda: password)
    result = _rebuilt(told).with_move(code, on, reason.strip())
    if on not in result.plan.open_dates[code]:
        text = say(
            f"{on} は、訪問できる日として登録されていません（休日、繁忙期、期間外）。"
            "そのまま記録します。",
            f"{on} is not among the open dates (holiday, busy season, outside the window); it is "
            "recorded all the same",
        )
        put_error([Line(text, Tone.WARNING)])
    content = draw_workbook(result)
    write_privately(target, locked(content, password) if was_locked else content)
    shown = f" {code} {result.plan.by_code[code].name}" if show else ""
    put([Line(say(f"変更を記録しました: {on}{shown}", f"recorded: {on}{shown}"))])


def _is_locked(target: Path) -> bool:
    return target.is_file() and is_locked(target.read_bytes())


def _rebuilt(told: Book) -> Result:
    """The result that a workbook states.

    Raises:
        Misuse: It has been changed by hand, so that it is no draw any more.
    """
    from sysaudit.audits.verification import verified

    verification = verified(told)
    if verification.result is None or verification.differences:
        raise Misuse(
            Text(
                f"{told.file} の内容が抽選と一致しません。sysaudit verify-draw で確かめ、"
                "書き換えられていない元のファイルを使ってください。",
                f"{told.file} does not agree with its draw: see sysaudit verify-draw, and use "
                "the original file",
            )
        )
    return draw_audits(
        plan_in(told),
        seal_in(told),
        odds=odds_in(told),
        redrawn=told.fields["redrawn"].text,
        moves=moves_in(told),
    )


def carried_over(previous: str | None, year: int, settings: Settings) -> Collection[str]:
    """Last year's codes of the divisions that last year's draw carried over.

    Raises:
        Misuse: The file is no result, or not last year's.
    """
    if previous is None:
        return ()
    told = read_book(Path(previous), settings.limits, ask_password)
    drawn_in = told.fields["year"].number
    if drawn_in != year - 1:
        raise Misuse(
            Text(
                f"{previous} は{drawn_in}年度の抽選結果です。{year - 1}年度のものを"
                "指定してください。",
                f"{previous} is the result of {drawn_in}: give that of {year - 1}",
            )
        )
    return frozenset(
        row["code"].text
        for row in told.divisions
        if STANDINGS.get(row["standing"].text) is Standing.CARRIED
    )


def _write_journal(path: Path, journal: Journal) -> None:
    write_privately(path, journal.as_json().encode())


def _tell_unless_private(path: Path, private: bool) -> None:
    if not private:
        told = f"{path} は、この場所の制約でほかの人にも読める状態です。保管に注意してください。"
        english = f"{path} can be read by others, for this disk knows no rights: guard it"
        put_error([Line(say(told, english), Tone.WARNING)])


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
