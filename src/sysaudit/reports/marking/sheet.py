"""The worksheet part: colours laid over its cells, its place in the window, its notes' anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sysaudit.findings import Severity
from sysaudit.intake.facts import Cell, Span
from sysaudit.intake.our_marks import SIGNATURE, is_our_condition
from sysaudit.intake.places import place_of, span_of
from sysaudit.reports.marking import schema
from sysaudit.reports.marking.areas import disjoint, reference
from sysaudit.reports.marking.elements import Element, Splices
from sysaudit.reports.marking.parts import OFFICE


def put_colours(
    splices: Splices,
    root: Element,
    spans: Mapping[Severity, Iterable[Span]],
    looks: Mapping[Severity, int],
) -> None:
    """Lay a colour over the cells of each severity; the gravest wins."""
    rules = root.under("cfRule") if b"cfRule" in splices.data else ()
    priority = max((rule.number("priority") for rule in rules), default=0)
    taken: list[Span] = []
    new = ""
    for severity in looks:
        cells = disjoint(spans.get(severity, ()), taken)
        taken += cells
        if cells:
            priority += 1
            new += _conditional_format(cells, looks[severity], priority)
    if new:
        splices.insert(root, "conditionalFormatting", new.encode(), schema.WORKSHEET)


def _conditional_format(cells: Sequence[Span], look: int, priority: int) -> str:
    condition = SIGNATURE.replace('"', "&quot;")
    return (
        f'<conditionalFormatting sqref="{" ".join(map(reference, cells))}">'
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


def shapes_link(root: Element) -> str | None:
    """The identifier of that relation."""
    drawing = root.first("legacyDrawing")
    return drawing.attributes.get("id") if drawing else None


def used_cells(root: Element) -> Cell:
    """The last row and column that the sheet says it uses."""
    dimension = root.first("dimension")
    told = dimension.attributes.get("ref", "") if dimension else ""
    span = span_of(told)
    return span[2:] if span else place_of(told) or (1, 1)


def merged_spans(root: Element) -> list[Span]:
    """The merged ranges, of which only the first cell is seen."""
    merges = (merge.attributes.get("ref", "") for merge in root.listed("mergeCells"))
    return [span for merge in merges if (span := span_of(merge))]
