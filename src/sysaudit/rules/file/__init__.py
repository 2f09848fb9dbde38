"""Rules on whole files: can it be read, is it ours, whose is it, who is missing."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.file import identity, refused, returns

FILE_RULES: tuple[Rule, ...] = (
    refused.empty,
    refused.password,
    refused.legacy_xls,
    refused.other_kind,
    refused.damaged,
    refused.unsafe,
    refused.far_cell,
    refused.reader_died,
    refused.unreadable,
    refused.directory,
    identity.not_ours,
    returns.returned_twice,
    returns.not_yet_returned,
    returns.late,
    returns.not_on_roster,
    identity.form_of_another_year,
    identity.years_disagree,
    identity.codes_disagree,
    identity.dates_from_1904,
    identity.list_alone,
)
