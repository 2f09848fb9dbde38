"""The JSON of an earlier round, as it may have been saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.validations import made

from sysaudit.errors import Misuse
from sysaudit.reports.json_output import rules_json, validation_json
from sysaudit.rounds import read_baseline


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_as_shells_save_it(encoding: str, tmp_path: Path) -> None:
    """UTF-8 with and without a mark, and the UTF-16 of PowerShell's `>`."""
    path = tmp_path / "前回.json"
    text = validation_json(made(), "ja")
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    path.write_bytes((mark + text).encode(encoding))
    baseline = read_baseline(path)
    assert len(baseline.findings) == 6
    assert baseline.findings[1].name == "必須の項目が空欄"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ファイルが空です"),
        (b"\r\n", "ファイルが空です"),
        (b"{", "JSON として読めません"),
        ("検証結果  2019年度".encode(), "JSON として読めません"),
        ("検証結果".encode("cp932"), "UTF-8 の JSON ではありません"),
        (b"\xff\xfe1", "UTF-8 の JSON ではありません"),
        (b"PK\x03\x04\x00", "JSON として読めません"),
        (b"[]", "検証結果の JSON ではありません"),
        (b'{"version": 1, "command": "validate"}', "検証結果の JSON ではありません"),
        (b"[" * 100_000, "JSON として読めません"),
        (rules_json(()).encode(), "検証結果の JSON ではありません"),
        (
            validation_json(made(), "ja").replace('"version": 1', '"version": 2', 1).encode(),
            "検証結果の JSON ではありません",
        ),
    ],
)
def test_what_cannot_be_a_round(content: bytes, told: str, tmp_path: Path) -> None:
    """One line in both languages, with the file's name and the remedy."""
    path = tmp_path / "前回.json"
    path.write_bytes(content)
    with pytest.raises(Misuse, match="cannot compare with") as misuse:
        read_baseline(path)
    assert told in misuse.value.text.ja
    assert "--save" in misuse.value.text.ja
    assert "\n" not in misuse.value.text.ja


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir])
def test_no_file_there(make: object, tmp_path: Path) -> None:
    """A missing file, or a folder."""
    assert callable(make)
    make(tmp_path / "前回.json")
    with pytest.raises(Misuse) as misuse:
        read_baseline(tmp_path / "前回.json")
    assert "ファイルが読めません" in misuse.value.text.ja
