"""Who reads the files: processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol, TypeVar

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.folder import File, Source
from sysaudit.intake.limits import Limits
from sysaudit.intake.workers import run_isolated

Result = TypeVar("Result")


class Engine(Protocol):
    """Reads files where one that kills its reader, or keeps it busy for ever, does no harm."""

    def run(
        self,
        function: Callable[[File], Result],
        sources: Sequence[Source],
        *,
        limits: Limits,
        died: Callable[[File], Result],
        overdue: Callable[[File], Result],
        progress: Callable[[int], None] | None = None,
    ) -> list[Result]:
        """The function's result for each file, in the order of the files.

        Args:
            function: Picklable, like the results; what it raises is raised here.
            sources: What it is called with, one by one, or with the same bytes elsewhere.
            limits: How large a file may be that it has use for, and how long it may take.
            died: Makes the result of a file that kills its process.
            overdue: Makes the result of a file that takes too long.
            progress: Told the number of finished files, each time it grows.

        Raises:
            Misuse: There is nobody to do the work, or nobody left.
        """


@dataclass(frozen=True)
class Here:
    """Processes of this machine.

    Attributes:
        jobs: How many; 0 works in this one, without protection and without a limit of time.
    """

    jobs: int

    def run(
        self,
        function: Callable[[File], Result],
        sources: Sequence[Source],
        *,
        limits: Limits,
        died: Callable[[File], Result],
        overdue: Callable[[File], Result],
        progress: Callable[[int], None] | None = None,
    ) -> list[Result]:
        """As every engine does."""
        return run_isolated(
            function,
            sources,
            jobs=self.jobs,
            seconds=limits.seconds,
            died=died,
            overdue=overdue,
            progress=progress,
        )


def engine_of(jobs: int, dask: str | None) -> Engine:
    """The cluster whose scheduler has the address ``dask``, else processes of this machine.

    Raises:
        Misuse: What a cluster needs is not installed.
    """
    if dask is None:
        return Here(jobs)
    if find_spec("distributed") is None:
        raise Misuse(
            Text(
                "クラスターで読むには dask が必要です。--dask を外すか、"
                '次のとおり入れてください（pip install "sysaudit[dask]"）。',
                'a cluster needs dask: pip install "sysaudit[dask]", or leave --dask out',
            )
        )
    from sysaudit.intake.cluster.running import Cluster

    return Cluster(dask)
