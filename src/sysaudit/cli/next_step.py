"""Where a draw stands, and what is to be done next: `draw-audits` alone in the folder of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sysaudit.audits.journal import ROLE_NAMES, Journal
from sysaudit.audits.journal_file import journal_path, read_journal
from sysaudit.calendar import fiscal_year_of
from sysaudit.cli.console import put
from sysaudit.cli.language import language
from sysaudit.cli.share_files import PROMPT, commitment_in, share_path
from sysaudit.cli.year_folder import quoted
from sysaudit.config import Settings
from sysaudit.draw import ROLES
from sysaudit.findings import Text
from sysaudit.reports.lines import Line

SAME = Text(
    "計画に付けたオプション（--fraction など）は、次のコマンドにも付けてください。",
    "Give the next command the options of the plan too, such as --fraction.",
)
APART = Text(
    "シェアは、作った人だけが持ちます。立会人は、自分のUSBメモリなどに --share で書いてください。",
    "A share is for its maker alone: let the witness write it to a stick of their own by --share.",
)


def tell(result: Path, settings: Settings, draw_id: str | None, config: str | None) -> None:
    """Print it.

    Args:
        result: Where the result is, or will be.
        settings: What sysaudit.toml says.
        draw_id: Of the draw; by default the fiscal year.
        config: The settings that were given, which the next command needs too.

    Raises:
        Misuse: The record of the draw cannot be read.
    """
    year = settings.fiscal_year or fiscal_year_of(date.today())
    journal = read_journal(journal_path(result), draw_id or str(year))
    state, commands = _next(journal, result)
    more = [*(["--draw-id", draw_id] if draw_id else []), *(["--config", config] if config else [])]
    put([Line(state.in_language(language()))])
    for command in commands:
        own = more[-2:] if command[0] == "verify-draw" and config else more
        typed = " ".join(map(quoted, ["sysaudit", *command, *own]))
        put([Line(Text(f"次: {typed}", f"Next: {typed}").in_language(language()))])
    if journal.plan is not None and not journal.is_drawn:
        told = [SAME] if len(journal.commitments) == len(ROLES) else [SAME, APART]
        put(Line(each.in_language(language())) for each in told)


def _next(journal: Journal, result: Path) -> tuple[Text, list[Sequence[str]]]:
    """The state, and the commands that come next."""
    shares = [part for role in ROLES for part in ("--share", _share(journal, result, role))]
    missing = [role for role in ROLES if role not in journal.commitments]
    if journal.is_drawn and result.exists():
        text = Text(
            "抽選は済んでいます。訪問日は --move で変えられます。訪問が済んだら、公開の場で"
            "確かめられます。",
            "Drawn. A date is changed by --move; after the visits anybody may check the draw.",
        )
        return text, [["verify-draw"]]
    if journal.is_drawn:
        text = Text(
            f"抽選は記録されていますが、{result} がありません。同じシェアでもう一度実行します。",
            f"The draw is on record, but {result} is missing: run it again with the same shares.",
        )
        return text, [["draw-audits", *shares]]
    if journal.plan is None and result.exists():
        text = Text(
            f"{result} がありますが、抽選の記録 {journal_path(result).name} がありません。"
            "本番の結果なら、記録を元の場所に戻してください。",
            f"{result} is there, but not its record {journal_path(result).name}: put the record "
            "back if it is a result that counts.",
        )
        return text, [["verify-draw"]]
    if journal.plan is None:
        return Text("まだ計画がありません。", "There is no plan yet."), [["draw-audits", "--plan"]]
    if not missing:
        text = Text(
            "計画と2人のコミットメントが済んでいます。シェアのファイルを2つそろえてください。",
            "The plan and both commitments are on record: bring both shares together.",
        )
        return text, [["draw-audits", *shares]]
    names = [ROLE_NAMES[role] for role in missing]
    text = Text(
        f"計画は記録済みです。{'と'.join(each.ja for each in names)}のコミットメントがまだです。",
        f"The plan is on record; {' and '.join(each.en for each in names)} must commit.",
    )
    return text, [["draw-audits", "--commit", role, *_new_share(result, role)] for role in missing]


def _share(journal: Journal, result: Path, role: str) -> str:
    """The share of this round beside the result; where its holder took it along it is asked for."""
    path = share_path(result, role)
    wanted = journal.commitments.get(role)
    for each in sorted(path.parent.glob(f"{path.stem}*{path.suffix}")):
        if wanted is not None and commitment_in(each, journal.draw_id, role) == wanted:
            return str(each)
    return PROMPT


def _new_share(result: Path, role: str) -> Sequence[str]:
    """Another name where the share of an earlier round stands: none is ever overwritten."""
    path = free = share_path(result, role)
    number = 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}_{number}")
    return () if free == path else ("--share", str(free))
