"""Returned workbooks with our remarks in them, and slips for those that are better left alone."""

from __future__ import annotations

from sysaudit.reports.marking.copy import marked_copy, prepared
from sysaudit.reports.marking.fitness import reason_of
from sysaudit.reports.marking.page_parts import slip
from sysaudit.reports.marking.remarks import Remark, Remarks, remarks_of

__all__ = [
    "Remark",
    "Remarks",
    "marked_copy",
    "prepared",
    "reason_of",
    "remarks_of",
    "slip",
]
