"""The examples in tests/broken: one file a rule, a bad case with its exact findings, a good one.

    bad = ["1304 所管するシステム一覧!{利用者数}2 = 約20人"]     edits, see tests/building.py
    findings = ["C09 error 1304.xlsx …!AA2 …"]                  every finding of the whole ward
    good = ["1304 所管するシステム一覧!{利用者数}2 = 20"]         this rule stays silent
    good_findings = []                                          what others say of the good one
    as_of = 2019-04-01                                          optional
    settings = ""                                               optional sysaudit.toml
    kills_reader = ["1304.xlsx"]                                files that end their reader

``pytest --rewrite-examples`` writes what is found into the files, to be read before committing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sysaudit.beside import RosterFaulty
from sysaudit.config import Settings
from sysaudit.findings import Finding
from sysaudit.intake.folder import Source
from sysaudit.intake.returned import Reader, Returned, died
from sysaudit.validation import validate
from tests.building import YEAR, WardModel

FOLDER = Path(__file__).parent / "broken"


def load(code: str) -> dict[str, Any]:
    """The example of a rule."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def findings_after(edits: Sequence[str], example: dict[str, Any], folder: Path) -> list[Finding]:
    """What the whole test ward gives after the edits."""
    folder.mkdir(parents=True)
    returned, previous, roster = WardModel().edited(edits).write(folder)
    settings = Settings.model_validate(tomllib.loads(example.get("settings", "")))
    with patch.object(Reader, "read", _reading(example.get("kills_reader", ()))):
        try:
            validation = validate(
                [returned],
                roster=roster,
                previous=[previous] if any(previous.iterdir()) else [],
                settings=settings,
                year=YEAR,
                as_of=example.get("as_of"),
            )
        except RosterFaulty as faulty:
            return list(faulty.findings)
    return list(validation.findings)


def _reading(killers: Sequence[str]) -> Callable[[Reader, Source], Returned]:
    """Reading as it is, but for files that end the process (as tests of the workers prove)."""
    read = Reader.read

    def reading(reader: Reader, source: Source) -> Returned:
        return died(source) if source.name in killers else read(reader, source)

    return reading


def line(finding: Finding) -> str:
    """A finding in one line: what a person is told and where."""
    at = finding.address
    place = at.sheet or ""
    if at.cell:
        place += f"!{at.cell}"
    parts = (finding.code, finding.severity, at.file or f"({finding.division_code})", place)
    return (
        " ".join(part for part in parts if part) + f" | {finding.key or ''} | {finding.message.ja}"
    )


def rewrite(code: str, example: dict[str, Any], bad: list[str], good: list[str]) -> None:
    """Write the findings into the example's file."""
    told = {**example, "findings": bad, "good_findings": good}
    order = ("as_of", "settings", "kills_reader", "bad", "findings", "good", "good_findings")
    text = "".join(f"{key} = {_toml(told[key])}\n" for key in order if key in told)
    (FOLDER / f"{code}.toml").write_text(text, encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + "".join(f"    {_toml(each)},\n" for each in value) + "]" if value else "[]"
    if isinstance(value, str):
        if "\n" in value:
            return f"'''\n{value}'''"
        return f"'{value}'" if "'" not in value else '"' + value.replace('"', '\\"') + '"'
    return str(value)
