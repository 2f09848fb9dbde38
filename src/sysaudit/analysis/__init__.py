"""From checked records to the tables of the 分析書: pure, in data frames, knowing no Excel."""

from sysaudit.analysis.balance import Unbalanced
from sysaudit.analysis.result import Analysis, analyze

__all__ = ["Analysis", "Unbalanced", "analyze"]
