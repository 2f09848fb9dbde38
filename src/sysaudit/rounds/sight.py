"""Whether a round could have seen what an earlier one found: only then is it mended, if it is gone.

A division that is not among the files, a sheet that was taken out, a roster that was not given:
their findings are gone without anybody having mended anything.
"""

from __future__ import annotations

from sysaudit.checking import OFF
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.intake.records import Table
from sysaudit.intake.returned import Returned
from sysaudit.rounds.baseline import Known
from sysaudit.rounds.papers import OF_THE_WARD, Papers
from sysaudit.rules import rule_of
from sysaudit.rules.base import Subject
from sysaudit.submissions import Status
from sysaudit.validation import Validation

ABSENCE = ("F13", "F14")
"""The rules on divisions that returned nothing: before the due date the one, then the other."""

OF_ONE_DIVISION = frozenset(
    (
        *("F12", *ABSENCE, "F15", "S01", "S23"),  # what it returned, and under which code
        *("X03", "X05", "X06", "X07", "X10", "X11", "X12", "X13"),  # its own lists and sheets
        *("X20", "X21", "X22", "X23", "X24", "X25", "X26", "X27", "X28"),  # its evaluations
        *("X32", "X33", "X34", "X35", "X36", "X37", "X38", "X39"),  # its amounts, and last year's
        *("X40", "X41", "X42", "X43", "X48"),  # its contracts
    )
)
"""Rules across files that look at one division alone. What any other rule found, a new one's too,
may be gone because another division's file is."""

ON_AUDITS = ("X27", "X28", "X49", "X50", "X51")
"""Rules that look at 監査調書 or the results of audits; no other rule across files does."""
SURVEYED = frozenset(form.id for form in QUESTIONNAIRE)


class Sight:
    """What a validation could see of what was found with ``before``."""

    def __init__(self, validation: Validation, before: Papers, now: Papers) -> None:
        self._validation, self._before, self._now = validation, before, now
        self._missing = {
            each.division_code
            for each in validation.submissions
            if each.status is Status.MISSING and each.division_code
        }

    def covers(self, finding: Known) -> bool:
        """Whether the finding would be there again if its cause were."""
        rule = rule_of(finding.code)
        if rule is None or self._validation.context.settings.rules.get(finding.code) == OFF:
            return False
        files = self._files(finding)
        if not files:
            return False
        if finding.code in ABSENCE:
            return finding.division_code not in self._missing
        if rule.subject is Subject.WARD and not self._same_papers(finding):
            return False
        if finding.form is not None:
            return any(_holds(table, finding) for f in files for table in f.read_tables)
        return finding.division_code not in self._missing and not any(f.refusal for f in files)

    def _files(self, finding: Known) -> list[Returned]:
        """The files of its division; where it has none, the one of that name."""
        given = (*self._validation.returned, self._validation.roster_file)
        files = [file for file in given if file is not None]
        own = [file for file in files if file.division_code == finding.division_code]
        if own and finding.division_code is not None:
            return own
        return [file for file in files if file.file == finding.file]

    def _same_papers(self, finding: Known) -> bool:
        """Whether rules across files had what they had then: for the division, or for all."""
        before, now = self._before, self._now
        if before.roster and not now.roster:
            return False
        if finding.code.startswith("F"):  # names and codes: they need nothing else
            return True
        if finding.division_code in self._validation.ward.duplicated:
            return False
        if before.previous and not now.previous:
            return False
        codes = {finding.division_code or OF_THE_WARD, OF_THE_WARD}
        if finding.code not in OF_ONE_DIVISION:
            codes |= before.forms.keys()
        needed = {code: set(before.forms.get(code, ())) for code in codes}
        if finding.code not in ON_AUDITS:
            needed = {code: forms & SURVEYED for code, forms in needed.items()}
        return all(forms <= set(now.forms.get(code, ())) for code, forms in needed.items())


def _holds(table: Table, finding: Known) -> bool:
    """Whether the form was read, and with the column that the finding spoke of."""
    if table.form_id != finding.form or not table.records:
        return False
    place = table.place
    keys = [key for key, label in place.labels.items() if label == finding.label]
    return not keys or any(key in place.columns for key in keys)
