"""Wards at the edges: none drawn, all drawn, nobody free, one department, one division."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.reading import table_of
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    all_cells,
    division,
    divisions,
    drawn,
    drawn_in,
    one_line,
    out_of,
    roster,
    serious,
    verified,
)
from tests.cli.running import Done

ALWAYS_BUSY = "9/1-12/31"
TEN = [f"A{n}" for n in range(10)]


def draw(given: Path, *more: str | Path) -> tuple[Done, Path]:
    """A draw beside its roster."""
    target = given.with_name("監査対象.xlsx")
    return drawn(given, "--seed", "a", "-o", target, *more), target


def codes(path: Path) -> list[str]:
    return [str(row["課コード"]) for row in drawn_in(path)]


def test_more_must_than_places(tmp_path: Path) -> None:
    """Exit code 2, one line with both numbers and the remedies, and no result."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    done, target = draw(given, "--results", serious(tmp_path / "r.xlsx", *TEN[:5]), "--count", "4")
    one_line(done, 2, "5課", "4課", "--count を5以上")
    assert not target.exists()


def test_as_many_must_as_places(tmp_path: Path) -> None:
    """All of them and nobody else; nothing is left to the lot."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    done, target = draw(given, "--results", serious(tmp_path / "r.xlsx", *TEN[:5]), "--count", "5")
    assert done.returncode == 0
    assert sorted(codes(target)) == TEN[:5]
    assert {row["結果"] for row in drawn_in(target)} == {"必須"}
    assert verified(target).returncode == 0


@pytest.mark.parametrize(("count", "drawn_ones"), [("0", 0), ("1", 1), ("65", 65)])
def test_none_one_and_all(tmp_path: Path, count: str, drawn_ones: int) -> None:
    """--count 0, 1 and all of the samples: exit code 0, and verify-draw agrees."""
    target = tmp_path / "a.xlsx"
    done = drawn(ROSTER, "--seed", "a", "-o", target, "--count", count)
    assert done.returncode == 0, out_of(done)
    assert f"監査対象{drawn_ones}課" in done.stdout.decode()
    assert verified(target).returncode == 0


def test_none_is_drawn_and_all_are_reserves(tmp_path: Path) -> None:
    """監査対象 says that there is nobody; every division in scope stands on 予備."""
    target = tmp_path / "a.xlsx"
    drawn(ROSTER, "--seed", "a", "-o", target, "--count", "0")
    assert drawn_in(target) == []
    assert len(table_of(target, "予備", "順位", "課コード")) == 65


def test_more_than_all(tmp_path: Path) -> None:
    """Exit code 2 and one line that says how many there are."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    done, target = draw(given, "--count", "11")
    one_line(done, 2, "11課", "10課", "--count")
    assert not target.exists()


