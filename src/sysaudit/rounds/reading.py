"""Reads the JSON of an earlier round; what cannot be one is told in one line."""

from __future__ import annotations

import codecs
from pathlib import Path

from pydantic import ValidationError

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.nearest import meant_path
from sysaudit.rounds.baseline import Baseline
from sysaudit.system_errors import reason_of

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How PowerShell's `>` begins a file."""


def read_baseline(path: Path) -> Baseline:
    """What an earlier `sysaudit validate --format json` printed into a file.

    Raises:
        Misuse: The file is missing, is no JSON, or holds something else.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        hint, why = meant_path(path), reason_of(error)
        raise _unusable(
            path,
            f"{why.ja}。{hint.ja}".removesuffix("。"),
            f"{why.en}{hint.en}",
        ) from error
    if not content.strip():
        # `--baseline a.json > a.json`: the shell empties the file before we see it
        raise _unusable(
            path,
            "ファイルが空です。今回の結果は別の名前のファイルに書いてください",
            "it is empty; write this round's output to a file of another name",
        )
    try:
        return Baseline.model_validate_json(_decoded(content))
    except UnicodeDecodeError as error:
        raise _unusable(path, "UTF-8 の JSON ではありません", "it is no JSON in UTF-8") from error
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":
            raise _unusable(path, "JSON として読めません", "it is no JSON") from error
        raise _unusable(
            path,
            "検証結果の JSON ではありません",
            "it is not the JSON of a validation",
        ) from error


def is_baseline(path: Path) -> bool:
    """Whether a file is the JSON of an earlier round, or empty, and so may be replaced."""
    try:
        read_baseline(path)
    except Misuse:
        return path.is_file() and path.stat().st_size == 0
    return True


def _decoded(content: bytes) -> str:
    return content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")


def _unusable(path: Path, ja: str, en: str) -> Misuse:
    return Misuse(
        Text(
            f"前回の結果 {path} が使えません: {ja}。sysaudit validate --save で残したファイルを"
            "指定してください。",
            f"cannot compare with {path}: {en}; give what sysaudit validate --save kept",
        )
    )
