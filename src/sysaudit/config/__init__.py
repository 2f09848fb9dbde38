"""sysaudit.toml: what a municipality bends without touching Python.

Every key has a default; `docs/settings.md` is written from the descriptions here.
"""

from sysaudit.config.folder import INCOMING, FolderSettings
from sysaudit.config.loading import FILE_NAME, load
from sysaudit.config.sections import (
    AnalysisSettings,
    FormSettings,
    RiskPoints,
    SmallContractLimit,
    TaxRate,
    Thresholds,
    Waiver,
)
from sysaudit.config.settings import Settings, bend

__all__ = [
    "FILE_NAME",
    "INCOMING",
    "AnalysisSettings",
    "FolderSettings",
    "FormSettings",
    "RiskPoints",
    "Settings",
    "SmallContractLimit",
    "TaxRate",
    "Thresholds",
    "Waiver",
    "bend",
    "load",
]