@pytest.mark.parametrize(
    ("fraction", "expected"),
    [("1/3", 3), ("1/4", 3), ("0.25", 3), ("1/1", 10), ("1", 10), ("0", 0), ("0/3", 0)],
)
def test_a_fraction_is_rounded_half_up(tmp_path: Path, fraction: str, expected: int) -> None:
    """Of ten divisions; a fraction of nothing is nobody, not the default."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    done, target = draw(given, "--fraction", fraction)
    assert done.returncode == 0
    assert len(codes(target)) == expected


def test_one_department(tmp_path: Path) -> None:
    """Its quota is n."""
    done, target = draw(roster(tmp_path / "台帳.xlsx", divisions(*TEN)))
    assert done.returncode == 0
    assert len(codes(target)) == 3
    assert verified(target).returncode == 0


@pytest.mark.parametrize(("more", "expected"), [((), []), (("--count", "1"), ["A1"])])
def test_one_division(tmp_path: Path, more: tuple[str, ...], expected: list[str]) -> None:
    """A third of one is nobody; with --count 1 it is certain, and dated."""
    done, target = draw(roster(tmp_path / "台帳.xlsx", divisions("A1")), *more)
    assert done.returncode == 0, out_of(done)
    assert codes(target) == expected
    assert verified(target).returncode == 0


def test_nobody_in_scope(tmp_path: Path) -> None:
    """A roster of schools: nobody is drawn, no fault."""
    rows = [division(f"A{n}", in_scope="×", out_of_scope_reason="学校のため") for n in range(3)]
    done, target = draw(roster(tmp_path / "台帳.xlsx", rows))
    assert done.returncode == 0, out_of(done)
    assert codes(target) == []
    assert verified(target).returncode == 0


def busy_ward(folder: Path, busy: str = ALWAYS_BUSY) -> Path:
    """Nine divisions, of which one is busy on all open dates."""
    rows = [*divisions(*TEN[1:9]), division("Z9", busy_seasons=busy)]
    return roster(folder / "台帳.xlsx", rows)


def test_a_division_that_is_always_busy_stays_drawn(tmp_path: Path) -> None:
    """All are drawn: exit code 1, and the terminal says where the reason stands."""
    done, target = draw(busy_ward(tmp_path), "--count", "9")
    assert done.returncode == 1
    assert "1課の日付が決まりません。" in done.stdout.decode()
    assert "「日程」" in done.stdout.decode()
    assert "Z9" not in out_of(done)
    assert drawn_in(target)[-1]["課コード"] == "Z9"
    assert drawn_in(target)[-1]["訪問日"] == ""
    assert verified(target).returncode == 0


def test_the_sheet_names_it_and_the_three_ways_out(tmp_path: Path) -> None:
    """日程: code, name, no open date, and what can be done."""
    _, target = draw(busy_ward(tmp_path), "--count", "9")
    told = "\n".join(str(v) for (s, _), v in all_cells(target).items() if s == "日程")
    assert "日付が決まりません: Z9 第Z9課" in told
    assert "訪問できる日" in told
    assert all(way in told for way in ("①", "②", "③", "--move"))


def test_show_names_it(tmp_path: Path) -> None:
    """With --show the terminal does as well."""
    done, _ = draw(busy_ward(tmp_path), "--count", "9", "--show")
    assert "日付なし  Z9 総務部 第Z9課" in done.stdout.decode()


def test_an_undated_division_can_be_moved_to_a_date(tmp_path: Path) -> None:
    """The third way out: the date is agreed on later and recorded."""
    _, target = draw(busy_ward(tmp_path), "--count", "9")
    done = drawn("--move", "Z9", "2020-01-15", "繁忙期の後", "-o", target)
    assert done.returncode == 0, out_of(done)
    assert verified(target).returncode == 0


def test_exclude_carries_it_over(tmp_path: Path) -> None:
    """--busy exclude: out this year, said by the plan and by 対象外, exit code 0."""
    given = busy_ward(tmp_path)
    plan = drawn(given, "--plan", "--busy", "exclude").stdout.decode()
    assert "翌年度へ繰り越す課（1課）\n  Z9 総務部 第Z9課  訪問できる日がないため" in plan
    done, target = draw(given, "--busy", "exclude", "--count", "8")
    assert done.returncode == 0
    assert "Z9" not in codes(target)
    (row,) = table_of(target, "対象外", "課コード", "区分")
    assert (row["課コード"], row["区分"]) == ("Z9", "繰越し")
    assert verified(target).returncode == 0


@pytest.mark.parametrize("new_code", ["Z9", "Y1"])
def test_next_year_it_is_a_must(tmp_path: Path, new_code: str) -> None:
    """--previous-draw: also under another code, by its 旧課コード."""
    _, former = draw(busy_ward(tmp_path), "--busy", "exclude")
    rows = [{**each, "fiscal_year": 2020} for each in divisions(*TEN[1:9])]
    renamed = {"former_codes": "Z9"} if new_code != "Z9" else {}
    rows.append(division(new_code, fiscal_year=2020, **renamed))
    given = roster(tmp_path / "2020.xlsx", rows)
    target = tmp_path / "2020年度.xlsx"
    more = ("--previous-draw", former, "--former-roster", tmp_path / "台帳.xlsx")
    plan = drawn(given, "--plan", *more)
    assert f"必ず監査する課（1課）\n  {new_code} " in plan.stdout.decode(), out_of(plan)
    assert "前年度の抽選から繰越し" in plan.stdout.decode()
    assert drawn(given, "--seed", "a", "-o", target, *more).returncode == 0
    assert new_code in codes(target)
    assert verified(target, "--roster", given, *more).returncode == 0


def test_a_previous_draw_of_another_year_is_refused(tmp_path: Path) -> None:
    """This year's own result is not last year's."""
    given = busy_ward(tmp_path)
    _, target = draw(given)
    one_line(drawn(given, "--plan", "--previous-draw", target), 2, "2019年度", "2018年度")
    one_line(drawn(given, "--plan", "--previous-draw", given), 2, "draw-audits")
    one_line(drawn(given, "--plan", "--previous-draw", "no.xlsx"), 2, "no.xlsx")


def test_without_self_checks_nobody_gets_points_for_them(plan: str) -> None:
    """No 監査調書 given is not the same as none returned."""
    done = drawn(ROSTER, *GIVEN[2:], "--plan")
    assert "監査調書" not in done.stdout.decode()
    assert "監査調書が未提出（4点）" in plan


def test_missing_years_of_results_are_told(tmp_path: Path) -> None:
    """The four-year rule is not applied on three years, and that is said."""
    told = drawn(ROSTER, *GIVEN[2:-2], "--plan").stdout.decode()
    assert "2016〜2018年度の監査結果がそろっていないため、4年の間隔の規則は使いません" in told
    assert "年度に監査なし" not in told


def test_a_calendar_that_is_too_short(tmp_path: Path) -> None:
    """Ten divisions on three dates: seven without one, exit code 1, no traceback."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    window = ("--from", "2019-10-21", "--to", "2019-10-24")
    done, target = draw(given, "--count", "10", *window)
    assert done.returncode == 1
    assert "7課の日付が決まりません。" in done.stdout.decode()
    dated = [row["訪問日"] for row in drawn_in(target) if row["訪問日"]]
    assert [str(day) for day in dated] == ["2019-10-21", "2019-10-23", "2019-10-24"]
    assert verified(target).returncode == 0
    more, _ = draw(given, "--count", "10", *window, "--visits-per-date", "4")
    assert more.returncode == 0


def test_a_window_without_a_working_day(tmp_path: Path) -> None:
    """A weekend: everybody drawn is undated."""
    given = roster(tmp_path / "台帳.xlsx", divisions(*TEN))
    done, target = draw(given, "--from", "2019-10-19", "--to", "2019-10-20")
    assert done.returncode == 1
    assert "3課の日付が決まりません。" in done.stdout.decode()
    assert verified(target).returncode == 0
