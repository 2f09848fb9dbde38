"""Rules on money: figures that look wrong and are not, and the other way round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sysaudit.findings import Finding
from sysaudit.rules.money.tax import tax_between

Codes = Callable[..., list[str]]
Ward = Callable[..., list[Finding]]
LIST, COSTS = "所管するシステム一覧", "経費見積入力シート"
YEARS = ("2018年度決算", "2019年度予算", "2020年度見積", "2021年度見積")
NO_TOTAL = f"1304 {COSTS}!{{合計}}2 ="


def amounts(*figures: int | str, row: int = 2, division: str = "1304") -> list[str]:
    """A row's amounts from FY-1 on, and its total left out."""
    cells = [f"{{{year}}}{row} = {figure}" for year, figure in zip(YEARS, figures, strict=False)]
    return [f"{division} {COSTS}!{cell}".rstrip() for cell in (*cells, f"{{合計}}{row} =")]


def bundle(division: str, share: int, total: int) -> list[str]:
    """A row that is a share of contract 2019-0001."""
    cells = {
        "契約番号": "2019-0001",
        "一括契約": "他システムと一括",
        "按分方法": "均等",
        "按分前総額": total,
        "2020年度見積": share,
        "合計": "",
    }
    return [f"{division} {COSTS}!{{{label}}}2 = {value}" for label, value in cells.items()]


@pytest.mark.parametrize(
    ("one", "other", "rate"),
    [
        (1_080_000, 1_000_000, 8),
        (1_000_000, 1_100_000, 10),
        (1_234_567, 1_358_023, 10),  # rounded down to the yen
        (1_080_000, 1_100_000, None),  # 8 % became 10 %
        (1_100, 1_000, None),
        (1_000_000, 1_000_000, None),
    ],
)
def test_tax_between(one: int, other: int, rate: int | None) -> None:
    """A rate is recognised to the yen, and not between 8 and 10 % of one price."""
    assert tax_between(one, other) == rate


def test_rise_of_the_tax_is_no_slip(codes: Codes) -> None:
    """1,080,000 with 8 % last year and 1,100,000 with 10 % this year are one price."""
    last = [f"previous/1304 {COSTS}!{{{y}年度見積}}2 = 1080000" for y in (2019, 2020)]
    last.append(f"previous/1304 {COSTS}!{{合計}}2 =")
    assert codes(*last, *amounts(1_080_000, 1_080_000, 1_100_000, 1_100_000)) == []


def test_tax_needs_every_year_to_agree(codes: Codes) -> None:
    """One year of two at just ten per cent is a coincidence."""
    assert codes(*amounts(1_188_000, 1_332_100, 1_215_000, 1_215_000)) == []


