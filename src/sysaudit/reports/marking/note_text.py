"""What the note on a cell says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sysaudit.intake.our_marks import NOTE_HEAD, NOTE_TAIL
from sysaudit.reports.cell_text import safe
from sysaudit.reports.marking.remarks import WEIGHTS, Remark

LONGEST = 2_000
"""Characters of what stands between head and tail: nobody reads more in a box."""


def note_of(remarks: Iterable[Remark]) -> str:
    """One note for all that is to be said at a cell."""
    said = "\n\n".join(map(_paragraph, remarks))
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]}…\n（続きは「確認事項」のシートにあります）"
    return f"{NOTE_HEAD}\n{safe(said)}\n{NOTE_TAIL}"


def _paragraph(remark: Remark) -> str:
    return "\n".join(_lines(remark))


def _lines(remark: Remark) -> Iterator[str]:
    finding, cell = remark.finding, remark.finding.address.cell or ""
    label = f" {finding.label}" if finding.label else ""
    state = f"（{remark.state.ja}）" if remark.state else ""
    where = f"（{cell}）" if ":" in cell else ""
    yield f"■{WEIGHTS[finding.severity]}{state}{label}{where}"
    yield finding.message.ja
    if finding.fix.ja:
        yield f"→ {finding.fix.ja}"
