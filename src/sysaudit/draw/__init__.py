"""The draw `sysaudit-draw/1`: a surprise that anybody can check.

About one third of the divisions get an unannounced visit. The draw must be random, follow risk,
leave no department out, and stand up to "was that fair?" afterwards. So nothing in it is left to
a random number generator: everything follows from one secret key K by SHA-256, in whole numbers
and fractions, and whoever is told K and the list can do it again, by hand if need be.

1. Two people each keep a secret *share*; what they commit to beforehand is its hash. K is made of
   both, so that neither can steer the draw alone (`shares`).
2. Each division has a *ticket*, the hash of K and its code: a number u between 0 and 1 that
   nobody can foresee (`tickets`).
3. Every division has a weight. Where the places to fill are so many that a division's share of
   them reaches one, it is drawn for *certain* (`certain`).
4. The other places are divided among the departments, in proportion to their weights. What is
   fractional is rounded by a random start, so that each department gets its expectation's floor
   or ceiling, and its expectation on average exactly (`quotas`).
5. Within a department the tickets are *ranked*, a heavier division's ticket counting for more.
   How much more is fitted (`odds`) such that each division's chance is exactly in proportion to
   its weight, which the usual weighted shuffles do not achieve (`ranking`). The chance of each
   division is known before the draw and printed (`chance`).
6. The drawn divisions get *dates*, in an order and with a preference that follow from K, so that
   as many as possible are visited outside their busy seasons (`visits`), by auditors of other
   departments (`auditors`).
7. Each division's result is sealed in a *leaf*; the list of all leaves may be published at once,
   gives nothing away, and lets each division find its own when it is told its nonce (`leaf`).

Nothing here knows of Excel, of forms or of the clock.
"""

from __future__ import annotations

from sysaudit.draw.auditors import Auditor, assigned
from sysaudit.draw.chance import chances
from sysaudit.draw.drawing import Candidate, DepartmentDraw, Draw, Status, draw
from sysaudit.draw.hashing import METHOD
from sysaudit.draw.leaf import Leaf, leaf_list, leaf_list_sha256, leaves
from sysaudit.draw.odds import fits
from sysaudit.draw.shares import ROLES, commitment, key_of, new_share, share_of_seed
from sysaudit.draw.texts import Undrawable
from sysaudit.draw.visits import Conflict, Schedule, schedule

__all__ = [
    "METHOD",
    "ROLES",
    "Auditor",
    "Candidate",
    "Conflict",
    "DepartmentDraw",
    "Draw",
    "Leaf",
    "Schedule",
    "Status",
    "Undrawable",
    "assigned",
    "chances",
    "commitment",
    "draw",
    "fits",
    "key_of",
    "leaf_list",
    "leaf_list_sha256",
    "leaves",
    "new_share",
    "schedule",
    "share_of_seed",
]
