"""In the folder of a year each command finds what it is not told, and says what it took."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.analysis.reading import cells_of
from tests.analysis.samples import SAMPLES
from tests.building import BookModel, WardModel, self_check, write_book
from tests.cli.conftest import Ward
from tests.cli.drawings import RESULTS, SELF_CHECKS, one_line, out_of, roster
from tests.cli.running import Done, called
from tests.cli.sealing import SMALL
from tests.cli.test_analyze_second import JUDGEMENT, differing, fill_in

COMMANDS_HERE = ("validate", "analyze", "templates", "draw-audits", "verify-draw")


def run(year: Path, *arguments: str | Path, **changed: str) -> Done:
    """A command in a folder of a year, read in this process."""
    return called(*arguments, "--jobs", "0", folder=year, **changed)


@pytest.fixture
def year(tmp_path: Path, messy: Ward) -> Path:
    """A folder of 2019 that holds a small ward with one error."""
    folder = tmp_path / "2019年度"
    assert called("init", folder).returncode == 0
    for name, source in (("提出", messy.returned), ("前年度", messy.previous)):
        shutil.copytree(source, folder / name, dirs_exist_ok=True)
    shutil.copy(messy.roster, folder / "組織台帳.xlsx")
    return folder


def test_validate(year: Path, messy: Ward) -> None:
    """The same findings as with everything given, and the report."""
    done = run(year, "validate")
    given = run(
        *(year, "validate", messy.returned, "--roster", messy.roster),
        *("--previous", messy.previous, "--report", "ほか/検証結果.xlsx"),
    )
    assert (done.returncode, done.stdout) == (1, given.stdout)
    assert (year / "検証結果.xlsx").is_file()
    told = done.stderr.decode()
    assert "提出 --roster 組織台帳.xlsx --previous 前年度 --report 検証結果.xlsx" in told


def test_validate_with_what_else_came_back(year: Path) -> None:
    """Self-checks and results are checked too, once there are any."""
    (year / "監査調書" / "Thumbs.db").write_bytes(b"x")
    assert "監査調書" not in run(year, "validate", "--show", "none").stderr.decode()
    write_book(year / "監査調書" / "a.xlsx", BookModel("a.xlsx", [self_check("1304", "課税課")]))
    assert "提出 監査調書 --roster" in run(year, "validate", "--show", "none").stderr.decode()


def test_what_is_given_is_not_taken_from_the_folder(year: Path) -> None:
    """Options win; and where the files are given, nothing is filled in at all."""
    (year / "ほか.xlsx").write_bytes((year / "組織台帳.xlsx").read_bytes())
    told = run(year, "validate", "--roster", "ほか.xlsx", "--report", "b.xlsx").stderr.decode()
    assert "組織台帳.xlsx" not in told
    assert (year / "b.xlsx").is_file()
    assert not (year / "検証結果.xlsx").exists()
    alone = run(year, "validate", "提出")
    assert alone.stderr == b""
    assert not (year / "検証結果.xlsx").exists()


def test_analyze_and_again_with_the_second_evaluation(year: Path) -> None:
    """The 分析書 has its name; once its sheet is filled in, that is read and stays."""
    target = year / "システム評価分析書.xlsx"
    for _ in range(2):
        done = run(year, "analyze")
        assert done.returncode == 1, out_of(done)
        assert "--second-evaluation" not in done.stderr.decode()
    fill_in(target, JUDGEMENT)
    for _ in range(2):
        done = run(year, "analyze")
        assert f"--second-evaluation {target.name}" in done.stderr.decode()
        cells_of.cache_clear()
        assert list(differing(target)) == ["1304-S01"]


def test_templates(year: Path) -> None:
    """Every division's forms, filled in with last year's."""
    done = run(year, "templates")
    assert done.returncode == 0, out_of(done)
    assert "配布 --roster 組織台帳.xlsx --previous 前年度" in done.stderr.decode()
    assert len([*(year / "配布").glob("システム調査票_*.xlsx")]) > 1


def test_the_list_of_the_contract_division(year: Path) -> None:
    """Is taken once it is there."""
    name = "履行確認チェックシート提出一覧.xlsx"
    shutil.copy(SAMPLES / "2019" / name, year / name)
    assert f"--contract-checks {name}" in run(year, "templates").stderr.decode()


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """A folder of 2019 from whose roster can be drawn."""
    called("init", "2019", folder=tmp_path)
    (tmp_path / "2019" / "組織台帳.xlsx").unlink()
    roster(tmp_path / "2019" / "組織台帳.xlsx", SMALL)
    return tmp_path / "2019"


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_a_draw_from_step_to_step(drawn: Path, tongue: str) -> None:
    """`draw-audits` alone names each next command, down to `verify-draw`; each of them works."""
    steps = []
    for _ in range(5):
        told = run(drawn, "draw-audits", SYSAUDIT_LANG=tongue)
        assert told.returncode == 0, out_of(told)
        command = told.stdout.decode().splitlines()[1].split("sysaudit ")[1].split()
        steps.append(command[:2])
        done = run(drawn, *command, SYSAUDIT_LANG=tongue)
        assert done.returncode == 0, out_of(done)
    assert steps == [
        ["draw-audits", "--plan"],
        ["draw-audits", "--commit"],
        ["draw-audits", "--commit"],
        ["draw-audits", "--share"],
        ["verify-draw"],
    ]


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_what_comes_before_is_asked_for(drawn: Path, tongue: str) -> None:
    """A date moved before the draw, shares before they were made: not called unreadable."""
    move = ("--move", SMALL[0]["division_code"], "2019-10-16", "a")
    done = run(drawn, "draw-audits", *move, SYSAUDIT_LANG=tongue)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 2)
    assert "-o" in done.stderr.decode().splitlines()[1]
    run(drawn, "draw-audits", "--plan")
    done = run(drawn, "draw-audits", "--share", "a.txt", "--share", "b.txt", SYSAUDIT_LANG=tongue)
    assert done.returncode == 2
    assert "--commit" in done.stderr.decode().splitlines()[-1]


def test_a_draw_done_again(drawn: Path) -> None:
    """The next commands of a second round work too: no share of the first one is in their way."""
    for arguments in (
        ("--plan",),
        ("--commit", "secretariat"),
        ("--commit", "witness"),
        ("--plan", "--redraw", "試し"),
    ):
        assert run(drawn, "draw-audits", *arguments).returncode == 0
    for _ in range(4):
        told = run(drawn, "draw-audits").stdout.decode()
        command = told.splitlines()[1].split("sysaudit ")[1].split()
        done = run(drawn, *command)
        assert done.returncode == 0, (command, out_of(done))
    assert command == ["verify-draw"]


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_a_self_check_that_came_after_the_draw(drawn: Path, tongue: str) -> None:
    """The differences that it makes are not taken for a fault of the draw."""
    run(drawn, "draw-audits", "--seed", "a", "-o", "監査対象.xlsx")
    assert run(drawn, "verify-draw").stderr.count(b"\n") == 1
    code, name = SMALL[0]["division_code"], SMALL[0]["division_name"]
    write_book(drawn / "監査調書" / "a.xlsx", BookModel("a.xlsx", [self_check(code, name)]))
    done = run(drawn, "verify-draw", SYSAUDIT_LANG=tongue)
    assert done.returncode == 1
    assert "a.xlsx" in done.stderr.decode().splitlines()[-1]


def test_a_draw_whose_result_was_lost(drawn: Path) -> None:
    """It is drawn again with the same shares, not said to be done; a share that is away is asked
    for."""
    for arguments in (("--plan",), ("--commit", "secretariat"), ("--commit", "witness")):
        run(drawn, "draw-audits", *arguments)
    shares = sorted(path.name for path in drawn.glob("*share*"))
    again = ["draw-audits", "--share", shares[0], "--share", shares[1]]
    run(drawn, *again)
    (drawn / "監査対象.xlsx").unlink()
    told = run(drawn, "draw-audits").stdout.decode()
    assert " ".join(again) in told
    (drawn / shares[1]).rename(drawn / "USB.txt")
    told = run(drawn, "draw-audits").stdout.decode()
    assert f"--share {shares[0]} --share -" in told


def test_other_options_are_not_thrown_away(drawn: Path) -> None:
    """Where the draw stands is told only where nothing else was asked for."""
    for more in (("--fraction", "1/2"), ("--redraw", "a"), ("--open",), ("台帳.xlsx",)):
        one_line(run(drawn, "draw-audits", *more), 2, "--plan")
    other = run(
        drawn, "draw-audits", "-o", "b.xlsx", "--draw-id", "2019-2", "--config", "sysaudit.toml"
    )
    assert "--plan --draw-id 2019-2 --config sysaudit.toml" in other.stdout.decode()


def test_practice_has_a_place_of_its_own(drawn: Path) -> None:
    """It never stands where the real result belongs."""
    assert run(drawn, "draw-audits", "--seed", "a").returncode == 0
    assert (drawn / "練習.xlsx").is_file()
    assert not (drawn / "監査対象.xlsx").exists()


@pytest.mark.parametrize("name", ["監査結果", "以前の組織台帳", "監査調書"])
def test_a_folder_that_was_renamed_is_missed(drawn: Path, name: str) -> None:
    """What would be lost without a word is asked for; and the name that it has now is guessed."""
    (drawn / name).rename(drawn / f"{name}x")
    one_line(run(drawn, "draw-audits", "--plan"), 2, name, f"「{name}x」ではありませんか")


@pytest.mark.parametrize("name", ["2018.xls", "memo.txt"])
def test_what_is_no_roster_is_told(drawn: Path, name: str) -> None:
    """An earlier roster in an old format must not be missing from the draw without a word."""
    (drawn / "以前の組織台帳" / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = run(drawn, "draw-audits", "--plan")
    assert done.returncode == 2
    assert name in done.stderr.decode().splitlines()[-3]


def test_everything_for_a_draw_is_found(drawn: Path) -> None:
    """Self-checks, results, earlier rosters, last year's draw."""
    none = run(drawn, "draw-audits", "--plan", "-o", "b.xlsx").stderr.decode()
    assert "監査調書が1件もない" in none
    shutil.copy(SAMPLES / "2019" / "組織台帳.xlsx", drawn)
    shutil.copytree(SELF_CHECKS, drawn / "監査調書", dirs_exist_ok=True)
    for path in RESULTS:
        shutil.copy(path, drawn / "監査結果" / f"{path.parent.name}.xlsx")
    shutil.copy(SAMPLES / "2018" / "組織台帳.xlsx", drawn / "以前の組織台帳" / "2018.xlsx")
    told = run(drawn, "draw-audits", "--plan")
    assert told.returncode == 0, out_of(told)
    assert "監査調書が1件もない" not in told.stderr.decode()
    former = Path("以前の組織台帳", "2018.xlsx")
    assert (
        f"組織台帳.xlsx --self-checks 監査調書 --results 監査結果 --former-roster {former} "
        "-o 監査対象.xlsx"
    ) in told.stderr.decode()
    assert (drawn / "監査対象_抽選の記録.json").is_file()


