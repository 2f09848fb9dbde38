"""What `draw-audits` does, step by step: plan, commit, draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import typer

from sysaudit.audits import Plan, Result, draw_audits, sealed_by_seed, sealed_by_shares
from sysaudit.audits.inputs import SELF_CHECK_FILE
from sysaudit.audits.intervals import intervals
from sysaudit.audits.journal import ROLE_NAMES, Journal
from sysaudit.audits.journal_file import journal_path, read_journal
from sysaudit.audits.receipt import Receipt
from sysaudit.audits.rehearsal import rehearsed
from sysaudit.audits.standing import Standing
from sysaudit.cli.console import put, put_error
from sysaudit.cli.draw_files import (
    Files,
    receipt_path,
    refuse_other_than_draw,
    refuse_same,
    tell_unless_private,
)
from sysaudit.cli.language import language, say
from sysaudit.cli.moving import is_sealed
from sysaudit.cli.opening import open_result
from sysaudit.cli.share_files import commitment_in, read_shares, share_path, write_share
from sysaudit.config import Settings
from sysaudit.draw import ROLES, commitment, new_share
from sysaudit.draw.drawing import check
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports import draw_text
from sysaudit.reports.files import replacing, write_privately
from sysaudit.reports.keeping import keep
from sysaudit.reports.lines import Line, Tone

UNDATED = 1
PLAIN = Text(
    "公開のシードによる抽選です。シードを決めた人は、望む結果が出るまで試すことができ、シードを"
    "知る人は結果を先に知ることができます。本番では --plan、--commit、--share を使ってください。",
    "drawn by a text seed: whoever chose it could try until the draw suited, and whoever knows it "
    "knows the result. For the real draw use --plan, --commit and --share",
)


def plan(
    made: Plan, target: Path | None, settings: Settings, reason: str, given: Iterable[Path]
) -> None:
    """Show the plan, and record it where there is a result to come.

    Raises:
        Undrawable: There can be no draw by this plan; what there is has been shown.
    """
    if target is not None:
        refuse_same([target, journal_path(target)], given)
        refuse_other_than_draw(target)
    put(draw_text.plan_lines(made, language()))
    check(made.candidates, made.places)
    able = [each for each in made.entries if each.standing in (Standing.IN, Standing.MUST)]
    years = sorted({3, 4, 5, 6, settings.draw.max_gap_years})
    rows = intervals([each.base for each in able], made.places, settings.draw.points.factor, years)
    put([Line("")])
    put(draw_text.interval_lines(rows, made.places, language()))
    put([Line("")])
    put(draw_text.rehearsal_lines(rehearsed(made), made, language()))
    put([Line(""), Line(say("計画の SHA-256: ", "plan, SHA-256: ") + made.sha256)])
    if not any(each.what == SELF_CHECK_FILE for each in made.files):
        told = "監査調書が1件もないため、その点数は使っていません。"
        english = "there is no self-check, so none gives points"
        put_error([Line(say(told, english), Tone.WARNING)])
    if target is None:
        return
    path = journal_path(target)
    journal = read_journal(path, made.draw_id)
    _write_journal(path, journal.planned(made.sha256, _now(), reason))
    put_error([Line(say(f"計画を {path} に記録しました。", f"the plan is on record in {path}"))])


def commit(
    made: Plan, target: Path, role: str, shares: Sequence[str] | None, given: Iterable[Path]
) -> None:
    """Make a share, keep it in a file of its holder alone, and print its commitment."""
    if shares and len(shares) > 1:
        raise Misuse(
            Text(
                "--commit では --share を1つだけ指定してください。",
                "with --commit give --share once",
            )
        )
    kept = Path(shares[0]) if shares else share_path(target, role)
    path = journal_path(target)
    refuse_same([kept, path, target, receipt_path(target)], given)
    journal, private = read_journal(path, made.draw_id), True
    if not _has_committed(journal, made, role, kept):
        journal, private = _commit(journal, made, role, kept, path)
    _tell_commitment(role, journal.commitments[role], kept)
    tell_unless_private(kept, private)
    if journal.commitments.keys() >= set(ROLES):
        _write_receipt(target, journal, made)


def _has_committed(journal: Journal, made: Plan, role: str, kept: Path) -> bool:
    """Whether a run that made this very share was killed before it could tell all."""
    known = journal.commitments.get(role)
    same_plan = journal.plan == made.sha256 and not journal.is_drawn
    return same_plan and known is not None and known == commitment_in(kept, made.draw_id, role)


def _commit(
    journal: Journal, made: Plan, role: str, kept: Path, path: Path
) -> tuple[Journal, bool]:
    """The record with a new share on it, and whether the share's owner alone can read it."""
    share = new_share()
    committed = commitment(made.draw_id, role, share)
    journal = journal.committed(role, committed, made.sha256, _now())
    if commitment_in(kept, made.draw_id, role) not in (None, *journal.every_commitment):
        keep(kept)  # of a run that was killed before it was on record: nobody counts on it
    private = write_share(kept, made.draw_id, role, share)
    _write_journal(path, journal)
    return journal, private


