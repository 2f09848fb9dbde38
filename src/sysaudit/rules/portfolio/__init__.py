"""Rules on systems, divisions, vendors, evaluations and audits across rows, files and years."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.portfolio import (
    audits,
    divisions,
    doubles,
    evaluations,
    joins,
    last_year,
    links,
    opinions,
    roster,
    vendors,
)

PORTFOLIO_RULES: tuple[Rule, ...] = (
    joins.cost_without_system,
    joins.cost_of_another_division,
    joins.system_without_cost,
    doubles.same_id,
    doubles.same_name,
    doubles.similar_names,
    joins.other_name_by_formula,
    links.link_to_nothing,
    links.link_not_returned,
    divisions.other_name_than_roster,
    divisions.code_had_another_name,
    divisions.row_of_another_division,
    divisions.none_owned_yet_listed,
    last_year.system_gone,
    last_year.new_without_approval,
    vendors.written_in_several_ways,
    vendors.one_number_two_vendors,
    vendors.one_vendor_two_numbers,
    evaluations.unknown_system,
    evaluations.not_evaluated,
    evaluations.need_not_be_evaluated,
    evaluations.evaluated_twice,
    opinions.differs_without_reason,
    opinions.straight_answers,
    opinions.many_unknown,
    audits.outsourcing_denied,
    audits.serious_finding_open,
    roster.code_twice,
)

AUDIT_RULES: tuple[Rule, ...] = (
    audits.result_under_another_name,
    audits.serious_finding_of_nobody,
    audits.result_of_nobody,
)
"""Audit results against the roster; they bear the latest codes."""
