"""The witness's receipt can be printed, typed off the paper, and read."""

from __future__ import annotations

import pytest

from sysaudit.audits.receipt import LABELS, Receipt, read_receipt
from sysaudit.errors import Misuse

RECEIPT = Receipt("2019", "ab" * 32, {"secretariat": "c1" * 32, "witness": "d2" * 32})


def test_round_trip() -> None:
    """What is printed is read."""
    assert read_receipt(RECEIPT.text) == RECEIPT


def test_typed_off_the_paper() -> None:
    """Full-width colons, capitals, blanks, half of a label, other lines between, no last line."""
    typed = f"""
    控え
      抽選ID ：2019
      plan： {"AB" * 32}

    メモ: 金庫
      事務局 / secretariat:{"C1" * 32}
      witness :   {"D2" * 32}  """
    assert read_receipt(typed) == RECEIPT


def test_lines_in_another_order() -> None:
    """Do not matter, nor do Windows' ends of lines."""
    lines = RECEIPT.text.splitlines()
    assert read_receipt("\r\n".join(reversed(lines))) == RECEIPT


@pytest.mark.parametrize("key", LABELS)
def test_missing_line(key: str) -> None:
    """Is named."""
    label = LABELS[key]
    rest = "\n".join(line for line in RECEIPT.text.splitlines() if not line.startswith(label))
    with pytest.raises(Misuse) as raised:
        read_receipt(rest)
    assert raised.value.text.ja.startswith(f"控えに「{label}」の行がありません")
    assert label in raised.value.text.en


def test_blank_file() -> None:
    """Lacks the first line."""
    with pytest.raises(Misuse, match="lacks the line"):
        read_receipt("")
