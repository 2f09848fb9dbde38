"""`make wheelhouse`: the folder that an official carries to a Windows PC without internet.

It holds our own wheel, every wheel of `requirements.lock` for the Pythons of `WINDOWS_PYTHONS`, a
lock file with the hashes of just these, what installs them, samples and the guide. Beside it a zip
of the same. Built twice from one commit with one lock file, both are the same byte for byte.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from packaging.requirements import Requirement

from wheelhouse.complete import Wheel, faults, fitting, wheels_in
from wheelhouse.lock import WINDOWS_PYTHONS, Pin, Target, pins_in
from wheelhouse.texts import batch_file, for_notepad

ROOT = Path(__file__).resolve().parents[1]
CARRIED = Path(__file__).resolve().parent / "carried"
DIST = ROOT / "dist"
DOCS = ROOT / "docs"
PAPERS = {
    "はじめに.txt": DOCS / "windows.ja.md",
    "1年の手引き.txt": DOCS / "guide.ja.md",
    "抽選のしくみ.txt": DOCS / "draw.ja.md",
    "設定.txt": DOCS / "settings.md",
}
"""What is carried to be read in Notepad, and the page that it is made of."""
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SAMPLE_YEARS = ("2018", "2019")
EPOCH = "1577836800"
"""The time of every file, 2020-01-01, unless SOURCE_DATE_EPOCH says otherwise."""


def build(targets: Sequence[Target], folder: Path) -> Path:
    """Make the folder anew.

    Args:
        targets: The machines that it is for, of one platform.
        folder: Where it shall stand; what stood there goes.

    Returns:
        The folder.
    """
    shutil.rmtree(folder, ignore_errors=True)
    inner = folder / "files"
    wheels = inner / "wheels"
    wheels.mkdir(parents=True)
    others = pins_in((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    pins = [*others, _own(wheels)]
    for target in targets:
        _download(target, [pin for pin in others if pin.needed_on(target)], wheels)
    found = wheels_in(wheels)
    if wrong := faults(targets, pins, found):
        raise SystemExit("\n".join(wrong))
    (inner / "requirements.lock").write_bytes(lock_of(targets, pins, found).encode())
    (inner / "carried.json").write_bytes(carried(targets).encode())
    write_texts(folder, [target.python for target in targets])
    return folder


def _own(wheels: Path) -> Pin:
    """Build our own wheel with the tools of the lock file, the same every time."""
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ}
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT, env=environment)
    (wheel,) = wheels_in(wheels)
    return Pin(Requirement(f"{wheel.name}=={wheel.version}"), frozenset([wheel.sha256]))


def _download(target: Target, pins: Sequence[Pin], wheels: Path) -> None:
    """Fetch what a machine needs and is not there yet; pip compares the hashes."""
    wanted = wheels / "wanted.txt"
    wanted.write_text("".join(pin.lines(pin.hashes, marked=False) for pin in pins), "utf-8")
    given = ("--no-deps", "--only-binary=:all:", "--require-hashes", "-r", wanted, "-d", wheels)
    _pip("download", *given, *target.pip_options)
    wanted.unlink()


def _pip(command: str, *arguments: str | Path, env: dict[str, str] | None = None) -> None:
    pip = [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, *map(str, arguments)], env=env):
        raise SystemExit(f"pip {command} failed: is there a network?")


def lock_of(targets: Sequence[Target], pins: Sequence[Pin], wheels: Sequence[Wheel]) -> str:
    """The lock file that is carried: the hashes of the wheels that are there, and no others."""
    lines = []
    for pin in pins:
        there = [target for target in targets if pin.needed_on(target)]
        hashes = {wheel.sha256 for target in there for wheel in fitting(pin, target, wheels)}
        if hashes:
            lines.append(pin.lines(hashes, marked=True))
    return "".join(lines)


def carried(targets: Sequence[Target]) -> str:
    """What the installer must know of the folder."""
    pythons = [target.python for target in targets]
    told = {"version": VERSION, "machine": targets[0].machine, "pythons": pythons}
    return json.dumps(told, indent=1) + "\n"


def write_texts(folder: Path, pythons: Sequence[str]) -> None:
    """Put the guides, the installer and the samples into a folder that has ``files`` in it."""
    inner = folder / "files"
    start = (CARRIED / "インストール.cmd").read_text(encoding="utf-8")
    console = (CARRIED / "sysaudit コマンド画面.cmd").read_text(encoding="utf-8")
    filled_in = start.replace("{pythons}", " ".join(pythons))
    (folder / "インストール.cmd").write_bytes(batch_file(filled_in))
    (inner / "sysaudit コマンド画面.cmd").write_bytes(batch_file(console))
    for name, page in PAPERS.items():
        (folder / name).write_bytes(for_notepad(page.read_text(encoding="utf-8")))
    shutil.copyfile(DOCS / "clerk.ja.html", folder / "課の担当の方へ.html")
    shutil.copyfile(CARRIED / "install.py", inner / "install.py")
    for year in SAMPLE_YEARS:
        samples = ROOT / "samples" / year
        shutil.copytree(samples, folder / "見本" / year, ignore=shutil.ignore_patterns("~$*"))


def zipped(folder: Path) -> Path:
    """The folder as one file beside it; wheels are packed already, so nothing is compressed."""
    archive = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder.parent).as_posix()
                file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), path.read_bytes())
    return archive


def told(folder: Path, archive: Path) -> str:
    """What was made, in words."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    longest = max(wheel.longest for wheel in wheels_in(folder / "files" / "wheels"))
    return (
        f"{folder}: {size / 1e6:.0f} MB, longest path in a wheel {longest} characters\n"
        f"{archive}: SHA-256 {sha256(archive.read_bytes()).hexdigest()}"
    )


def main() -> None:
    """Make the folder for Windows and its zip, for the Pythons given or for all."""
    pythons = sys.argv[1:] or WINDOWS_PYTHONS
    name = f"sysaudit-{VERSION}-windows"
    folder = build([Target(python) for python in pythons], DIST / name)
    sys.stdout.write(told(folder, zipped(folder)) + "\n")


if __name__ == "__main__":
    main()
