"""What is taken into the totals, what stands apart, what is left out and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.analysis.wards import COSTS, analysed, cost, left_out, of, taken

from sysaudit.analysis import Analysis
from sysaudit.analysis.left_out import Kind
from sysaudit.analysis.vendors import Vendors

WHOLE = {2018: 4_752_000, 2019: 4_800_000, 2020: 4_844_000, 2021: 4_860_000}
"""Of the test ward: four systems with one row each."""
ROW = {2018: 1_188_000, 2019: 1_200_000, 2020: 1_211_000, 2021: 1_215_000}
A_ROW, A_FILE = sum(ROW.values()), 2 * sum(ROW.values())
SLIP = (cost("{2019年度予算}2 = 1200"), cost("{合計}2 ="))
"""A budget in thousands: finding X33."""


def totals(analysis: Analysis) -> dict[int, int]:
    return {year: taken(analysis, year) for year in WHOLE}


def less(*years: int) -> dict[int, int]:
    """The totals without one row's amounts of those years."""
    return {year: yen - (ROW[year] if year in years else 0) for year, yen in WHOLE.items()}


def test_clean_forms_are_taken_whole(tmp_path: Path) -> None:
    """Where nothing is wrong, nothing is left out."""
    analysis = analysed(tmp_path)
    assert totals(analysis) == WHOLE
    assert analysis.material.left_out == ()


def test_an_error_keeps_its_own_cell_out(tmp_path: Path) -> None:
    """The amount under the error is left out with the rule's code; the row's others count."""
    analysis = analysed(tmp_path, *SLIP)
    assert totals(analysis) == less(2019)
    (told,) = analysis.material.left_out
    assert (told.kind, told.yen, told.year, told.cell) == (Kind.AMOUNT, 1_200, 2019, "Q2")
    assert (told.reason.code, told.sheet, told.system_id) == ("X33", COSTS, "1304-S01")
    assert told.reason.words


@pytest.mark.parametrize(
    "settings",
    [
        {"waivers": [{"code": "X33", "division": "1304", "reason": "値引き", "who": "山田"}]},
        {"rules": {"X33": "off"}},
        {"rules": {"X33": "warning"}},
    ],
)
def test_what_is_no_error_any_more_counts(tmp_path: Path, settings: dict[str, Any]) -> None:
    """Waived, switched off or made lighter, the finding keeps nothing out."""
    analysis = analysed(tmp_path, *SLIP, settings=settings)
    assert totals(analysis)[2019] == WHOLE[2019] - ROW[2019] + 1_200
    assert left_out(analysis) == {}


def test_a_waiver_of_another_division_changes_nothing(tmp_path: Path) -> None:
    """What 1305 may, 1304 may not."""
    waiver = {"code": "X33", "division": "1305", "reason": "値引き", "who": "山田"}
    assert left_out(analysed(tmp_path, *SLIP, settings={"waivers": [waiver]})) == {"X33": 1_200}


def test_a_doubtful_amount_waits_for_a_waiver(tmp_path: Path) -> None:
    """330億円 is a warning only, and yet outside the totals until somebody confirms it."""
    edits = (cost("{2020年度見積}2 = 33000000000"), cost("{合計}2 ="))
    (tmp_path / "doubted").mkdir()
    assert left_out(analysed(tmp_path / "doubted", *edits)) == {"C17": 33_000_000_000}
    waiver = {"code": "C17", "division": "1304", "reason": "確認済み", "who": "山田"}
    (tmp_path / "waived").mkdir()
    analysis = analysed(tmp_path / "waived", *edits, settings={"waivers": [waiver]})
    assert totals(analysis)[2020] == WHOLE[2020] - ROW[2020] + 33_000_000_000


def test_without_a_tax_basis_the_row_is_left_out(tmp_path: Path) -> None:
    """Nobody knows what the amounts of such a row are."""
    analysis = analysed(tmp_path, cost("{税区分}2 ="))
    assert totals(analysis) == less(*ROW)
    assert left_out(analysis) == {"C01": A_ROW}


@pytest.mark.parametrize("edit", ["{システム区分}2 = 職員作成ツール", "{導入形態}2 = 職員作成"])
def test_a_tool_of_the_staff_stands_apart(tmp_path: Path, edit: str) -> None:
    """Its amounts are neither in the totals nor left out, but in 別掲 and on its own sheet."""
    analysis = analysed(tmp_path, of(edit))
    assert totals(analysis) == less(*ROW)
    assert left_out(analysis) == {}
    assert int(analysis.balance["apart"].sum()) == A_ROW
    assert list(analysis.tools["system_id"]) == ["1304-S01"]
    for table in (analysis.renewals, analysis.risks, analysis.unit_costs):
        assert "1304-S01" not in set(table["system_id"])


