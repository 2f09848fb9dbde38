"""Whether a folder of wheels is all that a machine needs, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from wheelhouse.lock import Pin, Target


@dataclass(frozen=True)
class Wheel:
    """A wheel by what its name and its metadata tell.

    Attributes:
        requires: What it needs, with markers.
        longest: Characters of the longest path in it.
    """

    path: Path
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]
    sha256: str
    requires: tuple[Requirement, ...]
    longest: int


def wheels_in(folder: Path) -> list[Wheel]:
    """All wheels of a folder, by their names."""
    return [_wheel(path) for path in sorted(folder.glob("*.whl"))]


def _wheel(path: Path) -> Wheel:
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as archive:
        paths = archive.namelist()
        metadata = next(each for each in paths if each.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(metadata))
    requires = tuple(map(Requirement, told.get_all("Requires-Dist", [])))
    digest = sha256(path.read_bytes()).hexdigest()
    return Wheel(path, name, version, tags, digest, requires, max(map(len, paths)))


def faults(targets: Sequence[Target], pins: Sequence[Pin], wheels: Sequence[Wheel]) -> list[str]:
    """What is wrong with the folder; ``pins`` names our own wheel too."""
    found = [fault for target in targets for fault in _faults_on(target, pins, wheels)]
    needed = [(pin, target) for target in targets for pin in pins if pin.needed_on(target)]
    used = {wheel.path for pin, target in needed for wheel in fitting(pin, target, wheels)}
    return found + [f"{w.path.name}: nobody needs it" for w in wheels if w.path not in used]


def fitting(pin: Pin, target: Target, wheels: Sequence[Wheel]) -> list[Wheel]:
    """The wheels of a pin that can be installed on a machine."""
    ours = (each for each in wheels if (each.name, each.version) == (pin.name, pin.version))
    return [wheel for wheel in ours if wheel.tags & target.tags]


def _faults_on(target: Target, pins: Sequence[Pin], wheels: Sequence[Wheel]) -> Iterator[str]:
    there = {pin.name: pin for pin in pins if pin.needed_on(target)}
    for pin in there.values():
        fit = fitting(pin, target, wheels)
        if len(fit) != 1:
            yield f"{target.python}: {len(fit)} wheels for {pin.requirement}"
        for wheel in fit:
            if wheel.sha256 not in pin.hashes:
                yield f"{target.python}: {wheel.path.name} has another hash than the lock file"
            yield from _unmet(wheel, there, target)


def _unmet(wheel: Wheel, there: dict[NormalizedName, Pin], target: Target) -> Iterator[str]:
    """What a wheel needs on a machine and would not find."""
    for need in wheel.requires:
        if need.marker is None or need.marker.evaluate(target.environment):
            pin = there.get(canonicalize_name(need.name))
            if pin is None or pin.version not in need.specifier:
                yield f"{target.python}: {wheel.path.name} needs {need}"
