"""Returned workbooks with our remarks in them, and slips for those that are better left alone."""

from __future__ import annotations

from sysaudit.reports.marking.copy import marked_copy
from sysaudit.reports.marking.fitness import reason_for_slip, reason_of
from sysaudit.reports.marking.remarks import Remark, Remarks, remarks_of
from sysaudit.reports.marking.removing import without_marks
from sysaudit.reports.marking.slip import slip

__all__ = [
    "Remark",
    "Remarks",
    "marked_copy",
    "reason_for_slip",
    "reason_of",
    "remarks_of",
    "slip",
    "without_marks",
]