def test_other_basis_accounts_for_the_tax(codes: Codes) -> None:
    """Where 税区分 says that the basis changed, so may the figure."""
    edits = amounts(1_188_000, 1_211_000 * 10 // 11, 1_215_000 * 10 // 11, 1_110_000)
    basis = (f"1304 {COSTS}!{{税区分}}2 = 税抜", f"1304 {COSTS}!{{税率}}2 = 10%")
    assert codes(*edits, *basis) == []


def test_slip_within_a_row(ward: Ward) -> None:
    """Without last year's figures, the smaller of two neighbours is the likelier slip."""
    edits = amounts(1_188_000, 1_200, 1_211_000, 1_215_000)
    (finding,) = ward("previous/1304 absent", *edits)
    assert (finding.code, finding.expected) == ("X33", "1,200,000")


def test_slip_upwards(ward: Ward) -> None:
    """Three digits too many."""
    (finding,) = ward(*amounts(1_188_000, 1_200_000_000, 1_211_000, 1_215_000))
    assert (finding.code, finding.expected) == ("X33", "1,200,000")


def test_sheet_in_thousands_is_one_finding(ward: Ward) -> None:
    """Every row a thousandth of last year's: the sheet is told, not its rows."""
    edits = [edit for row in (2, 3) for edit in amounts(1_188, 1_200, 1_211, 1_215, row=row)]
    (finding,) = ward(*edits)
    assert (finding.code, finding.address.cell) == ("X33", None)


def test_small_amounts_that_were_small_last_year(codes: Codes) -> None:
    """A division that pays 3,000 yen a year pays 3,000 yen."""
    rows = [(code, row) for code in ("1304", "previous/1304") for row in (2, 3)]
    small = [
        f"{code} {COSTS}!{{{label}}}{row} = {figure}"
        for code, row in rows
        for label, figure in zip(
            YEARS
            if code == "1304"
            else ("2017年度決算", "2018年度予算", "2019年度見積", "2020年度見積"),
            (3000, 3000, 3100, 3200),
            strict=True,
        )
    ]
    totals = [f"{code} {COSTS}!{{合計}}{row} =" for code, row in rows]
    assert codes(*small, *totals) == []


def test_works_done_once_need_no_reason(codes: Codes) -> None:
    """整備 ends by nature, and a system begins at some time."""
    once = f"1304 {COSTS}!{{経費区分}}2 = 整備"
    assert codes(once, *amounts(0, 30_000_000, 0, 0)) == []
    assert codes(once, *amounts(0, 0, 30_000_000, 0)) == []


def test_new_system_begins_at_nothing(codes: Codes) -> None:
    """Running costs of a system that is being renewed, from 0."""
    begins = ("previous/1304 absent", *amounts(0, 0, 5_000_000, 5_000_000))
    assert codes(*begins, f"1304 {LIST}!{{状況}}2 = 更新中") == []
    assert codes(*begins) == ["X36"]


def test_half_a_year_is_reckoned_as_such(codes: Codes) -> None:
    """Six months of twelve are no fall, where 積算月数 says so."""
    halved = amounts(3_988_000, 4_000_000, 2_000_000, 4_000_000)
    last = [
        f"previous/1304 {COSTS}!{{2018年度予算}}2 = 4000000",
        f"previous/1304 {COSTS}!{{合計}}2 =",
    ]
    assert codes(*last, *halved) == ["X36"]
    assert codes(*last, *halved, f"1304 {COSTS}!{{積算月数}}2 = 6") == []


def test_contract_that_takes_anothers_place_is_no_change(codes: Codes) -> None:
    """The old row falls to 0 and a new one of the same item rises from it."""
    moved = (
        f"1304 {COSTS} copy-row 2 4",
        f"1304 {COSTS}!{{契約番号}}4 = 2020-0001",
        *amounts(4_988_000, 5_000_000, 0, 0, row=2),
        *amounts(0, 0, 5_000_000, 5_000_000, row=4),
        f"previous/1304 {COSTS}!{{2018年度予算}}2 = 5000000",
        f"previous/1304 {COSTS}!{{合計}}2 =",
    )
    assert codes(*moved) == []


def test_reason_given_last_year_holds_for_this_years_budget(codes: Codes) -> None:
    """Last year's sheet said why this year's budget would rise."""
    risen = amounts(1_188_000, 5_000_000, 5_000_000, 5_000_000)
    assert codes(*risen) == ["X36"]
    assert codes(*risen, f"previous/1304 {COSTS}!{{増減理由}}2 = 対象者の増") == []


def test_end_of_a_system_needs_no_reason(codes: Codes) -> None:
    """廃止予定 accounts for a fall, not for a rise."""
    ends = f"1304 {LIST}!{{状況}}2 = 廃止予定"
    assert codes(ends, *amounts(1_188_000, 5_000_000, 0, 0)) == ["X36"]  # since last year
    last = [
        f"previous/1304 {COSTS}!{{2018年度予算}}2 = 5000000",
        f"previous/1304 {COSTS}!{{合計}}2 =",
    ]
    assert codes(ends, *last, *amounts(4_988_000, 5_000_000, 0, 0)) == []


def test_row_for_the_renewal_accounts_for_equal_amounts(codes: Codes) -> None:
    """A lease that ends, at the same rate for years, beside a row 更新."""
    lease = (
        f"1304 {COSTS}!{{経費項目}}2 = 機器リース",
        f"1304 {LIST}!{{機器リース終了日}}2 = 2021-03-31",
        *amounts(1_200_000, 1_200_000, 1_200_000, 1_200_000),
    )
    renewal = (
        f"1304 {COSTS} copy-row 2 4",
        f"1304 {COSTS}!{{経費区分}}4 = 更新",
        *amounts("", 0, 0, 9_000_000, row=4),
    )
    assert codes(*lease) == ["X37"]
    assert codes(*lease, *renewal) == []


def test_yearly_contract_may_cost_the_same(codes: Codes) -> None:
    """A contract for one fiscal year is made anew at the same price."""
    yearly = (
        f"1304 {LIST}!{{契約期間区分}}2 = 単年度",
        f"1304 {LIST}!{{契約終了日}}2 = 2020-03-31",
    )
    assert codes(*yearly, *amounts(1_200_000, 1_200_000, 1_200_000, 1_200_000)) == []


def test_lease_that_runs_on_after_the_system(codes: Codes) -> None:
    """What was abolished may have to be paid for until its lease ends."""
    edits = (
        f"1304 {LIST}!{{状況}}2 = 廃止済",
        "1304 システム評価 drop-row 2",
        f"1304 {COSTS}!{{経費項目}}2 = 機器リース",
        f"1304 {LIST}!{{機器リース終了日}}2 = 2022-03-31",
    )
    assert codes(*edits) == []


def test_soon_is_a_matter_of_the_clock_and_the_settings(codes: Codes) -> None:
    """Twenty-four months from --as-of, unless the settings say otherwise."""
    undecided = (
        f"1304 {LIST}!{{次期更新予定年度}}2 = 未定",
        f"1304 {LIST}!{{契約終了日}}2 = 2021-06-30",
    )
    assert codes(*undecided) == []
    assert codes(*undecided, as_of=date(2019, 6, 30)) == ["X42"]
    assert codes(*undecided, settings="[thresholds]\nrenewal_months = 27") == ["X42"]


def test_automatic_renewal_has_no_end(codes: Codes) -> None:
    """自動更新 is a proper end of a contract."""
    edits = (
        f"1304 {LIST}!{{契約終了日}}2 = 自動更新",
        f"1304 {LIST}!{{次期更新予定年度}}2 = 未定",
    )
    assert codes(*edits) == []


def test_shares_that_round_to_the_whole(codes: Codes) -> None:
    """A yen less than the whole is a matter of rounding."""
    assert codes(*bundle("1304", 1_211_000, 2_421_999), *bundle("1305", 1_211_000, 2_421_999)) == []


def test_shares_wait_for_divisions_that_are_out(codes: Codes) -> None:
    """What is missing may be another division's share; what is too much is too much."""
    out = (
        "add 1306 収納課",
        "roster 組織台帳 copy-row 3 4",
        'roster 組織台帳!{課コード}4 = "1306"',
    )
    absent = (*out, "roster 組織台帳!{課名}4 = 収納課", "1306 absent")
    little = (*bundle("1304", 1_211_000, 3_000_000), *bundle("1305", 1_211_000, 3_000_000))
    much = (*bundle("1304", 1_211_000, 2_000_000), *bundle("1305", 1_211_000, 2_000_000))
    assert codes(*little) == ["X44"]
    assert "X44" not in codes(*absent, *little)
    assert "X44" in codes(*absent, *much)


def test_number_that_two_divisions_use_for_small_contracts(codes: Codes) -> None:
    """Divisions number small contracts as they like: 「1」 is not one contract."""
    same = [f"{code} {COSTS}!{{契約番号}}2 = 契約1" for code in ("1304", "1305")]
    vendors = [
        f"1304 {COSTS}!{{事業者名}}2 = 例示電算株式会社",
        f"1305 {COSTS}!{{事業者名}}2 = 見本通信株式会社",
    ]
    assert codes(*same, *vendors) == []


@pytest.mark.parametrize(
    ("line", "budget", "found"),
    [
        ("委託料", 500_000, []),
        ("委託料", 500_001, ["X48"]),
        ("使用料及び賃借料", 400_001, ["X48"]),
        ("備品購入費", 800_000, []),
        ("負担金、補助及び交付金", 5_000_000, []),
    ],
)
def test_limit_of_small_contracts(codes: Codes, line: str, budget: int, found: list[str]) -> None:
    """Each class has its limit, which itself is allowed; shares are no contracts."""
    edits = (
        f"1304 {LIST}!{{契約方法}}2 = 少額随意契約",
        f"1304 {COSTS}!{{節}}2 = {line}",
        *amounts(budget, budget, budget + 1, budget + 2),
        f"1304 {COSTS}!{{増減理由}}2 = 契約の見直し",
    )
    assert codes(*edits) == found


def test_small_contracts_add_up_over_their_number(codes: Codes) -> None:
    """Two rows of 300,000 yen under one number are 600,000."""
    small = [
        edit
        for row in (2, 3)
        for edit in (
            f"1304 {LIST}!{{契約方法}}{row} = 少額随意契約",
            f"1304 {LIST}!{{契約番号}}{row} = 2019-0005",
            f"1304 {COSTS}!{{契約番号}}{row} = 2019-0005",
            f"1304 {COSTS}!{{増減理由}}{row} = 契約の見直し",
            *amounts(300_000, 300_000, 300_001, 300_002, row=row),
        )
    ]
    assert codes(*small) == ["X48"]


def test_limit_without_tax(codes: Codes) -> None:
    """The limit counts tax: 460,000 without it are 506,000."""
    edits = (
        f"1304 {LIST}!{{契約方法}}2 = 少額随意契約",
        f"1304 {COSTS}!{{税区分}}2 = 税抜",
        f"1304 {COSTS}!{{税率}}2 = 10%",
        f"1304 {COSTS}!{{増減理由}}2 = 契約の見直し",
        *amounts(460_000, 460_000, 460_001, 460_002),
    )
    assert codes(*edits) == ["X48"]


def test_subtotals_count_what_stands_since_the_last(codes: Codes) -> None:
    """小計 after each system and 合計 at the end are both right."""
    rows = (
        f"1304 {COSTS} insert-rows 3 1",
        f"1304 {COSTS}!A3 = 小計",
        f"1304 {COSTS}!{{2019年度予算}}3 = 1200000",
        f"1304 {COSTS}!A5 = 小計",
        f"1304 {COSTS}!{{2019年度予算}}5 = 1200000",
        f"1304 {COSTS}!A6 = 合計",
        f"1304 {COSTS}!{{2019年度予算}}6 = 2400000",
    )
    assert "X31" not in codes(*rows)


def test_totals_of_the_cover_wait_for_amounts_that_were_not_read(codes: Codes) -> None:
    """約100万円 is the one finding."""
    unread = f"1304 {COSTS}!{{2019年度予算}}2 = 約120万円"
    assert codes(unread, "1304 表紙!B11 = 2400000") == ["C09"]


def test_cover_may_count_as_the_template_does(codes: Codes) -> None:
    """The template's formula leaves out rows without an ID; so may the total."""
    unnamed = (f"1304 {COSTS}!{{システムID}}3 =", "1304 表紙!B11 = 1200000")
    assert "X30" not in codes(*unnamed)


def test_zero_with_a_word_about_it(codes: Codes) -> None:
    """A bundled or free system costs 0, and says so in 備考."""
    free = amounts(0, 0, 0, 0)
    assert codes(*free) == ["X39"]
    assert codes(*free, f"1304 {COSTS}!{{備考}}2 = 保守の行に含む") == []


def in_thousands(year: str, *rows: int, factor: float = 0.001) -> list[str]:
    """One year column of the test ward's sheet, a thousandth of what it was."""
    figures = dict(zip(YEARS, (1_188_000, 1_200_000, 1_211_000, 1_215_000), strict=True))
    slipped = round(figures[year] * factor)
    cells = [(f"{{{year}}}{row}", slipped) for row in rows]
    return [
        *(f"1304 {COSTS}!{cell} = {figure}" for cell, figure in cells),
        *(f"1304 {COSTS}!{{合計}}{row} =" for row in rows),
    ]


def test_totals_count_as_excel_does(codes: Codes) -> None:
    """A number stored as text is not counted by the totals of the template."""
    text = (
        f'1304 {COSTS}!{{2019年度予算}}2 = "1200000"',
        f"1304 {COSTS}!{{合計}}2 = 3614000",
        f"1304 {COSTS}!A4 = 合計",
    )
    with_it = ("1304 表紙!B11 = 2400000", f"1304 {COSTS}!{{2019年度予算}}4 = 2400000")
    without = (
        "1304 表紙!B11 = 1200000",
        f"1304 {COSTS}!{{2019年度予算}}4 = 1200000",
        f"1304 {COSTS}!{{合計}}4 = 8428000",
    )
    wrong = ("1304 表紙!B11 = 1200001", f"1304 {COSTS}!{{2019年度予算}}4 = 1200001")
    totals = {"R13", "X30", "X31"}
    assert totals.isdisjoint(codes(*text, *with_it))
    assert totals.isdisjoint(codes(*text, *without))
    assert {"X30", "X31"} <= set(codes(*text, *wrong))


@pytest.mark.parametrize(
    "more",
    [
        (f"1304 {COSTS}!{{システムID}}4 = 小計", f"1304 {COSTS}!{{2019年度予算}}4 = 2400000"),
        (f"1304 {COSTS}!{{システムID}}4 = 計", f"1304 {COSTS}!{{2019年度予算}}4 = 2400000"),
        (
            f"1304 {COSTS}!{{システムID}}4 = 合計（税込）",
            f"1304 {COSTS}!{{2019年度予算}}4 = 2400000",
        ),
        (f"1304 {COSTS}!{{システムID}}4 = 0000-S01", f"1304 {COSTS}!{{2019年度予算}}4 = 2400000"),
    ],
)
def test_cover_may_count_rows_that_are_no_data(codes: Codes, more: tuple[str, ...]) -> None:
    """The template's formula adds up a 小計 and a row of 記入例 too; those are told apart."""
    assert "X30" not in codes(*more, "1304 表紙!B11 = 4800000")
    assert "X30" not in codes(*more, "1304 表紙!B11 = 2400000")
    assert "X30" in codes(*more, "1304 表紙!B11 = 3000000")


def test_cover_over_merged_ids(codes: Codes) -> None:
    """Of merged cells the formula sees the first alone."""
    merged = (f"1304 {COSTS}!A3 =", f"1304 {COSTS} merge A2:A3")
    assert "X30" not in codes(*merged, "1304 表紙!B11 = 1200000")
    assert "X30" not in codes(*merged, "1304 表紙!B11 = 2400000")


def test_shares_of_a_ward_with_a_division_that_has_nothing_to_cost(codes: Codes) -> None:
    """Tools that staff made cost nothing: their division is complete with an empty sheet."""
    third = (
        "add 1306 収納課",
        "roster 組織台帳 copy-row 3 4",
        'roster 組織台帳!{課コード}4 = "1306"',
        "roster 組織台帳!{課名}4 = 収納課",
        f"1306 {COSTS} empty",
    )
    little = (*bundle("1304", 1_211_000, 3_000_000), *bundle("1305", 1_211_000, 3_000_000))
    tools = [f"1306 {LIST}!{{システム区分}}{row} = 職員作成ツール" for row in (2, 3)]
    none = ("1306 表紙!B9 = ○", f"1306 {LIST} empty", "1306 システム評価 empty")
    assert "X44" not in codes(*third, *little)
    assert "X44" in codes(*third, *tools, *little)
    assert "X44" in codes(*third, *none, *little)


def test_lone_share_names_its_number(ward: Ward) -> None:
    """A share whose number nobody else bears is likelier a wrong number than a wrong amount."""
    (finding,) = [f for f in ward(*bundle("1304", 1_211_000, 3_000_000)) if f.code == "X44"]
    assert (finding.label, finding.given) == ("契約番号", "2019-0001")


@pytest.mark.parametrize("factor", [0.001, 1000])
@pytest.mark.parametrize("previous", [(), ("previous/1304 absent",)])
def test_one_column_in_thousands(ward: Ward, factor: float, previous: tuple[str, ...]) -> None:
    """One year of every row is one finding that names the column, never the sheet."""
    edits = in_thousands("2020年度見積", 2, 3, factor=factor)
    (finding,) = [f for f in ward(*previous, *edits) if f.code == "X33"]
    assert finding.address.cell == "R2:R3"
    assert "2020年度見積の列" in finding.message.ja
    assert "シート全体" not in finding.message.ja


def test_column_with_a_small_row_between(ward: Ward) -> None:
    """A row too small to tell does not split the column."""
    rows = (f"1304 {COSTS} copy-row 3 4", f"1304 {COSTS}!{{システムID}}4 = 1304-S02")
    small = [
        f"1304 {COSTS}!{{契約番号}}3 = 2019-77",
        f"1304 {COSTS}!{{経費項目}}3 = 通信回線",
        *amounts(3000, 3000, 3, 3000, row=3),
    ]
    edits = in_thousands("2020年度見積", 2, 4)
    (finding,) = [f for f in ward(*rows, *small, *edits) if f.code == "X33"]
    assert finding.address.cell == "R2:R4"


def test_sheet_in_thousands_with_small_rows_is_one_finding(ward: Ward) -> None:
    """Rows that were small last year tell nothing, and do not speak against the sheet."""
    copies = [
        edit
        for code in ("1304", "previous/1304")
        for edit in (
            f"{code} {COSTS} copy-row 2 4",
            f"{code} {COSTS}!{{経費項目}}4 = 通信回線",
            f"{code} {COSTS}!{{合計}}4 =",
        )
    ]
    last = [
        f"previous/1304 {COSTS}!{{{year}}}4 = 50000"
        for year in ("2017年度決算", "2018年度予算", "2019年度見積", "2020年度見積")
    ]
    edits = [edit for row in (2, 3) for edit in amounts(1_188, 1_200, 1_211, 1_215, row=row)]
    small = amounts(50, 50, 50, 50, row=4)
    (finding,) = [f for f in ward(*copies, *last, *edits, *small) if f.code == "X33"]
    assert finding.address.cell is None
    assert "シート全体" in finding.message.ja


@pytest.mark.parametrize(
    ("kind", "item", "found"),
    [
        ("運用", "ソフトウェア保守", True),
        ("更新", "機器購入", False),
        ("運用", "機器リース", False),
    ],
)
def test_planned_row_is_not_under_the_small_contract(
    codes: Codes, kind: str, item: str, found: bool
) -> None:
    """A row 更新 or a lease without a number has a contract of its own."""
    edits = (
        f"1304 {LIST}!{{契約方法}}2 = 少額随意契約",
        f"1304 {COSTS}!{{契約番号}}2 =",
        f"1304 {COSTS}!{{経費区分}}2 = {kind}",
        f"1304 {COSTS}!{{経費項目}}2 = {item}",
    )
    assert ("X48" in codes(*edits)) is found


def test_sheet_of_another_year_is_not_reckoned_with(codes: Codes) -> None:
    """The form of last year's survey is one finding; its amounts stand under other years."""
    old = ("1305 absent", "add 1305 納税課 2018")
    share = [
        f"1305 {COSTS}!{{{label}}}2 = {value}"
        for label, value in {
            "契約番号": "2019-0001",
            "一括契約": "他システムと一括",
            "按分方法": "均等",
            "按分前総額": 9_000_000,
            "2019年度見積": 1_211,
            "合計": "",
        }.items()
    ]
    found = codes(*old, *share, *bundle("1304", 1_211_000, 2_422_000))
    assert "F16" in found
    assert not [code for code in found if "X33" <= code <= "X48"]


def test_small_sheet_is_told_with_and_without_last_year(codes: Codes) -> None:
    """No previous year given: a small sheet is still suspected."""
    edits = [edit for row in (2, 3) for edit in amounts(1_188, 1_200, 1_211, 1_215, row=row)]
    assert codes("previous/1304 absent", *edits) == ["X34"]


def test_rows_in_thousands_beside_a_right_one_are_told_one_by_one(ward: Ward) -> None:
    """One right row speaks against the sheet, and against each column."""
    (finding,) = ward(*amounts(1_188, 1_200, 1_211, 1_215, row=3))
    assert (finding.code, finding.address.cell) == ("X33", "P3")


def test_sheet_a_thousandfold_is_one_finding(ward: Ward) -> None:
    """Three digits too many in every figure."""
    figures = (1_188_000_000, 1_200_000_000, 1_211_000_000, 1_215_000_000)
    edits = [edit for row in (2, 3) for edit in amounts(*figures, row=row)]
    (finding,) = [f for f in ward(*edits) if f.code == "X33"]
    assert finding.address.cell is None
    assert "1,000倍" in finding.message.ja
