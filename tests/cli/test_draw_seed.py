"""`draw-audits --seed`: a draw by a text, and the silence about it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    Ran,
    all_cells,
    drawn,
    drawn_in,
    fields_in,
    named_in,
    out_of,
    roster,
    sample_divisions,
    shuffled,
)
from tests.cli.running import started
from tests.cli.sealing import SMALL

PLAIN = "公開のシードによる抽選です"
BACKWARDS = slice(None, None, -1)
HASH = re.compile(r"[0-9a-f]{64}")


def codes(path: Path) -> list[str]:
    """The drawn divisions of a result, with their dates."""
    return [f"{row['訪問日']} {row['課コード']}" for row in drawn_in(path)]


def drawn_by(seed: str, target: Path, *more: str | Path) -> list[str]:
    done = drawn(*(more or (ROSTER,)), "--seed", seed, "-o", target)
    assert done.returncode == 0, out_of(done)
    return codes(target)


def test_it_draws_and_dates(sample: Ran) -> None:
    """Exit code 0, 22 divisions, a date each, no date twice."""
    rows = drawn_in(sample.target)
    assert sample.done.returncode == 0
    assert len({row["課コード"] for row in rows}) == 22
    assert len({row["訪問日"] for row in rows}) == 22
    assert sum(row["結果"] == "必須" for row in rows) == 12


def test_nobody_is_named_on_the_terminal(sample: Ran) -> None:
    """No name and no code of any division of the roster, in either stream."""
    assert named_in(out_of(sample.done), sample_divisions()) == []


def test_nobody_is_named_with_the_roster_alone(tmp_path: Path) -> None:
    """Nor in English."""
    done = drawn(ROSTER, "--seed", SEED, "-o", tmp_path / "a.xlsx", SYSAUDIT_LANG="en")
    assert done.returncode == 0
    assert named_in(out_of(done), sample_divisions()) == []


def test_one_file_is_written_and_names_nobody(sample: Ran) -> None:
    """The result under the name that was given; no state file, no temporary one."""
    assert [path.name for path in sample.folder.iterdir()] == ["監査対象.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_the_owner_alone_can_read_it(sample: Ran) -> None:
    """Mode 0600."""
    assert sample.target.stat().st_mode & 0o777 == 0o600


def test_it_tells_what_a_text_does_not_protect_against(sample: Ran) -> None:
    """In one line."""
    (line,) = [each for each in sample.done.stderr.decode().splitlines() if PLAIN in each]
    assert "望む結果が出るまで試す" in line
    assert "--commit" in line


def test_the_seed_is_not_repeated(sample: Ran) -> None:
    """A text that is the key stands in the result alone."""
    assert SEED not in out_of(sample.done)
    assert fields_in(sample.target)["シード（公開の抽選）"] == SEED


def test_the_numbers_and_the_list_of_leaves_are_printed(sample: Ran) -> None:
    """How many by duty and by lot, reserves and out; the hash that stands on 検証."""
    told = sample.done.stdout.decode()
    assert "監査対象22課（必須12課、抽選10課）、予備43課、対象外7課" in told
    assert HASH.findall(told) == [fields_in(sample.target)["葉の一覧の SHA-256"]]


def test_show_names_everybody_who_is_drawn(sample: Ran, tmp_path: Path) -> None:
    """With --show: date, code, department and name of each, and nobody else's."""
    done = drawn(ROSTER, *GIVEN, "--seed", SEED, "-o", tmp_path / "a.xlsx", "--show")
    told = [line.split() for line in done.stdout.decode().splitlines() if line.startswith("  ")]
    expected = [
        [str(row["訪問日"]), row["課コード"], row["部名"], row["課名"]]
        for row in drawn_in(sample.target)
    ]
    assert told == expected


def test_two_runs_give_equal_bytes(sample: Ran, tmp_path: Path) -> None:
    """In another process, with workers, in another order of options."""
    target = tmp_path / "b.xlsx"
    done = started("draw-audits", "-o", target, "--seed", SEED, *GIVEN, ROSTER, "--jobs", "2")
    assert done.returncode == 0
    assert target.read_bytes() == sample.target.read_bytes()


def test_a_former_practice_is_replaced(tmp_path: Path) -> None:
    """The same name again holds the new draw."""
    target = tmp_path / "a.xlsx"
    drawn(ROSTER, "--seed", "1", "-o", target)
    before = target.read_bytes()
    assert drawn(ROSTER, "--seed", "2", "-o", target).returncode == 0
    assert target.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def differing(one: dict[Any, Any], other: dict[Any, Any]) -> Iterable[Any]:
    return [cell for cell in sorted(one.keys() | other.keys()) if one.get(cell) != other.get(cell)]


@pytest.mark.parametrize("spelt", ["ｓｅｅｄ　２０１９", "  seed 2019 ", "ｓeed ２0１9"])
def test_spellings_of_a_seed_give_one_draw(tmp_path: Path, spelt: str) -> None:
    """Full width and spaces around it: equal to the last cell, but for that of the seed."""
    plain, other = tmp_path / "plain.xlsx", tmp_path / "other.xlsx"
    given = roster(tmp_path / "台帳.xlsx", SMALL)
    assert drawn_by("seed 2019", plain, given) == drawn_by(spelt, other, given)
    ((sheet, _),) = differing(all_cells(plain), all_cells(other))
    assert sheet == "検証"
    assert fields_in(other)["シード（公開の抽選）"].strip() == spelt.strip()


def test_another_seed_gives_another_draw(tmp_path: Path) -> None:
    """Three seeds, three draws."""
    draws = {tuple(drawn_by(str(n), tmp_path / f"{n}.xlsx")) for n in range(3)}
    assert len(draws) == 3


def test_another_draw_id_gives_another_draw(tmp_path: Path) -> None:
    """The key hangs on it; it stands on 検証 as it was typed."""
    one = drawn_by("a", tmp_path / "1.xlsx", ROSTER, "--draw-id", "007")
    assert one != drawn_by("a", tmp_path / "2.xlsx")
    assert fields_in(tmp_path / "1.xlsx")["抽選ID"] == "007"


def test_any_order_of_the_roster_gives_the_same_draw(sample: Ran, tmp_path: Path) -> None:
    """Rows and columns turned around: 監査対象 stays the same in every cell."""
    given = shuffled(tmp_path / "台帳.xlsx", ROSTER, BACKWARDS, BACKWARDS)
    target = tmp_path / "a.xlsx"
    assert drawn(given, *GIVEN, "--seed", SEED, "-o", target).returncode == 0
    cells = [
        {at: value for at, value in all_cells(path).items() if at[0] == "監査対象"}
        for path in (sample.target, target)
    ]
    assert cells[0] == cells[1]
