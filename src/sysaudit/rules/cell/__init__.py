"""Rules on single cells: blank, not understood, or understood although typed another way."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.cell import amounts, codes, dates, required, understood, words

CELL_RULES: tuple[Rule, ...] = (
    required.blank,
    amounts.not_a_number,
    dates.not_a_date,
    words.not_a_choice,
    words.ditto,
    words.to_be_decided,
    amounts.included_elsewhere,
    words.several_values,
    amounts.approximate,
    amounts.per_period,
    dates.impossible,
    dates.other_era,
    dates.bare_serial,
    dates.ambiguous,
    amounts.negative,
    amounts.fraction,
    amounts.huge,
    words.too_long,
    codes.bad_code,
    codes.bad_system_id,
    codes.bad_corporate_number,
    amounts.not_a_rating,
    understood.other_characters,
    understood.number_as_text,
    understood.code_as_number,
    understood.date_as_text,
    understood.other_words,
    understood.with_unit,
    understood.placeholder,
)
