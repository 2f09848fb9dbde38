"""Roster, self-checks and results are read and checked; there is no draw on half a roster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.audits.files import roster_rows, write_check, write_results, write_roster

from sysaudit.audits import Inputs, InputsFaulty, plan_of, read_inputs
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity

LINES = ("1304 区民部 課税課", "1305 区民部 納税課")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Two divisions."""
    return write_roster(tmp_path / "組織台帳.xlsx", roster_rows(*LINES))


def faults(raised: pytest.ExceptionInfo[InputsFaulty]) -> list[tuple[str, str | None, str | None]]:
    """File, sheet and cell of each finding."""
    found: tuple[Finding, ...] = raised.value.findings
    assert all(each.severity is Severity.ERROR for each in found)
    return [(f.address.file or "", f.address.sheet, f.address.cell) for f in found]


def test_roster_alone(roster: Path) -> None:
    """Nobody was asked for anything."""
    read = read_inputs(roster)
    assert (read.year, [d.division_code for d in read.roster]) == (2019, ["1304", "1305"])
    assert (read.checks, read.results, read.notes) == (None, (), ())
    assert [(f.name, f.what.en) for f in read.files] == [("組織台帳.xlsx", "roster")]


def test_everything(roster: Path, tmp_path: Path) -> None:
    """Answers by code, results of every year, each file with its hash."""
    checks = tmp_path / "監査調書"
    checks.mkdir()
    write_check(checks / "監査調書_1304.xlsx", "1304", "課税課", "未実施")
    results = write_results(tmp_path / "監査結果.xlsx", ["2017 1304 課税課", "2018 1305 納税課"])
    read = read_inputs(roster, self_checks=[checks], results=[results])
    assert read.checks is not None
    assert list(read.checks) == ["1304"]
    assert {each.answer for each in read.checks["1304"]} == {"未実施"}
    assert [each.fiscal_year for each in read.results] == [2017, 2018]
    assert [each.what.ja for each in read.files] == ["組織台帳", "監査調書", "監査結果"]
    assert all(len(each.sha256) == 64 for each in read.files)
    assert [each.total for each in plan_of(read).entries] == [5, 6]


@pytest.mark.parametrize("which", ["roster", "self_checks", "results", "former_rosters"])
def test_missing_file(which: str, roster: Path, tmp_path: Path) -> None:
    """Is named."""
    gone = tmp_path / "ない.xlsx"
    given: dict[str, Any] = {"roster": roster}
    given |= {which: gone if which == "roster" else [gone]}
    with pytest.raises(Misuse, match="ない") as raised:
        read_inputs(**given)
    assert "ない.xlsx" in raised.value.text.ja


def test_wrong_kind_of_file(roster: Path, tmp_path: Path) -> None:
    """A self-check given as results must not look like a ward without any, nor the reverse."""
    check = write_check(tmp_path / "監査調書_1304.xlsx", "1304", "課税課")
    results = write_results(tmp_path / "監査結果.xlsx", ["2018 1304 課税課"])
    with pytest.raises(Misuse, match=r"no audit results in .*監査調書_1304\.xlsx"):
        read_inputs(roster, results=[check])
    with pytest.raises(Misuse, match=r"no self-check in .*監査結果\.xlsx"):
        read_inputs(roster, self_checks=[results])
    with pytest.raises(Misuse, match=r"監査結果\.xlsx lists no division"):
        read_inputs(results)


def test_empty_folder(roster: Path, tmp_path: Path) -> None:
    """Is no silence of everybody."""
    folder = tmp_path / "空"
    folder.mkdir()
    with pytest.raises(Misuse):
        read_inputs(roster, self_checks=[folder])


def test_error_on_the_roster(tmp_path: Path) -> None:
    """With its cell."""
    rows = roster_rows(*LINES)
    rows[1]["in_scope"] = "たぶん"
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(write_roster(tmp_path / "組織台帳.xlsx", rows))
    assert faults(raised) == [("組織台帳.xlsx", "組織台帳", "G3")]


def test_error_on_an_earlier_roster(roster: Path, tmp_path: Path) -> None:
    """History would go astray."""
    rows = roster_rows("1304 区民部 課税課", "1304 区民部 納税課", year=2018)
    former = write_roster(tmp_path / "組織台帳_2018.xlsx", rows)
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(roster, former_rosters=[former])
    assert faults(raised) == [("組織台帳_2018.xlsx", "組織台帳", "B3")]


def test_error_in_a_self_check(roster: Path, tmp_path: Path) -> None:
    """An answer that is none."""
    check = write_check(tmp_path / "監査調書_1304.xlsx", "1304", "課税課", "だいたい")
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(roster, self_checks=[check])
    assert {each[:2] for each in faults(raised)} == {("監査調書_1304.xlsx", "監査調書")}


def test_error_in_the_results(roster: Path, tmp_path: Path) -> None:
    """A result under a code that is another division's; and a grade that is none."""
    other = write_results(tmp_path / "a.xlsx", ["2018 1304 税務課"])
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(roster, results=[other])
    assert faults(raised) == [("a.xlsx", "前年度監査結果", "C2")]
    wrong = write_results(tmp_path / "b.xlsx", ["2018 1304 課税課"], grade="とても重大")
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(roster, results=[wrong])
    assert faults(raised) == [("b.xlsx", "前年度監査結果", "H2")]


