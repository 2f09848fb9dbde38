"""What the terminal says of what was written to go back."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Text
from sysaudit.reports.returning.folder import Written
from sysaudit.reports.returning.packets import Packets


def told_of(written: Written, back: Packets) -> Iterator[Text]:
    """Where it is and how much, what was kept, and whose files nobody knows."""
    if written.kept is not None:
        yield Text(
            f"前に書いたフォルダーは {written.kept} として残しました。",
            f"the folder of the earlier run was kept as {written.kept}",
        )
    yield Text(
        f"課に返すものを {written.folder} に書きました（印を付けた写し{written.copies}件、"
        f"確認事項の一覧{written.slips}件、提出のお願い{written.reminders}課）。",
        f"What goes back is in {written.folder} ({written.copies} marked copies, "
        f"{written.slips} slips, {written.reminders} reminders).",
    )
    if back.held:
        yield Text(
            "どの課のものか確かでないため、返すものを作らなかったファイル（課コードと課名を確かめて"
            f"ください）: {'、'.join(back.held)}",
            "nothing was made for files of which it is not certain whose they are (look at code "
            f"and name): {', '.join(back.held)}",
        )
