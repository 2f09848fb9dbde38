"""The folder that goes back, one folder in it for each division.

It is made beside its place and moved there whole, so that half of it is never mailed. What stood
there from an earlier run is kept under another name; anything else is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Text
from sysaudit.intake.folder import is_noise
from sysaudit.intake.our_marks import MAIL_FILE
from sysaudit.reports.file_names import safe_name
from sysaudit.reports.files import cannot_write, move, staging
from sysaudit.reports.keeping import keep
from sysaudit.reports.marking import remarks_of
from sysaudit.reports.returning.file import FreeNames, write_file
from sysaudit.reports.returning.mail import mail_text
from sysaudit.reports.returning.packets import Packet
from sysaudit.reports.words import STATES
from sysaudit.rounds import Comparison
from sysaudit.validation import Validation

MAIL = MAIL_FILE
"""Stands in the folder of every division; by it a folder of ours is known."""
BOM = "\ufeff"
"""Without it, older Windows take the text for cp932."""


@dataclass(frozen=True)
class Written:
    """What was written: the folder, and how many divisions got what."""

    folder: Path
    kept: Path | None
    copies: int = 0
    slips: int = 0
    reminders: int = 0


def refuse_folder(folder: Path, given: Sequence[Path], written: Sequence[Path] = ()) -> None:
    """A slip of the hand must not put what goes back among what came, or in its place.

    Args:
        folder: Where it shall go.
        given: Returned files and folders of them.
        written: Other files that are written in the same run.

    Raises:
        Misuse: The folder lies inside a folder of returned files, is the one that the command was
            started in, holds what is not ours, or would take another file of this run with it.
    """
    own = folder.resolve()
    for path in given:
        if path.is_dir() and own.is_relative_to(path.resolve()):
            raise Misuse(
                Text(
                    f"{folder} は提出されたファイルのフォルダー {path} の中にあります。"
                    "--return-to には、その外のフォルダーを指定してください。",
                    f"{folder} lies in {path}, the folder of returned files: give --return-to a "
                    "folder outside it",
                )
            )
    if Path.cwd().resolve().is_relative_to(own):
        raise Misuse(
            Text(
                f"今いるフォルダー {own} は、新しいものに取り替えられません。"
                "--return-to には、別のフォルダーを指定してください。",
                f"{own} is the folder you are in, which cannot be replaced: give --return-to "
                "another folder",
            )
        )
    for path in written:
        if path.resolve().is_relative_to(own):
            raise Misuse(
                Text(
                    f"{path} は --return-to のフォルダー {folder} の中にあります。このフォルダーは"
                    "実行のたびに新しくなるため、その外の場所を指定してください。",
                    f"{path} lies in {folder}, which every run makes anew: give a place outside it",
                )
            )
    if folder.is_file() or (folder.is_dir() and not _is_ours(folder)):
        raise Misuse(
            Text(
                f"{folder} には sysaudit が書いたものでないファイルがあるため、書き込みません。"
                "--return-to に新しいフォルダーを指定してください。",
                f"{folder} holds files that sysaudit did not write: give --return-to a new folder",
            )
        )


def _is_ours(folder: Path) -> bool:
    """Whether a folder is empty or holds divisions' folders alone, as written here.

    Raises:
        Misuse: Nobody may look into it.
    """
    try:
        return all((each / MAIL).is_file() or is_noise(each.name) for each in folder.iterdir())
    except OSError as error:
        raise cannot_write(folder, error) from error


def write_packets(
    folder: Path, packets: Sequence[Packet], validation: Validation, comparison: Comparison | None
) -> Written:
    """Write the packets; what stood there from an earlier run is kept under another name.

    Args:
        folder: Where to; a folder in it for each packet. It takes its place whole.
        packets: All or some of what `packets_of` gave.
        validation: What they were made of.
        comparison: What has changed since an earlier round, where one was given.

    Raises:
        Misuse: A file cannot be written.
    """
    written = Written(folder, None)
    with staging(folder.parent, folder) as made:
        names = FreeNames(())
        for packet in packets:
            own = made / names.free(safe_name(f"{packet.code}_{packet.name}"))
            written = _write_packet(own, packet, validation, comparison, written)
        kept = _take_place(made, folder)
    return replace(written, kept=kept)


def _write_packet(
    own: Path,
    packet: Packet,
    validation: Validation,
    comparison: Comparison | None,
    written: Written,
) -> Written:
    own.mkdir()
    tally = comparison.tally_of(packet.code) if comparison else None
    mended = tally.mended if tally else None
    names = FreeNames({MAIL})
    attached = []
    for file, findings in packet.files:
        states = _states(findings, comparison)
        remarks = remarks_of(
            file,
            findings,
            fiscal_year=validation.context.year,
            as_of=validation.context.as_of,
            division_code=packet.code,
            division_name=packet.name,
            states=states,
            mended=mended,
        )
        attached.append(write_file(own, names, validation, remarks))
    context = validation.context
    still = tally.still if tally else 0
    text = mail_text(packet, attached, context.year, mended, still, context.settings.mail)
    (own / MAIL).write_text(BOM + text, encoding="utf-8", newline="\r\n")
    slips = sum(each.slip is not None for each in attached)
    return replace(
        written,
        copies=written.copies + len(attached) - slips,
        slips=written.slips + slips,
        reminders=written.reminders + packet.missing,
    )


def _states(findings: Sequence[Finding], comparison: Comparison | None) -> Mapping[str, Text]:
    if comparison is None:
        return {}
    return {each.id: STATES[comparison.state_of(each)] for each in findings}


def _take_place(made: Path, folder: Path) -> Path | None:
    """Move the new folder to its place; where what stood there is kept now."""
    kept = _make_room(folder)
    try:
        move(made, folder)
    except OSError:
        if kept is not None:
            kept.rename(folder)
        raise
    return kept


def _make_room(folder: Path) -> Path | None:
    """Free the folder's name; where what stood there is kept now."""
    if not folder.exists():
        return None
    if any(folder.iterdir()):
        return keep(folder)
    folder.rmdir()
    return None
