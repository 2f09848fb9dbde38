"""The file in which the journal of a draw stands, beside its result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sysaudit.audits.journal import COMMITTED, DRAWN, PLANNED, VERSION, Event, Journal
from sysaudit.errors import Misuse
from sysaudit.findings import Text

NAME = "_抽選の記録.json"


def journal_path(result: Path) -> Path:
    """Where the state file of a result stands."""
    return result.with_name(result.stem + NAME)


def read_journal(path: Path, draw_id: str) -> Journal:
    """The journal that stands in a file; an empty one where there is none.

    Raises:
        Misuse: It cannot be read, or is that of another draw.
    """
    if not path.exists():
        return Journal(draw_id)
    try:
        journal = _parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misuse(
            Text(
                f"抽選の記録 {path} が読めません。書き換えずに元のファイルへ戻してください。",
                f"the record of the draw {path} cannot be read: put the original back",
            )
        ) from error
    if journal.draw_id != draw_id:
        raise Misuse(
            Text(
                f"{path} は抽選ID {journal.draw_id} の記録です。-o に別の名前を指定するか、"
                f"--draw-id {journal.draw_id} を付けてください。",
                f"{path} is the record of {journal.draw_id}: give -o another name, or "
                f"--draw-id {journal.draw_id}",
            )
        )
    return journal


def _parsed(text: str) -> Journal:
    """What the file says; an exception where it is not one of ours."""
    told = json.loads(text)
    if told["journal"] != VERSION:
        raise ValueError(told["journal"])
    return Journal(str(told["draw_id"]), tuple(map(_event, told["events"])))


_NEEDED = {
    PLANNED: {"plan"},
    COMMITTED: {"role", "commitment"},
    DRAWN: {"plan", "leaves"},
}


def _event(told: Any) -> Event:
    """One line of the file; anything else than what we write is none."""
    event = {str(name): str(value) for name, value in told.items()}
    if not _NEEDED[event["event"]] <= event.keys():
        raise KeyError(event["event"])
    return event
