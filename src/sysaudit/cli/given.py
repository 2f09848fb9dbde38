"""What a draw is planned from, as both commands of the draw are given it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sysaudit.cli.console import complain, put_error
from sysaudit.cli.language import language
from sysaudit.cli.returns import workers_of
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Text
from sysaudit.reports.lines import Line, Tone

if TYPE_CHECKING:
    from sysaudit.audits import Inputs, InputsFaulty
    from sysaudit.cli.year_folder import YearFolder
    from sysaudit.config import Settings

COULD_NOT_RUN = 2


@dataclass(frozen=True)
class Given:
    """The files, the clock, and how many processes read."""

    roster: str | None
    self_checks: Sequence[str]
    results: Sequence[str]
    former_rosters: Sequence[str]
    previous_draw: str | None
    as_of: date | None
    jobs: int

    @classmethod
    def of(
        cls,
        roster: str | None,
        self_checks: Sequence[str] | None,
        results: Sequence[str] | None,
        former_rosters: Sequence[str] | None,
        previous_draw: str | None,
        as_of: date | None,
        jobs: int | None,
    ) -> Given:
        """What the options said, those left out being nothing."""
        several = (self_checks or (), results or (), former_rosters or ())
        return cls(roster, *several, previous_draw, as_of, workers_of(jobs))

    def completed(self, here: YearFolder, roster_option: str = "") -> Given:
        """With what stands in the folder of the year for what was left out."""
        return replace(
            self,
            roster=self.roster or here.required("roster", roster_option),
            self_checks=self.self_checks or here.whole("self_checks", "--self-checks"),
            results=self.results or here.whole("results", "--results"),
            former_rosters=self.former_rosters or here.each("former_rosters", "--former-roster"),
            previous_draw=self.previous_draw or here.optional("previous_draw", "--previous-draw"),
        )

    @property
    def paths(self) -> list[Path]:
        """Every file and folder."""
        one = filter(None, [self.roster, self.previous_draw])
        return [
            Path(each) for each in (*one, *self.self_checks, *self.results, *self.former_rosters)
        ]

    def read(self, settings: Settings, year: int | None) -> Inputs:
        """Read and check; faulty ones end the command with their findings.

        Raises:
            Misuse: There is no roster.
        """
        from sysaudit.audits import InputsFaulty, read_inputs

        if self.roster is None:
            raise Misuse(
                Text("組織台帳のファイルを指定してください。", "Give the workbook of the roster.")
            )
        try:
            inputs = read_inputs(
                Path(self.roster),
                self_checks=[Path(path) for path in self.self_checks],
                results=[Path(path) for path in self.results],
                former_rosters=[Path(path) for path in self.former_rosters],
                settings=settings,
                year=year,
                as_of=self.as_of,
                jobs=self.jobs,
            )
        except InputsFaulty as faulty:
            _tell_faults(faulty)
            raise typer.Exit(COULD_NOT_RUN) from faulty
        for note in inputs.notes:
            put_error([Line(note.in_language(language()), Tone.WARNING)])
        if inputs.remarks:
            _tell_remarks(inputs.remarks)
        return inputs


def _tell_faults(faulty: InputsFaulty) -> None:
    from sysaudit.reports.finding_text import finding_lines

    complain(
        Text(
            "資料に誤りがあるため、実行しませんでした。次を直してください。",
            "nothing was done, for what was given has errors; mend these:",
        )
    )
    for finding in faulty.findings:
        put_error(_headed(finding))
        put_error(finding_lines(finding, language()))


def _headed(finding: Finding) -> list[Line]:
    file = finding.address.file
    return [Line(file, Tone.HEADING)] if file else []


def _tell_remarks(remarks: Sequence[Finding]) -> None:
    count = len(remarks)
    codes = sorted({each.code for each in remarks})
    text = Text(
        f"資料に警告が{count}件あります（{'、'.join(codes)}）。内容は、資料を sysaudit validate に"
        "指定して確かめられます。",
        f"{count} warnings about what was given ({', '.join(codes)}): give it to sysaudit validate",
    )
    put_error([Line(text.in_language(language()), Tone.WARNING)])
