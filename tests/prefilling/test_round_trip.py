"""What is written into a form is read back as it was meant, whatever people typed last year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.building import BookModel, WardModel, cover, table, write_book
from tests.prefilling.sending import reader

from sysaudit.config import Settings
from sysaudit.forms import COST_ESTIMATE, QUESTIONNAIRE, SYSTEM_LIST
from sysaudit.forms.field import Column
from sysaudit.forms.prefilled import is_unconfirmed, text_of
from sysaudit.forms.record import Record
from sysaudit.intake.folder import Source
from sysaudit.prefilling import DivisionForms, prepare
from sysaudit.reports.templates import write_workbook

PLAIN = Settings()
CARRIED = {"system_list": SYSTEM_LIST, "cost_estimate": COST_ESTIMATE}

NASTY = (
    "㈱見本ソフト",
    "  前後の空白　",
    "ﾎｰﾑﾍﾟｰｼﾞ ｶﾝﾘ",
    "1行目\n2行目\r\n3行目\n",
    "=SUM(A1:A3)",
    "+81-3",
    "-",
    "なし",
    "不明",
    "不明（調査中）",
    "0012",
    "1,200",
    "2019/4/1",
    "H31.4.1",
    "43556",
    "1e5",
    "TRUE",
    "#N/A",
    "_x0041_",
    "a" * 2500,
    "か\u3099き\u309a",
    "\u200b見えない\ufeff文字",
    "\xa0改行なし\xa0",
    "鈴木\u3000一郎",
    "𠮷野家",
    "“引用”＆<タグ>",
    "'先頭のアポストロフィ",
    "http://example.jp/#a",
)


def texts() -> st.SearchStrategy[str]:
    """What people type, and what nobody does."""
    odd = st.sampled_from("　 \n\t\xa0\u200b\u3099ﾊﾞｶﾞ㈱①;、=+-@_x0041\"'&<>○〇×1９/.年月日()（）")
    common = st.characters(exclude_categories=("Cs", "Cn", "Co"), max_codepoint=0x2FFFF)
    return st.sampled_from(NASTY) | st.text(odd | common, max_size=60)


def cells(column: Column) -> st.SearchStrategy[object]:
    """What may stand in a cell of a column: its words, a number, a day, any text."""
    own = (*column.choices, *column.words)
    known = [st.sampled_from(own)] if own else []
    numbers = st.integers(-5, 10**14) | st.floats(0, 10**6, allow_nan=False)
    days = st.dates(date(1950, 1, 1), date(2060, 1, 1))
    ids = st.sampled_from(["1304-S01", "１３０４－ｓ０２", "新規-1", "1304-S01;1305-S02、新規-2"])
    return st.one_of(*known, texts(), numbers, days, ids, st.booleans(), st.none())


IDS = st.sampled_from(["1304-S01", "１３０４－ｓ０２", "新規-1", "新規－２"])
ROWS, LINES = (
    st.fixed_dictionaries({c.key: cells(c) for c in form.bare.columns} | {"system_id": IDS})
    for form in (SYSTEM_LIST, COST_ESTIMATE)
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=3), lines=st.lists(LINES, max_size=3))
def test_whatever_was_typed_last_year_is_untouched_this_year(
    rows: list[dict[str, object]], lines: list[dict[str, object]]
) -> None:
    """Rows out of any cells come back unconfirmed, each of them, on both forms."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        division = carried(scratch, rows, lines)
        path = scratch / "back.xlsx"
        forms = [PLAIN.form(form.id) for form in QUESTIONNAIRE]
        write_workbook(path, forms, 2019, division.rows, 10, division.notice)
        back = reader(PLAIN).read(Source(path, path.name))
        for form in CARRIED:
            (table,) = back.tables_of(form)
            assert len(table.records) == len(division.rows[form])
            for row, record in zip(division.rows[form], table.records, strict=True):
                assert is_unconfirmed(record), difference(row, record)


def carried(
    scratch: Path, rows: list[dict[str, object]], lines: list[dict[str, object]]
) -> DivisionForms:
    """What goes out to 1304 after it returned the rows last year."""
    ward = WardModel()
    book = BookModel(
        "システム調査票_1304_課税課.xlsx",
        [
            cover("1304", "課税課", 2018),
            table(SYSTEM_LIST, [{**row, "division_code": "1304"} for row in rows], 2018),
            table(COST_ESTIMATE, lines, 2018),
        ],
    )
    path = scratch / book.name
    write_book(path, book)
    ward.previous.clear()
    _, _, roster = ward.write(scratch)
    return prepare(roster, previous=[path]).divisions[0]


def difference(row: object, record: Record) -> str:
    """Where writer and reader disagree."""
    assert isinstance(row, dict)
    return "; ".join(
        f"{key}: sent {text_of(value)!r}, read {getattr(record, key, None)!r} "
        f"{record.word(key)!r} {record.typed(key)!r}"
        for key, value in row.items()
        if text_of(value) != text_of(record.word(key) or getattr(record, key, None))
    )
