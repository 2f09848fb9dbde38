"""Fiscal years, eras, and dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysaudit.calendar import (
    ERAS,
    Parsed,
    Period,
    Remark,
    add_months,
    era_year,
    first_day,
    fiscal_year_of,
    in_era,
    last_day,
    months_between,
    parse_date,
    parse_fiscal_year,
    parse_month,
    parse_periods,
)

WIDE = str.maketrans({chr(narrow): chr(narrow + 0xFEE0) for narrow in range(0x21, 0x7F)})
MEIJI = ERAS[0].first
OUR_DAYS = st.dates(MEIJI, date(2087, 12, 31))
DAY = date(2019, 4, 26)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2019, 3, 31), 2018),
        (date(2019, 4, 1), 2019),
        (date(2019, 12, 31), 2019),
        (date(2020, 1, 1), 2019),
    ],
)
def test_a_fiscal_year_begins_in_april(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_every_day_lies_within_its_fiscal_year(day: date) -> None:
    year = fiscal_year_of(day)
    assert first_day(year) <= day <= last_day(year)
    assert last_day(year) + timedelta(days=1) == first_day(year + 1)


@given(OUR_DAYS, OUR_DAYS)
def test_months_between_is_the_greatest_number_that_fits(start: date, end: date) -> None:
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2019, 4, 1), -24, date(2017, 4, 1)),
        (date(2019, 12, 1), 1, date(2020, 1, 1)),
    ],
)
def test_a_month_without_the_day_gives_its_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("year", "shown"),
    [
        (1867, "1867年度"),
        (1912, "明治45/大正元年度"),
        (1926, "大正15/昭和元年度"),
        (1988, "昭和63年度"),
        (1989, "平成元年度"),
        (2018, "平成30年度"),
        (2019, "平成31/令和元年度"),
        (2020, "令和2年度"),
    ],
)
def test_a_fiscal_year_bears_every_era_that_named_it(year: int, shown: str) -> None:
    assert era_year(year) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(1868, 1, 24), "1868年1月24日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
    ],
)
def test_the_day_decides_the_era(day: date, shown: str) -> None:
    assert in_era(day) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2019/4/26",
        "2019-04-26",
        "2019.4.26",
        "20190426",
        "２０１９／４／２６",
        "２０１９ー０４ー２６",
        "2019年4月26日",
        "2019年 4月　26日",
        "2019/4/26(金)",
        "2019年4月26日（金曜日）",
        "2019-04-26 00:00:00",
        "2019-04-26T09:30",
        "2019/4/26まで",
        "H31.4.26",
        "h31/4/26",
        "Ｈ３１．４．２６",
        "H310426",
        "平31.4.26",
        "平成31年4月26日",
        "㍻31年4月26日",
        "平成三十一年四月二十六日",
        "二〇一九年四月二十六日",
    ],
)
def test_one_day_in_every_shape(text: str) -> None:
    assert parse_date(text) == Parsed(DAY, Remark.PLAIN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45.7.29", date(1912, 7, 29)),
        ("平成十年十月十日", date(1998, 10, 10)),
    ],
)
def test_a_day_within_its_era(text: str, day: date) -> None:
    assert (parse_date(text).value, parse_date(text).remark) == (day, Remark.PLAIN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成32年3月31日", date(2020, 3, 31)),
        ("H31.5.1", date(2019, 5, 1)),
        ("令和元年4月30日", date(2019, 4, 30)),
        ("昭和64年1月8日", date(1989, 1, 8)),
    ],
)
def test_a_day_outside_its_era_is_understood_and_tagged(text: str, day: date) -> None:
    assert (parse_date(text).value, parse_date(text).remark) == (day, Remark.OTHER_ERA)


@pytest.mark.parametrize(
    ("text", "remark", "suspected"),
    [
        ("31.4.26", Remark.AMBIGUOUS, DAY),
        ("2.4.26", Remark.AMBIGUOUS, date(2020, 4, 26)),
        ("4/26", Remark.AMBIGUOUS, None),
        ("2019年4月", Remark.AMBIGUOUS, None),
        ("2019/13/1", Remark.IMPOSSIBLE, None),
        ("2019/4/32", Remark.IMPOSSIBLE, None),
        ("2019/2/31", Remark.IMPOSSIBLE, date(2019, 2, 28)),
        ("平成31年4月31日", Remark.IMPOSSIBLE, date(2019, 4, 30)),
        ("平成0年4月1日", Remark.IMPOSSIBLE, None),
        ("0000/4/1", Remark.IMPOSSIBLE, None),
        ("2019/4/1 1", Remark.NOT_A_DATE, None),
        ("2019", Remark.NOT_A_DATE, None),
        ("未定", Remark.NOT_A_DATE, None),
        ("", Remark.NOT_A_DATE, None),
    ],
)
def test_what_is_no_day_or_several_has_no_value(
    text: str, remark: Remark, suspected: date | None
) -> None:
    parsed = parse_date(text)
    assert (parsed.value, parsed.remark, parsed.suspected) == (None, remark, suspected)


@given(OUR_DAYS)
def test_every_day_written_in_its_era_parses_back(day: date) -> None:
    era = next(era for era in ERAS if era.overlaps(day, day))
    year = day.year - era.first.year + 1
    short = f"{era.letter}{year}.{day.month}.{day.day}"
    for text in (in_era(day), in_era(day).replace("元", "1"), short, short.translate(WIDE)):
        parsed = parse_date(text)
        assert (parsed.value, parsed.remark) == (day, Remark.PLAIN), text


@given(st.dates(date(1000, 1, 1)))
def test_every_day_written_in_our_years_parses_back(day: date) -> None:
    for text in (f"{day:%Y%m%d}", day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert parse_date(text).value == day


@pytest.mark.parametrize(
    ("text", "first", "remark"),
    [
        ("2019年4月", date(2019, 4, 1), Remark.PLAIN),
        ("2019/4", date(2019, 4, 1), Remark.PLAIN),
        ("201904", date(2019, 4, 1), Remark.PLAIN),
        ("H31.4", date(2019, 4, 1), Remark.PLAIN),
        ("平成31年4月", date(2019, 4, 1), Remark.PLAIN),
        ("2019/4/26", date(2019, 4, 1), Remark.PLAIN),
        ("昭和64年1月", date(1989, 1, 1), Remark.PLAIN),
        ("平成元年1月", date(1989, 1, 1), Remark.PLAIN),
        ("平成31年5月", date(2019, 5, 1), Remark.OTHER_ERA),
        ("令和元年4月", date(2019, 4, 1), Remark.OTHER_ERA),
        ("2019/13", None, Remark.IMPOSSIBLE),
        ("31.4", None, Remark.AMBIGUOUS),
        ("春", None, Remark.NOT_A_DATE),
    ],
)
def test_a_month_is_its_first_day(text: str, first: date | None, remark: Remark) -> None:
    assert (parse_month(text).value, parse_month(text).remark) == (first, remark)


@pytest.mark.parametrize(
    ("text", "year", "remark"),
    [
        ("2021", 2021, Remark.PLAIN),
        ("２０２１年度", 2021, Remark.PLAIN),
        ("2021年", 2021, Remark.PLAIN),
        ("2021年度末", 2021, Remark.PLAIN),
        ("令和3年度", 2021, Remark.PLAIN),
        ("R3", 2021, Remark.PLAIN),
        ("平成31年度", 2019, Remark.PLAIN),
        ("令和元年度", 2019, Remark.PLAIN),
        ("平成31/令和元年度", 2019, Remark.PLAIN),
        ("平成31年度（2019年度）", 2019, Remark.PLAIN),
        ("2021/4/1", 2021, Remark.PLAIN),
        ("2021/3", 2020, Remark.PLAIN),
        ("H33年度", 2021, Remark.OTHER_ERA),
        ("平成33", 2021, Remark.OTHER_ERA),
        ("昭和64年度", 1989, Remark.OTHER_ERA),
        ("33年度", None, Remark.AMBIGUOUS),
        ("2021/2022", None, Remark.NOT_A_DATE),
        ("平成31/令和2年度", None, Remark.NOT_A_DATE),
        ("未定", None, Remark.NOT_A_DATE),
    ],
)
def test_a_fiscal_year_in_every_shape(text: str, year: int | None, remark: Remark) -> None:
    assert (parse_fiscal_year(text).value, parse_fiscal_year(text).remark) == (year, remark)


def test_a_fiscal_year_without_its_era_is_only_suspected() -> None:
    assert parse_fiscal_year("33年度").suspected == 2021
    assert parse_fiscal_year("2").suspected == 2020


@given(st.integers(1868, 2087))
def test_every_fiscal_year_parses_back_from_its_era(year: int) -> None:
    parsed = parse_fiscal_year(era_year(year))
    assert (parsed.value, parsed.remark) == (year, Remark.PLAIN)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("11/15-12/5", [((11, 15), (12, 5))]),
        ("11/15〜12/5", [((11, 15), (12, 5))]),
        ("１１月１５日～１２月５日", [((11, 15), (12, 5))]),
        ("11/15", [((11, 15), (11, 15))]),
        ("11/15-20", [((11, 15), (11, 20))]),
        ("3月", [((3, 1), (3, 31))]),
        ("2月", [((2, 1), (2, 29))]),
        ("3月～5月", [((3, 1), (5, 31))]),
        ("3〜5月", [((3, 1), (5, 31))]),
        ("3月から5月まで", [((3, 1), (5, 31))]),
        ("3月下旬〜4月上旬", [((3, 21), (4, 10))]),
        ("2月下旬", [((2, 21), (2, 29))]),
        ("12/15-1/10", [((12, 15), (1, 10))]),
        ("3月;11/15-12/5", [((3, 1), (3, 31)), ((11, 15), (12, 5))]),
        ("3月、5月,7月", [((3, 1), (3, 31)), ((5, 1), (5, 31)), ((7, 1), (7, 31))]),
    ],
)
def test_periods_come_back_every_year(text: str, periods: list[Period]) -> None:
    assert parse_periods(text).value == tuple(periods)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("11-15", Remark.AMBIGUOUS),
        ("13月", Remark.IMPOSSIBLE),
        ("2/30", Remark.IMPOSSIBLE),
        ("5/10-5/1", Remark.IMPOSSIBLE),
        ("3月;13月", Remark.IMPOSSIBLE),
        ("3月〜", Remark.NOT_A_DATE),
        ("1/1-2/1-3/1", Remark.NOT_A_DATE),
        ("年度末", Remark.NOT_A_DATE),
        (";", Remark.NOT_A_DATE),
    ],
)
def test_one_bad_period_spoils_the_cell(text: str, remark: Remark) -> None:
    assert (parse_periods(text).value, parse_periods(text).remark) == (None, remark)
