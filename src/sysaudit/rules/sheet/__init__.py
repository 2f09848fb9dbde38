"""Rules on sheets: are all forms there, do their tables stand as printed, is all of it legible."""

from __future__ import annotations

from sysaudit.rules.base import Rule
from sysaudit.rules.sheet import forms, formulas, headers, items, marks, others, outline

SHEET_RULES: tuple[Rule, ...] = (
    forms.form_missing,
    forms.form_twice,
    headers.required_column_missing,
    headers.column_missing,
    headers.column_added,
    headers.column_renamed,
    headers.column_twice,
    outline.rows_above,
    outline.second_table,
    marks.merged,
    marks.hidden_rows,
    marks.hidden_columns,
    others.hidden_sheet,
    marks.comment,
    marks.struck_out,
    formulas.not_computed,
    formulas.in_error,
    formulas.linked,
    outline.example_left,
    outline.remark,
    others.other_sheet,
    others.sheet_unreadable,
    forms.blank_form,
    headers.other_unit,
    items.items_changed,
    others.answer,
)
