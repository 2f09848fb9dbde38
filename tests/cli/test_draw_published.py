"""What may be shown before the visits: the summary and the list of leaves."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from tests.analysis.reading import Row, table_of, without_total
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    divisions,
    drawn,
    drawn_in,
    named_in,
    one_line,
    roster,
    sample_divisions,
)
from tests.cli.running import Done

TOGETHER = "その他（少数の部をまとめて表示）"
EVERYBODY = "全体（部ごとの数は課名を明かすため、まとめて表示）"
NUMBERS = ("課の数", "対象外", "対象", "監査する課")


class Made(NamedTuple):
    """A draw of the samples with all that may be published."""

    done: Done
    target: Path
    summary: Path
    leaves: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("published")
    target, summary, leaves = (folder / name for name in ("a.xlsx", "集計.xlsx", "葉.txt"))
    more = ("-o", target, "--summary", summary, "--leaves", leaves)
    return Made(drawn(ROSTER, *GIVEN, "--seed", SEED, *more), target, summary, leaves)


def summary_of(path: Path) -> list[Row]:
    return table_of(path, "集計", "部", *NUMBERS)


def test_the_numbers_add_up(made: Made) -> None:
    """Each row in scope and out, the last row all of them; as the draw has it."""
    *rows, total = summary_of(made.summary)
    assert all(row["対象外"] + row["対象"] == row["課の数"] for row in rows)
    assert all(row["監査する課"] <= row["対象"] for row in rows)
    assert {key: sum(row[key] for row in rows) for key in NUMBERS} == {
        key: total[key] for key in NUMBERS
    }
    assert (total["課の数"], total["対象"], total["監査する課"]) == (72, 65, 22)


def test_each_department_has_its_own_number(made: Made) -> None:
    """What a row says is what 監査対象 holds."""
    counted = Counter(row["部名"] for row in drawn_in(made.target))
    rows = [row for row in without_total(summary_of(made.summary), "部") if row["部"] != TOGETHER]
    assert rows
    assert all(row["監査する課"] == counted[row["部"]] for row in rows)
    assert all(row["割合"] == pytest.approx(row["監査する課"] / row["対象"]) for row in rows)


def test_no_division_is_named(made: Made) -> None:
    """Neither a name nor a code in any text of the workbook, its properties or its tabs."""
    book = openpyxl.load_workbook(made.summary)
    texts = [str(c.value) for page in book.worksheets for row in page.iter_rows() for c in row]
    texts += [*book.sheetnames, *map(str, vars(book.properties).values())]
    assert named_in("\n".join(texts), sample_divisions()) == []


def test_the_key_is_not_in_it(made: Made) -> None:
    """Nor the seed: from either anybody could work out the draw."""
    key = table_of(made.target, "検証", "項目", "値")
    told = {row["項目"]: row["値"] for row in key}
    texts = str(list(openpyxl.load_workbook(made.summary).worksheets[0].values))
    assert told["鍵 K"] not in texts
    assert SEED not in texts
    assert told["葉の一覧の SHA-256"] in texts


def small_ward(folder: Path) -> Path:
    """Ten, two and one divisions."""
    rows = divisions(*(f"A{n}" for n in range(10)))
    rows += divisions("B1", "B2", department="区民部") + divisions("C1", department="会計部")
    return roster(folder / "台帳.xlsx", rows)


def test_small_departments_are_told_together(tmp_path: Path) -> None:
    """Fewer than three divisions in scope: their numbers would be names."""
    path = tmp_path / "s.xlsx"
    drawn(small_ward(tmp_path), "--seed", "a", "-o", tmp_path / "a.xlsx", "--summary", path)
    rows = without_total(summary_of(path), "部")
    assert [(row["部"], row["対象"]) for row in rows] == [("総務部", 10.0), (TOGETHER, 3.0)]


@pytest.mark.parametrize("count", ["0", "13"])
def test_all_or_none_of_a_department_are_told_together(tmp_path: Path, count: str) -> None:
    """Where everybody is drawn, or nobody, no department stands by itself."""
    path = tmp_path / "s.xlsx"
    more = ("--count", count, "-o", tmp_path / "a.xlsx", "--summary", path)
    assert drawn(small_ward(tmp_path), "--seed", "a", *more).returncode == 0
    (row,) = without_total(summary_of(path), "部")
    assert (row["部"], row["監査する課"]) == (EVERYBODY, float(count))


def test_those_told_together_do_not_give_themselves_away(tmp_path: Path) -> None:
    """Not all and not none of those departments are drawn, or their number is a name again."""
    rows = divisions(*(f"A{n}" for n in range(9))) + divisions("C1", department="会計部")
    given = roster(tmp_path / "台帳.xlsx", rows)
    telling = []
    for seed in range(6):
        path = tmp_path / f"s{seed}.xlsx"
        drawn(given, "--seed", str(seed), "-o", tmp_path / "a.xlsx", "--summary", path)
        told = [row for row in without_total(summary_of(path), "部") if row["部"] == TOGETHER]
        telling += [row for row in told if row["監査する課"] in (0, row["対象"])]
    assert telling == []


def test_leaves_are_sorted_hashes(made: Made) -> None:
    """One for each division, LF after each, nothing else, ASCII."""
    data = made.leaves.read_bytes()
    assert data.endswith(b"\n")
    lines = data.decode("ascii").split("\n")[:-1]
    assert len(lines) == len(set(lines)) == 72
    assert lines == sorted(lines)
    assert all(re.fullmatch("[0-9a-f]{64}", line) for line in lines)


def test_the_hash_of_the_leaves_is_the_printed_one(made: Made) -> None:
    """SHA-256 of exactly the bytes of the file."""
    digest = hashlib.sha256(made.leaves.read_bytes()).hexdigest()
    assert f"葉の一覧の SHA-256: {digest}\n" in made.done.stdout.decode()


def test_each_leaf_is_that_of_its_division(made: Made) -> None:
    """What stands on 全課, made again from nonce, status and detail as 検証 says."""
    dates = {row["課コード"]: str(row["訪問日"]) for row in drawn_in(made.target)}
    for row in table_of(made.target, "全課", "課コード", "葉"):
        code, result = row["課コード"], row["結果"]
        if code in dates:
            told = f"drawn|{dates[code]}"
        else:
            told = f"reserve|{result[2:]}" if result.startswith("予備") else "excluded|-"
        text = f"sysaudit-draw/1|leaf|2019|{row['ノンス']}|{code}|{told}"
        assert hashlib.sha256(text.encode()).hexdigest() == row["葉"]
        assert row["葉"] in made.leaves.read_text("ascii")


def test_a_foreign_summary_is_not_overwritten(tmp_path: Path) -> None:
    """A workbook of somebody else's under that name: one line, and no draw is made."""
    given = small_ward(tmp_path)
    before = given.read_bytes()
    other = Path(shutil.copy2(given, tmp_path / "別.xlsx"))
    done = drawn(given, "--seed", "a", "-o", tmp_path / "a.xlsx", "--summary", other)
    one_line(done, 2, "--summary")
    assert other.read_bytes() == before
    assert not (tmp_path / "a.xlsx").exists()


