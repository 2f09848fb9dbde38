"""Which of several findings that look alike was mended.

Findings without a row's key, or under one key, are told apart by their number alone. So when one of
three is gone it is always the last of them that is missing, whichever was put right. How many are
gone is certain; which, only the cells can tell: one where the same is still found was not mended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sysaudit.findings import Finding
from sysaudit.intake.facts import Span
from sysaudit.intake.places import place_of, span_of
from sysaudit.rounds.baseline import Known

Kind = tuple[str | None, ...]


def placed(
    gone: Iterable[Known], known: Iterable[Known], findings: Iterable[Finding]
) -> Iterator[Known]:
    """What is gone, each as the one of its kind that may be; none where all may still be there.

    Args:
        gone: Earlier findings of which nothing is left.
        known: All earlier findings.
        findings: Those of this round.
    """
    here: dict[Kind, list[Finding]] = defaultdict(list)
    for finding in findings:
        here[_kind(finding)].append(finding)
    alike: dict[Kind, list[Known]] = defaultdict(list)
    for each in known:
        alike[_kind(each)].append(each)
    for each in gone:
        kind = _kind(each)
        if kind not in here:
            yield each
            continue
        free = [k for k in alike[kind] if not any(_meets(k, finding) for finding in here[kind])]
        if free:
            alike[kind].remove(free[-1])
            yield free[-1]


def _kind(finding: Finding | Known) -> Kind:
    """By what findings are told apart, but for their number."""
    return (finding.division_code, finding.form, finding.code, finding.key, finding.label)


def _meets(known: Known, finding: Finding) -> bool:
    """Whether an earlier finding stood at a cell of this one; files may bear another name."""
    at = finding.address
    if known.sheet != at.sheet:
        return False
    one, other = _span(known.cell), _span(at.cell)
    if one is None or other is None:
        return known.cell == at.cell
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _span(cell: str | None) -> Span | None:
    """A cell or a range of cells; None for whole rows, columns and sheets."""
    if cell is None:
        return None
    place = place_of(cell)
    return (*place, *place) if place else span_of(cell)
