"""One round with the divisions after the other: what is new, what is still there, what was mended.

`read_baseline` takes what an earlier `validate --format json` printed, `compared` sets a validation
against it. Findings are compared hit by hit (`Finding.members`), for neighbouring cells make one
finding whose id changes when half of them are put right. What is gone counts as mended only where
this round could have seen it (`sight`); the rest is kept until it can be looked for again. Each
round's JSON carries all that the next one needs.
"""

from __future__ import annotations

from sysaudit.rounds.baseline import Baseline, Known
from sysaudit.rounds.comparison import Comparison, State, Tally, compared
from sysaudit.rounds.reading import is_baseline, read_baseline
from sysaudit.rounds.round import Round, round_of

__all__ = [
    "Baseline",
    "Comparison",
    "Known",
    "Round",
    "State",
    "Tally",
    "compared",
    "is_baseline",
    "read_baseline",
    "round_of",
]
