"""One cell, read: what was typed, what was understood, and the note about it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysaudit.calendar import in_era
from sysaudit.forms import shared
from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.cost_estimate import COST_ESTIMATE
from sysaudit.forms.cover import COVER
from sysaudit.forms.evaluation import EVALUATION
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.forms.roster import ROSTER
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.forms.self_check import SELF_CHECK
from sysaudit.forms.system_list import SYSTEM_LIST
from sysaudit.intake.values import KEPT_READINGS, Note, read_value, reader_of
from sysaudit.intake.values.codes import check_digit, code_of

FORMS = (
    *(COVER, SYSTEM_LIST, COST_ESTIMATE, EVALUATION),
    *(SECOND_EVALUATION, SELF_CHECK, ROSTER, AUDIT_RESULTS),
)
WIDE = str.maketrans({chr(narrow): chr(narrow + 0xFEE0) for narrow in range(0x21, 0x7F)})

YEN = Column("2020年度見積", Kind.YEN)
BUDGET = Column("{year}年度予算", Kind.YEN, offset=0)
USERS = Column("利用者数", Kind.COUNT, words=("不明",))
RATING = Column("V1", Kind.RATING, words=("不明",))
NAME = Column("事業者名", words=("不明", "該当なし"), longest=20)
CODE = Column("契約番号", Kind.CODE, words=("不明",))
ID = Column("システムID", Kind.SYSTEM_ID)
LINKS = Column("連携先システムID", Kind.SYSTEM_IDS, words=("該当なし",))
CORPORATE = Column("法人番号", Kind.CORPORATE_NUMBER, words=("不明",))
END = Column("契約終了日", Kind.DATE, words=("自動更新", "不明", "未定"))
STARTED = Column("稼働開始年月", Kind.MONTH, words=("不明",))
RENEWAL = Column("次期更新予定年度", Kind.FISCAL_YEAR, words=("未定",))
CLOSED = Column("訪問不可日", Kind.DATES)
BUSY = Column("繁忙期", Kind.PERIODS)
COUNTER = Column("窓口", Kind.MARK)
STATUS = Column("状況", Kind.CHOICE, choices=("運用中", "構築中", "廃止予定", "廃止済"))
PERSONAL = Column("個人情報", Kind.CHOICE, choices=("無", "有", "特定個人情報有", "不明"))
TAX = Column("税率", Kind.CHOICE, choices=("8%", "10%", "混在"))
STAFF = Column("仕様を把握する職員", Kind.CHOICE, choices=("2人以上", "1人", "0人"))
LETTER = Column("1次評価", Kind.CHOICE, choices=shared.EVALUATION_LETTERS, words=("不明",))
DELIVERY = Column(
    "導入形態",
    Kind.CHOICE,
    choices=("パッケージ(カスタマイズ無)", "パッケージ(カスタマイズ有)", "SaaS"),
)

Cell = str | float | bool | date | time | timedelta


@pytest.mark.parametrize(
    ("column", "raw", "value", "note"),
    [
        (YEN, 1200.0, 1200, Note.PLAIN),
        (YEN, 0.0, 0, Note.PLAIN),
        (YEN, 5, 5, Note.PLAIN),
        (YEN, 1296.0000000000002, 1296, Note.PLAIN),
        (YEN, 640000.0000001, 640_000, Note.PLAIN),
        (YEN, 3000000 * 1.1, 3_300_000, Note.PLAIN),
        (YEN, -1e-9, 0, Note.PLAIN),
        (USERS, 39.9999999999, 40, Note.PLAIN),
        (BUDGET, "640000円/年", 640_000, Note.UNIT),
        (BUDGET, "年額64万円", 640_000, Note.UNIT),
        (BUDGET, "64万円（年額）", 640_000, Note.UNIT),
        (YEN, "1200", 1200, Note.NUMBER_AS_TEXT),
        (YEN, "1,200", 1200, Note.NUMBER_AS_TEXT),
        (YEN, " 1200 ", 1200, Note.WIDTH),
        (YEN, "１２００", 1200, Note.WIDTH),
        (YEN, "１，２００円", 1200, Note.UNIT),
        (YEN, "￥１，２００－", 1200, Note.UNIT),
        (YEN, "0円", 0, Note.UNIT),
        (YEN, "1200千円", 1_200_000, Note.UNIT),
        (YEN, "120万円", 1_200_000, Note.UNIT),
        (YEN, "3百万円", 3_000_000, Note.UNIT),
        (YEN, "1.5億円", 150_000_000, Note.UNIT),
        (YEN, "1億2千万円", 120_000_000, Note.UNIT),
        (YEN, "1億2,000万5千円", 120_005_000, Note.UNIT),
        (YEN, 10_000_000_000.0, 10_000_000_000, Note.PLAIN),
        (YEN, 10_000_000_001.0, 10_000_000_001, Note.HUGE),
        (YEN, "101億円", 10_100_000_000, Note.HUGE),
        (USERS, 300.0, 300, Note.PLAIN),
        (USERS, "300人", 300, Note.UNIT),
        (USERS, "３，２００名", 3200, Note.UNIT),
        (USERS, "12ヶ月", 12, Note.UNIT),
        (USERS, "100ユーザー", 100, Note.UNIT),
        (RATING, 4.0, 4, Note.PLAIN),
        (RATING, 4, 4, Note.PLAIN),
        (RATING, "4", 4, Note.NUMBER_AS_TEXT),
        (RATING, "４", 4, Note.WIDTH),
        (RATING, "③", 3, Note.WIDTH),
        (RATING, "4点", 4, Note.UNIT),
    ],
)
def test_a_number_with_one_reading_is_understood(
    column: Column, raw: Cell, value: int, note: Note
) -> None:
    assert read_value(column, raw)[:2] == (value, note)


@pytest.mark.parametrize(
    ("column", "raw", "note", "suspected"),
    [
        (YEN, "▲100", Note.NEGATIVE, "-100"),
        (YEN, "△１，０００", Note.NEGATIVE, "-1000"),
        (YEN, "(100)", Note.NEGATIVE, "-100"),
        (YEN, -100.0, Note.NEGATIVE, "-100"),
        (YEN, 0.5, Note.FRACTION, None),
        (YEN, "1200.5円", Note.FRACTION, None),
        (YEN, "約100万円", Note.APPROXIMATE, "1000000"),
        (YEN, "100万円程度", Note.APPROXIMATE, "1000000"),
        (YEN, "100万円強", Note.APPROXIMATE, "1000000"),
        (YEN, "100〜200万円", Note.APPROXIMATE, "2000000"),
        (YEN, "100-200", Note.APPROXIMATE, "200"),
        (YEN, "160万円/年（800万円/5年）", Note.SEVERAL_VALUES, "1600000"),
        (YEN, "5年で800万円", Note.SEVERAL_VALUES, "8000000"),
        (YEN, "12万円×12月", Note.SEVERAL_VALUES, "1440000"),
        (YEN, "120,000/月", Note.PER_PERIOD, "1440000"),
        (YEN, "月額12万円", Note.PER_PERIOD, "1440000"),
        (YEN, "160万円/年", Note.PER_PERIOD, "1600000"),
        (YEN, "1,000円/人", Note.PER_PERIOD, None),
        (YEN, "同上", Note.DITTO, None),
        (YEN, "〃", Note.DITTO, None),
        (YEN, '"', Note.DITTO, None),
        (YEN, "々", Note.DITTO, None),
        (YEN, "未定", Note.TO_BE_DECIDED, None),
        (YEN, "業者確認中", Note.TO_BE_DECIDED, None),
        (YEN, "見積中", Note.TO_BE_DECIDED, None),
        (YEN, "ＴＢＤ", Note.TO_BE_DECIDED, None),
        (YEN, "1304-S02に含む", Note.INCLUDED_ELSEWHERE, None),
        (YEN, "保守に含む", Note.INCLUDED_ELSEWHERE, None),
        (YEN, "1,20", Note.NOT_NUMBER, "120"),
        (YEN, "1 200", Note.NOT_NUMBER, "1200"),
        (YEN, "1.000円", Note.NOT_NUMBER, "1000"),
        (YEN, "1200円(税込)", Note.NOT_NUMBER, "1200"),
        (YEN, "1億2千", Note.NOT_NUMBER, None),
        (YEN, "120万5", Note.NOT_NUMBER, "1200005"),
        (YEN, "別紙のとおり", Note.NOT_NUMBER, None),
        (YEN, "9" * 5000, Note.NOT_NUMBER, None),
        (YEN, date(2019, 4, 1), Note.NOT_NUMBER, None),
        (YEN, 640000.5, Note.FRACTION, None),
        (YEN, "41O000", Note.NOT_NUMBER, "410000"),
        (YEN, "12x45", Note.SEVERAL_VALUES, "540"),
        (YEN, "=Q2*2", Note.NOT_NUMBER, None),
        (BUDGET, "12万円/月", Note.PER_PERIOD, "1440000"),
        (BUDGET, "160万円/年（800万円/5年）", Note.SEVERAL_VALUES, "1600000"),
        (USERS, "20人/日", Note.PER_PERIOD, None),
        (USERS, "20人/月", Note.PER_PERIOD, "20"),
        (USERS, "人数不明", Note.NOT_NUMBER, "不明"),
        (YEN, True, Note.NOT_NUMBER, None),
        (USERS, "約300人", Note.APPROXIMATE, "300"),
        (USERS, "300人程度", Note.APPROXIMATE, "300"),
        (USERS, 3.5, Note.FRACTION, None),
        (RATING, 0.0, Note.NOT_RATING, None),
        (RATING, "6", Note.NOT_RATING, None),
        (RATING, 3.5, Note.NOT_RATING, None),
        (RATING, "3〜4", Note.NOT_RATING, None),
        (RATING, True, Note.NOT_RATING, None),
    ],
)
def test_a_number_with_none_or_several_readings_is_not_stored(
    column: Column, raw: Cell, note: Note, suspected: str | None
) -> None:
    reading = read_value(column, raw)
    assert (reading.value, reading.note, reading.suspected) == (None, note, suspected)
    assert not note.understood


@pytest.mark.parametrize("raw", ["-", "－", "ー", "―", "‐", "なし", "無", "無し", "ー円", "／"])
def test_a_sign_for_nothing_is_a_blank_and_no_zero(raw: str) -> None:
    for column in (YEN, USERS, END, CODE, ID, NAME):
        assert read_value(column, raw)[:2] == (None, Note.PLACEHOLDER)


@pytest.mark.parametrize("raw", ["", " ", "　", "\n", "\u200b"])
@pytest.mark.parametrize("kind", Kind)
def test_spaces_alone_are_a_blank(kind: Kind, raw: str) -> None:
    value = False if kind is Kind.MARK else None
    assert read_value(Column("欄", kind), raw) == (value, Note.BLANK, "", None, None)


@pytest.mark.parametrize(
    ("column", "raw", "note", "word"),
    [
        (END, "自動更新", Note.WORD, "自動更新"),
        (END, "自動継続", Note.SYNONYM, "自動更新"),
        (END, "未　定", Note.WORD, "未定"),
        (USERS, "不明", Note.WORD, "不明"),
        (USERS, "分からない", Note.SYNONYM, "不明"),
        (USERS, "？", Note.SYNONYM, "不明"),
        (NAME, "該当なし", Note.WORD, "該当なし"),
        (NAME, "対象外", Note.SYNONYM, "該当なし"),
        (LINKS, "該当なし", Note.WORD, "該当なし"),
        (LETTER, "不明", Note.WORD, "不明"),
        (CORPORATE, "不明", Note.WORD, "不明"),
    ],
)
def test_a_legal_word_stands_instead_of_a_value(
    column: Column, raw: str, note: Note, word: str
) -> None:
    reading = read_value(column, raw)
    assert (reading.value, reading.note, reading.word) == (None, note, word)


def test_a_word_that_the_column_lacks_is_none() -> None:
    assert read_value(YEN, "？").note is Note.NOT_NUMBER
    assert read_value(YEN, "該当なし")[:2] == (None, Note.PLACEHOLDER)


def test_to_be_decided_suggests_the_word_where_it_is_legal() -> None:
    assert read_value(END, "調整中")[1:4] == (Note.TO_BE_DECIDED, "調整中", "未定")
    assert read_value(STARTED, "調整中").suspected is None


@pytest.mark.parametrize("raw", ["A'", "A´", "A’", "Ａ’", "A′", "Ａ´", "a'", "A´　経過観察"])
def test_the_letter_a_prime_never_becomes_a(raw: str) -> None:
    """NFKC makes a space and an accent of ´, so that A´ would be cut down to A."""
    assert read_value(LETTER, raw)[:2] == ("A' 経過観察", Note.SYNONYM)


@pytest.mark.parametrize(
    ("column", "raw", "choice"),
    [
        (LETTER, "A", "A 現状維持"),
        (LETTER, "Ｓ", "S 拡充"),
        (LETTER, "S：拡充", "S 拡充"),
        (LETTER, "拡充", "S 拡充"),
        (LETTER, "D　統合廃止", "D 統合・廃止"),
        (STATUS, "運用　中", "運用中"),
        (STATUS, "1 運用中", "運用中"),
        (STATUS, "①運用中", "運用中"),
        (STATUS, "1.運用中", "運用中"),
        (STATUS, "廃止済み", "廃止済"),
        (PERSONAL, "なし", "無"),
        (PERSONAL, "あり", "有"),
        (PERSONAL, "わからない", "不明"),
        (DELIVERY, "パッケージ（カスタマイズなし）", "パッケージ(カスタマイズ無)"),
        (DELIVERY, "ｓａａｓ", "SaaS"),
        (TAX, "８％", "8%"),
        (TAX, "8", "8%"),
        (TAX, "8.0%", "8%"),
        (TAX, 0.08, "8%"),
        (TAX, 0.1, "10%"),
        (TAX, 10.0, "10%"),
        (STAFF, "２人以上", "2人以上"),
    ],
)
def test_a_choice_in_other_words_is_understood(column: Column, raw: Cell, choice: str) -> None:
    assert read_value(column, raw)[:2] == (choice, Note.SYNONYM)


@pytest.mark.parametrize(
    ("column", "raw", "suspected"),
    [
        (STATUS, "運用", "運用中"),
        (STATUS, "とても良い", None),
        (DELIVERY, "パッケージ", None),
        (LETTER, "現状維持とする", "A 現状維持"),
        (LETTER, "A 経過観察", "A' 経過観察"),
        (STAFF, 1.0, "1人"),
        (STAFF, "21人", None),
        (TAX, "18%", None),
        (TAX, 0.05, None),
        (STATUS, "運用中" * 50, None),
        (STATUS, date(2019, 4, 1), None),
    ],
)
def test_what_is_no_choice_names_the_nearest(
    column: Column, raw: Cell, suspected: str | None
) -> None:
    reading = read_value(column, raw)
    assert (reading.value, reading.note, reading.suspected) == (None, Note.NOT_CHOICE, suspected)


def test_a_legal_choice_comes_before_a_sign_for_nothing() -> None:
    assert read_value(PERSONAL, "無")[:2] == ("無", Note.PLAIN)
    assert read_value(STATUS, "無")[:2] == (None, Note.PLACEHOLDER)


@pytest.mark.parametrize(
    ("choices", "raw"), [(("有", "あり"), "有り"), (("A 甲", "B 甲"), "甲"), (("S 1", "S 2"), "S")]
)
def test_a_name_of_two_choices_is_neither(choices: tuple[str, ...], raw: str) -> None:
    column = Column("欄", Kind.CHOICE, choices=choices)
    assert read_value(column, raw)[:2] == (None, Note.NOT_CHOICE)


def choice_columns(form: Form) -> list[Column]:
    return [column for column in form.columns if column.kind is Kind.CHOICE]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_choice_of_every_form_is_itself_in_either_width(form: Form) -> None:
    for column in choice_columns(form):
        for choice in column.choices:
            assert read_value(column, choice)[:2] == (choice, Note.PLAIN)
            assert read_value(column, f"　{choice} ").value == choice
            assert read_value(column, choice.translate(WIDE)).value == choice


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_cell_of_every_example_is_understood(form: Form) -> None:
    for example in form.examples:
        for key, typed in example.items():
            assert read_value(form.column(key), typed).note.understood, (key, typed)


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("○", True, Note.PLAIN),
        ("〇", True, Note.PLAIN),
        ("×", False, Note.PLAIN),
        ("◯", True, Note.SYNONYM),
        ("●", True, Note.SYNONYM),
        ("レ", True, Note.SYNONYM),
        ("✓", True, Note.SYNONYM),
        ("有", True, Note.SYNONYM),
        ("はい", True, Note.SYNONYM),
        (1.0, True, Note.SYNONYM),
        (True, True, Note.SYNONYM),
        ("✕", False, Note.SYNONYM),
        ("なし", False, Note.SYNONYM),
        (0.0, False, Note.SYNONYM),
        ("-", False, Note.PLACEHOLDER),
        ("△", None, Note.NOT_CHOICE),
        (2.0, None, Note.NOT_CHOICE),
        ("同上", None, Note.DITTO),
    ],
)
def test_a_mark_is_yes_or_no(raw: Cell, value: bool | None, note: Note) -> None:
    assert read_value(COUNTER, raw)[:2] == (value, note)


@pytest.mark.parametrize(
    ("column", "raw", "value", "note"),
    [
        (CODE, "0130", "0130", Note.PLAIN),
        (CODE, 1304.0, "1304", Note.CODE_AS_NUMBER),
        (CODE, "０１３０", "0130", Note.WIDTH),
        (CODE, "13 04", "1304", Note.WIDTH),
        (CODE, "2015ー0123", "2015-0123", Note.WIDTH),
        (CODE, "31契第123号", "31契第123号", Note.PLAIN),
        (CODE, "サーバー1", "サーバー1", Note.PLAIN),
        (CODE, "1304、1305", None, Note.SEVERAL_VALUES),
        (CODE, "確認中", None, Note.TO_BE_DECIDED),
        (CODE, "契約書参照", None, Note.BAD_CODE),
        (CODE, 1.5, None, Note.BAD_CODE),
        (CODE, date(2019, 4, 1), None, Note.BAD_CODE),
        (ID, "1304-S01", "1304-S01", Note.PLAIN),
        (ID, "新規-1", "新規-1", Note.PLAIN),
        (ID, "１３０４－ｓ０１", "1304-S01", Note.WIDTH),
        (ID, "1304 ― S01", "1304-S01", Note.WIDTH),
        (ID, "1304ーS01", "1304-S01", Note.WIDTH),
        (ID, "新規1", "新規-1", Note.WIDTH),
        (ID, "新規①", "新規-1", Note.WIDTH),
        (ID, "新規－０１", "新規-1", Note.WIDTH),
        (ID, 1304.0, "1304", Note.CODE_AS_NUMBER),
        (ID, "住基システム", None, Note.BAD_ID),
        (ID, "1304-S01;1304-S02", None, Note.SEVERAL_VALUES),
        (ID, "1304-S01\n1304-S02", None, Note.SEVERAL_VALUES),
        (ID, "1304-S01 1304-S02", None, Note.SEVERAL_VALUES),
        (ID, "1304-S01\n新規-1", None, Note.SEVERAL_VALUES),
        (ID, "S001\r\nS002", None, Note.SEVERAL_VALUES),
        (ID, "1304\n-S01", "1304-S01", Note.WIDTH),
        (ID, "1304-\nS01", "1304-S01", Note.WIDTH),
        (ID, "1304-S\n01", "1304-S01", Note.WIDTH),
        (CODE, "31委託第12号\n31委託第13号", None, Note.SEVERAL_VALUES),
        (CODE, "2015-A\n2015-B", None, Note.SEVERAL_VALUES),
        (CODE, "2015\n-0123", "2015-0123", Note.WIDTH),
        (LINKS, "1304-S01; 1304-S02", ("1304-S01", "1304-S02"), Note.PLAIN),
        (LINKS, "1304-S01、1304-S02", ("1304-S01", "1304-S02"), Note.WIDTH),
        (LINKS, "1304-S01／1304-S02", ("1304-S01", "1304-S02"), Note.WIDTH),
        (LINKS, "1304-S01\n1304-S02", ("1304-S01", "1304-S02"), Note.WIDTH),
        (LINKS, "1304-s01;1304-S02", ("1304-S01", "1304-S02"), Note.WIDTH),
        (LINKS, 1304.0, ("1304",), Note.CODE_AS_NUMBER),
        (LINKS, "1304-S01;住基", None, Note.BAD_ID),
        (LINKS, "1304-S01;なし", None, Note.SEVERAL_VALUES),
        (LINKS, ";", None, Note.PLACEHOLDER),
        (CORPORATE, "8000020130001", "8000020130001", Note.PLAIN),
        (CORPORATE, 8000020130001.0, "8000020130001", Note.PLAIN),
        (CORPORATE, "8-0000-2013-0001", "8000020130001", Note.WIDTH),
        (CORPORATE, "Ｔ８００００２０１３０００１", "8000020130001", Note.WIDTH),
        (CORPORATE, "7000020130001", None, Note.BAD_CORPORATE_NUMBER),
        (CORPORATE, "123", None, Note.BAD_CORPORATE_NUMBER),
        (CORPORATE, True, None, Note.BAD_CORPORATE_NUMBER),
    ],
)
def test_codes_keep_their_zeros_and_lose_their_widths(
    column: Column, raw: Cell, value: object, note: Note
) -> None:
    assert read_value(column, raw)[:2] == (value, note)


def test_a_register_number_only_suggests_the_corporate_number() -> None:
    assert read_value(CORPORATE, "000020130001").suspected == "8000020130001"


def test_a_new_system_without_its_number_is_shown_the_form() -> None:
    assert read_value(ID, "新規")[1:4] == (Note.BAD_ID, "新規", "新規-1")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_one_first_digit_alone_fits_a_corporate_number(digits: str) -> None:
    fitting = [d for d in "0123456789" if read_value(CORPORATE, d + digits).value is not None]
    assert fitting == [check_digit(digits)]


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(1, 12), st.integers(0, 9))
def test_a_wrong_digit_in_a_corporate_number_is_noticed(digits: str, at: int, to: int) -> None:
    """Any single slip but 0 for 9, whose weights agree modulo 9."""
    number = check_digit(digits) + digits
    slip = f"{number[:at]}{to}{number[at + 1 :]}"
    if int(number[at]) % 9 != to % 9:
        assert read_value(CORPORATE, slip).note is Note.BAD_CORPORATE_NUMBER


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("課税課", "課税課", Note.PLAIN),
        ("株式会社　見本", "株式会社　見本", Note.PLAIN),
        ("㈱見本①Ａ", "㈱見本①Ａ", Note.PLAIN),
        ("一行目\n二行目", "一行目\n二行目", Note.PLAIN),
        ("一行目\r\n二行目\n", "一行目\n二行目", Note.PLAIN),
        ("　課税課 ", "課税課", Note.WIDTH),
        ("ﾊﾟｯｹｰｼﾞ", "パッケージ", Note.WIDTH),
        ("カ\u3099ス", "ガス", Note.WIDTH),
        ("見本\xa0課", "見本 課", Note.WIDTH),
        ("見本\u200b課", "見本課", Note.WIDTH),
        ("あ" * 21, "あ" * 21, Note.TOO_LONG),
        ("同上", None, Note.DITTO),
        ("特になし", None, Note.PLACEHOLDER),
        (1304.0, "1304", Note.PLAIN),
        (0.5, "0.5", Note.PLAIN),
        (True, "TRUE", Note.PLAIN),
        (date(2019, 4, 1), "2019-04-01", Note.PLAIN),
    ],
)
def test_text_changes_only_in_what_cannot_be_seen(raw: Cell, value: str | None, note: Note) -> None:
    assert read_value(NAME, raw)[:2] == (value, note)


@pytest.mark.parametrize(
    ("column", "raw", "value", "note"),
    [
        (END, date(2019, 4, 26), date(2019, 4, 26), Note.PLAIN),
        (END, datetime(2019, 4, 26, 13, 30), date(2019, 4, 26), Note.PLAIN),
        (END, "2019/4/26", date(2019, 4, 26), Note.ERA_TEXT),
        (END, "Ｈ３１．４．２６", date(2019, 4, 26), Note.ERA_TEXT),
        (END, 20190426.0, date(2019, 4, 26), Note.ERA_TEXT),
        (END, "平成32年3月31日", date(2020, 3, 31), Note.OTHER_ERA),
        (END, "令和元年4月1日", date(2019, 4, 1), Note.OTHER_ERA),
        (STARTED, date(2019, 4, 1), date(2019, 4, 1), Note.PLAIN),
        (STARTED, date(2019, 4, 26), date(2019, 4, 1), Note.ERA_TEXT),
        (STARTED, "H31.4", date(2019, 4, 1), Note.ERA_TEXT),
        (STARTED, 201904.0, date(2019, 4, 1), Note.ERA_TEXT),
        (STARTED, 2019.4, date(2019, 4, 1), Note.ERA_TEXT),
        (RENEWAL, 2021.0, 2021, Note.PLAIN),
        (RENEWAL, "2021", 2021, Note.NUMBER_AS_TEXT),
        (RENEWAL, "令和3年度", 2021, Note.ERA_TEXT),
        (RENEWAL, date(2021, 3, 31), 2020, Note.ERA_TEXT),
        (RENEWAL, "H33年度", 2021, Note.OTHER_ERA),
        (CLOSED, date(2019, 10, 1), (date(2019, 10, 1),), Note.PLAIN),
        (CLOSED, "2019/10/1;2019/10/2", (date(2019, 10, 1), date(2019, 10, 2)), Note.PLAIN),
        (CLOSED, "2019/10/1、R1.10.2", (date(2019, 10, 1), date(2019, 10, 2)), Note.ERA_TEXT),
        (BUSY, "11/15-12/5;3月", (((11, 15), (12, 5)), ((3, 1), (3, 31))), Note.PLAIN),
    ],
)
def test_a_date_with_one_reading_is_understood(
    column: Column, raw: Cell, value: object, note: Note
) -> None:
    assert read_value(column, raw)[:2] == (value, note)


@pytest.mark.parametrize(
    ("column", "raw", "note", "suspected"),
    [
        (END, 43556.0, Note.BARE_SERIAL, "2019/4/1"),
        (END, 43556.5, Note.BARE_SERIAL, "2019/4/1"),
        (END, "43556", Note.BARE_SERIAL, "2019/4/1"),
        (STARTED, "43556", Note.BARE_SERIAL, "2019/4"),
        (RENEWAL, 43555.0, Note.BARE_SERIAL, "2018"),
        (END, 12.0, Note.NOT_DATE, None),
        (END, 99999.0, Note.NOT_DATE, None),
        (END, True, Note.NOT_DATE, None),
        (END, time(9, 30), Note.NOT_DATE, None),
        (END, "別紙", Note.NOT_DATE, None),
        (END, "31.4.26", Note.AMBIGUOUS_DATE, "2019/4/26"),
        (END, "4/26", Note.AMBIGUOUS_DATE, None),
        (END, "2019/4/31", Note.IMPOSSIBLE_DATE, "2019/4/30"),
        (END, "2019/13/1", Note.IMPOSSIBLE_DATE, None),
        (END, "1919/4/1", Note.FAR_DATE, None),
        (END, "2107/4/1", Note.FAR_DATE, None),
        (END, date(1905, 7, 11), Note.FAR_DATE, None),
        (END, date(2101, 1, 1), Note.FAR_DATE, None),
        (END, "自動更新(1年)", Note.NOT_DATE, "自動更新"),
        (END, "年度内", Note.NOT_DATE, "未定"),
        (RENEWAL, "年度内", Note.NOT_DATE, "未定"),
        (END, "2019/4/1〜2020/3/31", Note.SEVERAL_VALUES, None),
        (END, "2020/3/31頃", Note.APPROXIMATE, "2020/3/31"),
        (END, "2020/3/31（自動更新）", Note.NOT_DATE, "2020/3/31"),
        (STARTED, 2019.1, Note.AMBIGUOUS_DATE, None),
        (STARTED, "31.4", Note.AMBIGUOUS_DATE, "2019/4"),
        (RENEWAL, 33.0, Note.AMBIGUOUS_DATE, "2021"),
        (RENEWAL, 1905.0, Note.FAR_DATE, None),
        (RENEWAL, date(1905, 7, 13), Note.IMPOSSIBLE_DATE, "2021"),
        (RENEWAL, "2021〜2022年度", Note.SEVERAL_VALUES, None),
        (RENEWAL, "2022年度頃", Note.APPROXIMATE, "2022"),
        (CLOSED, "2019/10/1、2", Note.NOT_DATE, None),
        (BUSY, date(2019, 4, 5), Note.AMBIGUOUS_DATE, "4/5-4/5"),
        (BUSY, "13月", Note.IMPOSSIBLE_DATE, None),
        (BUSY, "年度末", Note.NOT_DATE, None),
        (BUSY, 3.0, Note.NOT_DATE, None),
    ],
)
def test_a_date_with_none_or_several_readings_is_not_stored(
    column: Column, raw: Cell, note: Note, suspected: str | None
) -> None:
    reading = read_value(column, raw)
    assert (reading.value, reading.note, reading.suspected) == (None, note, suspected)


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        (1200.0, "1200"),
        (0.5, "0.5"),
        (0.1 + 0.2, "0.3"),
        (1e300, "1E+300"),
        (date(2019, 4, 26), "2019-04-26"),
        (datetime(2019, 4, 26), "2019-04-26"),
        (datetime(2019, 4, 26, 13, 30), "2019-04-26 13:30"),
        (False, "FALSE"),
        ("　一行目\n二行目 ", "　一行目\n二行目 "),
    ],
)
def test_what_was_typed_is_kept_as_excel_shows_it(raw: Cell, typed: str) -> None:
    assert read_value(YEN, raw).typed == typed


@given(st.integers(0, 10_000_000_000))
def test_a_whole_number_of_yen_is_the_same_in_every_spelling(yen: int) -> None:
    plain = f"{yen:,}"
    for text in (str(yen), plain, f"{plain}円", f"¥{plain}-", f" {plain} ", plain.translate(WIDE)):
        assert read_value(YEN, text).value == yen
    assert read_value(YEN, float(yen)) == (yen, Note.PLAIN, str(yen), None, None)


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_myriads_add_up(many: int, few: int) -> None:
    assert read_value(YEN, f"{many}万{few}円").value == many * 10_000 + few
    assert read_value(YEN, f"{many}千円").value == many * 1_000
    assert read_value(USERS, f"{many / 10}万人").value == many * 1_000


@given(
    st.integers(1, 99_999_999),
    st.sampled_from(
        ("約{}円", "{}円程度", "{}円前後", "{}〜{}円", "{}/月", "月額{}円", "▲{}", "{}円×2")
    ),
)
def test_no_hedged_or_repeated_amount_is_ever_stored(yen: int, shape: str) -> None:
    reading = read_value(YEN, shape.format(yen, yen + 1))
    assert reading.value is None
    assert not reading.note.understood


@given(st.dates(date(1950, 1, 1), date(2087, 12, 31)))
def test_a_day_is_the_same_as_a_cell_and_in_its_era(day: date) -> None:
    assert read_value(END, day) == (day, Note.PLAIN, day.isoformat(), None, None)
    assert read_value(END, in_era(day))[:2] == (day, Note.ERA_TEXT)


ANY_CELL = st.one_of(
    st.text(),
    st.text("0123456789０１２.,，-−ー〜/円万億千年月日平成令和元約()（）;、 　\n", max_size=20),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
TYPES: dict[Kind, type] = {
    Kind.MARK: bool,
    Kind.YEN: int,
    Kind.COUNT: int,
    Kind.RATING: int,
    Kind.FISCAL_YEAR: int,
    Kind.DATE: date,
    Kind.MONTH: date,
    Kind.DATES: tuple,
    Kind.PERIODS: tuple,
    Kind.CODES: tuple,
    Kind.SYSTEM_IDS: tuple,
}


@given(st.sampled_from(Kind), ANY_CELL)
def test_any_cell_in_any_column_is_read_without_an_exception(kind: Kind, raw: object) -> None:
    """And its parts agree: the type is the kind's, and no value without understanding."""
    column = Column("欄", kind, choices=("有", "無", "8%"), words=("不明", "未定"), longest=10)
    reading = read_value(column, raw)
    assert isinstance(reading.typed, str)
    assert reading.value is None or isinstance(reading.value, TYPES.get(kind, str))
    assert reading.value is None or type(reading.value) is not datetime
    if not reading.note.understood:
        assert reading.value is None
    if isinstance(raw, str) and reading.note is not Note.BLANK:
        assert reading.typed == raw