def test_a_date_is_moved(drawn: Path) -> None:
    """`--move` finds the result."""
    run(drawn, "draw-audits", "--seed", "a", "--fraction", "1", "-o", "監査対象.xlsx")
    code = SMALL[0]["division_code"]
    done = run(drawn, "draw-audits", "--move", code, "2019-10-16", "台風のため")
    assert done.returncode == 0, out_of(done)


@pytest.mark.parametrize("command", COMMANDS_HERE)
@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_elsewhere_the_way_is_told(tmp_path: Path, command: str, tongue: str) -> None:
    """One line that asks for what is missing."""
    done = run(tmp_path, command, SYSAUDIT_LANG=tongue)
    one_line(done, 2, "--plan" if command == "draw-audits" else "sysaudit init")


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_the_folder_of_a_year_nearby_is_named(tmp_path: Path, tongue: str) -> None:
    """From above it and from within it."""
    called("init", "2019 年度", "--year", "2019", folder=tmp_path)
    above = run(tmp_path, "validate", SYSAUDIT_LANG=tongue)
    one_line(above, 2, 'cd "2019 年度"')
    one_line(run(tmp_path / "2019 年度" / "提出", "validate", SYSAUDIT_LANG=tongue), 2, "cd ..")


def test_a_result_without_its_record(drawn: Path) -> None:
    """Is not drawn once more, as if nothing had been."""
    run(drawn, "draw-audits", "--seed", "a", "-o", "監査対象.xlsx")
    told = run(drawn, "draw-audits").stdout.decode()
    assert "監査対象_抽選の記録.json がありません" in told
    assert "--plan" not in told


