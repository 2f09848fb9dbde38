"""A year from `init` to `verify-draw`, as an official goes through it, in both languages.

LibreOffice is the hand that fills in the roster and what goes out; every command is typed as the
text in the folder says, without a single option that names a file.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sysaudit.forms import COST_ESTIMATE, EVALUATION, ROSTER, SYSTEM_LIST
from tests import office
from tests.analysis.reading import cells_of
from tests.cli.running import Done, called
from tests.test_filled_templates import (
    COST,
    COVER,
    EVALUATED,
    QUOTED,
    SYSTEM,
    TOOL,
    keys_by_cell,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

DIVISIONS = {"0104": "広報課", "0105": "区民相談課", "0106": "人権推進課"}
ROWS = [
    {
        "fiscal_year": "2019",
        "division_code": code,
        "department": "政策部",
        "division_name": name,
        "kind": "課",
        "in_scope": "○",
        "has_counter": "○",
        "regular_staff": "12",
        "other_staff": "3",
        "busy_seasons": "3月;11/15-12/5",
        "due": "2019/6/28",
        "it_promoter": "見本　太郎",
        "extension": "2104",
    }
    for code, name in DIVISIONS.items()
]
STEPS = {
    "plan": ("draw-audits", "--plan"),
    "commit": ("draw-audits", "--commit", "secretariat"),
    "witness": ("draw-audits", "--commit", "witness"),
    "draw": (
        *("draw-audits", "--share", "監査対象_share_secretariat.txt"),
        *("--share", "監査対象_share_witness.txt"),
    ),
}


def run(folder: Path, tongue: str, *arguments: str) -> Done:
    """A command that ends well."""
    done = called(*arguments, folder=folder, SYSAUDIT_LANG=tongue)
    assert done.returncode == 0, (arguments, done.stdout.decode(), done.stderr.decode())
    return done


def filled_in(survey: Path, target: Path, code: str) -> None:
    """One division has a system and a tool of its own, the others have none."""
    cover = {**COVER, "課コード": code, "課名": DIVISIONS[code]}
    sheets = {
        SYSTEM_LIST.title: keys_by_cell(SYSTEM_LIST, SYSTEM, TOOL),
        COST_ESTIMATE.title: keys_by_cell(COST_ESTIMATE, COST, QUOTED),
        EVALUATION.title: keys_by_cell(EVALUATION, EVALUATED),
    }
    if code != SYSTEM["division_code"]:
        cover["所管システムなし（○）"], sheets = "○", {}
    labels = [str(row[0]) for row in cells_of(survey, "表紙")]
    typed = {f"B{n}": cover[label] for n, label in enumerate(labels, start=1) if label in cover}
    office.type_into(survey, target, {"表紙": typed, **sheets})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The roster and the returned surveys, typed once; the forms are the same in both languages."""
    folder = tmp_path_factory.mktemp("filled") / "2019"
    run(folder.parent, "ja", "init", "2019")
    shutil.move(folder / "組織台帳.xlsx", folder / "空の台帳.xlsx")
    office.type_into(
        folder / "空の台帳.xlsx",
        folder / "組織台帳.xlsx",
        {ROSTER.title: keys_by_cell(ROSTER, *ROWS)},
    )
    run(folder, "ja", "templates")
    for code, name in DIVISIONS.items():
        file = f"システム調査票_{code}_{name}.xlsx"
        filled_in(folder / "配布" / file, folder / "提出" / f"{name}（最終）.xlsx", code)
    return folder


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_a_whole_year(filled: Path, tongue: str, tmp_path: Path) -> None:
    """Every command ends well, and what it writes is there, sealed and verified in the end."""
    year = tmp_path / "2019年度"
    run(tmp_path, tongue, "init", year.name)
    shutil.copy(filled / "組織台帳.xlsx", year)
    run(year, tongue, "templates")
    for path in (filled / "配布").iterdir():
        assert (year / "配布" / path.name).read_bytes() == path.read_bytes()
    shutil.copytree(filled / "提出", year / "提出", dirs_exist_ok=True)
    told = run(year, tongue, "validate").stdout.decode()
    assert ("直すところはありません" if tongue == "ja" else "Nothing has to be put right") in told
    run(year, tongue, "analyze")
    assert "ホームページ管理システム" in str(
        cells_of(year / "システム評価分析書.xlsx", "システム一覧")
    )
    for arguments in STEPS.values():
        run(year, tongue, *arguments)
    told = run(year, tongue, "verify-draw").stdout.decode()
    assert ("一致しました" if tongue == "ja" else "agrees") in told
    assert {"検証結果.xlsx", "監査対象.xlsx", "監査対象_控え.txt"} <= {
        p.name for p in year.iterdir()
    }
