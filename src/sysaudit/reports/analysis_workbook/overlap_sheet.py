"""重複・共同利用: what several divisions have, and who named it a candidate."""

from __future__ import annotations

from sysaudit.analysis.overlap import candidates
from sysaudit.reports.analysis_workbook.book import BASE, HOME, SYSTEM, Book
from sysaudit.reports.sheets.block import Column, Looks
from sysaudit.reports.sheets.page import Page

SHEET = "重複・共同利用"
WIDTHS = (19, 17, 11, 30, 17, 24, 15, 13, 60, 22, 18)


def write_overlap(book: Book) -> None:
    """Write the businesses, the groups of similar systems, the named candidates."""
    settings = book.analysis.material.context.settings.analysis
    page = book.page(SHEET, WIDTHS)
    page.title(
        SHEET,
        "同じ業務を複数の課が別々のシステムで行っているもの、名前や事業者から同じ製品と思われるもの、"
        "課や情報管理課が統合・共同利用の候補に挙げたものです。",
        f"類似度は名前の近さで、{settings.similar_systems:g}以上を似ているとみなします"
        "（同じ業務・同じ事業者ならその4分の3以上）。似ていることは、統合できることの証明ではありません。",
    )
    page.heading("似たシステムの組（複数の課にまたがるもの）")
    alike = book.analysis.alike.reset_index()
    alike["home"] = book.homes(alike)
    groups = alike["group"].tolist()
    columns = [
        Column("group", "組", 19, "whole"),
        *SYSTEM,
        Column("business", "対象業務", 17),
        Column("vendor", "事業者名", 24),
        Column(
            BASE,
            "今年度予算\n（税込・円）",
            15,
            "yen",
            lambda row: book.sum_of(row, {"経費_キー": "key"}, book.year),
        ),
        Column("similarity", "類似度\n（0〜100）", 13, "whole"),
        HOME,
        Column("sign", "見つけ方", 22, "line", printed=False),
        Column("key", "キー", 18, "line", printed=False),
    ]

    def looks(at: int, key: str) -> Looks:
        return {"bg_color": "#F2F2F2"} if groups[at] % 2 == 0 and key != "home" else {}

    book.placed["alike"] = page.table(columns, alike, marks=looks)
    page.gap()
    page.heading("同じ対象業務のシステムを持つ課")
    _businesses(book, page)
    page.gap()
    page.heading("統合・共同利用の候補に挙がったシステム")
    _candidates(book, page)
    page.finish(printed=8, repeat=(0, 0))


def _businesses(book: Book, page: Page) -> None:
    table = book.analysis.businesses.reset_index()
    columns = [
        Column("business", "対象業務", 19),
        Column("divisions", "課の数", 17, "count"),
        Column("systems", "システム\nの数", 11, "count"),
        Column("names", "課", 30),
        Column(BASE, "今年度予算\n（税込・円）", 17, "yen"),
        Column("five_years", "5年間の計\n（税込・円）", 24, "yen"),
    ]
    book.placed["businesses"] = page.table(columns, table)


def _candidates(book: Book, page: Page) -> None:
    table = candidates(book.analysis.material).reset_index()
    columns = [
        Column("business", "対象業務", 19),
        *SYSTEM,
        Column("overlap", "重複\n（2次）", 17, "centre"),
        Column("merge_with", "統合候補（課の記入）", 24),
        Column("sharing", "共同利用・標準化\n（2次）", 15, "centre"),
        Column("first", "1次評価", 13),
        HOME,
    ]
    table["home"] = book.homes(table)
    page.table(columns, table)
