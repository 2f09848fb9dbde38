"""`verify-draw` compares 日程 and 検証 cell by cell, and what is on record beside the result."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    Ran,
    all_cells,
    at,
    named_in,
    out_of,
    sample_divisions,
    tampered,
    verified,
)

OTHER = "抽選をやり直して書いた内容と違います。"


@pytest.mark.parametrize(("value", "new"), [("●", ""), ("／", "●"), ("2019年10月", "2019年11月")])
def test_an_altered_cell_of_the_calendar(sample: Ran, tmp_path: Path, value: str, new: str) -> None:
    """A visit wiped out, one more, another month: the cell, and nobody's name."""
    cell = at(sample.target, "日程", value)
    done = verified(tampered(sample.target, tmp_path / "a.xlsx", "日程", cell, new))
    assert done.returncode == 1
    assert done.stdout.decode().startswith(f"1か所が一致しません。\n  日程!{cell}  {OTHER}\n")
    assert named_in(out_of(done), sample_divisions()) == []


def test_an_altered_sentence_of_the_proof(sample: Ran, tmp_path: Path) -> None:
    """How to check by hand: a recipe that leads elsewhere would prove anything."""
    cell = next(
        cell
        for (sheet, cell), v in all_cells(sample.target).items()
        if sheet == "検証" and str(v).startswith("Linux")
    )
    done = verified(tampered(sample.target, tmp_path / "a.xlsx", "検証", cell, "Linux: true"))
    assert done.returncode == 1
    assert f"  検証!{cell}  {OTHER}\n" in done.stdout.decode()


def test_an_auditor_typed_in_by_hand(sample: Ran, tmp_path: Path) -> None:
    """Where the settings name none, the column is for somebody to fill in; it is no difference."""
    header = at(sample.target, "監査対象", "監査実施人")
    cell = f"{header.rstrip('0123456789')}{int(''.join(filter(str.isdigit, header))) + 1}"
    changed = tampered(sample.target, tmp_path / "a.xlsx", "監査対象", cell, "見本　一郎")
    done = verified(changed)
    assert done.returncode == 0, out_of(done)


def test_an_altered_hash_of_a_file(sample: Ran, tmp_path: Path) -> None:
    """もとにしたファイル: the roster's SHA-256 is another than that of the roster given."""
    digest = hashlib.sha256(ROSTER.read_bytes()).hexdigest()
    cell = at(sample.target, "検証", digest)
    changed = tampered(sample.target, tmp_path / "a.xlsx", "検証", cell, "0" * 64)
    done = verified(changed, "--roster", ROSTER, *GIVEN)
    assert done.returncode == 1
    told = "組織台帳のファイルが、抽選のときと中身が違うか、指定されていません。"
    assert f"  検証!A{cell[1:]}  {told}\n" in done.stdout.decode()


def test_another_roster_of_the_same_plan(sample: Ran, tmp_path: Path) -> None:
    """A byte more at the end of a file: only its hash tells."""
    copy = tmp_path / "台帳.xlsx"
    copy.write_bytes(ROSTER.read_bytes() + b"\0")
    done = verified(sample.target, "--roster", copy, *GIVEN)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("1か所が一致しません。\n  検証!A")