@pytest.mark.parametrize("command", COMMANDS_HERE)
def test_what_is_not_there_yet_is_named(tmp_path: Path, command: str) -> None:
    """In a folder just made: the file to fill in, or the step that comes first."""
    called("init", "2019", folder=tmp_path)
    done = run(tmp_path / "2019", command)
    if command == "draw-audits":
        assert (done.returncode, b"--plan" in done.stdout) == (0, True)
    else:
        assert done.returncode == 2
        told = {"templates": "組織台帳.xlsx", "verify-draw": "監査対象.xlsx"}.get(command, "提出")
        assert told in done.stderr.decode().splitlines()[-1]


def test_from_elsewhere_by_its_settings(year: Path, tmp_path: Path) -> None:
    """`--config` names a folder of a year to work in."""
    done = run(tmp_path, "validate", "--config", "2019年度/sysaudit.toml")
    assert done.returncode == 1, out_of(done)
    assert (year / "検証結果.xlsx").is_file()


def test_other_names(year: Path) -> None:
    """What [folder] says holds."""
    (year / "提出").rename(year / "戻り 分")
    settings = year / "sysaudit.toml"
    text = settings.read_text("utf-8").replace('returned = "提出"', 'returned = "戻り 分"')
    settings.write_text(text, "utf-8")
    done = run(year, "validate")
    assert done.returncode == 1
    assert '"戻り 分" --roster' in done.stderr.decode()


def test_a_clean_year(tmp_path: Path) -> None:
    """Without last year and without faults: exit 0."""
    folder = tmp_path / "2019"
    called("init", folder)
    (tmp_path / "ward").mkdir()
    returned, _, register = WardModel().write(tmp_path / "ward")
    shutil.copytree(returned, folder / "提出", dirs_exist_ok=True)
    shutil.copy(register, folder / "組織台帳.xlsx")
    assert run(folder, "validate").returncode == 0
