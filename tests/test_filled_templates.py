"""The committed templates, filled in with LibreOffice as a clerk would, are clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sysaudit.findings import column_letters
from sysaudit.forms import COST_ESTIMATE, EVALUATION, SYSTEM_LIST
from sysaudit.forms.field import Form
from sysaudit.validation import Validation, validate
from tests import office

TEMPLATES = Path(__file__).parent.parent / "templates"
YEAR = 2019

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

COVER = {
    "課コード": "0104",
    "課名": "広報課",
    "記入者": "見本　花子",
    "内線": "2104",
    "情報化推進員": "見本　太郎",
    "課長確認日": "2019/6/14",
    "提出日": "2019/6/17",
}
SYSTEM = {
    "division_code": "0104",
    "division_name": "広報課",
    "system_id": "0104-S01",
    "system_name": "ホームページ管理システム",
    "category": "個別システム",
    "business": "広報",
    "purpose": "区の公式ホームページの記事を作成し、公開する。",
    "status": "運用中",
    "delivery": "SaaS",
    "hosting": "クラウド",
    "network": "インターネット接続系",
    "started": "2017/10",
    "vendor": "株式会社見本クラウド",
    "contract_number": "2019-0031",
    "contract_method": "プロポーザル",
    "contract_term": "長期継続契約",
    "contract_start": "2019/4/1",
    "contract_end": "2024/3/31",
    "support_end": "不明",
    "next_renewal": "2024",
    "users": "120",
    "daily_users": "15",
    "personal_data": "無",
    "outage_impact": "即時に区民へ影響",
    "staff_knowledge": "1人",
}
TOOL = {
    **{key: SYSTEM[key] for key in ("division_code", "division_name", "business", "purpose")},
    "system_id": "新規-1",
    "system_name": "取材予定管理表",
    "category": "職員作成ツール",
    "status": "運用中",
    "delivery": "職員作成",
    "hosting": "端末単体",
    "network": "独立",
    "started": "2015/4",
    "next_renewal": "未定",
    "users": "4",
    "personal_data": "無",
    "outage_impact": "軽微",
    "staff_knowledge": "2人以上",
}
COST = {
    "system_id": "0104-S01",
    "contract_number": "2019-0031",
    "cost_kind": "運用",
    "cost_item": "クラウド利用料",
    "budget_line": "使用料及び賃借料",
    "tax_basis": "税込",
    "certainty": "確定",
    "actual": "3240000",
    "budget": "3270000",
    "estimate_1": "3300000",
    "estimate_2": "3300000",
    "estimate_3": "3300000",
    "estimate_4": "3300000",
    "bundled": "単独",
}
QUOTED = {
    "system_id": "0104-S01",
    "cost_kind": "更新",
    "cost_item": "構築・開発",
    "budget_line": "委託料",
    "tax_basis": "税抜",
    "tax_rate": "10%",
    "certainty": "業者見積",
    "budget": "0",
    "estimate_1": "0",
    "estimate_5": "12000000",
    "bundled": "単独",
    "quoted_by": "株式会社見本クラウド",
    "quoted_on": "2019/5/20",
    "change_reason": "契約の満了に伴う更新のため",
}
ANSWERS = {f"v{n}": "4" for n in range(1, 6)} | {
    "e1": "3",
    "e2": "2",
    "e3": "5",
    "q1": "5",
    "q2": "4",
    "q3": "3",
    "q4": "2",
}
EVALUATED = {
    "division_code": "0104",
    "system_id": "0104-S01",
    **ANSWERS,
    "q5": "不明",
    "office_tools": "無",
    "before_approval": "不可",
    "first_letter": "A 現状維持",
    "confirmed_on": "2019/6/14",
}


def keys_by_cell(form: Form, *rows: dict[str, str]) -> dict[str, str]:
    """What is typed into which cell of a form with a row per record."""
    letters = {c.key: column_letters(n) for n, c in enumerate(form.bare.columns, start=1)}
    return {
        f"{letters[key]}{number}": keys
        for number, row in enumerate(rows, start=2)
        for key, keys in row.items()
    }


def cover_cells(template: Path) -> dict[str, str]:
    """What is typed into which cell of 表紙, found by its labels."""
    with template.open("rb") as file:
        rows = (
            CalamineWorkbook.from_filelike(file)
            .get_sheet_by_name("表紙")
            .to_python(skip_empty_area=False)
        )
    return {
        f"B{number}": COVER[str(row[0])]
        for number, row in enumerate(rows, start=1)
        if row[0] in COVER
    }


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one questionnaire filled in with LibreOffice."""
    folder = tmp_path_factory.mktemp("returned")
    template = TEMPLATES / "システム調査票.xlsx"
    office.type_into(
        template,
        folder / "システム調査票_0104_広報課.xlsx",
        {
            "表紙": cover_cells(template),
            SYSTEM_LIST.title: keys_by_cell(SYSTEM_LIST, SYSTEM, TOOL),
            COST_ESTIMATE.title: keys_by_cell(COST_ESTIMATE, COST, QUOTED),
            EVALUATION.title: keys_by_cell(EVALUATION, EVALUATED),
        },
    )
    return folder


def told(validation: Validation) -> list[str]:
    """The findings in short."""
    return [
        f"{f.code} {f.address.sheet}!{f.address.cell} {f.message.ja}" for f in validation.findings
    ]


def test_a_filled_in_questionnaire_is_clean(returned: Path) -> None:
    """Plausible values typed into the template give no finding at all."""
    assert told(validate([returned])) == []


def test_its_values_arrive_as_typed(returned: Path) -> None:
    """The code keeps its zero, sums and names are computed by the template's own formulas."""
    (file,) = validate([returned]).returned
    cover = file.cover
    assert cover is not None
    assert (cover.division_code, cover.system_count, cover.budget_total) == ("0104", 2, 3270000)


def test_an_empty_questionnaire_is_only_told_what_is_blank() -> None:
    """Returned untouched, the template lacks its answers, and nothing else is said of it."""
    validation = validate([TEMPLATES / "システム調査票.xlsx"])
    assert {f.code[0] for f in validation.findings} <= {"C", "X"}
    assert {f.address.sheet for f in validation.findings} == {"表紙"}
