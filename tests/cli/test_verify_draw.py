"""`verify-draw`: the draw done again from the result alone."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from zipfile import is_zipfile

import pytest
from tests.analysis.reading import table_of
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    Ran,
    at,
    cell_of,
    fields_in,
    named_in,
    one_line,
    out_of,
    sample_divisions,
    tampered,
    verified,
)
from tests.cli.running import Done, called, started


@pytest.fixture
def target(sample: Ran) -> Path:
    """A result of the samples."""
    return sample.target


def differences(done: Done, count: int) -> str:
    """What a run told, which found so many differences and named nobody."""
    told = done.stdout.decode()
    assert done.returncode == 1, out_of(done)
    assert told.startswith(f"{count}か所が一致しません。\n"), told
    assert named_in(out_of(done), sample_divisions()) == []
    return told


def test_it_agrees(target: Path) -> None:
    """Exit code 0, a line that says so, then what was taken on trust: sources, size, window."""
    done = verified(target)
    first, sources, window = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert first.startswith("一致しました")
    assert "--roster" in sources
    assert window.startswith("監査する課の数（22）、期間（2019-09-01〜2019-12-28）、1日の数（1）")


def test_it_agrees_in_a_process_of_its_own(target: Path) -> None:
    """As its users start it."""
    assert started("verify-draw", target, SYSAUDIT_LANG="en").returncode == 0


def test_it_names_nobody(target: Path) -> None:
    """Neither a code nor a name."""
    assert named_in(out_of(verified(target, "--seed", SEED)), sample_divisions()) == []


def test_the_right_seed_agrees(target: Path) -> None:
    """Also spelt in full width."""
    for seed in (SEED, "見本　２０１９０４２６"):
        assert verified(target, "--seed", seed).returncode == 0


def test_another_seed_is_told_with_what_it_would_change(target: Path) -> None:
    """The cell of the key; how many would be out, in, on another day."""
    told = differences(verified(target, "--seed", "another"), 1)
    cell = at(target, "検証", fields_in(target)["鍵 K"])
    assert f"検証!{cell}  鍵 K が" in told
    found = re.search(r"(\d+)課が外れ、(\d+)課が加わり、(\d+)課の日付が変わります", told)
    assert found is not None
    assert found[1] == found[2] != "0"


def test_show_names_what_would_change(target: Path) -> None:
    """With --show: codes and names of those out, in, and on another day."""
    told = out_of(verified(target, "--seed", "another", "--show"))
    several = r"\d{4} [^ ,]+(,\d{4} [^ ,]+)*"
    found = re.search(rf"→ .+ -({several}) \+({several}) ±({several})\n", told)
    assert found is not None, told
    names = {f"{row['課コード']} {row['課名']}" for row in sample_divisions()}
    shown = [each for group in found.group(1, 3, 5) for each in group.split(",")]
    assert set(shown) <= names


WRONG: dict[str, tuple[str, str, float | str]] = {
    "a chance": ("全課", "確率", 0.5),
    "an order": ("全課", "部内順位", 99),
    "a ticket": ("全課", "券", "0" * 64),
    "a nonce": ("全課", "ノンス", "0" * 64),
    "a leaf": ("全課", "葉", "0" * 64),
    "an outcome": ("全課", "結果", "対象外"),
    "u": ("全課", "u", 0.123),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_changed_cell_is_named(target: Path, tmp_path: Path, what: str) -> None:
    """Sheet, cell and column; no division."""
    sheet, title, value = WRONG[what]
    rows = table_of(target, "全課", "課コード", "券")
    row = next(n for n, each in enumerate(rows, start=2) if each["部内順位"] not in ("", 99))
    cell = cell_of(target, sheet, title, row)
    changed = tampered(target, tmp_path / "a.xlsx", sheet, cell, value)
    assert f"{sheet}!{cell}  {title}が" in differences(verified(changed), 1)


def test_a_changed_weight_is_told_by_what_follows(target: Path, tmp_path: Path) -> None:
    """The weight itself may be so; chances, plan and draw do not follow from it any more."""
    cell = cell_of(target, "全課", "重み", 3)
    done = verified(tampered(target, tmp_path / "a.xlsx", "全課", cell, 77))
    told = done.stdout.decode()
    assert done.returncode == 1
    assert "計画の SHA-256が、結果の内容から計算したものと違います。" in told
    assert "確率が" in told
    assert named_in(told, sample_divisions()) == []


def test_working_odds_that_do_not_fit_are_told(target: Path, tmp_path: Path) -> None:
    """Odds are authoritative only where they give the printed chances."""
    rows = table_of(target, "全課", "課コード", "券")
    row = next(n for n, each in enumerate(rows, start=2) if each["作業オッズ（百万分の1）"])
    cell = cell_of(target, "全課", "作業オッズ（百万分の1）", row)
    done = verified(tampered(target, tmp_path / "a.xlsx", "全課", cell, 99_000_000))
    assert done.returncode == 1
    assert "の作業オッズが、印刷された確率に合いません。" in done.stdout.decode()


@pytest.mark.parametrize("sheet", ["監査対象", "予備", "対象外"])
def test_a_row_that_was_exchanged_is_told(target: Path, tmp_path: Path, sheet: str) -> None:
    """A code of somebody else: one row that should not be there, one that is missing."""
    titles = {"監査対象": "訪問日", "予備": "順位", "対象外": "区分"}
    row = table_of(target, sheet, titles[sheet], "課コード")[0]
    cell = at(target, sheet, row["課コード"])
    told = differences(verified(tampered(target, tmp_path / "a.xlsx", sheet, cell, "7777")), 2)
    assert f"{sheet}!{cell}  シート「{sheet}」に、あるはずのない行があります。" in told
    assert "あるはずの行が1行ありません。" in told


def test_a_changed_date_is_told(target: Path, tmp_path: Path) -> None:
    """訪問日 of 監査対象 moved by hand instead of by --move."""
    head = at(target, "監査対象", "訪問日")
    cell = f"{head[0]}{int(head[1:]) + 1}"
    changed = tampered(target, tmp_path / "a.xlsx", "監査対象", cell, 43800)
    assert f"監査対象!{cell}  訪問日が" in differences(verified(changed), 1)


@pytest.mark.parametrize("label", ["うち必須", "計画の SHA-256", "葉の一覧の SHA-256", "方式"])
def test_a_changed_field_is_told(target: Path, tmp_path: Path, label: str) -> None:
    """検証 is checked too."""
    cell = "B" + at(target, "検証", label)[1:]
    value: float | str = 3 if label == "うち必須" else "0" * 64
    told = differences(verified(tampered(target, tmp_path / "a.xlsx", "検証", cell, value)), 1)
    assert f"検証!{cell}  {label}が" in told


def test_a_changed_seed_is_told(target: Path, tmp_path: Path) -> None:
    """Without --seed: the key is not the one that the seed on the sheet makes."""
    cell = at(target, "検証", SEED)
    told = differences(verified(tampered(target, tmp_path / "a.xlsx", "検証", cell, "other")), 1)
    assert "鍵 K が" in told


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("監査する課の数", "多数"),
        ("訪問の期間（始まり）", "秋"),
        ("抽選ID", "X|Y"),
        ("鍵 K", "なし"),
    ],
)
def test_a_field_that_cannot_be_read(target: Path, tmp_path: Path, label: str, value: str) -> None:
    """Exit code 1 or 2, one clear line, no traceback."""
    cell = "B" + at(target, "検証", label)[1:]
    done = verified(tampered(target, tmp_path / "a.xlsx", "検証", cell, value))
    assert done.returncode in (1, 2)
    assert "予期しない" not in out_of(done)


def test_more_places_than_divisions_is_told(target: Path, tmp_path: Path) -> None:
    """A number of places by which there could be no draw: no traceback."""
    cell = "B" + at(target, "検証", "監査する課の数")[1:]
    for places in (5, 500):
        done = verified(tampered(target, tmp_path / f"{places}.xlsx", "検証", cell, places))
        assert done.returncode == 1
        assert "予期しない" not in out_of(done)


def test_ticket_text_is_what_is_hashed(target: Path, tmp_path: Path) -> None:
    """Exactly the bytes whose SHA-256 is the ticket; the terminal says how to check."""
    rows = table_of(target, "全課", "課コード", "券")
    for row in rows[::20]:
        path = tmp_path / f"{row['課コード']}.txt"
        done = verified(target, "--ticket-text", row["課コード"], path)
        assert done.returncode == 0
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["券"]
        assert "sha256sum" in done.stderr.decode()
        assert "certutil" in done.stderr.decode()


def test_ticket_text_overwrites_nothing(target: Path, tmp_path: Path) -> None:
    """A slip of the hand: the result itself, given as the file to write, stays."""
    copy = tmp_path / "a.xlsx"
    copy.write_bytes(target.read_bytes())
    done = verified(copy, "--ticket-text", "1101", copy)
    assert is_zipfile(copy)
    one_line(done, 2)


def test_ticket_text_of_nobody(target: Path, tmp_path: Path) -> None:
    """A code that is not there: one line, no file."""
    one_line(verified(target, "--ticket-text", "9999", tmp_path / "t.txt"), 2, "9999")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_result(target: Path, tmp_path: Path) -> None:
    """The roster, a text, an empty file, a folder, a missing file: exit code 2, one line each."""
    text, empty = tmp_path / "text.xlsx", tmp_path / "empty.xlsx"
    text.write_text("監査対象", "utf-8")
    empty.write_bytes(b"")
    for path in (ROSTER, text, empty, tmp_path, tmp_path / "no.xlsx", *map(Path, GIVEN[5::2])):
        one_line(verified(path), 2, path.name)


def test_a_call_that_makes_no_sense(target: Path) -> None:
    """No file; seed and share at once; a seed that is none."""
    one_line(called("verify-draw"), 2, "抽選結果")
    one_line(verified(target, "--seed", "a", "--share", "b"), 2, "--share")
    one_line(verified(target, "--seed", ""), 2, "シード")
    one_line(verified(target, "--share", "nowhere.txt"), 2, "nowhere.txt")
