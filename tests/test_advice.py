"""Which divisions need advice, and why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sysaudit.advice import Advice, Reason, advice_of
from sysaudit.config import Settings
from sysaudit.contacts import contacts_of
from sysaudit.validation import Validation, validate
from tests.analysis.samples import RETURNED
from tests.building import WardModel

SYSTEMS, SCORES = "所管するシステム一覧", "システム評価"


def validated(folder: Path, *edits: str, **settings: Any) -> Validation:
    returned, _, roster = WardModel().edited(edits).write(folder)
    return validate([returned], roster=roster, settings=Settings.model_validate(settings))


def advised(folder: Path, *edits: str, **settings: Any) -> tuple[Advice, ...]:
    return advice_of(validated(folder, *edits, **settings))


def test_a_clean_ward_needs_none(tmp_path: Path) -> None:
    """Nor does a division that has returned nothing: it is asked for its return."""
    assert advised(tmp_path, "1305 absent", analysis={"help_errors": 1}) == ()


@pytest.mark.parametrize(("least", "needed"), [(2, True), (3, False)])
def test_many_errors(least: int, needed: bool, tmp_path: Path) -> None:
    """From `help_errors` on."""
    edits = [f"1304 {SYSTEMS}!{{利用者数}}{row} = 約{row}人" for row in (2, 3)]
    found = advised(tmp_path, *edits, analysis={"help_errors": least})
    assert [(each.division_code, each.errors, each.reasons) for each in found] == (
        [("1304", 2, (Reason.ERRORS,))] if needed else []
    )


def test_the_name_is_told_by_whichever_file_has_it() -> None:
    """Of three files of one division the second alone holds 表紙, and there is no roster."""
    files = sorted(RETURNED.glob("*_2003_*.xlsx"))
    settings = Settings.model_validate({"analysis": {"help_errors": 1}})
    (found,) = advice_of(validate(files, settings=settings))
    assert (len(files), found.division_name) == (3, "指導室")


def test_waived_errors_do_not_count(tmp_path: Path) -> None:
    """They were accepted."""
    waiver = {"code": "C09", "division": "1304", "reason": "既知", "who": "見本"}
    edit = f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"
    assert advised(tmp_path, edit, analysis={"help_errors": 1}, waivers=[waiver]) == ()


def test_much_that_is_unknown(tmp_path: Path) -> None:
    """Over all forms of the division, above `unknown_share`; exactly there is not above."""
    edits = [f"1304 {SCORES}!{column}2 = 不明" for column in "DEFG"]
    (tmp_path / "above").mkdir()
    (found,) = advised(tmp_path / "above", *edits, thresholds={"unknown_share": 0.06})
    assert (found.unknown, found.answers, found.unknown_share) == (6, 92, 6 / 92)
    assert found.reasons == (Reason.UNKNOWN,)
    assert found.why == ("不明7%", "不明: 7%")
    (tmp_path / "at").mkdir()
    assert advised(tmp_path / "at", *edits, thresholds={"unknown_share": 6 / 92}) == ()


def test_straight_lines(tmp_path: Path) -> None:
    """A row that bears one mark again and again, unless that was accepted."""
    edits = [f"1304 {SCORES}!{column}2 = 3" for column in "DEFGHIJKLMNOP"]
    (tmp_path / "plain").mkdir()
    (found,) = advised(tmp_path / "plain", *edits)
    assert (found.straight, found.reasons) == (1, (Reason.STRAIGHT,))
    (tmp_path / "waived").mkdir()
    waiver = {"code": "X25", "division": "1304", "reason": "確認済み", "who": "見本"}
    assert advised(tmp_path / "waived", *edits, waivers=[waiver]) == ()


def test_an_unreadable_file_comes_first(tmp_path: Path) -> None:
    """Nothing is known of its division; then come errors, the greater number first."""
    edits = [f"1304 {SYSTEMS}!{{利用者数}}{row} = 約{row}人" for row in (2, 3)]
    edits += ["add 1306 収納課", f"1306 {SYSTEMS}!{{利用者数}}2 = 約20人", "1305 bytes 00"]
    found = advised(tmp_path, *edits, analysis={"help_errors": 1})
    assert [each.division_code for each in found] == ["1305", "1304", "1306"]
    assert found[0].unreadable == 1
    assert found[0].reasons[0] is Reason.UNREADABLE
    assert found[0].unknown_share is None


def test_whom_to_call(tmp_path: Path) -> None:
    """As the roster says; as 表紙 says where the roster names nobody."""
    edits = [
        "1305 表紙!B6 = 見本　五郎",
        "roster 組織台帳!Q3 =",
        "roster 組織台帳!R3 =",
        "1304 表紙!B6 = 見本　六郎",
    ]
    contacts = contacts_of(validated(tmp_path, *edits))
    assert contacts["1304"] == ("見本　二郎", "2101")
    assert contacts["1305"] == ("見本　五郎", "2101")


def test_pandas_is_not_needed() -> None:
    """Advice is given by `validate` too, which never loads it."""
    script = "import sys, sysaudit.advice; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