def _tell_commitment(role: str, committed: str, kept: Path) -> None:
    name = ROLE_NAMES[role].in_language(language())
    put([Line(say(f"コミットメント（{name}）: ", f"commitment ({name}): ") + committed)])
    told = f"{name}のシェアを {kept} に書きました。抽選と検証が済むまで、本人だけが持ってください。"
    put_error(
        [
            Line(
                say(
                    told,
                    f"the share is in {kept}: its holder alone keeps it until the draw is verified",
                )
            )
        ]
    )


def _write_receipt(target: Path, journal: Journal, made: Plan) -> None:
    """The receipt of an earlier round stays: it is what the witness holds."""
    receipt = Receipt(made.draw_id, made.sha256, journal.commitments)
    path = receipt_path(target)
    content = receipt.text.encode()
    if not (path.is_file() and path.read_bytes() == content):
        if path.exists():
            keep(path)
        with replacing(path) as temporary:
            temporary.write_bytes(content)
    put([Line(line) for line in ["", *receipt.text.splitlines()]])
    told = f"控えを {path} に書きました。印刷して立会人に渡してください。"
    put_error([Line(say(told, f"the receipt is in {path}: print it for the witness"))])


def practise(made: Plan, files: Files, seed: str, settings: Settings, *, show: bool) -> None:
    """Draw by a text: no record, and never in the place of a sealed result."""
    journal = read_journal(journal_path(files.target), made.draw_id)
    if journal.commitments or journal.draws or is_sealed(files.target, settings):
        raise Misuse(
            Text(
                f"{files.target} は封印した抽選に使われています。練習では -o に別の名前を"
                "指定してください。",
                f"{files.target} belongs to a sealed draw: give -o another name for practice",
            )
        )
    password = files.ask_password()
    result = draw_audits(made, sealed_by_seed(made.draw_id, seed))
    content = files.content(result, password)
    files.write(content, result, settings.draw.smallest_department)
    _tell(result, files, show=show)


def draw(
    made: Plan,
    files: Files,
    shares: Sequence[str],
    settings: Settings,
    reason: str,
    *,
    show: bool,
) -> None:
    """Draw by both shares. It is on record before anybody can see it.

    A draw that is on record and has no result was cut short; it is finished, not drawn again.
    """
    path = journal_path(files.target)
    journal = read_journal(path, made.draw_id)
    seal = sealed_by_shares(made.draw_id, read_shares(shares, made.draw_id))
    finishes = not files.target.exists() and journal.is_cut_short(
        seal.commitments, made.sha256, reason
    )
    if not finishes:
        journal.check_draw(seal.commitments, made.sha256, reason)
    password = files.ask_password()
    reasons = "、".join(filter(None, [journal.reasons, "" if finishes else reason]))
    result = draw_audits(made, seal, redrawn=reasons)
    content = files.content(result, password)
    if not finishes:
        leaves = result.leaf_list_sha256
        drawn = journal.drawn(seal.commitments, made.sha256, leaves, _now(), reason)
        with files.former_kept():
            _write_journal(path, drawn)
    files.write(content, result, settings.draw.smallest_department)
    _tell(result, files, show=show)


def _tell(result: Result, files: Files, *, show: bool) -> None:
    put(draw_text.result_lines(result, language(), show=show))
    if not result.plan.gap_known:
        put_error([draw_text.gap_unknown(result.plan, language())])
    told = f"結果を {files.target} に書きました（取扱注意）。"
    put_error([Line(say(told, f"the result is in {files.target} (confidential)"))])
    if result.seal.plain:
        put_error([Line(PLAIN.in_language(language()), Tone.WARNING)])
    if files.opened:
        open_result(files.target)
    if result.schedule.conflicts:
        raise typer.Exit(UNDATED)


def _write_journal(path: Path, journal: Journal) -> None:
    write_privately(path, journal.as_json().encode())


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
