"""Runs the rules and makes findings of what they see: one finding for one cause."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sysaudit.config import Settings, Waiver
from sysaudit.findings import Address, Finding, Severity, Text
from sysaudit.forms.prefilled import is_unconfirmed
from sysaudit.intake.returned import Returned
from sysaudit.rules import RULES
from sysaudit.rules.base import OF_UNCONFIRMED_ROWS, UNCONFIRMED_ROW, Context, Hit, Rule, Subject
from sysaudit.rules.ward import Ward

OFF = "off"
OF_THE_FILE = "FS"
"""The stages whose rules tell of files and sheets, whatever stands in their rows."""
SHOWN_CHARACTERS = 80
"""What stands in a cell is quoted up to this length."""

_BREAKS = str.maketrans({"\n": "↓", "\t": "→", "\xa0": "∪"})
_VISIBLE = _BREAKS | str.maketrans({" ": "∪", "\u3000": "□"})
"""Marks for what cannot be seen that Japanese Windows can print."""


@dataclass(frozen=True)
class Seen:
    """A hit, the rule that saw it, and whose file it is about."""

    rule: Rule
    hit: Hit
    division_code: str | None
    form: str | None = None


def check_file(returned: Returned, context: Context) -> list[Seen]:
    """What the rules for one file, its sheets, cells and rows see in it."""
    code = returned.division_code
    forms = {table.place.sheet: table.form_id for table in returned.tables}
    seen = [
        Seen(rule, hit, hit.division_code or code, forms.get(hit.at.sheet or ""))
        for rule in _active(Subject.FILE, context)
        for hit in rule.check(returned, context)
    ]
    for table in returned.read_tables:
        form = table.form_id
        for rule in _active(Subject.TABLE, context):
            if rule.form in (None, form):
                hits = rule.check(table, context)
                seen.extend(Seen(rule, hit, hit.division_code or code, form) for hit in hits)
        for rule in _active(Subject.RECORD, context):
            if rule.form in (None, form):
                hits = (hit for record in table.records for hit in rule.check(record, context))
                seen.extend(Seen(rule, hit, hit.division_code or code, form) for hit in hits)
    return _unless_unconfirmed(seen, [returned], context)


def check_ward(ward: Ward) -> list[Seen]:
    """What the rules across files see."""
    owners = {file.file: file.division_code for file in ward.returned}
    forms = {(t.place.file, t.place.sheet): t.form_id for f in ward.returned for t in f.tables}
    seen = [
        Seen(
            rule,
            hit,
            hit.division_code or owners.get(hit.at.file or ""),
            forms.get((hit.at.file or "", hit.at.sheet or "")),
        )
        for rule in _active(Subject.WARD, ward.context)
        for hit in rule.check(ward, ward.context)
    ]
    return _unless_unconfirmed(seen, ward.returned, ward.context)


def _unless_unconfirmed(
    seen: list[Seen], files: Iterable[Returned], context: Context
) -> list[Seen]:
    """Without what is said of rows that nobody has confirmed, which is one cause for all of it.

    Where the settings switch that cause off, everything is told.
    """
    if context.settings.rules.get(UNCONFIRMED_ROW) == OFF:
        return seen
    rows = {
        (table.place.file, table.place.sheet, record.row)
        for file in files
        for table in file.read_tables
        for record in table.records
        if is_unconfirmed(record)
    }
    if not rows:
        return seen
    return [
        each
        for each in seen
        if each.rule.code in OF_UNCONFIRMED_ROWS
        or each.rule.code[0] in OF_THE_FILE
        or (each.hit.at.file, each.hit.at.sheet, each.hit.at.row) not in rows
    ]


def _active(subject: Subject, context: Context) -> tuple[Rule, ...]:
    """The rules on a subject that the settings have not switched off."""
    switched = context.settings.rules
    return _rules_on(subject, frozenset(code for code in switched if switched[code] == OFF))


@lru_cache
def _rules_on(subject: Subject, off: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.subject is subject and rule.code not in off)


def findings_of(seen: Iterable[Seen], settings: Settings) -> list[Finding]:
    """Findings, sorted file, sheet, row, column; neighbours of one cause made one."""
    merged = [run for group in _groups(seen) for run in _runs(group)]
    merged.sort(key=lambda run: (_span(run).sort_key, run[0].rule.code))
    runs: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    findings = []
    for run in merged:
        identity = _identity(run[0])
        runs[identity] += 1
        found = _finding(run, _digest(identity, runs[identity]), settings)
        findings.append(replace(found, members=tuple(_members(run, hits))))
    return findings


def _members(run: Iterable[Seen], hits: Counter[str]) -> Iterator[str]:
    """The ids of single hits, which stay when a run splits, grows or loses its first cell.

    Hits without a key (a blank システムID) are told apart by their number alone.
    """
    for seen in run:
        identity = _identity(seen)
        hits[identity] += 1
        yield _digest(identity, hits[identity])


def _groups(seen: Iterable[Seen]) -> Iterator[list[Seen]]:
    """Hits that may become one finding: same rule, file, sheet and cause."""
    groups: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for each in seen:
        at = each.hit.at
        groups[(each.rule.code, at.file, at.sheet, _cause(each.hit))].append(each)
    return iter(groups.values())


def _cause(hit: Hit) -> object:
    if hit.cause is not None:
        return hit.cause
    return (hit.expected, tuple(sorted((name, str(value)) for name, value in hit.values.items())))


def _runs(group: list[Seen]) -> Iterator[list[Seen]]:
    """Split hits into runs of neighbouring cells.

    Cells below each other hold answers to one question. Cells side by side do so only where the
    rule names a cause that they share.
    """
    columns: dict[int, list[Seen]] = defaultdict(list)
    for each in sorted(group, key=lambda s: s.hit.at.sort_key):
        at = each.hit.at
        if at.row is None or at.column is None or at.last_row or at.last_column:
            yield [each]
        else:
            columns[at.column].append(each)
    blocks: list[list[Seen]] = []
    by_right_edge: dict[object, list[Seen]] = {}  # to look through all blocks takes minutes
    for column in sorted(columns):
        for run in _vertical(columns[column]):
            span = _span(run)
            rows = (span.row, span.last_row)
            beside = by_right_edge.get((rows, column - 1)) if run[0].hit.cause is not None else None
            if beside is None:
                blocks.append(run)
                beside = run
            else:
                beside.extend(run)
            by_right_edge[rows, column] = beside
    yield from blocks


def _vertical(column: Sequence[Seen]) -> Iterator[list[Seen]]:
    run = [column[0]]
    for each in column[1:]:
        before, here = run[-1].hit.at.row or 0, each.hit.at.row or 0
        if here == before + 1:
            run.append(each)
        elif here > before:
            yield run
            run = [each]
    yield run


def _span(run: Sequence[Seen]) -> Address:
    """The range over the cells of a run."""
    first, last = run[0].hit.at, run[-1].hit.at
    if len(run) == 1 or last.row is None or last.column is None:
        return first
    return first.through(last.row, last.column)


def _identity(seen: Seen) -> str:
    hit = seen.hit
    parts = (seen.division_code, seen.form, seen.rule.code, hit.key, hit.field)
    return "|".join(part or "" for part in parts)


def _digest(identity: str, occurrence: int) -> str:
    return hashlib.sha256(f"{identity}|{occurrence}".encode()).hexdigest()[:12]


def _finding(run: Sequence[Seen], finding_id: str, settings: Settings) -> Finding:
    seen = run[0]
    rule, hit = seen.rule, seen.hit
    severity = Severity(settings.rules.get(rule.code, rule.severity))
    values = {
        "given": quoted(hit.given),
        "expected": hit.expected or "",
        "label": hit.label or "",
        "key": hit.key or "",
        "difference": "" if hit.difference is None else f"{hit.difference:+,}",
        **hit.values,
    }
    found = Finding(
        finding_id,
        rule.code,
        rule.title,
        severity,
        _span(run),
        _with_count(rule.message.filled(**values), len(run)),
        rule.fix.filled(**values),
        seen.division_code,
        seen.form,
        hit.key,
        hit.label,
        hit.given,
        hit.expected,
        hit.difference,
        rule.official,
        len(run),
    )
    return replace(found, waived=_waiver(found, settings.waivers))


def _with_count(message: Text, count: int) -> Text:
    if count == 1:
        return message
    return Text(
        f"{message.ja}（ほか同じ指摘が{count - 1}件）", f"{message.en} (and {count - 1} more)"
    )


def _waiver(finding: Finding, waivers: Iterable[Waiver]) -> str | None:
    for waiver in waivers:
        if waiver.covers(finding):
            return f"{waiver.reason}（{waiver.who}）"
    return None


def quoted(text: str | None) -> str:
    r"""What stands in a cell, cut when long; tabs, line breaks and outer spaces made visible.

    >>> quoted(" 令和元年度　調査　\n")
    '∪令和元年度　調査□↓'
    """
    if text is None:
        return ""
    plain = text.replace("\r\n", "\n")
    lead, trail = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    body = plain[lead:trail].translate(_BREAKS)
    shown = plain[:lead].translate(_VISIBLE) + body + plain[max(lead, trail) :].translate(_VISIBLE)
    return shown if len(shown) <= SHOWN_CHARACTERS else shown[: SHOWN_CHARACTERS - 1] + "…"
