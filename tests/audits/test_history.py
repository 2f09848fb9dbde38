"""What earlier audits found follows a division through renames, mergers and splits."""

from __future__ import annotations

import pytest
from tests.audits.wards import audits, past

from sysaudit.audits.history import History

FOUR_YEARS = (
    "2016 1901 別課 内部監査",
    "2017 1901 別課 内部監査",
    "2018 1901 別課 内部監査",
)
"""Results of all years between, about a division that nobody asks for."""


def visited(history: History, code: str, year: int = 2018) -> list[str | None]:
    """The names under which results of a year are found."""
    return [result.division_name for result in history.of(code, year)]


def test_same_code() -> None:
    """A division of which nothing is told kept its code."""
    history = past(
        ["1304 区民部 課税課"], ["2018 1304 課税課 内部監査", "2018 1305 納税課 内部監査"]
    )
    assert visited(history, "1304") == ["課税課"]
    assert visited(history, "1304", 2017) == []


def test_renamed_division_has_its_former_codes_results() -> None:
    """旧課コード leads to them, and no longer its present code, which was another's then."""
    results = ["2018 1299 税務課 内部監査", "2018 1304 広報課 内部監査"]
    assert visited(past(["1304 区民部 課税課 旧1299"], results), "1304") == ["税務課"]


def test_division_renamed_under_its_code_has_its_results() -> None:
    """旧課コード may name the code that the division still has."""
    history = past(["1304 区民部 課税課 旧1304"], ["2018 1304 税務課 内部監査"])
    assert visited(history, "1304") == ["税務課"]


def test_merged_division_has_the_results_of_all_its_parts() -> None:
    """Two former codes, two histories."""
    results = ["2018 1304 課税課 内部監査", "2018 1305 納税課 特命監査"]
    history = past(["1310 区民部 税務課 旧1305;1304"], results)
    assert visited(history, "1310") == ["課税課", "納税課"]


@pytest.mark.parametrize("code", ["1405", "1406"])
def test_parts_of_a_split_division_each_have_the_results_of_the_whole(code: str) -> None:
    """What was found there may be in either."""
    roster = ["1405 福祉部 高齢課 旧1401", "1406 福祉部 介護課 旧1401"]
    history = past(roster, ["2018 1401 高齢介護課 内部監査 重大な不適合 対応中"])
    assert visited(history, code) == ["高齢介護課"]


def test_part_that_keeps_code_and_name_goes_on_with_its_own() -> None:
    """1405 was split off 1401, which stayed: both have the results of 1401."""
    roster = ["1401 福祉部 高齢課", "1405 福祉部 介護課 旧1401"]
    history = past(roster, ["2018 1401 高齢課 内部監査"])
    assert visited(history, "1401") == ["高齢課"]
    assert visited(history, "1405") == ["高齢課"]


def test_part_that_stays_is_known_by_its_name_however_it_is_written() -> None:
    """Widths, and a department before the name, do not matter."""
    roster = ["1401 福祉部 高齢ｹｱ課", "1405 福祉部 介護課 旧1401"]
    for name in ("高齢ケア課", "福祉部高齢ケア課"):
        assert visited(past(roster, [f"2018 1401 {name} 内部監査"]), "1401") == [name]


def test_code_that_another_division_took_over_gives_no_history() -> None:
    """1708 moved to 1701 and was given to a new division."""
    roster = ["1701 土木部 道路課 旧1708", "1708 土木部 交通安全課"]
    history = past(roster, ["2018 1708 道路課 内部監査 重大な不適合 未着手"])
    assert visited(history, "1708") == []
    assert history.last_visit("1708") is None
    assert visited(history, "1701") == ["道路課"]


def test_code_taken_over_by_the_earlier_roster() -> None:
    """Where last year's roster is known, its names say who went on, not those of the results."""
    roster = ["1701 土木部 道路課 旧1708", "1708 土木部 交通安全課"]
    history = past(roster, ["2018 1708 道路課 内部監査"], {2018: ["1708 土木部 道路課"]})
    assert visited(history, "1708") == []
    assert history.codes("1708", 2018) == frozenset()
    stayed = past(
        ["1401 福祉部 高齢課", "1405 福祉部 介護課 旧1401"], [], {2018: ["1401 福祉部 高齢課"]}
    )
    assert stayed.codes("1401", 2018) == {"1401"}


def test_codes_that_were_exchanged() -> None:
    """Two divisions that have each other's code have each other's results of then."""
    roster = ["1401 福祉部 高齢課 旧1402", "1402 福祉部 介護課 旧1401"]
    history = past(roster, ["2018 1401 介護課 内部監査", "2018 1402 高齢課 特命監査"])
    assert visited(history, "1401") == ["高齢課"]
    assert visited(history, "1402") == ["介護課"]


def test_code_that_was_new_last_year_gives_no_history_before() -> None:
    """1708 was given to a new division in 2018, which was audited then; 2017 is about another."""
    history = past(
        ["1701 土木部 道路課", "1708 土木部 交通安全課"],
        ["2017 1708 道路課 内部監査", "2018 1708 交通安全課 内部監査"],
        {2018: ["1701 土木部 道路課 旧1708", "1708 土木部 交通安全課"]},
    )
    assert visited(history, "1708", 2017) == []
    assert visited(history, "1701", 2017) == ["道路課"]
    assert visited(history, "1708", 2018) == ["交通安全課"]


