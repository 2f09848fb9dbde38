"""What `draw-audits` and `verify-draw` print; no name of a drawn division unless asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from sysaudit.audits import Plan, Result
from sysaudit.audits.differences import Changes
from sysaudit.audits.intervals import Interval
from sysaudit.audits.plan import Entry
from sysaudit.audits.rehearsal import Rehearsal
from sysaudit.audits.standing import Standing
from sysaudit.audits.verification import Verification
from sysaudit.draw import Conflict
from sysaudit.findings import Text
from sysaudit.reports.conflicts import WAYS_OUT, conflict_text
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import padded

SHOWN_CONFLICTS = 5
SHOWN_DIFFERENCES = 20
HEADINGS = {
    Standing.MUST: Text("必ず監査する課", "must be audited"),
    Standing.IN: Text("抽選の対象の課", "may be drawn"),
    Standing.CARRIED: Text("翌年度へ繰り越す課", "carried over to next year"),
    Standing.OUT: Text("対象外の課", "out"),
}


def plan_lines(plan: Plan, language: str) -> Iterator[Line]:
    """Who is in, must and out, and why; the number of places."""
    counts = Counter(each.standing for each in plan.entries)
    able = counts[Standing.IN] + counts[Standing.MUST]
    lots = max(0, plan.places - counts[Standing.MUST])
    yield _head(
        Text(
            f"計画 {plan.draw_id}: 対象{able}課のうち{plan.places}課を監査（必須"
            f"{counts[Standing.MUST]}課、抽選{lots}課）",
            f"plan {plan.draw_id}: {plan.places} of {able} divisions are audited "
            f"({counts[Standing.MUST]} must, {lots} by lot)",
        ),
        language,
    )
    drawable = counts[Standing.MUST] <= plan.places <= able
    chances = plan.chances if drawable else {}
    for standing, heading in HEADINGS.items():
        entries = plan.having(standing)
        if entries:
            count = Text(f"{heading.ja}（{len(entries)}課）", f"{heading.en} ({len(entries)})")
            yield Line("")
            yield _head(count, language)
        for entry in entries:
            yield Line(f"  {_entry(entry, chances.get(entry.code), language)}", hanging=4)
    if not plan.gap_known:
        yield Line("")
        yield gap_unknown(plan, language)


def _entry(entry: Entry, chance: Fraction | None, language: str) -> str:
    parts = [f"{entry.code} {entry.department} {entry.name}"]
    if entry.standing is Standing.IN:
        weight = Text(f"重み{entry.weight}", f"weight {entry.weight}").in_language(language)
        parts.append(weight + (f" {float(chance):.1%}" if chance is not None else ""))
    told = (each.in_language(language) for each in (entry.reasons, entry.points))
    parts += [each for each in told if each]
    if entry.visited_last_year:
        parts.append(Text("前年度に監査", "audited last year").in_language(language))
    return "  ".join(parts)


def gap_unknown(plan: Plan, language: str) -> Line:
    """That the guarantee is not applied, for want of results."""
    years = plan.max_gap_years
    first, last = plan.year - years + 1, plan.year - 1
    text = Text(
        f"{first}〜{last}年度の監査結果がそろっていないため、{years}年の間隔の規則は使いません"
        "（--results）。",
        f"results of {first} to {last} are not all there, so the rule of {years} years is not "
        "applied (--results)",
    )
    return Line(text.in_language(language), Tone.WARNING)


def interval_lines(rows: Iterable[Interval], places: int, language: str) -> Iterator[Line]:
    """What a guarantee of so many years leaves to chance."""
    yield _head(
        Text(
            f"間隔の保証と抽選の余地（毎年{places}課、模擬計算の平均）",
            f"guarantees and what they leave to chance ({places} visits a year, simulated)",
        ),
        language,
    )
    titles = Text("保証,必須,抽選,成り立つ,必要な数", "within,forced,by lot,works,needs")
    heads = (padded(title, 10) for title in titles.in_language(language).split(","))
    yield Line("  " + "".join(heads).rstrip())
    for row in rows:
        years = Text(f"{row.years}年", f"{row.years} years").in_language(language)
        works = Text("はい", "yes") if row.works else Text("いいえ", "no")
        told = (
            years,
            f"{row.forced:.1f}",
            f"{row.free:.1f}",
            works.in_language(language),
            Text(f"{row.least}以上", f"{row.least} up").in_language(language),
        )
        yield Line("  " + "".join(padded(each, 10) for each in told).rstrip())


def rehearsal_lines(rehearsal: Rehearsal, plan: Plan, language: str) -> Iterator[Line]:
    """Whether the calendar can work."""
    dates = len(plan.window.dates)
    room = dates * plan.window.per_date
    span = f"{plan.window.first}〜{plan.window.last}"
    yield _head(
        Text(
            f"日程: {span} の{dates}日（{room}課分）。模擬抽選{rehearsal.times}回のうち"
            f"{rehearsal.failed}回で日付が不足",
            f"calendar: {dates} dates, room for {room} visits; {rehearsal.failed} of "
            f"{rehearsal.times} trial draws lacked a date",
        ),
        language,
        Tone.WARNING if rehearsal.failed else Tone.HEADING,
    )
    for code in rehearsal.dateless:
        text = conflict_text(Conflict((code,), (code,), (), 0), plan)
        yield Line(f"  {text.in_language(language)}", Tone.WARNING)
    for conflict in rehearsal.conflicts[:SHOWN_CONFLICTS]:
        if len(conflict.divisions) > 1:
            yield from conflict_lines(conflict, plan, language)


def conflict_lines(conflict: Conflict, plan: Plan, language: str) -> Iterator[Line]:
    """Who competes for which dates, and the three ways out."""
    for text in (conflict_text(conflict, plan), WAYS_OUT):
        yield Line(f"  {text.in_language(language)}", Tone.WARNING, hanging=4)


def result_lines(result: Result, language: str, *, show: bool) -> Iterator[Line]:
    """Numbers; the names with their dates only where they are asked for."""
    draw = result.draw
    lots = len(draw.drawn) - len(draw.must)
    out = len(result.plan.having(Standing.OUT, Standing.CARRIED))
    yield _head(
        Text(
            f"抽選 {result.plan.draw_id}: 監査対象{len(draw.drawn)}課（必須{len(draw.must)}課、"
            f"抽選{lots}課）、予備{len(draw.reserve)}課、対象外{out}課",
            f"draw {result.plan.draw_id}: {len(draw.drawn)} divisions ({len(draw.must)} must, "
            f"{lots} by lot), {len(draw.reserve)} reserves, {out} out",
        ),
        language,
    )
    undated = len(result.schedule.undated)
    if undated:
        text = Text(
            f"{undated}課の日付が決まりません。理由と直し方は結果の「日程」にあります。",
            f"{undated} without a date: the sheet 日程 (calendar) says why and what to do",
        )
        yield Line(text.in_language(language), Tone.WARNING)
    elif draw.drawn:
        text = Text("訪問日はすべて決まりました。", "all visits have a date")
        yield Line(text.in_language(language))
    unserved = sum(each is None for each in result.auditors.values())
    if result.plan.auditors and unserved:
        text = Text(
            f"監査実施人の決まらない訪問が{unserved}件あります（自部以外に実施人なし）。",
            f"{unserved} visits without an auditor: there is none of another department",
        )
        yield Line(text.in_language(language), Tone.WARNING)
    sealed = result.leaf_list_sha256
    told = Text(f"葉の一覧の SHA-256: {sealed}", f"list of leaves, SHA-256: {sealed}")
    yield Line(told.in_language(language))
    if show:
        yield from _names(result, language)


def _names(result: Result, language: str) -> Iterator[Line]:
    undated = sorted(result.draw.drawn - result.dates.keys(), key=str.encode)
    for code in (*result.dates, *undated):
        entry = result.plan.by_code[code]
        day = result.dates.get(code)
        moved = result.moved.get(code)
        when = str(day) if day else Text("日付なし", "undated").in_language(language)
        after = f" → {moved.after}" if moved else ""
        yield Line(f"  {when}{after}  {code} {entry.department} {entry.name}")
    for conflict in result.schedule.conflicts:
        yield from conflict_lines(conflict, result.plan, language)


def verification_lines(told: Verification, language: str, *, show: bool) -> Iterator[Line]:
    """What was compared, and every difference with its cell."""
    if not told.differences:
        text = Text(
            "一致しました: 抽選をやり直した結果は、ファイルの内容とすべて同じです。",
            "it agrees: the draw, done again, gives all that the file says",
        )
        yield Line(text.in_language(language), Tone.GOOD)
    else:
        count = len(told.differences)
        text = Text(f"{count}か所が一致しません。", f"{count} differences:")
        yield Line(text.in_language(language), Tone.ERROR)
    for each in told.differences[:SHOWN_DIFFERENCES]:
        at = each.at
        place = f"{at.sheet}!{at.cell}" if at and at.cell else (at.sheet or "") if at else ""
        what = each.what.in_language(language)
        yield Line(f"  {place}  {what}" if place else f"  {what}", Tone.ERROR, len(place) + 2, 4)
        if each.changes is not None:
            yield Line(f"    {_effect(told, each.changes, language, show)}", hanging=6)
    more = len(told.differences) - SHOWN_DIFFERENCES
    if more > 0:
        rest = Text(
            f"  ほか{more}か所（上のものを直すと、多くはなくなります）",
            f"  and {more} more, most of which go when those above are put right",
        )
        yield Line(rest.in_language(language), Tone.ERROR)
    for trusted in told.taken_on_trust:
        yield Line(trusted.in_language(language), Tone.FAINT)


def _effect(told: Verification, changes: Changes, language: str, show: bool) -> str:
    """What it would have changed; codes only where they are asked for."""
    if not (changes.dropped or changes.added or changes.dated):
        return Text(
            "→ そのとおりでも、選ばれる課と日付は変わりません。",
            "→ it would not have changed who is drawn, nor when",
        ).in_language(language)
    effect = Text(
        f"→ そのとおりなら、{len(changes.dropped)}課が外れ、{len(changes.added)}課が加わり、"
        f"{len(changes.dated)}課の日付が変わります",
        f"→ {len(changes.dropped)} would be out, {len(changes.added)} in, {len(changes.dated)} on "
        "another day",
    ).in_language(language)
    if not show:
        return effect + Text("（課名は --show）。", " (names with --show)").in_language(language)
    groups = (("-", changes.dropped), ("+", changes.added), ("±", changes.dated))
    return " ".join([effect, *(f"{sign}{_named(told, each)}" for sign, each in groups if each)])


def _named(told: Verification, codes: Sequence[str]) -> str:
    entries = told.result.plan.by_code if told.result else {}
    return ",".join(f"{code} {entries[code].name}" if code in entries else code for code in codes)


def _head(text: Text, language: str, tone: Tone = Tone.HEADING) -> Line:
    return Line(text.in_language(language), tone)
