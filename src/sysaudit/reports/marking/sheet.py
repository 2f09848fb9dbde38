"""The worksheet part: colours laid over its cells, its place in the window, its notes' anchor."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from sysaudit.findings import Address, Severity
from sysaudit.intake.facts import Cell, Span, cell_name, runs
from sysaudit.intake.our_marks import SIGNATURE, is_our_condition
from sysaudit.intake.places import LAST_COLUMN, LAST_ROW, place_of, span_of
from sysaudit.reports.marking import schema
from sysaudit.reports.marking.elements import Element, Splices
from sysaudit.reports.marking.parts import OFFICE

MOST_AREAS = 1_000
"""Areas of one conditional format: Excel reads no endless list."""


def span_at(address: Address, used: Cell) -> Span | None:
    """The cells of an address; of whole rows and columns those within the used part of the sheet.

    >>> span_at(Address("a.xlsx", "表紙", row=5, last_row=7), (20, 4))
    (5, 1, 7, 4)
    """
    row, column = address.row, address.column
    if row is None and column is None:
        return None
    last_row = address.last_row or row or max(used[0], 1)
    last_column = address.last_column or column or max(used[1], 1)
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        return None
    return (row or 1, column or 1, last_row, last_column)


def put_colours(
    splices: Splices,
    root: Element,
    spans: Mapping[Severity, Iterable[Span]],
    looks: Mapping[Severity, int],
) -> None:
    """Lay a colour over the cells of each severity, the gravest first.

    Where two of them lie over a cell the first wins, for its priority is the lower number.
    """
    rules = root.under("cfRule") if b"cfRule" in splices.data else ()
    priority = max((rule.number("priority") for rule in rules), default=0)
    new: list[str] = []
    for severity, look in looks.items():
        for areas in _apart(spans.get(severity, ())):
            for start in range(0, len(areas), MOST_AREAS):
                priority += 1
                new.append(_conditional_format(areas[start : start + MOST_AREAS], look, priority))
    if new:
        splices.insert(root, "conditionalFormatting", "".join(new).encode(), schema.WORKSHEET)


def _apart(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """The same areas in lists in which none overlaps another, cells in a column joined.

    >>> list(_apart([(2, 1, 2, 1), (3, 1, 3, 1), (1, 1, 9, 2), (4, 2, 4, 3)]))
    [[(2, 1, 3, 1)], [(1, 1, 9, 2)], [(4, 2, 4, 3)]]
    """
    columns: dict[int, list[int]] = defaultdict(list)
    lists: list[list[Span]] = []
    ends: list[tuple[int, int]] = []  # the last row of each list
    for span in sorted(set(spans)):
        if span[:2] == span[2:]:
            columns[span[1]].append(span[0])
            continue
        number = heappop(ends)[1] if ends and ends[0][0] < span[0] else len(lists)
        lists += [[]] if number == len(lists) else []
        lists[number].append(span)
        heappush(ends, (span[2], number))
    cells = [
        (first, column, last, column)
        for column, rows in columns.items()
        for first, last in runs((row, row) for row in rows)
    ]
    yield from filter(None, (cells, *lists))


def _reference(span: Span) -> str:
    first, last = cell_name(*span[:2]), cell_name(*span[2:])
    return first if first == last else f"{first}:{last}"


def _conditional_format(cells: Sequence[Span], look: int, priority: int) -> str:
    condition = SIGNATURE.replace('"', "&quot;")
    return (
        f'<conditionalFormatting sqref="{" ".join(map(_reference, cells))}">'
        f'<cfRule type="expression" dxfId="{look}" priority="{priority}">'
        f"<formula>{condition}</formula></cfRule></conditionalFormatting>"
    )


def drop_colours(splices: Splices, root: Element) -> None:
    """Take our colours off, whoever has saved the sheet since."""
    for block in root.all("conditionalFormatting"):
        rules = list(block.all("cfRule"))
        ours = [rule for rule in rules if _is_ours(rule)]
        for each in [block] if rules == ours else ours:
            splices.cut(each)


def _is_ours(rule: Element) -> bool:
    formula = rule.first("formula")
    return formula is not None and is_our_condition(formula.text)


def put_behind(splices: Splices, root: Element) -> None:
    """Make it a sheet that is not the open one."""
    for view in root.listed("sheetViews"):
        if "tabSelected" in view.attributes:
            splices.set(view, "tabSelected", None)


def put_shapes(splices: Splices, root: Element, link: str) -> None:
    """Relate the sheet to the shapes of its notes."""
    new = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{link}"/>'
    splices.insert(root, "legacyDrawing", new.encode(), schema.WORKSHEET)


def drop_shapes(splices: Splices, root: Element) -> None:
    """Take that relation out."""
    for drawing in root.all("legacyDrawing"):
        splices.cut(drawing)


def used_cells(root: Element) -> Cell:
    """The last row and column that the sheet says it uses."""
    dimension = root.first("dimension")
    told = dimension.attributes.get("ref", "") if dimension else ""
    span = span_of(told)
    return span[2:] if span else place_of(told) or (1, 1)


def merged_around(root: Element, cells: Iterable[Cell]) -> dict[Cell, Span]:
    """The merged range, of which only the first cell is seen, of each cell that lies in one.

    Goes down the rows once. Merged ranges never overlap, so of those that a row crosses the one
    that begins nearest to the left of a cell is the only one that it can lie in.
    """
    merges = (span_of(each.attributes.get("ref", "")) for each in root.listed("mergeCells"))
    coming = sorted(filter(None, merges), reverse=True)
    lefts: list[int] = []
    crossed: dict[int, Span] = {}
    found: dict[Cell, Span] = {}
    for row, column in sorted(cells):
        while coming and coming[-1][0] <= row:
            span = coming.pop()
            if span[1] not in crossed:
                insort(lefts, span[1])
            crossed[span[1]] = span
        at = bisect_right(lefts, column) - 1
        while at >= 0 and crossed[lefts[at]][2] < row:
            del crossed[lefts.pop(at)]
            at -= 1
        if at >= 0 and column <= crossed[lefts[at]][3]:
            found[row, column] = crossed[lefts[at]]
    return found
