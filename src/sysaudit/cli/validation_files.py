"""The files that `sysaudit validate` is asked to write beside what it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sysaudit.cli.console import complain, put_error
from sysaudit.cli.language import language
from sysaudit.cli.returns import refuse_foreign
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.lines import Line

if TYPE_CHECKING:
    from sysaudit.rounds import Comparison
    from sysaudit.validation import Validation


@dataclass(frozen=True)
class Targets:
    """What is to be written, each None where nobody asked for it.

    Attributes:
        report: 検証結果, a workbook.
        saved: The same as JSON, to compare the next round with.
        folder: What goes back to the divisions.
    """

    report: Path | None
    saved: Path | None
    folder: Path | None

    def refuse_foreign(self, given: Sequence[Path]) -> None:
        """Nothing that somebody else wrote is replaced, nothing put among what was ``given``.

        Raises:
            Misuse: Something else stands there.
        """
        if self.report is not None:
            from sysaudit.reports.findings_workbook import is_report

            refuse_foreign(self.report, is_report, "--report")
        if self.saved is not None:
            from sysaudit.rounds import is_baseline

            refuse_foreign(self.saved, is_baseline, "--save")
        if self.folder is not None:
            from sysaudit.reports.returning import refuse_folder

            beside = [path for path in (self.report, self.saved) if path]
            refuse_folder(self.folder, given, beside)

    def write(self, validation: Validation, comparison: Comparison | None) -> frozenset[Path]:
        """Write each; gives those that could not be.

        A file that is open in Excel must not cost the findings, nor the other files.
        """
        writers = (
            (self.report, self._write_report),
            (self.saved, self._save),
            (self.folder, self._write_folder),
        )
        return frozenset(
            target
            for target, write in writers
            if target is not None and not _told(write, target, validation, comparison)
        )

    @staticmethod
    def _write_report(
        target: Path, validation: Validation, comparison: Comparison | None
    ) -> Iterable[Text]:
        from sysaudit.reports.findings_workbook import write_report

        write_report(target, validation, comparison)
        return [Text(f"検証結果を {target} に書きました。", f"The report is in {target}.")]

    @staticmethod
    def _save(
        target: Path, validation: Validation, comparison: Comparison | None
    ) -> Iterable[Text]:
        from sysaudit.reports.files import replacing
        from sysaudit.reports.json_output import validation_json

        with replacing(target) as temporary:
            json = validation_json(validation, language(), comparison)
            temporary.write_text(json + "\n", encoding="utf-8", newline="\n")
        return [
            Text(
                f"次回と比べるための結果を {target} に書きました（--baseline に指定します）。",
                f"Saved in {target} to compare the next round with (--baseline).",
            )
        ]

    @staticmethod
    def _write_folder(
        target: Path, validation: Validation, comparison: Comparison | None
    ) -> Iterable[Text]:
        from sysaudit.reports.returning import packets_of, told_of, write_packets

        back = packets_of(validation)
        return told_of(write_packets(target, back.packets, validation, comparison), back)


Writer = Callable[[Path, "Validation", "Comparison | None"], Iterable[Text]]


def _told(
    write: Writer, target: Path, validation: Validation, comparison: Comparison | None
) -> bool:
    try:
        notes = write(target, validation, comparison)
    except Misuse as error:
        complain(error.text)
        return False
    put_error(Line(note.in_language(language())) for note in notes)
    return True
