"""What the lock file asks for on Windows, and whether a folder of wheels is all of it."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from wheelhouse.build import ROOT, lock_of
from wheelhouse.complete import faults, wheels_in
from wheelhouse.lock import WINDOWS_PYTHONS, Pin, Target, pins_in, this_machine

LOCK = """\
# by a program
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via somebody
uvloop==1.0 ; sys_platform != 'win32' --hash=sha256:cc
numpy==2.4.6 ; python_full_version < '3.12' --hash=sha256:dd
numpy==2.5.5 ; python_full_version >= '3.12' --hash=sha256:ee
rich==15.0.0 --hash=sha256:ff
"""


def needed(text: str, target: Target) -> set[str]:
    return {f"{pin.name} {pin.version}" for pin in pins_in(text) if pin.needed_on(target)}


@pytest.mark.parametrize(("python", "numpy"), [("3.11", "2.4.6"), ("3.14", "2.5.5")])
def test_markers_are_those_of_windows_wherever_this_runs(python: str, numpy: str) -> None:
    """Where pip itself would leave colorama out on Linux and take one numpy for all Pythons."""
    assert needed(LOCK, Target(python)) == {"colorama 0.4.6", f"numpy {numpy}", "rich 15.0.0"}


def test_our_lock_file_asks_for_colorama_on_windows() -> None:
    """The one package that a download on Linux leaves out."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "colorama 0.4.6" in needed(lock, Target("3.13"))
    assert all(pin.hashes for pin in pins_in(lock))


def test_every_python_that_we_say_we_run_on_is_carried() -> None:
    """And what is looked for first is one of them."""
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tested = [each for each in WINDOWS_PYTHONS if f"Python :: {each}" in told]
    assert len(tested) == told.count("Python :: 3.")
    assert list(WINDOWS_PYTHONS[: len(tested)]) == tested


def wheel(folder: Path, name: str, requires: str = "") -> Pin:
    """A wheel without content, and the pin for it."""
    project, version, *_ = name.split("-")
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        metadata = f"Name: {project}\nVersion: {version}\n" + requires
        archive.writestr(f"{project}-{version}.dist-info/METADATA", metadata)
    digest = sha256(path.read_bytes()).hexdigest()
    return Pin(Requirement(f"{project}=={version}"), frozenset([digest]))


NUMPY = "numpy-2.5.5-cp313-cp313-win_amd64"
PANDAS = "pandas-3.1.1-cp313-cp313-win_amd64"
NEEDS = "Requires-Dist: numpy>=2\nRequires-Dist: uvloop; sys_platform != 'win32'\n"


def test_a_folder_that_is_all(tmp_path: Path) -> None:
    """Needs whose marker does not hold on Windows are none."""
    pins = [wheel(tmp_path, NUMPY), wheel(tmp_path, PANDAS, NEEDS)]
    assert faults([Target("3.13")], pins, wheels_in(tmp_path)) == []


def test_a_wheel_for_another_python_is_no_wheel(tmp_path: Path) -> None:
    """Its tags say so, though name and version are right."""
    pins = [wheel(tmp_path, NUMPY)]
    assert faults([Target("3.12")], pins, wheels_in(tmp_path)) == [
        "3.12: 0 wheels for numpy==2.5.5",
        f"{NUMPY}.whl: nobody needs it",
    ]


def test_a_wheel_of_linux_is_no_wheel_for_windows(tmp_path: Path) -> None:
    """A download that forgot the platform is noticed."""
    pins = [wheel(tmp_path, "numpy-2.5.5-cp313-cp313-manylinux_2_28_x86_64")]
    assert "3.13: 0 wheels for numpy==2.5.5" in faults([Target("3.13")], pins, wheels_in(tmp_path))


def test_a_wheel_with_another_hash(tmp_path: Path) -> None:
    """What was put there by hand is noticed before it is carried."""
    wheel(tmp_path, NUMPY)
    pins = [Pin(Requirement("numpy==2.5.5"), frozenset(["aa"]))]
    assert faults([Target("3.13")], pins, wheels_in(tmp_path)) == [
        f"3.13: {NUMPY}.whl has another hash than the lock file"
    ]


def test_a_need_that_the_lock_file_does_not_meet(tmp_path: Path) -> None:
    """A lock file that was resolved for another system is noticed here, not on the PC."""
    pins = [wheel(tmp_path, PANDAS, NEEDS + "Requires-Dist: tzdata; sys_platform == 'win32'\n")]
    assert faults([Target("3.13")], pins, wheels_in(tmp_path)) == [
        f"3.13: {PANDAS}.whl needs numpy>=2",
        f'3.13: {PANDAS}.whl needs tzdata; sys_platform == "win32"',
    ]


def test_the_lock_file_that_is_carried(tmp_path: Path) -> None:
    """It holds the hashes of what is there and no others, and pip on the PC sees the markers."""
    marked = Requirement("numpy==2.5.5; python_full_version >= '3.12'")
    numpy = Pin(marked, wheel(tmp_path, NUMPY).hashes | {"of another system"})
    uvloop = Pin(Requirement("uvloop==1.0; sys_platform != 'win32'"), frozenset(["cc"]))
    assert lock_of([Target("3.13")], [numpy, uvloop], wheels_in(tmp_path)) == (
        'numpy==2.5.5; python_full_version >= "3.12" \\\n'
        f"    --hash=sha256:{wheels_in(tmp_path)[0].sha256}\n"
    )


def test_this_machine_takes_what_it_runs_on() -> None:
    """The counterpart that is installed for real uses the tags of the interpreter itself."""
    assert {tag.interpreter for tag in this_machine().tags} >= {"py3"}
    assert this_machine().pip_options == []
