"""Who is in the draw, who must be visited, who is out: each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.audits.wards import audit, division, past

from sysaudit.audits.standing import Judged, Standing, is_open, standing_of
from sysaudit.config.draw import DrawSettings
from sysaudit.draw import Status

LINE = "1304 区民部 課税課"
BETWEEN = [f"{year} 1901 別課 内部監査" for year in (2016, 2017, 2018)]
OPEN = "2018 1304 課税課 内部監査 重大な不適合 未着手"


def judged(
    results: Sequence[str] = (),
    line: str = LINE,
    settings: DrawSettings | None = None,
    **facts: Any,
) -> Judged:
    """What comes of the division of that line."""
    told = {"silent": False, "carried": False, "visitable": True, **facts}
    history = past([line], results)
    return standing_of(division(line), history, settings or DrawSettings(), **told)


def reasons(found: Judged) -> list[str]:
    """In Japanese."""
    return [each.ja for each in found.reasons]


def test_in_without_reasons() -> None:
    """A division of which nothing is known can be drawn."""
    assert judged() == Judged(Standing.IN, ())


def test_out_with_its_reason() -> None:
    """× on the roster, whatever else would make it a must."""
    facts = {"silent": True, "carried": True, "visitable": False}
    found = judged([*BETWEEN, OPEN], f"{LINE} ×", DrawSettings(not_returned="must"), **facts)
    assert found.standing is Standing.OUT
    assert reasons(found) == ["監査を実施する課のため"]


@pytest.mark.parametrize(
    ("progress", "open_"),
    [("対応中", True), ("未着手", True), ("報告なし", True), ("完了", False)],
)
def test_must_by_an_open_serious_finding(progress: str, open_: bool) -> None:
    """Until it is 完了."""
    line = f"2018 1304 課税課 内部監査 重大な不適合 {progress}"
    assert is_open(audit(line)) is open_
    assert judged([line]).standing is (Standing.MUST if open_ else Standing.IN)


def test_must_by_an_old_serious_finding() -> None:
    """Whatever its year, and however often it was visited since; the reason tells the year."""
    rows = ["2015 1304 課税課 外部監査 重大な不適合 対応中", "2018 1304 課税課 内部監査"]
    found = judged(rows)
    assert found.standing is Standing.MUST
    assert reasons(found) == ["2015年度の重大な不適合が対応中"]


def test_area_of_the_finding_is_told() -> None:
    """Where the results state it."""
    history = past([LINE], [])
    row = audit(OPEN, area="体制")
    history._results[2018, "1304"].append(row)
    facts = {"silent": False, "carried": False, "visitable": True}
    found = standing_of(division(LINE), history, DrawSettings(), **facts)
    assert reasons(found) == ["2018年度の重大な不適合（体制）が未着手"]


@pytest.mark.parametrize("grade", ["軽微な不適合", "観察事項", "推奨事項"])
def test_lesser_findings_are_no_must(grade: str) -> None:
    """They weigh, at most."""
    assert judged([f"2018 1304 課税課 内部監査 {grade} 未着手"]).standing is Standing.IN


def test_must_by_the_gap() -> None:
    """Not visited in the years between; the reason tells them and the last visit."""
    assert reasons(judged(BETWEEN)) == ["2016〜2018年度に監査なし（監査の記録なし）"]
    rows = [*BETWEEN, "2015 1304 課税課 内部監査"]
    found = judged(rows)
    assert found.standing is Standing.MUST
    assert reasons(found) == ["2016〜2018年度に監査なし（最後は2015年度）"]
    assert judged(rows[1:]).standing is Standing.IN


def test_gap_of_the_settings() -> None:
    """Three years look at two years between."""
    rows = [*BETWEEN, "2016 1304 課税課 内部監査"]
    assert judged(rows).standing is Standing.IN
    assert judged(rows, settings=DrawSettings(max_gap_years=3)).standing is Standing.MUST


def test_must_where_carried_over() -> None:
    """By last year's draw."""
    found = judged(carried=True)
    assert (found.standing, reasons(found)) == (Standing.MUST, ["前年度の抽選から繰越し"])


def test_silence_is_a_must_only_by_the_settings() -> None:
    """Else it gives points."""
    assert judged(silent=True).standing is Standing.IN
    found = judged(silent=True, settings=DrawSettings(not_returned="must"))
    assert (found.standing, reasons(found)) == (Standing.MUST, ["監査調書が未提出"])


def test_busy_on_every_date_is_no_way_out() -> None:
    """It is drawn, and stays without a date; with ``exclude`` it is carried over."""
    assert judged(visitable=False) == Judged(Standing.IN, ())
    found = judged(visitable=False, settings=DrawSettings(busy="exclude"))
    assert found.standing is Standing.CARRIED
    assert reasons(found) == ["訪問できる日がないため翌年度へ繰越し"]


def test_must_stays_a_must_however_busy() -> None:
    """``exclude`` exempts nobody who has to be visited."""
    found = judged([OPEN], settings=DrawSettings(busy="exclude"), visitable=False)
    assert found.standing is Standing.MUST


def test_every_reason_is_told() -> None:
    """Several may hold at once, in both languages."""
    settings = DrawSettings(not_returned="must")
    found = judged([*BETWEEN[:2], OPEN.replace("内部監査", "パトロール")], settings=settings)
    assert len(found.reasons) == 2
    several = judged([OPEN], settings=settings, silent=True, carried=True)
    assert [each.en for each in several.reasons] == [
        "a serious finding of 2018 is not begun",
        "carried over from last year's draw",
        "no self-check returned",
    ]


def test_as_the_draw_sees_it() -> None:
    """A carried one is out this year."""
    assert [each.status for each in Standing] == [Status.IN, Status.MUST, Status.OUT, Status.OUT]
