"""What was made of files, kept as long as the files stay as they are.

A file is known by size, time and number on its disk. What was read while it was being written, or
could not be opened at all, is not kept, so that it is read again the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from sysaudit.checking import Seen
from sysaudit.intake.folder import Source
from sysaudit.intake.refusal import Reason
from sysaudit.intake.returned import Returned

State = tuple[int, int, int] | None
"""How a file stands on its disk; None where it cannot be seen."""

Result = tuple[Returned, list[Seen]]
"""A file as read, and what the rules for single files see in it."""

T = TypeVar("T")


def state_of(path: Path) -> State:
    """Size, time of the last change and number of a file, which a new file of its name changes."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ino


class Kept:
    """Results of files that need not be read again.

    Attributes:
        unsettled: The files that were being written or could not be opened.
    """

    def __init__(self) -> None:
        self.unsettled: frozenset[Source] = frozenset()
        self._results: dict[Source, tuple[State, Result]] = {}
        self._made_for: object = None
        self._beside: dict[str, tuple[object, Any]] = {}

    @property
    def may_be_tried(self) -> bool:
        """Whether an unsettled file can be opened by now."""
        return any(_opens(source.path) for source in self.unsettled)

    def results(
        self,
        sources: Sequence[Source],
        made_for: object,
        read: Callable[[Sequence[Source]], list[Result]],
    ) -> list[Result]:
        """The result of each file, in their order; only what has changed is read.

        Args:
            sources: All files; what is known of others is forgotten.
            made_for: What else the results depend on; nothing is kept when it changes.
            read: Reads files.
        """
        known = self._results if made_for == self._made_for else {}
        states = {source: state_of(source.path) for source in sources}
        old = {each: known[each][1] for each in sources if _is_as(states[each], known.get(each))}
        to_read = [source for source in sources if source not in old]
        new = dict(zip(to_read, read(to_read), strict=True))
        unsettled = {each for each in to_read if not _is_settled(each, states[each], new[each])}
        results = old | new
        self._results = {
            each: (states[each], results[each]) for each in sources if each not in unsettled
        }
        self._made_for = made_for
        self.unsettled = frozenset(unsettled)
        return [results[source] for source in sources]

    def returned(
        self, read: Callable[[Sequence[Source]], list[Returned]], sources: Sequence[Source]
    ) -> list[Returned]:
        """Files as read, without what the rules see; what is not known is read, and not kept."""
        old = {
            each: self._results[each][1][0]
            for each in sources
            if _is_as(state_of(each.path), self._results.get(each))
        }
        to_read = [source for source in sources if source not in old]
        new = dict(zip(to_read, read(to_read), strict=True)) if to_read else {}
        return [(old | new)[source] for source in sources]

    def beside(self, name: str, key: object, make: Callable[[], T]) -> T:
        """What was made of something else under that name, made anew when its key changes."""
        if name not in self._beside or self._beside[name][0] != key:
            self._beside[name] = key, make()
        return cast("T", self._beside[name][1])


def _is_as(state: State, known: tuple[State, Result] | None) -> bool:
    return state is not None and known is not None and known[0] == state


def _opens(path: Path) -> bool:
    try:
        if path.is_file():  # nothing else, for opening a pipe would wait for ever
            path.open("rb").close()
            return True
    except OSError:
        pass
    return False


def _is_settled(source: Source, before: State, result: Result) -> bool:
    """Whether what was read is what stands there."""
    refusal = result[0].refusal
    locked = refusal is not None and refusal.reason is Reason.UNREADABLE
    return before is not None and before == state_of(source.path) and not locked