CHAIN = {2018: ["2001 教育部 学校課 旧1901", "1304 区民部 課税課"]}
"""1901 became 2001 in 2018, and 2101 in 2019."""


def test_renames_are_followed_over_two_years() -> None:
    """With the roster between, results of 2017 under the oldest code are found."""
    results = ["2017 1901 学務課 内部監査", "2018 2001 学校課 パトロール"]
    history = past(["2101 教育部 教育課 旧2001"], results, CHAIN)
    assert visited(history, "2101", 2017) == ["学務課"]
    assert visited(history, "2101", 2018) == ["学校課"]
    assert history.last_visit("2101") == 2017
    assert [each.fiscal_year for each in history.every("2101")] == [2017, 2018]


def test_without_the_roster_between_one_rename_is_followed() -> None:
    """Nothing says that 2001 had another code before."""
    history = past(["2101 教育部 教育課 旧2001"], ["2017 1901 学務課 内部監査"])
    assert history.codes("2101", 2017) == {"2001"}
    assert visited(history, "2101", 2017) == []


def test_division_that_is_not_on_the_earlier_roster_is_new() -> None:
    """It has no codes in that year, and results under its code are another's."""
    roster = ["2102 教育部 給食課", "1304 区民部 課税課"]
    history = past(roster, ["2018 2102 図書館 内部監査"], CHAIN)
    assert history.codes("2102", 2018) == frozenset()
    assert visited(history, "2102") == []
    assert history.codes("1304", 2018) == {"1304"}


def test_new_division_is_never_due() -> None:
    """It was not visited for four years, because it was not there."""
    roster = ["2102 教育部 給食課", "1304 区民部 課税課"]
    history = past(roster, FOUR_YEARS, CHAIN)
    assert not history.is_due("2102", 4)
    assert history.is_due("1304", 4)


def test_division_under_an_old_code_is_never_due() -> None:
    """Another division took its history along: the code's new owner is new."""
    roster = ["1701 土木部 道路課 旧1708", "1708 土木部 交通安全課"]
    history = past(roster, [*FOUR_YEARS, "2015 1708 道路課 内部監査"])
    assert not history.is_due("1708", 4)
    assert history.is_due("1701", 4)


@pytest.mark.parametrize(
    ("kind", "last"),
    [("内部監査", 2018), ("特命監査", 2018), ("パトロール", None), ("外部監査", None)],
)
def test_visits(kind: str, last: int | None) -> None:
    """内部監査 and 特命監査 are visits; a patrol and another's audit are not."""
    history = past(["1304 区民部 課税課"], [f"2018 1304 課税課 {kind}"])
    assert history.last_visit("1304") == last


def test_last_visit_is_the_latest() -> None:
    """In whatever order the rows stand."""
    rows = ["2017 1304 課税課 内部監査", "2015 1304 課税課 内部監査", "2018 1304 課税課 パトロール"]
    assert past(["1304 区民部 課税課"], rows).last_visit("1304") == 2017
    assert past(["1304 区民部 課税課"], FOUR_YEARS).last_visit("1304") is None


@pytest.mark.parametrize(
    ("last", "due"), [(2014, True), (2015, True), (2016, False), (2018, False)]
)
def test_due_after_four_years(last: int, due: bool) -> None:
    """In 2019 a division is due that was last visited in 2015 or before."""
    history = past(["1304 区民部 課税課"], [*FOUR_YEARS, f"{last} 1304 課税課 内部監査"])
    assert history.is_due("1304", 4) is due


def test_due_without_any_visit() -> None:
    """A division of which nothing is known was not visited in the years between."""
    assert past(["1304 区民部 課税課"], FOUR_YEARS).is_due("1304", 4)


def test_patrol_defers_nothing() -> None:
    """A division that was only patrolled is due."""
    rows = [*FOUR_YEARS, "2018 1304 課税課 パトロール"]
    assert past(["1304 区民部 課税課"], rows).is_due("1304", 4)


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_nobody_is_due_where_a_year_between_is_missing(missing: int) -> None:
    """Who knows whether there was a visit in that year."""
    rows = [row for n, row in enumerate(FOUR_YEARS) if n != missing]
    history = past(["1304 区民部 課税課"], rows)
    assert not history.gap_known(4)
    assert not history.is_due("1304", 4)
    assert past(["1304 区民部 課税課"], FOUR_YEARS).gap_known(4)


def test_visit_before_a_merger_counts_for_the_whole() -> None:
    """A merged division was last visited when the later of its parts was."""
    rows = [*FOUR_YEARS, "2015 1304 課税課 内部監査", "2017 1305 納税課 内部監査"]
    history = past(["1310 区民部 税務課 旧1304;1305"], rows)
    assert history.last_visit("1310") == 2017
    assert not history.is_due("1310", 4)


def test_years_are_those_of_the_results() -> None:
    """Whoever was audited."""
    assert History(2019, {2019: ()}, audits(*FOUR_YEARS)).years == {2016, 2017, 2018}
