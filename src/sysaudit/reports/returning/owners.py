"""Whose a returned file is, beyond doubt: what one division wrote must not be mailed to another.

A file's code may be mistyped everywhere in it. So it goes back only where nothing else in it speaks
for another division.
"""

from __future__ import annotations

from sysaudit.intake.returned import Returned, code_in_name
from sysaudit.rules.names import bears_name
from sysaudit.rules.ward import Ward


def other_owners(file: Returned, code: str, ward: Ward) -> frozenset[str]:
    """The codes of other divisions whose the file may be; none where it is plainly ``code``'s.

    Plainly its own is a file whose name bears the code, or in which its name alone stands.
    """
    bearers = _named_in(file, ward)
    if code_in_name(file.file) == code or bearers == {code}:
        return frozenset()
    told = {file.stamp.division_code, code_in_name(file.file)} & ward.roster_by_code.keys()
    return frozenset(each for each in told | bearers if each and each != code)


def _named_in(file: Returned, ward: Ward) -> set[str]:
    """The codes of the divisions whose names stand on 表紙 or in the rows."""
    names = {file.cover.division_name if file.cover else None}
    names |= {
        getattr(record, "division_name", None)
        for table in file.read_tables
        for record in table.records
    }
    codes = set()
    for name in names - {None}:
        bearers = [c for c, division in ward.roster_by_code.items() if bears_name(name, division)]
        codes |= set(bearers if len(bearers) == 1 else ())  # 総務課 exists more than once
    return codes
