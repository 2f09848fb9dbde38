"""From the roster, the self-checks and the results of audits to a draw, and back to its proof.

What was returned is read and checked like everything else (`inputs`); who has to be visited,
who may be and who may not (`standing`), and what each one's risk weighs (`points`), follow from
it and from the history under former codes (`history`). Together with the calendar (`window`)
that is the plan (`plan`), which is fixed before anybody knows the key. The draw (`result`) follows
from plan and key by `sysaudit.draw`; whoever has the result can do it again (`verification`).
"""

from __future__ import annotations

from sysaudit.audits.inputs import Inputs, InputsFaulty, read_inputs
from sysaudit.audits.plan import Plan
from sysaudit.audits.planning import Size, plan_of
from sysaudit.audits.result import Move, Result, draw_audits
from sysaudit.audits.seal import Seal, sealed_by_seed, sealed_by_shares

__all__ = [
    "Inputs",
    "InputsFaulty",
    "Move",
    "Plan",
    "Result",
    "Seal",
    "Size",
    "draw_audits",
    "plan_of",
    "read_inputs",
    "sealed_by_seed",
    "sealed_by_shares",
]
