"""What is carried over from last year's form, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.prefilling.sending import COSTS, COVER, LIST, MARKS, Sent, codes, opened, sent

from sysaudit.forms.cost_estimate import AMOUNT_KEYS

LAST = "previous/1304 "


def shown(ward: Sent, code: str, sheet: str = COSTS) -> dict[str, list[Any]]:
    """The columns of a sheet as the workbook shows them, by header; prepared rows left out."""
    cells = opened(ward.survey(code)).sheet(sheet).cells
    headers = {column: str(value) for (row, column), value in cells.items() if row == 0}
    rows = range(1, 1 + len(ward.rows(code, sheet)))
    return {name: [cells.get((row, at)) for row in rows] for at, name in headers.items()}


def test_amounts_are_never_carried(tmp_path: Path) -> None:
    """Last year's yen stand in the two reference columns and nowhere else."""
    ward = sent(tmp_path)
    table = shown(ward, "1304")
    years = [name for name in table if name.endswith("（円）") and "年度" in name]
    assert len(years) == len(AMOUNT_KEYS)
    assert all(table[name] == [None, None] for name in years)
    assert table["前年度予算（参考）"] == [1_200_000] * 2
    assert table["前年度見積（参考）"] == [1_211_000] * 2
    assert table["按分前総額（円）"] == [None, None]
    cover = opened(ward.survey("1304")).sheet(COVER).cells
    total = next(row for (row, _), value in cover.items() if value == "2019年度予算の合計（円）")
    assert cover[total, 1] == 0


def test_what_is_asked_anew_is_blank(tmp_path: Path) -> None:
    """税率, 確度, quotes and reasons of last year say nothing of this year."""
    edits = [
        f"{LAST}{COSTS}!{{{label}}}2 = {value}"
        for label, value in {
            "税率": "8%",
            "見積業者": "株式会社見本",
            "見積日": "2018-05-10",
            "増減理由": "改元対応",
            "備考": "昨年のこと",
            "積算月数": "6",
        }.items()
    ]
    ward = sent(tmp_path, *edits)
    (row, _) = ward.rows("1304", COSTS)
    anew = {"tax_rate", "certainty", "quoted_by", "quoted_on", "change_reason", "remarks"}
    assert not anew & {key for key, value in row.items() if value is not None}


def test_words_are_carried_and_what_was_not_understood_is_not(tmp_path: Path) -> None:
    """不明 is an answer; 約20人 is none, and nobody knows how many they are."""
    ward = sent(
        tmp_path,
        f"{LAST}{LIST}!{{サポート終了日}}2 = 不明",
        f"{LAST}{LIST}!{{契約番号}}2 = 不明",
        f"{LAST}{LIST}!{{利用者数}}2 = 約20人",
        f"{LAST}{LIST}!{{状況}}2 = 動いている",
        f"{LAST}{LIST}!{{契約終了日}}2 = 平成の終わり",
    )
    (row, _) = ward.rows("1304")
    assert (row["support_end"], row["contract_number"]) == ("不明", "不明")
    assert [row["users"], row["status"], row["contract_end"]] == [None] * 3


def test_abolished_systems_and_their_costs_are_left_out(tmp_path: Path) -> None:
    """Not on the list, nor in the costs, nor to be evaluated."""
    ward = sent(tmp_path, f"{LAST}{LIST}!{{状況}}2 = 廃止済")
    for sheet in (LIST, COSTS, MARKS):
        assert ward.values("1304", "system_id", sheet) == ["1304-S02"]


def test_only_systems_to_be_evaluated_are(tmp_path: Path) -> None:
    """A system that was still being built last year has its row on the list, and no marks."""
    ward = sent(tmp_path, f"{LAST}{LIST}!{{状況}}2 = 構築中")
    assert ward.values("1304", "system_id") == ["1304-S01", "1304-S02"]
    assert ward.values("1304", "system_id", MARKS) == ["1304-S02"]
    assert set(ward.rows("1304", MARKS)[0]) == {"division_code", "system_id"}


