"""The first files, which are read ahead of the others to learn the fiscal year of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from sysaudit.checking import check_file
from sysaudit.intake.folder import Source
from sysaudit.intake.returned import Returned
from sysaudit.kept import Kept, Result, State, state_of
from sysaudit.rules.base import Context

AT_ONCE = 8
"""So many files are asked for the fiscal year at once: enough to outvote one of another year."""

MOST = 64
"""So many are kept as read, where none of them states a year: their cells take memory."""

Progress = Callable[[int], None]
"""Told how many files have been read."""


class ReadAndCheck(Protocol):
    """Makes the results of files, in their order."""

    def __call__(
        self, sources: Sequence[Source], *, progress: Progress | None = None
    ) -> list[Result]:
        """Read and check files, and tell how many are done."""


class FirstFiles:
    """Reads them, and does not read them again when they are checked, unless they change."""

    def __init__(self, read: Callable[[Sequence[Source]], list[Returned]]) -> None:
        self._read = read
        self._known: dict[Source, tuple[State, Returned]] = {}

    def year(self, sources: Sequence[Source], kept: Kept) -> int | None:
        """The year that most of the first files state that state any."""
        for start in range(0, len(sources), AT_ONCE):
            returned = kept.returned(self._remembered, sources[start : start + AT_ONCE])
            stated = Counter(file.fiscal_year for file in returned if file.fiscal_year is not None)
            if stated:
                return stated.most_common(1)[0][0]
        return None

    def _remembered(self, sources: Sequence[Source]) -> list[Returned]:
        states = [state_of(source.path) for source in sources]
        returned = self._read(sources)
        if len(self._known) < MOST:
            self._known |= dict(zip(sources, zip(states, returned, strict=True), strict=True))
        return returned

    def results(
        self,
        read_and_check: ReadAndCheck,
        context: Context,
        progress: Progress | None,
        sources: Sequence[Source],
    ) -> list[Result]:
        """The results of files, of which those known are only checked."""
        known = {source for source in sources if self._is_as_read(source)}
        unknown = [source for source in sources if source not in known]
        results = dict(zip(unknown, read_and_check(unknown, progress=progress), strict=True))
        for source in known:
            returned = self._known[source][1]
            results[source] = returned.without_cells(), check_file(returned, context)
            if progress:
                progress(len(results))
        return [results[source] for source in sources]

    def _is_as_read(self, source: Source) -> bool:
        state, _ = self._known.get(source, (None, None))
        return state is not None and state == state_of(source.path)
