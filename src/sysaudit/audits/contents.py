"""What stands in the rows of the result workbook, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.audits import book
from sysaudit.audits.book import Row
from sysaudit.audits.plan import Entry, Plan
from sysaudit.audits.result import Result
from sysaudit.audits.standing import Standing
from sysaudit.draw import METHOD
from sysaudit.draw.tickets import in_unit


def division_rows(result: Result) -> Iterator[Row]:
    """全課: every division by code."""
    for entry in result.plan.entries:
        code = entry.code
        leaf = result.leaves[code]
        ticket = result.draw.tickets[code]
        yield {
            **_of_entry(entry),
            "result": outcome_of(result, code),
            "day": result.dates.get(code),
            "total": entry.total,
            "base": entry.base,
            "last_year": book.YES if entry.visited_last_year else "",
            "weight": entry.weight,
            "chance": float(result.plan.chances[code]),
            "rank": result.draw.rank.get(code),
            "u": in_unit(ticket),
            "odds": result.draw.odds.get(code),
            "key": _sort_key(in_unit(ticket), result, entry),
            "blocked": book.told_runs(entry.blocked, result.plan.window.dates),
            "ticket": ticket,
            "nonce": leaf.nonce,
            "leaf": leaf.leaf,
        }


def drawn_rows(result: Result) -> Iterator[Row]:
    """監査対象: who is visited, by date; those without one last."""
    undated = sorted(result.draw.drawn - result.dates.keys(), key=str.encode)
    for code in (*result.dates, *undated):
        auditor = result.auditors.get(code)
        named = auditor.name if auditor else book.NOBODY if code in result.dates else ""
        entry = result.plan.by_code[code]
        yield {
            **_of_entry(entry),
            "reasons": _why(entry),
            "result": outcome_of(result, code),
            "day": result.dates.get(code),
            "chance": float(result.plan.chances[code]),
            "auditor": named if result.plan.auditors else "",
            "after": result.moved[code].after if code in result.moved else None,
        }


def _why(entry: Entry) -> str:
    """Why a division was drawn, or what its chance comes from."""
    last = "前年度に監査（重みを低くした）" if entry.visited_last_year else ""
    told = "／".join(filter(None, (entry.reasons.ja, entry.points.ja, last)))
    return told or "加点なし"


def reserve_rows(result: Result) -> Iterator[Row]:
    """予備: by department, in the order in which they would stand in."""
    for department in sorted(result.draw.departments, key=lambda each: each.name.encode()):
        for number, code in enumerate(department.reserves, start=1):
            chance = float(result.plan.chances[code])
            yield {**_of_entry(result.plan.by_code[code]), "number": number, "chance": chance}


def excluded_rows(result: Result) -> Iterator[Row]:
    """対象外: who cannot be drawn, with the reason."""
    for entry in result.plan.having(Standing.OUT, Standing.CARRIED):
        yield _of_entry(entry)


def move_rows(result: Result) -> Iterator[Row]:
    """日程変更: every date that was moved."""
    for move in result.moves:
        name = result.plan.by_code[move.code].name
        yield {**move._asdict(), "name": name}


def plan_fields(plan: Plan) -> Row:
    """検証: what the plan says, by key."""
    return {
        "draw_id": plan.draw_id,
        "year": plan.year,
        "places": plan.places,
        "first": plan.window.first,
        "last": plan.window.last,
        "per_date": plan.window.per_date,
        "max_gap_years": plan.max_gap_years,
        "gap_known": book.GAP_KNOWN if plan.gap_known else book.GAP_UNKNOWN,
        "weighing": plan.weighing,
        "plan": plan.sha256,
    }


def fields(result: Result) -> Row:
    """検証: what the draw hangs on, by key."""
    seal = result.seal
    return {
        **plan_fields(result.plan),
        "method": METHOD,
        "must": len(result.draw.must),
        "redrawn": result.redrawn,
        "key": seal.key,
        "seed": seal.seed or "",
        "secretariat": seal.commitments.get("secretariat", ""),
        "witness": seal.commitments.get("witness", ""),
        "leaves": result.leaf_list_sha256,
    }


def _of_entry(entry: Entry) -> Row:
    return {
        "code": entry.code,
        "department": entry.department,
        "name": entry.name,
        "standing": book.STANDINGS[entry.standing],
        "reasons": entry.reasons.ja,
        "points": entry.points.ja,
        "promoter": entry.promoter,
        "extension": entry.extension,
    }


def outcome_of(result: Result, code: str) -> str:
    """結果 of a division, in one word."""
    if code in result.draw.reserve:
        return f"{book.RESERVE}{result.draw.reserve[code]}"
    if code not in result.draw.drawn:
        return book.LEFT_OUT
    if code in result.draw.must:
        return book.BY_DUTY
    sure = code in result.draw.certain or code in result.draw.certain_within
    return book.BY_SHARE if sure else book.BY_LOT


def _sort_key(u: float, result: Result, entry: Entry) -> float | None:
    """What the rank goes by, u/(1−u)/g; None for those who are not ranked."""
    if entry.code not in result.draw.rank:
        return None
    odds = result.draw.odds.get(entry.code, entry.weight * 1_000_000)
    return u / (1 - u) / (odds / 1_000_000)