@pytest.mark.parametrize(
    ("amounts", "carried"),
    [
        ("2017年度決算=900;2018年度予算=;2019年度見積=;2020年度見積=", False),
        ("2017年度決算=900;2018年度予算=0;2019年度見積=0;2020年度見積=0", False),
        ("2017年度決算=900;2018年度予算=0;2019年度見積=0;2020年度見積=5", True),
        ("2017年度決算=900;2018年度予算=700;2019年度見積=0;2020年度見積=0", True),
        ("2017年度決算=;2018年度予算=;2019年度見積=;2020年度見積=", True),
        ("2017年度決算=900;2018年度予算=約100万円;2019年度見積=;2020年度見積=", True),
        ("2017年度決算=900;2018年度予算=0;2019年度見積=0;2020年度見積=;金額の確度=未定", True),
    ],
)
def test_cost_lines_that_are_over_are_left_out(tmp_path: Path, amounts: str, carried: bool) -> None:
    """A line is over where it says something of a year that the form no longer has, and only that.

    What could not be understood may have said more, so its line is kept.
    """
    told = (each.split("=") for each in amounts.split(";"))
    ward = sent(tmp_path, *(f"{LAST}{COSTS}!{{{label}}}2 = {value}" for label, value in told))
    ids = ward.values("1304", "system_id", COSTS)
    assert ids == (["1304-S01"] if carried else []) + ["1304-S02"]


BENT = {
    "forms": {
        "所管するシステム一覧": {
            "labels": {"利用者数": "利用する職員の数"},
            "choices": {"対象業務": ["港湾"]},
            "columns": [{"label": "所管係", "hint": "係の名前です。"}],
        }
    }
}
BENT_LAST = (
    f"{LAST}{LIST}!{{対象業務}}2 = 港湾",
    f"{LAST}{LIST}!AI1 = 所管係",
    f"{LAST}{LIST}!AI2 = 港湾係",
    f"{LAST}{LIST}!AI3 = 税務係",
)


def test_settings_that_bend_the_forms_carry_over(tmp_path: Path) -> None:
    """A label, a choice and a column of the ward's own go out as they came in."""
    ward = sent(tmp_path, *BENT_LAST, settings=BENT)
    table = shown(ward, "1304", LIST)
    assert table["利用する職員の数（人）"] == [20, 20]
    assert table["対象業務"] == ["港湾", "税"]
    assert table["所管係"] == ["港湾係", "税務係"]
    assert "利用者数（人）" not in table
    assert codes(ward.returned(), LIST) == ["R21"]


def test_a_changed_column_of_the_wards_own_is_a_change(tmp_path: Path) -> None:
    """Who corrects it has looked at the row, as with any other column."""
    ward = sent(tmp_path, *BENT_LAST, settings=BENT)
    done = ward.returned(f"1304 {LIST}!{{所管係}}2 = 市民税係")
    rows = [f.address.row for f in done if f.code == "R21" and f.address.sheet == LIST]
    assert rows[0] == 3


def test_equal_input_makes_equal_bytes(tmp_path: Path) -> None:
    """Neither the clock nor the order of a set gets into a form."""
    written = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        ward = sent(folder, *BENT_LAST, settings=BENT)
        written.append({path.name: path.read_bytes() for path in ward.folder.iterdir()})
    assert len(written[0]) == 4
    assert written[0] == written[1]


def test_last_years_form_of_another_year_gives_no_reference(tmp_path: Path) -> None:
    """A division that filled in the form of 2017 told other years; its amounts are nobody's."""
    edits = [
        f"{LAST}{COSTS}!{column}1 = {year}年度{what}（円）"
        for column, year, what in zip(
            "PQRSTUV",
            range(2016, 2023),
            ("決算", "予算", *["見積"] * 5),
            strict=True,
        )
    ]
    ward = sent(tmp_path, *edits, f"{LAST}{COVER}!B1 = 2017")
    table = shown(ward, "1304")
    assert table["前年度予算（参考）"] == table["前年度見積（参考）"] == [None, None]
    assert shown(ward, "1305")["前年度予算（参考）"] == [1_200_000] * 2
