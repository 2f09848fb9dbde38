"""Which faults of sheets are planted where."""

from __future__ import annotations

from samples.ward.faults.files import one_book_per_form
from samples.ward.faults.plan import (
    COST,
    COVER,
    EVALUATION,
    LIST,
    Delivery,
    Fault,
    Target,
    followed_by,
)
from samples.ward.faults.spoiling import (
    column_added,
    column_removed,
    column_twice,
    comment,
    emptied,
    example_left,
    form_copied,
    form_removed,
    formula,
    header_renamed,
    hidden_column,
    hidden_row,
    hidden_sheet,
    merged,
    moved_to,
    own_sheet,
    remark_below,
    second_table,
    struck,
    title_rows,
)


def sheets_renamed(delivery: Delivery) -> Target:
    """Excel's own names; forms are found by their headers, so this is no fault."""
    for number, sheet in enumerate(delivery.book.sheets, start=1):
        sheet.name = f"Sheet{number}"
    return delivery.book


def columns_moved(delivery: Delivery) -> Target:
    """The columns in another order; found by their headers, so this is no fault."""
    delivery.sheet(LIST).move_column("vendor", 5)
    delivery.sheet(LIST).move_column("users", 7)
    delivery.sheet(COST).move_column("certainty", 2)
    return delivery.book


def widened(delivery: Delivery) -> Target:
    """A column inserted in 表紙, so that labels stand in C and values in D."""
    delivery.sheet(COVER).insert_columns(1, 2)
    return delivery.book


FAULTS: tuple[Fault, ...] = (
    Fault(
        "1103",
        "S05",
        "a column 予算事業名 of its own; sheets are called Sheet1 …, columns stand in another "
        "order, 表紙 begins in column C",
        followed_by(
            column_added(EVALUATION, "issues", "予算事業名", "広報活動費"),
            columns_moved,
            sheets_renamed,
            widened,
        ),
    ),
    Fault(
        "1103",
        "S03",
        "the required column 仕様を把握する職員 deleted",
        column_removed(LIST, "staff_knowledge"),
    ),
    Fault("1103", "S04", "the optional column 積算月数 deleted", column_removed(COST, "months")),
    Fault(
        "1103",
        "S06",
        "the header 停止時の影響 typed anew",
        header_renamed(LIST, "outage_impact", "停止時の業務影響"),
    ),
    Fault("1103", "S07", "the column 金額の確度 twice", column_twice(COST, "certainty")),
    Fault(
        "1203",
        "S08",
        "title rows above the headers",
        title_rows(LIST, "令和元年度　情報システム調査", "", "契約課（内線2310）"),
    ),
    Fault(
        "1203",
        "S20",
        "a remark below the table",
        remark_below(LIST, "※電子調達サービスは共同運営のため参考として記載しました。"),
    ),
    Fault(
        "1203",
        "S10",
        "cells of the same contract merged",
        merged("契約管理システム", ("budget_line", "remarks"), 3),
    ),
    Fault("1203", "S09", "the headers again below the table", second_table),
    Fault("1507", "S11", "a row of costs hidden", hidden_row(COST, 4)),
    Fault("1507", "S12", "the column 税区分 hidden", hidden_column(COST, "tax_basis")),
    Fault("1507", "S13", "a breakdown on a hidden sheet", hidden_sheet),
    Fault(
        "1507",
        "S14",
        "a comment instead of 税区分",
        comment(COST, "budget", 2, "この行だけ税抜です。4/15 健診担当"),
    ),
    Fault(
        "1507",
        "S15",
        "a row struck out instead of deleted",
        struck(LIST, 4, "system_id", "system_name", "users"),
    ),
    Fault(
        "2102",
        "S16",
        "a formula that was never computed",
        formula("期日前投票受付システム", "ソフトウェア保守", "estimate_1", "=R2*1.02", None),
    ),
    Fault(
        "2102",
        "S17",
        "a formula whose cell was deleted",
        formula("開票集計システム", "ソフトウェア保守", "estimate_2", "=#REF!*1.1", "#REF!"),
    ),
    Fault(
        "2102",
        "S18",
        "an amount taken from another workbook",
        formula("選挙人名簿システム", "研修", "budget", "='[2018年度見積.xlsx]Sheet1'!$C$4", 52320),
    ),
    Fault("2102", "S19", "the row of 記入例 left in", example_left),
    Fault("2102", "S21", "a sheet of its own", own_sheet),
    Fault(
        "2102",
        "S24",
        "an amount's header in thousands of yen",
        header_renamed(COST, "estimate_5", "2024年度見積（千円）"),
    ),
    Fault("1603", "S23", "the blank form, with 表紙 alone filled in", emptied),
    Fault("1708", "S01", "システム評価 deleted", form_removed(EVALUATION)),
    Fault(
        "2006",
        "S02",
        "システム評価 copied within the workbook",
        form_copied(EVALUATION, "システム評価 (2)"),
    ),
    Fault(
        "2003",
        "S08",
        "a workbook for each form, on sheets called Sheet1; the costs begin in C5 under a title",
        followed_by(moved_to(COST, 5, 3), one_book_per_form),
    ),
)
