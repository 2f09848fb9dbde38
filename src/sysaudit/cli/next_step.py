"""Where a draw stands, and what is to be done next: `draw-audits` alone in the folder of a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sysaudit.audits.journal import ROLE_NAMES, Journal
from sysaudit.audits.journal_file import journal_path, read_journal
from sysaudit.calendar import fiscal_year_of
from sysaudit.cli.console import put
from sysaudit.cli.language import language
from sysaudit.cli.share_files import share_path
from sysaudit.config import Settings
from sysaudit.draw import ROLES
from sysaudit.findings import Text
from sysaudit.reports.lines import Line


def tell(result: Path, settings: Settings, draw_id: str | None) -> None:
    """Print it.

    Args:
        result: Where the result is, or will be.
        settings: What sysaudit.toml says.
        draw_id: Of the draw; by default the fiscal year.

    Raises:
        Misuse: The record of the draw cannot be read.
    """
    year = settings.fiscal_year or fiscal_year_of(date.today())
    journal = read_journal(journal_path(result), draw_id or str(year))
    put(Line(text.in_language(language())) for text in _told(journal, result))


def _told(journal: Journal, result: Path) -> list[Text]:
    """The state, and the command that comes next."""
    if journal.is_drawn:
        return [
            Text("抽選は済んでいます。だれでも確かめられます。", "Drawn; anybody may check it."),
            Text("次: sysaudit verify-draw", "Next: sysaudit verify-draw"),
        ]
    if journal.plan is None:
        return [
            Text("まだ計画がありません。", "There is no plan yet."),
            Text("次: sysaudit draw-audits --plan", "Next: sysaudit draw-audits --plan"),
        ]
    missing = [role for role in ROLES if role not in journal.commitments]
    if not missing:
        shares = " ".join(f"--share {share_path(result, role)}" for role in ROLES)
        return [
            Text(
                "計画と2人のコミットメントが済んでいます。",
                "The plan and both commitments are on record.",
            ),
            Text(f"次: sysaudit draw-audits {shares}", f"Next: sysaudit draw-audits {shares}"),
        ]
    names = [ROLE_NAMES[role] for role in missing]
    return [
        Text(
            f"計画は記録済みです。{'と'.join(n.ja for n in names)}のコミットメントがまだです。",
            f"The plan is on record; {' and '.join(n.en for n in names)} must commit.",
        ),
        *(
            Text(*[f"{word}: sysaudit draw-audits --commit {role}" for word in ("次", "Next")])
            for role in missing
        ),
    ]
