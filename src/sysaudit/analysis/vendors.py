"""事業者: one name for each, however it was typed.

Two spellings are one vendor where they differ by legal form, width or spaces alone (㈱, 株式会社),
where both bear one corporate number, or where one is the other's branch. A number that stands
beside names of different vendors (finding X17) joins nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sysaudit.analysis.words import UNSTATED, group_key
from sysaudit.forms.shared import NOT_APPLICABLE, UNKNOWN
from sysaudit.rules.names import plain_vendor, same_vendor

NOBODY = (UNSTATED, UNKNOWN, NOT_APPLICABLE)
"""Stand in the place of a vendor, and are none."""
Named = tuple[str, str | None]
"""A name as typed and the corporate number beside it."""

_BRANCH = re.compile(r"(?:支店|支社|営業所|事業所|事業部|支部|センタ|本社|本店)$")


class Vendors:
    """The vendors of a ward: the one name of each spelling, and its corporate number."""

    def __init__(self, rows: Iterable[Named]) -> None:
        """From every row that names a vendor, each with the number beside it if there is one."""
        named = [(name, number) for name, number in rows if name]
        self._parents: dict[str, str] = {
            plain_vendor(name): plain_vendor(name) for name, _ in named
        }
        self._join_by_number(named)
        self._join_branches()
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        for name, number in named:
            root = self._root(plain_vendor(name))
            spellings[root][name] += 1
            if number:
                numbers[root][number] += 1
        self._names = {root: _best(count) for root, count in spellings.items()}
        self._spellings = spellings
        self._numbers = {root: _best(count) for root, count in numbers.items()}

    def name(self, typed: str) -> str:
        """The one name of a vendor, whatever was typed: its commonest spelling.

        >>> Vendors([("㈱見本ソフト", None), ("株式会社見本ソフト", None)]).name("㈱ 見本ソフト")
        '株式会社見本ソフト'
        """
        plain = plain_vendor(typed)
        return group_key(self._names[self._root(plain)] if plain in self._parents else typed)

    @property
    def numbers(self) -> Mapping[str, str]:
        """The corporate number of each vendor that has one, by its one name."""
        return {group_key(self._names[root]): number for root, number in self._numbers.items()}

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """How each vendor was typed, the commonest first, by its one name."""
        return {
            group_key(self._names[root]): tuple(sorted(count, key=lambda s: (-count[s], s)))
            for root, count in self._spellings.items()
        }

    def _root(self, plain: str) -> str:
        while self._parents[plain] != plain:
            plain = self._parents[plain]
        return plain

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)), key=lambda p: (len(p), p))
        self._parents[second] = first

    def _join_by_number(self, named: Iterable[Named]) -> None:
        by_number: dict[str, set[str]] = defaultdict(set)
        for name, number in named:
            if number:
                by_number[number].add(name)
        for names in by_number.values():
            first, *others = sorted(names)
            if all(same_vendor(first, other) for other in others):
                for other in others:
                    self._join(plain_vendor(first), plain_vendor(other))

    def _join_branches(self) -> None:
        known = sorted(self._parents)
        for plain in known:
            if _BRANCH.search(plain):
                heads = [k for k in known if len(k) > 1 and k != plain and plain.startswith(k)]
                if heads:
                    self._join(plain, max(heads, key=len))


def _best(count: Counter[str]) -> str:
    """The commonest, then the longest, then the first in order: the same whatever came first."""
    return min(count, key=lambda text: (-count[text], -len(text), text))
