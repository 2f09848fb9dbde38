"""More in a form than anybody fills in: then something went wrong with the whole of it."""

from __future__ import annotations

from collections.abc import Iterable

from sysaudit.findings import Text
from sysaudit.intake.grid import Grid
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.refusal import Reason, Refused


def check_rows(grid: Grid, limits: Limits, count: int) -> None:
    """Refuse a form of too many rows.

    Raises:
        Refused: It names the sheet and the setting.
    """
    if count > limits.rows:
        raise _too_much(grid, Text("行", "rows"), count, limits.rows, "rows")


def check_unread(grid: Grid, limits: Limits, count: int) -> None:
    """Refuse a form of which too many cells cannot be read: a remark on each helps nobody.

    Raises:
        Refused: It names the sheet and the setting.
    """
    if count > limits.unread:
        what = Text("読み取れないセル", "unreadable cells")
        raise _too_much(grid, what, count, limits.unread, "unread")


def runs_down(cells: Iterable[tuple[int, *tuple[object, ...]]]) -> int:
    """How many there are where like ones below each other count once.

    A formula that somebody dragged down too far is one remark.
    """
    known = set(cells)
    return sum((cell[0] - 1, *cell[1:]) not in known for cell in known)


def _too_much(grid: Grid, what: Text, count: int, most: int, setting: str) -> Refused:
    told = Text(
        f"「{grid.name}」の{what.ja}が {count:,} を数え、上限 {most:,} を超えます",
        f"{count:,} {what.en} on {grid.name}, the limit is {most:,}",
    )
    return Refused(Reason.TOO_LARGE, raisable(told, setting), grid.name)
