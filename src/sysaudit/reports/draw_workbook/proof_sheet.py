"""検証: what the draw hangs on, and how anybody can check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd
from xlsxwriter.utility import quote_sheetname

from sysaudit.audits import book, contents
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
    told = contents.fields(parts.result)
    page.heading("抽選のもと")
    _two(page, book.FIELD_HEADER, [(book.FIELDS[key], told[key]) for key in book.FIELDS])
    page.gap()
    page.heading("数の確認（数式）")
    _checks(page, parts)
    page.gap()
    page.heading("部ごとの数")
    page.note(
        "必須と、全体で確実な課を除いた課について、部の期待値＝残りの数×部の重みの計÷重みの総計。"
        "部の数は期待値の切捨てか切上げで、どちらになるかは鍵 K によります。"
    )
    _departments(page, parts)
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


def _departments(page: Page, parts: Parts) -> None:
    """What each department could expect, and what it got."""
    departments = parts.result.draw.departments
    free = sum(each.quota for each in departments)
    total = sum(each.weight for each in departments)
    rows = [
        (
            each.name,
            f"課{len(each.order)}、重みの計{each.weight}、期待値 {free * each.weight / total:.4f}",
            each.quota,
        )
        for each in sorted(departments, key=lambda each: each.name.encode())
    ]
    _two(page, ("部", "内訳", "部の数"), rows)


def _by_hand(page: Page, parts: Parts) -> None:
    page.heading("1課の券を手で確かめる")
    for line in _steps(parts):
        page.note(line)
    page.gap()


def _steps(parts: Parts) -> Iterator[str]:
    result = parts.result
    ranked = [each.code for each in result.plan.entries if each.code in result.draw.rank]
    code = next(iter(ranked), next((each.code for each in result.plan.entries), None))
    if code is None:
        return
    text = text_of("ticket", result.seal.key, code)
    leaf = result.leaves[code]
    yield f"例: 課コード {code} の券は、次の文字列（UTF-8、空白も改行も付かない）の SHA-256 です。"
    yield text
    yield f"Linux・macOS: printf '%s' '{text}' | sha256sum"
    yield (
        f"Windows: sysaudit verify-draw このファイル --ticket-text {code} 券.txt で文字列を"
        "ファイルに書き、certutil -hashfile 券.txt SHA256"
    )
    yield f"答え: {result.draw.tickets[code]}（「全課」の「券」と同じになります）"
    yield (
        "u = (2×券＋1)/2^257、順位値 = u/(1−u)/g。g は作業オッズ÷1,000,000（空欄なら重み）。"
        "部ごとに順位値の小さい順に、部の数だけ選ばれます。"
    )
    yield (
        "作業オッズは、各課の選ばれる確率がちょうど「部の数×重み÷部の重みの計」になるように"
        "求めた数です。"
    )
    sealed = text_of("leaf", result.plan.draw_id, leaf.nonce, code, leaf.status, leaf.detail)
    yield f"葉の例（状態 drawn・reserve・excluded、内容は訪問日・予備の順位・-）: {sealed}"
    yield f"その SHA-256: {leaf.leaf}（「全課」の「葉」、公表した一覧の1行と同じになります）"
    shares = ("事務局のシェア", "立会人のシェア")
    yield (
        f"鍵 K: {text_of('key', result.plan.draw_id, *shares)} の SHA-256。"
        f"シードの抽選では {text_of('seed', 'シード')} の SHA-256 を1つだけのシェアとします。"
    )
    yield (
        "コミットメント: "
        f"{text_of('commit', result.plan.draw_id, 'secretariat か witness', 'シェア')} の SHA-256"
    )
    yield (
        "日付: visit の SHA-256 の順に、課ごとに date の SHA-256 の小さい日から空いた日を取り、"
        "なければほかの課に動いてもらいます（sysaudit の説明書 src/sysaudit/draw/visits.py）。"
    )
    yield "全体のやり直し: sysaudit verify-draw このファイル"
