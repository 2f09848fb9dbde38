"""What the rules of a round were given to look at, which decides what they could notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field

from sysaudit.forms import AUDIT_RESULTS, SECOND_EVALUATION
from sysaudit.validation import Validation

OF_THE_WARD = ""
"""Stands for the division where a form is the IT division's."""


class Papers(BaseModel):
    """The roster, last year's returns, and the forms that were read with at least one row."""

    model_config = ConfigDict(frozen=True)

    roster: bool = Field(default=False, description="a roster was given")
    previous: bool = Field(default=False, description="last year's returns were given")
    forms: Mapping[str, tuple[str, ...]] = Field(
        default={}, description="ids of the forms read, by division code; under '' those of nobody"
    )

    def after(self, earlier: Papers) -> Papers:
        """The same with what an earlier round had and this one lacks.

        What could not be looked for in this round is looked for in the next with what it needs.
        """
        return Papers(
            roster=self.roster or earlier.roster,
            previous=self.previous or earlier.previous,
            forms={**earlier.forms, **self.forms},
        )


def papers_of(validation: Validation) -> Papers:
    """What a validation was given; divisions that returned a form twice are not compared."""
    ward = validation.ward
    forms = {
        code: _read(table.form_id for f in told.files for table in f.read_tables if table.records)
        for code, told in ward.divisions.items()
    }
    of_nobody = _read(
        table.form_id
        for file in ward.returned
        for table in file.read_tables
        if table.records and table.form_id in (SECOND_EVALUATION.id, AUDIT_RESULTS.id)
    )
    return Papers(
        roster=validation.roster is not None,
        previous=validation.previous is not None,
        forms=forms | ({OF_THE_WARD: of_nobody} if of_nobody else {}),
    )


def _read(form_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(form_ids)))
