"""The witness's receipt: what was fixed before the shares were opened, on a sheet of paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sysaudit.errors import Misuse
from sysaudit.findings import Text

LABELS = {
    "draw_id": "抽選ID / draw id",
    "plan": "計画 / plan",
    "secretariat": "事務局 / secretariat",
    "witness": "立会人 / witness",
}
_LINE = re.compile(r"^\s*(.+?)\s*:\s*(\S+)\s*$")


@dataclass(frozen=True)
class Receipt:
    """What the witness keeps.

    Attributes:
        plan: SHA-256 of the plan.
        commitments: By role.
    """

    draw_id: str
    plan: str
    commitments: Mapping[str, str]

    @property
    def text(self) -> str:
        """To be printed, signed and kept."""
        told = {"draw_id": self.draw_id, "plan": self.plan, **self.commitments}
        lines = [f"{label}: {told[key]}" for key, label in LABELS.items()]
        return "\n".join(
            [
                "監査対象の抽選 控え（立会人が保管） / receipt of the draw, kept by the witness",
                *lines,
                "照合 / to check: sysaudit verify-draw FILE.xlsx --receipt THIS.txt",
                "",
            ]
        )


def read_receipt(text: str) -> Receipt:
    """A receipt, as it was printed or typed off the paper.

    Raises:
        Misuse: A line is missing.
    """
    keys = {
        _plain(name): key for key, label in LABELS.items() for name in (label, *label.split(" / "))
    }
    told: dict[str, str] = {}
    for line in _plain(text).splitlines():
        found = _LINE.match(line)
        if found and found[1] in keys:
            told[keys[found[1]]] = found[2]
    missing = [label for key, label in LABELS.items() if key not in told]
    if missing:
        raise Misuse(
            Text(
                f"控えに「{missing[0]}」の行がありません。--commit が書いたファイルを"
                "指定してください。",
                f"the receipt lacks the line {missing[0]}: give the file that --commit wrote",
            )
        )
    return Receipt(
        told["draw_id"],
        told["plan"],
        {"secretariat": told["secretariat"], "witness": told["witness"]},
    )


def _plain(text: str) -> str:
    """In one width and in small letters, as people type off paper in neither."""
    return unicodedata.normalize("NFKC", text).lower()