def test_a_form_of_another_year(tmp_path: Path) -> None:
    """Its amounts are left out, each under the year that its own header names."""
    analysis = analysed(tmp_path, "add 1306 収納課 2018")
    assert totals(analysis) == WHOLE
    assert left_out(analysis) == {"F16": A_FILE}
    years = {each.year for each in analysis.material.left_out if each.yen}
    assert years == {2017, 2018, 2019, 2020}
    assert analysis.balance.at[2017, "typed"] == 2 * ROW[2018]


def test_systems_on_a_form_of_another_year(tmp_path: Path) -> None:
    """Last year's workbook, returned again, tells what was so then: its systems are left out."""
    analysis = analysed(tmp_path, "add 1306 収納課 2018")
    told = [each.reason.code for each in analysis.material.left_out if each.kind is Kind.SYSTEM]
    assert told == ["F16", "F16"]
    assert set(analysis.systems["code"]) == {"1304", "1305"}


def test_a_division_that_returned_twice(tmp_path: Path) -> None:
    """Neither file counts until the division says which; every amount and system is told."""
    analysis = analysed(tmp_path, "1304 duplicate システム調査票_1304_課税課(2).xlsx")
    assert totals(analysis) == {year: WHOLE[year] - 2 * ROW[year] for year in WHOLE}
    assert left_out(analysis) == {"F12": 2 * A_FILE}
    assert set(analysis.systems["code"]) == {"1305"}
    told = [each for each in analysis.material.left_out if each.kind is Kind.SYSTEM]
    assert len(told) == 4


def test_a_sheet_that_stands_twice_as_a_copy(tmp_path: Path) -> None:
    """Of two equal sheets one counts, and the other is left out."""
    analysis = analysed(tmp_path, f"1304 {COSTS} copy {COSTS}2")
    assert totals(analysis) == WHOLE
    assert left_out(analysis) == {"S02": A_FILE}
    sheets = {each.sheet for each in analysis.material.left_out if each.yen}
    assert sheets == {f"{COSTS}2"}


def test_two_sheets_that_differ(tmp_path: Path) -> None:
    """Of two different sheets none counts: nobody knows which is right."""
    edits = (f"1304 {COSTS} copy {COSTS}2", f"1304 {COSTS}2!{{2020年度見積}}2 = 5")
    analysis = analysed(tmp_path, *edits)
    assert totals(analysis) == {year: WHOLE[year] - 2 * ROW[year] for year in WHOLE}
    assert left_out(analysis) == {"S02": 2 * A_FILE - ROW[2020] + 5}


def test_a_cost_whose_id_is_on_no_list(tmp_path: Path) -> None:
    """It is left out, for nobody knows whose it is."""
    analysis = analysed(tmp_path, cost("{システムID}2 = 1304-S09"))
    assert totals(analysis) == less(*ROW)
    assert left_out(analysis) == {"X01": A_ROW}


def test_an_id_that_two_systems_bear(tmp_path: Path) -> None:
    """The first row keeps the ID and its costs; the second system is left out and told."""
    edits = (of("{システムID}3 = 1304-S01"), cost("{システムID}3 = 1304-S01"))
    analysis = analysed(tmp_path, *edits)
    own = analysis.systems[analysis.systems["code"] == "1304"]
    assert list(own["name"]) == ["課税課第1システム"]
    assert totals(analysis) == WHOLE
    (system,) = (each for each in analysis.material.left_out if each.kind is Kind.SYSTEM)
    assert (system.what, system.reason.code) == ("システム「課税課第2システム」", "X04")


def test_an_amount_that_nobody_can_read(tmp_path: Path) -> None:
    """約100万円 is counted as an unknown amount; the row's other years count."""
    analysis = analysed(tmp_path, cost("{2020年度見積}2 = 約100万円"))
    assert totals(analysis) == less(2020)
    (told,) = analysis.material.left_out
    assert (told.kind, told.yen, told.given) == (Kind.UNKNOWN, None, "約100万円")
    assert (told.year, told.cell, told.reason.code) == (2020, "R2", "C09")
    assert len(analysis.material.amounts.unknown) == 1