def test_unreadable_files(roster: Path, tmp_path: Path) -> None:
    """Bytes under the name of a workbook are an error of that file."""
    broken = tmp_path / "壊.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    good = write_results(tmp_path / "監査結果.xlsx", ["2018 1304 課税課"])
    with pytest.raises(InputsFaulty) as raised:
        read_inputs(roster, results=[good, broken])
    assert faults(raised) == [("壊.xlsx", None, None)]
    with pytest.raises(InputsFaulty):
        read_inputs(broken)


def test_warnings_are_remarks(roster: Path, tmp_path: Path) -> None:
    """1-4 実施済 beside an open serious finding: told, and no hindrance."""
    check = write_check(tmp_path / "監査調書_1304.xlsx", "1304", "課税課")
    results = write_results(tmp_path / "監査結果.xlsx", ["2018 1304 課税課"])
    read = read_inputs(roster, self_checks=[check], results=[results])
    assert [(each.code, each.severity) for each in read.remarks] == [("X28", Severity.WARNING)]


def test_settings_that_raise_a_warning(roster: Path, tmp_path: Path) -> None:
    """Make it an error; settings that lower an error let the draw go on."""
    check = write_check(tmp_path / "監査調書_1304.xlsx", "1304", "課税課")
    results = write_results(tmp_path / "監査結果.xlsx", ["2018 1304 課税課"])
    with pytest.raises(InputsFaulty):
        read_inputs(
            roster,
            self_checks=[check],
            results=[results],
            settings=Settings(rules={"X28": "error"}),
        )
    other = write_results(tmp_path / "a.xlsx", ["2018 1304 税務課"])
    assert read_inputs(roster, results=[other], settings=Settings(rules={"X49": "off"})).results


def test_nobody_is_asked_for_questionnaires(roster: Path, tmp_path: Path) -> None:
    """That 1305 returned nothing is no finding, for silence gives points."""
    check = write_check(tmp_path / "監査調書_1304.xlsx", "1304", "課税課")
    read = read_inputs(roster, self_checks=[check])
    assert read.remarks == ()


def test_two_self_checks_of_a_division(roster: Path, tmp_path: Path) -> None:
    """Nobody knows which counts."""
    paths = [write_check(tmp_path / f"監査調書_1304{n}.xlsx", "1304", "課税課") for n in "ab"]
    with pytest.raises(InputsFaulty):
        read_inputs(roster, self_checks=paths)


def test_results_of_this_year_or_later_are_left_out(roster: Path, tmp_path: Path) -> None:
    """With a note that counts them; a serious finding of this year is no must."""
    lines = ["2018 1305 納税課", "2019 1304 課税課"]
    results = write_results(
        tmp_path / "監査結果.xlsx", lines, progress="完了", confirmed_on="2020/3/1"
    )
    read = read_inputs(roster, results=[results])
    assert [each.fiscal_year for each in read.results] == [2018]
    assert [each.en for each in read.notes] == [
        "1 rows of audit results of 2019 or later were not used"
    ]


def several_years(folder: Path) -> Path:
    """One workbook with the rosters of two years; 1304 was 1299 in 2018."""
    rows = [*roster_rows(*LINES), *roster_rows("1299 区民部 税務課", LINES[1], year=2018)]
    rows[0]["former_codes"] = "1299"
    return write_roster(folder / "組織台帳.xlsx", rows)


def test_roster_of_several_years(tmp_path: Path) -> None:
    """Each year's rows are that year's; the draw's year is asked for or said by most rows."""
    path = several_years(tmp_path)
    read = read_inputs(path, year=2019)
    assert [d.division_code for d in read.roster] == ["1304", "1305"]
    assert {y: [d.division_code for d in rows] for y, rows in read.former_rosters.items()} == {
        2018: ["1299", "1305"]
    }
    before = read_inputs(path, year=2018)
    assert [d.division_code for d in before.roster] == ["1299", "1305"]
    assert before.former_rosters == {}
    with pytest.raises(Misuse, match="no division of 2020"):
        read_inputs(path, year=2020)


def test_years_of_settings(tmp_path: Path) -> None:
    """Go before what most rows say, and behind what is asked."""
    path = several_years(tmp_path)
    settings = Settings(fiscal_year=2018)
    assert read_inputs(path, settings=settings).year == 2018
    assert read_inputs(path, settings=settings, year=2019).year == 2019


def read_with_history(folder: Path) -> Inputs:
    """1304 was renamed in 2018 and kept its code, as the roster of 2018 says."""
    former = roster_rows(*LINES, year=2018)
    former[0]["former_codes"] = "1304"
    return read_inputs(
        write_roster(folder / "組織台帳.xlsx", roster_rows(*LINES)),
        former_rosters=[write_roster(folder / "組織台帳_2018.xlsx", former)],
        results=[write_results(folder / "監査結果.xlsx", ["2017 1304 税務課"])],
    )


def test_former_roster_explains_an_older_name(tmp_path: Path) -> None:
    """A rename of 2018 stands on the roster of 2018, and cannot stand on that of 2019 again."""
    assert [each.fiscal_year for each in read_with_history(tmp_path).results] == [2017]
