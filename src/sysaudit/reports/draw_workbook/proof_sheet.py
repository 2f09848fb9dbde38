"""検証: what the draw hangs on, and how anybody can check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd
from xlsxwriter.utility import quote_sheetname

from sysaudit.audits import book
from sysaudit.draw.hashing import text_of
from sysaudit.findings import column_letters
from sysaudit.reports.draw_workbook.parts import Parts
from sysaudit.reports.sheets.block import Column, Looks
from sysaudit.reports.sheets.page import Page

WIDTHS = (36.0, 72.0, 22.0)
LEFT: dict[str, object] = {"align": "left"}
AS_DAY: dict[str, object] = {"num_format": "yyyy/m/d"}


def write_proof(parts: Parts) -> None:
    """The fields, the checks, the days on which nobody is visited, the auditors, the files."""
    page = Page(parts.workbook.get_worksheet_by_name(book.PROOF), parts.styles, WIDTHS)
    page.title(
        "検証",
        "抽選は、鍵 K と「全課」の課コード・部名・区分・重みだけで決まります。行の順、課名、"
        "使った人は関係しません。",
    )
    told = book.fields(parts.result)
    page.heading("抽選のもと")
    _two(page, book.FIELD_HEADER, [(book.FIELDS[key], told[key]) for key in book.FIELDS])
    page.gap()
    page.heading("数の確認（数式）")
    _checks(page, parts)
    page.gap()
    _by_hand(page, parts)
    window = parts.result.plan.window
    page.heading("訪問の期間のうち、平日で訪問しない日")
    _two(page, book.CLOSED_HEADER, list(window.closed.items()), look="date")
    page.gap()
    page.heading("監査実施人")
    _two(page, book.AUDITOR_HEADER, [tuple(each) for each in parts.result.plan.auditors])
    page.gap()
    page.heading("もとにしたファイル")
    files = [(each.name, each.sha256, each.what.ja) for each in parts.result.plan.files]
    _two(page, book.FILE_HEADER, files)
    page.finish()


def _two(
    page: Page, titles: Sequence[str], rows: Sequence[tuple[object, ...]], look: str = "text"
) -> None:
    """A small table, its values to the left whether they are texts, numbers or days."""
    columns = [
        Column(title, title, width, look if number == 0 else "text")
        for number, (title, width) in enumerate(zip(titles, WIDTHS, strict=False))
    ]
    value = titles[1]

    def left(at: int, key: str) -> Looks:
        is_day = isinstance(rows[at][1], date)
        return LEFT | (AS_DAY if is_day else {}) if key == value else {}

    page.table(columns, pd.DataFrame(rows, columns=list(titles), dtype=object), marks=left)


def _checks(page: Page, parts: Parts) -> None:
    """Formulas over 全課 whose values must be the numbers above."""
    plan, draw = parts.result.plan, parts.result.draw
    last = len(plan.entries) + 1
    sheet = quote_sheetname(book.DIVISIONS)

    def cells(key: str) -> str:
        letter = column_letters(book.DIVISION_KEYS.index(key) + 1)
        return f"{sheet}!${letter}$2:${letter}${last}"

    words = (book.BY_DUTY, book.BY_SHARE, book.BY_LOT)
    counted = "+".join(f'COUNTIF({cells("result")},"{word}")' for word in words)
    rows = [
        ("確率の合計（＝監査する課の数）", f"=SUM({cells('chance')})", plan.places),
        ("選ばれた課の数", f"={counted}", len(draw.drawn)),
        ("訪問日の数", f"=COUNT({cells('day')})", len(parts.result.dates)),
    ]
    for label, formula, value in rows:
        style = parts.styles.of(num_format="0.######", align="left")
        page.sheet.write_string(page.next, 0, label)
        page.sheet.write_formula(page.next, 1, formula, style, value)
        page.next += 1


def _by_hand(page: Page, parts: Parts) -> None:
    page.heading("1課の券を手で確かめる")
    for line in _steps(parts):
        page.note(line)
    page.gap()


def _steps(parts: Parts) -> Iterator[str]:
    result = parts.result
    if not result.plan.entries:
        return
    code = result.plan.entries[0].code
    text = text_of("ticket", result.seal.key, code)
    yield f"例: 課コード {code} の券は、次の文字列（UTF-8、空白も改行も付かない）の SHA-256 です。"
    yield text
    yield f"Linux・macOS: printf '%s' '{text}' | sha256sum"
    yield (
        f"Windows: sysaudit verify-draw このファイル --ticket-text {code} 券.txt で文字列を"
        "ファイルに書き、certutil -hashfile 券.txt SHA256"
    )
    yield f"答え: {result.draw.tickets[code]}（「全課」の「券」と同じになります）"
    yield (
        "u = (2×券＋1)/2^257、順位値 = u/(1−u)/g（g は作業オッズ）。部ごとに順位値の小さい順に、"
        "部の数だけ選ばれます。"
    )
    yield (
        "葉: sysaudit-draw/1|leaf|抽選ID|ノンス|課コード|状態|内容 の SHA-256。状態と内容は、"
        "選ばれた課は drawn と日付（2019-10-01 の形、日付なしは undated）、予備は reserve と順位、"
        "対象外は excluded と -"
    )
    yield "全体のやり直し: sysaudit verify-draw このファイル"
