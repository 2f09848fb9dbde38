"""`verify-draw --roster …`: the plan made anew from its sources."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    SELF_CHECKS,
    Ran,
    division,
    divisions,
    drawn,
    named_in,
    one_line,
    out_of,
    roster,
    sample_divisions,
    verified,
)
from tests.cli.running import Done
from tests.cli.sealing import SMALL


def test_all_the_inputs_agree(sample: Ran) -> None:
    """Size and window alone are left on trust."""
    done = verified(sample.target, "--roster", ROSTER, *GIVEN, "--seed", SEED)
    assert done.returncode == 0, out_of(done)
    first, second = done.stdout.decode().splitlines()
    assert first.startswith("一致しました")
    assert second.startswith("監査する課の数（22）")


KINDS = ("--self-checks", "--former-roster", "--results")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_input_that_was_left_out_is_asked_for(sample: Ran, kind: str) -> None:
    """Without it every weight would seem to be wrong: one line that names the option."""
    pairs = list(zip(GIVEN[::2], GIVEN[1::2], strict=True))
    more = [each for pair in pairs if pair[0] != kind for each in pair]
    one_line(verified(sample.target, "--roster", ROSTER, *more), 2, kind)


def test_inputs_that_are_not_those_of_the_draw_are_told(sample: Ran, tmp_path: Path) -> None:
    """Self-checks of one division alone: the files, then weights with cells, then the effect."""
    shutil.copy2(sorted(SELF_CHECKS.glob("*.xlsx"))[0], tmp_path)
    done = verified(sample.target, "--roster", ROSTER, *GIVEN[2:], "--self-checks", tmp_path)
    told = done.stdout.decode()
    assert done.returncode == 1
    lines = [line for line in told.splitlines() if re.match(r"  \S+!", line)]
    assert len(lines) == 20
    assert re.fullmatch(
        r"  検証!A\d+  監査調書のファイルが、抽選のときと中身が違うか、指定されていません。",
        lines[0],
    )
    count = int(told.split("か所")[0])
    assert f"\n  ほか{count - 20}か所" in told
    assert named_in(out_of(done), sample_divisions()) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    given = roster(folder / "台帳.xlsx", SMALL)
    assert drawn(given, "--seed", "a", "-o", folder / "a.xlsx").returncode == 0
    return folder / "a.xlsx"


def against(small: Path, folder: Path, rows: list[dict[str, Any]], *more: str) -> Done:
    return verified(small, "--roster", roster(folder / "台帳.xlsx", rows), *more)


OTHER_FILE = "  組織台帳のファイルが、抽選のときと中身が違うか、指定されていません。\n"


def with_first(**more: Any) -> list[dict[str, Any]]:
    """The small ward, its first division with something else."""
    return [division("A1", **more), *SMALL[1:]]


def test_the_same_roster_agrees(small: Path, tmp_path: Path) -> None:
    """Made anew byte by byte it agrees; with other rows first, only the file is another."""
    assert against(small, tmp_path, SMALL).returncode == 0
    done = against(small, tmp_path, list(reversed(SMALL)))
    assert done.returncode == 1
    assert done.stdout.decode().startswith("1か所が一致しません。\n")
    assert OTHER_FILE in done.stdout.decode()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"outsourced": True, "uses_my_number": True},
            r"全課!L2  重み: 結果では「4」、資料からは「8」",
        ),
        (
            {"busy_seasons": "9/1-9/30"},
            r"全課!R2  訪問できない期間: 結果では「なし」、資料からは「2019-09-02、2019-09-03、"
            r"2019-09-04、2019-09-05、2019-09-06 ほか14日」",
        ),
        (
            {"division_name": "別の課"},
            r"課名: 結果では「（表示しません）」、資料からは「（別の内容）」",
        ),
        ({"it_promoter": "別"}, r"情報化推進員: 結果では「（表示しません）」"),
        ({"extension": "9"}, r"内線: 結果では「（表示しません）」"),
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
    """Both are told, without their codes: they may be drawn ones."""
    rows = [*SMALL[1:], *divisions("B4", department="区民部")]
    told = against(small, tmp_path, rows).stdout.decode()
    assert "全課!A2  課の行: 結果では「あり」、資料からは「なし」" in told
    assert "全課  課の行: 結果では「なし」、資料からは「あり」" in told
    assert "B4" not in told


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
