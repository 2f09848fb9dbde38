"""What a lock file asks for on another machine than this one.

pip evaluates the markers of a lock file (``; sys_platform == 'win32'``) for the interpreter that it
runs in, even where it downloads for another platform. So they are evaluated here, and pip is given
a list without markers.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, sys_tags
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

WINDOWS = "win_amd64"
WINDOWS_PYTHONS = ("3.13", "3.12", "3.11", "3.14")
"""In the order in which they are looked for: what the tests are run on stands first."""


@dataclass(frozen=True)
class Pin:
    """One version that the lock file asks for, where its marker holds."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def name(self) -> NormalizedName:
        """The name as everybody compares it."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> Version:
        """The one version."""
        (only,) = self.requirement.specifier
        return Version(only.version)

    def needed_on(self, target: Target) -> bool:
        """Whether the marker holds there."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate(target.environment)

    def lines(self, hashes: Iterable[str], *, marked: bool) -> str:
        """The pin as it stands in a lock file, with its marker or without."""
        head = str(self.requirement) if marked else f"{self.name}=={self.version}"
        below = (f"    --hash=sha256:{each}" for each in sorted(hashes))
        return " \\\n".join([head, *below]) + "\n"


@dataclass(frozen=True)
class Target:
    """A kind of machine.

    Attributes:
        python: As in ``3.13``.
        platform: As wheels name it, as in ``win_amd64``; None is this machine.
    """

    python: str
    platform: str | None = WINDOWS

    @property
    def machine(self) -> str:
        """What Python there calls its platform, as in ``win-amd64``."""
        return self.platform.replace("_", "-", 1) if self.platform else sysconfig.get_platform()

    @property
    def environment(self) -> dict[str, str]:
        """What markers are evaluated against."""
        if self.platform is None:
            return {**default_environment(), "extra": ""}  # type: ignore[dict-item]
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt",
            "platform_machine": "AMD64",
            "platform_python_implementation": "CPython",
            "platform_release": "10",
            "platform_system": "Windows",
            "platform_version": "10.0",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "win32",
            "extra": "",
        }

    @property
    def tags(self) -> frozenset[Tag]:
        """Those of the wheels that can be installed there."""
        if self.platform is None:
            return frozenset(sys_tags())
        major, minor = map(int, self.python.split("."))
        version, platforms = (major, minor), [self.platform]
        interpreter = f"cp{major}{minor}"
        return frozenset(
            [
                *cpython_tags(version, platforms=platforms),
                *compatible_tags(version, interpreter, platforms),
            ]
        )

    @property
    def pip_options(self) -> list[str]:
        """How pip is told to download for it."""
        if self.platform is None:
            return []
        there = ["--platform", self.platform, "--python-version", self.python]
        return [*there, "--implementation", "cp"]


def this_machine() -> Target:
    """The machine that this runs on."""
    return Target(f"{sys.version_info.major}.{sys.version_info.minor}", None)


def pins_in(text: str) -> list[Pin]:
    r"""The pins of a lock file with hashes.

    >>> (pin,) = pins_in("colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:ab\n")
    >>> pin.name, str(pin.version), sorted(pin.hashes), pin.needed_on(Target("3.13"))
    ('colorama', '0.4.6', ['ab'], True)
    """
    lines = (line.partition("#")[0].strip() for line in text.replace("\\\n", " ").splitlines())
    return [_pin(line) for line in lines if line]


def _pin(line: str) -> Pin:
    head, *hashes = line.split("--hash=sha256:")
    return Pin(Requirement(head.strip()), frozenset(each.strip() for each in hashes))