def test_a_lenient_note_is_always_an_understood_one() -> None:
    lenient = {note for note in Note if note.lenient}
    assert lenient < {note for note in Note if note.understood}
    assert Note.OTHER_ERA not in lenient


@pytest.mark.parametrize(("label", "most"), [("補足", 1000), ("備考", 2000)])
def test_a_text_without_a_length_of_its_own_has_a_generous_one(label: str, most: int) -> None:
    column = Column(label)
    assert read_value(column, "あ" * most).note is Note.PLAIN
    assert read_value(column, "あ" * (most + 1)).note is Note.TOO_LONG


@pytest.mark.parametrize("kind", Kind)
def test_a_reader_that_remembers_reads_like_one_that_does_not(kind: Kind) -> None:
    """True equals 1 and a date its midnight: neither may be given for the other."""
    column = Column("欄", kind, words=("不明",), key="field")
    raws: list[Cell] = [1.0, True, 0.0, False, -0.0, "1", "", "不明", "あ" * 70]
    raws += [date(2019, 4, 1), datetime(2019, 4, 1), *map(str, range(KEPT_READINGS + 10))]
    reader = reader_of(column)
    for raw in (*raws, *reversed(raws), *raws):
        assert reader.read(raw) == read_value(column, raw)


@pytest.mark.parametrize("typed", ["1\u0304\u200b\u0327a", "1\u0304 \u0327a", "１\u0304\u0327a"])
def test_a_code_that_was_read_is_read_as_itself(typed: str) -> None:
    """Also where accents stand together once what was between them is taken out."""
    code = code_of(typed)
    assert code is not None
    assert code_of(code) == code
