"""The same system written down twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from sysaudit.findings import Severity, Text
from sysaudit.forms.prefilled import is_unconfirmed
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn, grouped, is_provisional
from sysaudit.rules.names import core_of, plain_name, unnumbered
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import where


@rule(
    "X04",
    Subject.WARD,
    Severity.ERROR,
    title=Text("同じシステムIDが2つ", "System ID given twice"),
    why=Text(
        "IDが重なると、2つのシステムの経費と評価が1つに混ざります。",
        "With one ID, the costs and evaluations of two systems run together.",
    ),
    wrong=Text("2つの行に「1304-S01」（全角や小文字でも同じとみなす）", "1304-S01 in two rows"),
    right=Text("「1304-S01」と「1304-S02」", "1304-S01 and 1304-S02"),
    message=Text(
        "システムID「{given}」は、{first}（{first_name}）にもあります。",
        "{given} stands in {first} too ({first_name}).",
    ),
    fix=Text(
        "別のシステムなら、情報管理課が付けた正しいIDを入力してください（新しいシステムは「新規-1」"
        "「新規-2」）。同じシステムなら、所管する課の1行だけを残します。",
        "Type the right ID (新規-1, 新規-2 for new systems); if it is one system, keep one row, on "
        "the list of the division that owns it.",
    ),
    official="L3-02",
)
def same_id(ward: Ward, context: Context) -> Iterator[Hit]:
    """Rows that bear another row's ID; provisional ones within a division alone."""
    for system, known in repeated_ids(ward):
        yield hit_on(
            system,
            "system_id",
            context,
            first=where(known, "system_id", beside=system),
            first_name=known.system_name or "",
        )


def repeated_ids(ward: Ward) -> Iterator[tuple[System, System]]:
    """Each system that bears the ID of another, and that other one.

    The one that had the ID last year keeps it, else the first.
    """
    bearers: dict[str, list[tuple[str, System]]] = defaultdict(list)
    for code, system in ward.systems:
        own = system.system_id
        if is_unconfirmed(system):  # both parts of a split division were sent it
            continue
        if own and not ward.divisions[code].doubled("system_list"):
            bearers[f"{code} {own}" if is_provisional(own) else own].append((code, system))
    for group in bearers.values():
        _, keeper = min(group, key=lambda each: not _had_it(each[0], each[1], ward))
        yield from ((system, keeper) for _, system in group if system is not keeper)


def _had_it(code: str, system: System, ward: Ward) -> bool:
    """Whether the division had a system with that ID last year."""
    former = (ward.previous_divisions.get(each) for each in ward.previous_codes(code))
    return any(each is not None and system.system_id in each.systems_by_id for each in former)


def _named_systems(division: DivisionReturn) -> list[System]:
    """The systems that are not abolished, one for each ID, that have a name.

    None where the list stands in two sheets, which is a finding of its own.
    """
    if division.doubled("system_list"):
        return []
    by_id = grouped(division.systems, lambda system: system.system_id)
    return [s[0] for s in by_id.values() if s[0].system_name and s[0].status != ABOLISHED]


@rule(
    "X05",
    Subject.WARD,
    Severity.ERROR,
    title=Text("課の中で同じシステム名が2つ", "Name given twice in a division"),
    why=Text(
        "名前が同じでは、話し合いや契約でどちらのことか分かりません。同じものの2重記入かもしれません。",
        "Nobody knows which of the two is meant, or one system is listed twice.",
    ),
    wrong=Text("「申告受付システム」が2行", "申告受付システム in two rows"),
    right=Text("「申告受付システム（窓口）」と「申告受付システム（郵送）」", "A name for each"),
    message=Text(
        "システム名「{given}」は、{first}（{first_id}）と同じです。",
        "{given} is also the name of {first_id} in {first}.",
    ),
    fix=Text(
        "別のシステムなら、区別できる名前を入力してください（例：申告受付システム（郵送））。"
        "同じシステムなら、1行だけを残します。",
        "Type names that differ; if it is one system, keep one row.",
    ),
)
def same_name(ward: Ward, context: Context) -> Iterator[Hit]:
    """Names that are one but for width and spaces, under two IDs; abolished ones set aside."""
    for division in ward.divisions.values():
        for system, known in repeated_names(division):
            yield hit_on(
                system,
                "system_name",
                context,
                first=where(known, "system_name", beside=system),
                first_id=known.system_id,
            )


def repeated_names(division: DivisionReturn) -> Iterator[tuple[System, System]]:
    """Each system whose name an earlier one of the division bears, and that one."""
    first: dict[str, System] = {}
    for system in _named_systems(division):
        known = first.setdefault(plain_name(system.system_name or ""), system)
        if known is not system:
            yield system, known


def written_twice(ward: Ward) -> set[int]:
    """The ``id`` of each system that repeats another: of its own it has neither cost nor mark."""
    repeated = [*repeated_ids(ward)]
    for division in ward.divisions.values():
        repeated += repeated_names(division)
    return {id(system) for system, _ in repeated}


@rule(
    "X06",
    Subject.WARD,
    Severity.WARNING,
    title=Text("よく似たシステム名", "Names much alike"),
    why=Text(
        "1つのシステムが、少し違う名前で2度載ることがあります。",
        "One system is sometimes listed twice under names that differ a little.",
    ),
    wrong=Text(
        "「施設予約システム」と「施設の予約管理システム」",
        "施設予約システム and 施設の予約管理システム",
    ),
    right=Text("「施設予約システム」の1行だけ", "施設予約システム alone"),
    message=Text(
        "システム名「{given}」は、{other_id}の「{other}」とよく似ています。",
        "{given} is much like {other}, the name of {other_id}.",
    ),
    fix=Text(
        "同じシステムなら1行だけを残してください。別のシステムなら、違いの分かる名前にするか、"
        "そのままで構いません。",
        "If it is one system, keep one row; if not, a clearer name helps, but is not needed.",
    ),
)
def similar_names(ward: Ward, context: Context) -> Iterator[Hit]:
    """Names in one division that differ by little more than a particle or a general word."""
    least = context.settings.thresholds.similar_names
    for division in ward.divisions.values():
        named = [(s, Spelling.of(s.system_name or "")) for s in _named_systems(division)]
        for (one, first), (other, second) in combinations(named, 2):
            if first.like(second, least):
                yield hit_on(
                    other,
                    "system_name",
                    context,
                    other=one.system_name,
                    other_id=one.system_id,
                )


class Spelling(NamedTuple):
    """A name as it is compared: plainly, without its numbers, and without general words."""

    plain: str
    unnumbered: str
    core: str

    @classmethod
    def of(cls, name: str) -> Spelling:
        """The spelling of a name."""
        return cls(plain_name(name), unnumbered(name), core_of(name))

    def like(self, other: Spelling, least: float) -> bool:
        """Whether the names are much alike, but neither one nor numbered parts of a whole."""
        if self.plain == other.plain or self.unnumbered == other.unnumbered:
            return False
        return fuzz.ratio(self.core, other.core, score_cutoff=least) >= least
