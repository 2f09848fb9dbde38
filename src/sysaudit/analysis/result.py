"""The analysis: its tables, each made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sysaudit.analysis import (
    balance,
    concentration,
    costs,
    overlap,
    procurement,
    renewals,
    returns,
    risks,
    scores,
    staff_tools,
    unit_costs,
)
from sysaudit.analysis.comparison import Comparison
from sysaudit.analysis.heaviest import Heavy, heaviest
from sysaudit.analysis.left_out import Kind
from sysaudit.analysis.material import Material, gather
from sysaudit.validation import Validation

HEAVIEST = 5


@dataclass(frozen=True)
class Analysis:
    """What `analyze` makes of returned forms: data frames, in yen with tax unless told.

    Attributes:
        material: The records, joined, and what was left out.
        typed: Yen as typed by file and fiscal year.
        balance: The account by fiscal year (`sysaudit.analysis.balance.balance_of`).
    """

    material: Material
    typed: pd.DataFrame
    balance: pd.DataFrame

    @property
    def validation(self) -> Validation:
        """What was read and noticed."""
        return self.material.validation

    @property
    def systems(self) -> pd.DataFrame:
        """One row per system."""
        return self.material.systems

    @cached_property
    def returns(self) -> pd.DataFrame:
        """One row per division."""
        return returns.returns(self.material)

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """Costs by 経費区分 and year."""
        return costs.by_kind(self.material)

    @cached_property
    def run_and_change(self) -> pd.DataFrame:
        """Costs of running against those of change, by year."""
        return costs.run_and_change(self.material)

    @cached_property
    def certainty(self) -> pd.DataFrame:
        """Costs by 金額の確度 and year."""
        return costs.by_certainty(self.material)

    @cached_property
    def unit_costs(self) -> pd.DataFrame:
        """Costs per user."""
        return unit_costs.unit_costs(self.material)

    @cached_property
    def renewals(self) -> pd.DataFrame:
        """What ends when."""
        return renewals.renewals(self.material)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The evaluations."""
        return scores.scores(self.material)

    @cached_property
    def businesses(self) -> pd.DataFrame:
        """対象業務 that several divisions have systems for."""
        return overlap.by_business(self.systems)

    @cached_property
    def alike(self) -> pd.DataFrame:
        """Systems that may be one."""
        return overlap.alike(self.material)

    @cached_property
    def methods(self) -> pd.DataFrame:
        """Costs by 契約方法."""
        return procurement.methods(self.material)

    @cached_property
    def vendors(self) -> pd.DataFrame:
        """Costs by vendor."""
        return concentration.vendors(self.material)

    @cached_property
    def risks(self) -> pd.DataFrame:
        """Points of risk."""
        return risks.risks(self.material)

    @cached_property
    def tools(self) -> pd.DataFrame:
        """What staff made."""
        return staff_tools.tools(self.material)

    @cached_property
    def comparison(self) -> Comparison | None:
        """This year beside last year; None where last year was not given."""
        return Comparison(self.material) if self.material.ward.previous else None

    @property
    def unknown_amounts(self) -> int:
        """How many amounts nobody knows: cells that could not be read, and files as a whole."""
        unknown = (Kind.UNKNOWN, Kind.FILE)
        return sum(each.kind in unknown for each in self.material.left_out)

    @cached_property
    def heaviest(self) -> list[Heavy]:
        """The five heaviest findings."""
        return heaviest(self.validation.findings, self.material.left_out, HEAVIEST)


def analyze(validation: Validation) -> Analysis:
    """The tables of the evaluation analysis, from what `validate` read and noticed.

    Amounts that a finding makes doubtful are left out of the tables and told in
    ``material.left_out``. Second evaluations count where they were among the returned files.

    Args:
        validation: With a roster it tells departments and who is missing, with last year's
            returns there is a comparison.

    Raises:
        Unbalanced: Yen went missing on the way; nothing may be told then.
    """
    material = gather(validation)
    typed = balance.typed_by_file(material.ward.returned, material.context.year)
    account = balance.balance_of(typed, material.amounts, material.years)
    balance.check(account)
    return Analysis(material, typed, account)
