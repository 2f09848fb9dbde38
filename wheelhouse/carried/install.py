"""Installs sysaudit from this folder alone, without internet; インストール.cmd starts it.

    py -3.13 install.py [FOLDER]

It stands alone: nothing is there yet but Python's own library. It makes a virtual environment in a
folder of the user's, installs the wheels beside it by their hashes, and tries what it installed.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).absolute().parent
CONSOLE = "sysaudit コマンド画面.cmd"
FINDINGS = 1
"""The exit code for blank forms, in which much is missing."""


class Stopped(Exception):
    """Why nothing, or not everything, was installed, and what to do."""


def main(arguments: list[str]) -> int:
    """Install, and say what happened; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # whatever the user is called
    place = Path(arguments[0]).absolute() if arguments else default_place(os.environ)
    try:
        install(place)
    except Stopped as stopped:
        say(f"\n{stopped}")
        return 2
    say(f"\nインストールが終わりました。場所: {place}")
    say(f"次に、このフォルダーの「{CONSOLE}」を、作業に使うフォルダーへコピーして、")
    say("ダブルクリックしてください。開いた画面に sysaudit --help と入力すると使いかたが出ます。")
    say("消すときは、このフォルダーごと削除してください。ほかの場所には何も書いていません。")
    show(place)
    return 0


def default_place(environment: Mapping[str, str]) -> Path:
    """A folder that the user may write to and that no server copies at logon."""
    return Path(environment.get("LOCALAPPDATA") or Path.home()) / "sysaudit"


def install(place: Path) -> None:
    """Do it step by step.

    Raises:
        Stopped: A step went wrong.
    """
    carried = json.loads((HERE / "carried.json").read_text(encoding="utf-8"))
    check_python(carried)
    check_place(place)
    venv = place / "venv"
    say(f"sysaudit {carried['version']} を {place} に入れます。数分かかります。")
    say("1/3 Python の環境を作っています")
    make_environment(venv)
    say("2/3 部品を入れています（インターネットには接続しません）")
    fill_environment(venv)
    say("3/3 動作を確かめています")
    try_out(venv)
    leave_texts(place)


def check_python(carried: Mapping[str, Any]) -> None:
    """Whether the wheels are for this Python.

    Raises:
        Stopped: They are not.
    """
    pythons = carried["pythons"]
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    machine = sysconfig.get_platform()
    if own not in pythons or machine != carried["machine"]:
        raise Stopped(
            f"この Python（{own}、{machine}）では使えません。使えるのは {carried['machine']} の "
            f"{'、'.join(pythons)} です。\n管理者に 64ビット版の Python を頼んでください。"
        )
    if "WindowsApps" in sys.base_prefix:
        raise Stopped(
            "Microsoft Store 版の Python は、ファイルを別の場所に書くため使えません。\n"
            "管理者に python.org の Python (64-bit) を頼んでください。"
        )


def check_place(place: Path) -> None:
    """Whether the folder is new, empty or ours.

    Raises:
        Stopped: Something else stands there.
    """
    ours = (place / "venv" / "pyvenv.cfg").is_file()
    if place.is_file() or (place.is_dir() and any(place.iterdir()) and not ours):
        raise Stopped(
            f"{place} には別のファイルがあるため、何もしていません。\n"
            "そのファイルを移すか、別のフォルダーを指定してください。"
        )


def make_environment(venv: Path) -> None:
    """Make the virtual environment anew.

    Raises:
        Stopped: It cannot be made.
    """
    if run(sys.executable, "-m", "venv", "--clear", str(venv)):
        raise Stopped(
            f"{venv} に書き込めません。\n"
            "sysaudit の画面を開いている場合は、閉じてからもう一度実行してください。\n"
            "それでも同じときは、上に出た文を管理者に伝えてください。"
        )


def fill_environment(venv: Path) -> None:
    """Install every wheel by its hash, whatever pip is set to elsewhere.

    Raises:
        Stopped: A wheel is missing or is not what was carried here.
    """
    given = ["--no-index", "--require-hashes", "--only-binary=:all:", "--no-cache-dir", "--quiet"]
    wheels = ["--find-links", str(HERE / "wheels"), "-r", str(HERE / "requirements.lock")]
    if run(python_of(venv), "-m", "pip", "install", *given, *wheels):
        raise Stopped(
            "部品を入れられませんでした。\n"
            "HASHES（ハッシュ値）と出ている場合は、運ぶ途中でファイルが変わっています。"
            "フォルダーをもう一度コピーしてください。\n"
            "それでも同じときは、上に出た文を管理者に伝えてください。"
        )


def try_out(venv: Path) -> None:
    """Write the blank forms and read them, which loads every part.

    Raises:
        Stopped: Something does not run.
    """
    command = [python_of(venv), "-m", "sysaudit"]
    with tempfile.TemporaryDirectory(prefix="sysaudit-") as folder:
        forms = str(Path(folder) / "forms")
        written = run(*command, "templates", forms, "--year", "2019", quiet=True)
        if written or run(*command, "validate", forms, quiet=True) not in (0, FINDINGS):
            run(*command, "validate", forms)
            raise Stopped(
                "入れた部品が動きません。実行を止める設定（AppLocker、ウイルス対策など）が\n"
                f"ないか、上に出た文と場所 {venv} を管理者に伝えて確かめてください。"
            )


def leave_texts(place: Path) -> None:
    """Put what starts the program, and the guides, where it was installed."""
    text = (HERE / CONSOLE).read_bytes().decode("cp932")
    try:
        (place / CONSOLE).write_bytes(text.replace("{place}", as_set(place)).encode("cp932"))
    except UnicodeEncodeError as error:
        raise Stopped(f"{place} の名前に、コマンド画面で使えない文字があります。") from error
    for paper in (*HERE.parent.glob("*.txt"), *HERE.parent.glob("*.html")):
        (place / paper.name).write_bytes(paper.read_bytes())


def as_set(place: Path) -> str:
    """The folder as a batch file names it, by the user's own folder where it stands there."""
    if place == default_place(os.environ) and "LOCALAPPDATA" in os.environ:
        return "%LOCALAPPDATA%\\sysaudit"
    return str(place).replace("%", "%%")


def python_of(venv: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def run(*command: str, quiet: bool = False) -> int:
    """Run a program, whatever is set for Python or pip on this PC; its exit code."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    output = subprocess.DEVNULL if quiet else None
    environment = {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        return subprocess.call(command, env=environment, stdout=output, stderr=output)
    except OSError as error:
        say(str(error))
        return 2


def show(place: Path) -> None:
    """Open the folder where there is an Explorer to open it."""
    if sys.platform == "win32":
        os.startfile(place)  # noqa: S606 - of the user, as by a double click


def say(text: str) -> None:
    """Tell the user, at once and in the order of things."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
