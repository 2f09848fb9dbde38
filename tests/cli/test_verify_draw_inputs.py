"""`verify-draw --roster …`: the plan made anew from its sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import GIVEN, SEED, division, divisions, drawn, out_of, roster, verified
from tests.cli.running import Done
from tests.cli.sealing import SMALL


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inputs") / "a.xlsx"
    assert drawn(ROSTER, *GIVEN, "--seed", SEED, "-o", path).returncode == 0
    return path


def test_all_the_inputs_agree(sample: Path) -> None:
    """One line: nothing is left on trust."""
    done = verified(sample, "--roster", ROSTER, *GIVEN, "--seed", SEED)
    assert (done.returncode, done.stdout.decode().count("\n")) == (0, 1), out_of(done)


def test_inputs_that_were_left_out_are_told(sample: Path) -> None:
    """Without self-checks and results the weights are others: each with cell and effect."""
    done = verified(sample, "--roster", ROSTER)
    told = done.stdout.decode()
    assert done.returncode == 1
    assert re.search(r"全課!L\d+  重み: 結果では「\d+」、資料からは「\d+」", told)
    assert "これらをすべて資料どおりにすると:" in told


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    given = roster(folder / "台帳.xlsx", SMALL)
    assert drawn(given, "--seed", "a", "-o", folder / "a.xlsx").returncode == 0
    return folder / "a.xlsx"


def against(small: Path, folder: Path, rows: list[dict[str, Any]], *more: str) -> Done:
    return verified(small, "--roster", roster(folder / "台帳.xlsx", rows), *more)


def with_first(**more: Any) -> list[dict[str, Any]]:
    """The small ward, its first division with something else."""
    return [division("A1", **more), *SMALL[1:]]


def test_the_same_roster_agrees(small: Path, tmp_path: Path) -> None:
    """Names, telephones and the order of rows are not part of the plan."""
    rows = [{**each, "extension": "9", "it_promoter": "別"} for each in reversed(SMALL)]
    assert against(small, tmp_path, rows).returncode == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"outsourced": True, "uses_my_number": True},
            r"全課!L2  重み: 結果では「4」、資料からは「8」",
        ),
        (
            {"busy_seasons": "9/1-9/30"},
            r"全課!R2  訪問できない期間: 結果では「0日」、資料からは「19日」",
        ),
        ({"department": "区民部"}, r"全課!B2  部名: 結果では「総務部」、資料からは「区民部」"),
        (
            {"in_scope": "×", "out_of_scope_reason": "廃止"},
            r"全課!D2  区分: 結果では「対象」、資料からは「対象外」",
        ),
    ],
)
def test_one_thing_changed_on_the_roster(
    small: Path, tmp_path: Path, more: dict[str, Any], told: str
) -> None:
    """Its cell, both values, and what it would have changed."""
    done = against(small, tmp_path, with_first(**more))
    assert done.returncode == 1
    assert re.search(told, done.stdout.decode()), out_of(done)
    assert "  → " in done.stdout.decode()


def test_a_division_that_is_missing_or_more(small: Path, tmp_path: Path) -> None:
    """Both are told."""
    rows = [*SMALL[1:], *divisions("B4", department="区民部")]
    told = against(small, tmp_path, rows).stdout.decode()
    assert "課の行: 結果では「A1」、資料からは「なし」" in told
    assert "課の行: 結果では「なし」、資料からは「B4」" in told


def test_settings_that_changed_are_told(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed day more, another auditor."""
    monkeypatch.chdir(tmp_path)
    Path("sysaudit.toml").write_text(
        "[draw]\nclosed_dates = [2019-10-01]\n"
        '[[draw.auditors]]\nname = "見本"\ndepartment = "総務部"\n',
        "utf-8",
    )
    done = against(small, tmp_path, SMALL)
    assert done.returncode == 1
    assert "訪問の期間か休日が" in done.stdout.decode()
    assert "監査実施人が設定と違います。" in done.stdout.decode()


def test_a_roster_with_errors_cannot_be_verified_against(small: Path, tmp_path: Path) -> None:
    """Exit code 2 with its findings."""
    done = against(small, tmp_path, [*SMALL, division("A1")])
    assert done.returncode == 2
    assert done.stderr.decode().startswith("エラー: ")


def test_a_roster_of_another_year_is_told(small: Path, tmp_path: Path) -> None:
    """Exit code 2, and the year."""
    rows = [{**each, "fiscal_year": 2020} for each in SMALL]
    done = against(small, tmp_path, rows)
    assert done.returncode == 2
    assert "2019年度" in done.stderr.decode()
