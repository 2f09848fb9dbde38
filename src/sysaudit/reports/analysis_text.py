"""What `analyze` prints: the figures of the first page, so that one sees at once that they fit."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.analysis import Analysis
from sysaudit.analysis.returns import by_department
from sysaudit.findings import Severity, Text
from sysaudit.reports.lines import Line, Tone


def analysis_lines(analysis: Analysis, language: str) -> Iterator[Line]:
    """The figures, then the account; amounts in yen."""
    for text in (*_figures(analysis), *_account(analysis)):
        yield Line(text.in_language(language))
    errors = analysis.validation.counts[Severity.ERROR]
    if errors:
        text = Text(
            f"エラー {errors:,}件：確かでないものは「未反映」にあります。",
            f"{errors:,} errors: what is not certain stands on the sheet 未反映 (left out).",
        )
        yield Line(text.in_language(language), Tone.ERROR)


def _figures(analysis: Analysis) -> Iterator[Text]:
    sums = by_department(analysis.returns)[["expected", "returned"]].sum()
    staff_made = analysis.systems["staff_made"].astype(bool)
    year = analysis.material.context.year
    yield Text(
        f"提出 {sums['returned']}/{sums['expected']}課、システム {int((~staff_made).sum()):,}件"
        f"（ほかに職員作成ツール {int(staff_made.sum()):,}件）",
        f"{sums['returned']} of {sums['expected']} divisions returned, "
        f"{int((~staff_made).sum()):,} systems (and {int(staff_made.sum()):,} tools made by staff)",
    )
    if analysis.validation.roster is None:
        yield Text(
            "組織台帳の指定がないため、未提出の課は分かりません（--roster）。",
            "without a roster nobody knows who has not returned (--roster)",
        )
    costs = analysis.kinds.sum()
    yield Text(
        f"経費（税込）{year}年度 {costs['y1']:,}円、{year + 1}年度 {costs['y2']:,}円、"
        f"{year + 1}〜{year + 5}年度 {costs['five_years']:,}円",
        f"costs with tax: {costs['y1']:,} yen in fiscal {year}, {costs['y2']:,} in {year + 1}, "
        f"{costs['five_years']:,} in {year + 1} to {year + 5}",
    )


def _account(analysis: Analysis) -> Iterator[Text]:
    sums = analysis.balance.sum()
    unknown = analysis.unknown_amounts
    yield Text(
        f"検算（全年度・入力のまま）: 入力合計 {sums['typed']:,}円 ＝ 反映 {sums['taken']:,}円 ＋ "
        f"別掲 {sums['apart']:,}円 ＋ 未反映 {sums['left_out']:,}円。"
        f"金額不明の欄とファイル {unknown:,}件",
        f"account (all years, as typed): {sums['typed']:,} typed = {sums['taken']:,} taken + "
        f"{sums['apart']:,} apart + {sums['left_out']:,} left out; "
        f"{unknown:,} amounts or files unknown",
    )
