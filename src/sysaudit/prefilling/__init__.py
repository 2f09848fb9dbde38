"""Forms that go out filled in: what the ward knows already, nobody has to type again.

Last year's rows are carried over to be confirmed (`carrying`), systems without an ID get one
(`issuing`), divisions that were renamed or split are followed over 旧課コード, and 監査調書 begins
with what the contract division has on record (`contract_checks`). Pure values: `reports` writes
them.
"""

from __future__ import annotations

from sysaudit.prefilling.issuing import Issued
from sysaudit.prefilling.outgoing import DivisionForms, Outgoing, outgoing, prepare

__all__ = ["DivisionForms", "Issued", "Outgoing", "outgoing", "prepare"]