def test_a_file_that_does_not_open(tmp_path: Path) -> None:
    """It is told as a whole; what it holds is not known."""
    analysis = analysed(tmp_path, "1305 bytes 00")
    assert totals(analysis) == {year: WHOLE[year] - 2 * ROW[year] for year in WHOLE}
    (told,) = analysis.material.left_out
    assert (told.kind, told.division_code, told.yen) == (Kind.FILE, "1305", None)
    assert told.reason.code.startswith("F0")


@pytest.mark.parametrize(
    ("rate", "expected", "certainty"),
    [
        ("8%", (1_283_040, 1_296_000, 1_307_880, 1_312_200), "確定"),
        ("10%", (1_306_800, 1_320_000, 1_332_100, 1_336_500), "確定"),
        ("混在", (1_283_040, 1_308_000, 1_332_100, 1_336_500), "概算"),
        ("不明", (1_283_040, 1_308_000, 1_332_100, 1_336_500), "概算"),
    ],
)
def test_tax_on_top(tmp_path: Path, rate: str, expected: tuple[int, ...], certainty: str) -> None:
    """Without a rate FY2018 counts 8 %, FY2019 9 %, FY2020 on 10 %, and then as 概算."""
    analysis = analysed(tmp_path, cost("{税区分}2 = 税抜"), cost(f"{{税率}}2 = {rate}"))
    cells = analysis.material.taken
    own = cells[cells["system_key"] == "1304_1304-S01"]
    assert tuple(own["yen"]) == expected
    assert set(own["certainty"]) == {certainty}
    assert int(analysis.balance["tax"].sum()) == sum(expected) - A_ROW


def test_tax_is_cut_off_below_one_yen(tmp_path: Path) -> None:
    """1,211,001円 and 10 % are 1,332,101円, not 1,332,101.1."""
    edits = (cost("{税区分}2 = 税抜"), cost("{税率}2 = 10%"), cost("{合計}2 ="))
    analysis = analysed(tmp_path, *edits, cost("{2020年度見積}2 = 1211001"))
    assert taken(analysis, 2020) == WHOLE[2020] - ROW[2020] + 1_332_101


BUNDLE = [
    edit
    for code in ("1304", "1305")
    for edit in (
        cost("{契約番号}2 = 2019-0001", code),
        cost("{一括契約}2 = 他システムと一括", code),
        cost("{按分方法}2 = 均等", code),
        cost("{按分前総額}2 = 2422000", code),
    )
]


def test_a_bundled_contract_counts_once(tmp_path: Path) -> None:
    """Its shares are added, its whole never is: the totals are those of the shares alone."""
    analysis = analysed(tmp_path, *BUNDLE)
    assert totals(analysis) == WHOLE


NUMBER = "7999901000001"


def vendors_of(analysis: Analysis) -> dict[str, int]:
    return {str(name): int(row["systems"]) for name, row in analysis.vendors.iterrows()}


def test_spellings_of_a_vendor_are_one(tmp_path: Path) -> None:
    """㈱, 株式会社 with a space, and a branch are one vendor under its commonest name."""
    names = [
        of("{事業者名}2 = ㈱見本ソフト"),
        of("{事業者名}3 = 株式会社　見本ソフト"),
        of("{事業者名}2 = 株式会社見本ソフト 東京支店", "1305"),
    ]
    analysis = analysed(tmp_path, *names)
    assert list(vendors_of(analysis).values()) == [4]
    assert analysis.vendors["share"].tolist() == [1.0]


def test_other_vendors_stay_others(tmp_path: Path) -> None:
    """A name that only begins alike is another vendor."""
    analysis = analysed(tmp_path, of("{事業者名}2 = 株式会社見本ソフトウェア"))
    expected = {"株式会社見本ソフト": 3, "株式会社見本ソフトウェア": 1}
    assert vendors_of(analysis) == expected


def test_one_corporate_number_is_one_vendor(tmp_path: Path) -> None:
    """With one corporate number beside both, 見本ソフト and 見本ソフトウェア are one."""
    numbers = [
        of(f'{{法人番号}}{row} = "{NUMBER}"', code) for code in ("1304", "1305") for row in (2, 3)
    ]
    analysis = analysed(tmp_path, of("{事業者名}2 = 株式会社見本ソフトウェア"), *numbers)
    assert vendors_of(analysis) == {"株式会社見本ソフト": 4}
    assert analysis.vendors["number"].tolist() == [NUMBER]


def test_a_mistyped_number_joins_nobody() -> None:
    """One number beside two quite different names is a fault (X17), not one vendor."""
    vendors = Vendors([("株式会社見本ソフト", NUMBER), ("有限会社青空", NUMBER)])
    assert vendors.name("株式会社見本ソフト") != vendors.name("有限会社青空")