def test_leaves_do_not_overwrite_what_is_none(tmp_path: Path) -> None:
    """A slip of the hand: a workbook or a letter given to --leaves stays as it was."""
    given = small_ward(tmp_path)
    letter = tmp_path / "手紙.txt"
    letter.write_text("拝啓", "utf-8")
    for path in (Path(shutil.copy2(given, tmp_path / "別.xlsx")), letter):
        before = path.read_bytes()
        done = drawn(given, "--seed", "a", "-o", tmp_path / "a.xlsx", "--leaves", path)
        one_line(done, 2, "--leaves")
        assert path.read_bytes() == before
    assert not (tmp_path / "a.xlsx").exists()


def test_what_was_published_before_is_written_again(tmp_path: Path) -> None:
    """A summary and a list of leaves of ours may be replaced by those of a new practice."""
    summary, leaves = tmp_path / "s.xlsx", tmp_path / "葉.txt"
    more = ("-o", tmp_path / "a.xlsx", "--summary", summary, "--leaves", leaves)
    told = []
    for seed in ("a", "b"):
        assert drawn(small_ward(tmp_path), "--seed", seed, *more).returncode == 0
        told.append((summary.read_bytes(), leaves.read_bytes()))
    assert told[0][0] != told[1][0]
    assert told[0][1] != told[1][1]
