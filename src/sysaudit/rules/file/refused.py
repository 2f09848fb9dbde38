"""Files that could not be read: one finding each, which says what the file is."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.intake.places import place_of
from sysaudit.intake.refusal import Reason, Refusal
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context, Hit, Subject, rule


def refusals(returned: Returned, *reasons: Reason) -> Iterator[Hit]:
    """A hit where the file was refused for one of the reasons."""
    refusal = returned.refusal
    if refusal is not None and refusal.reason in reasons:
        detail = refusal.detail
        in_brackets = Text(f"（{detail.ja}）", f" ({detail.en})") if detail else Text("", "")
        yield Hit(
            _address(returned.file, refusal),
            values={"detail": detail or Text("", ""), "in_brackets": in_brackets},
        )


def _address(file: str, refusal: Refusal) -> Address:
    place = place_of(refusal.cell) if refusal.cell else None
    return Address(file, refusal.sheet, *place) if place else Address(file, refusal.sheet)


@rule(
    "F01",
    Subject.FILE,
    Severity.ERROR,
    title=Text("空のファイル", "Empty file"),
    why=Text(
        "0バイトのファイルには何も入っていません。保存や送信の途中で失われたと思われます。",
        "A file of zero bytes holds nothing: it was lost while being saved or sent.",
    ),
    wrong=Text("大きさが0バイトのファイル", "A file of 0 bytes"),
    right=Text("Excelで開いて中身が見えるファイル", "A file that Excel opens"),
    message=Text(
        "ファイルが空（0バイト）です。保存か送信に失敗したと思われます。",
        "The file is empty (0 bytes); saving or sending it seems to have failed.",
    ),
    fix=Text(
        "元のファイルをExcelで開き、中身を確かめて保存し直してから、もう一度提出してください。",
        "Open the original in Excel, see that it is filled in, save it and return it again.",
    ),
    official="L1-01",
)
def empty(returned: Returned, context: Context) -> Iterator[Hit]:
    """Zero bytes."""
    return refusals(returned, Reason.EMPTY)


@rule(
    "F02",
    Subject.FILE,
    Severity.ERROR,
    title=Text("パスワード付きのファイル", "Password-protected file"),
    why=Text(
        "開くためのパスワードがあると、中身を読み取れません。",
        "A workbook that needs a password to be opened cannot be read.",
    ),
    wrong=Text("「パスワードを使用して暗号化」したブック", "A workbook encrypted with a password"),
    right=Text("パスワードなしで開くブック", "A workbook that opens without a password"),
    message=Text(
        "ファイルを開くのにパスワードが必要なため、読み取れません。",
        "The file needs a password to be opened, so it was not read.",
    ),
    fix=Text(
        "Excelの［ファイル］→［情報］→［ブックの保護］→［パスワードを使用して暗号化］で"
        "パスワードの欄を空にし、保存して提出してください。",
        "In Excel choose File, Info, Protect Workbook, Encrypt with Password, clear the password, "
        "save and return it.",
    ),
    official="L1-01",
)
def password(returned: Returned, context: Context) -> Iterator[Hit]:
    """Encrypted."""
    return refusals(returned, Reason.PASSWORD)


@rule(
    "F03",
    Subject.FILE,
    Severity.ERROR,
    title=Text("古いExcelの形式（.xls）", "Legacy Excel format (.xls)"),
    why=Text(
        "Excel 97-2003の形式は読み取れません。拡張子だけを.xlsxに変えても中身は変わりません。",
        "The format of Excel 97-2003 is not read; renaming it to .xlsx does not change it.",
    ),
    wrong=Text("「システム調査票.xls」", "A file whose name ends in .xls"),
    right=Text(
        "［Excel ブック（*.xlsx）］で保存したファイル", "A file saved as Excel Workbook (*.xlsx)"
    ),
    message=Text(
        "Excel 97-2003の古い形式（.xls）のため、読み取れません。",
        "The file is in the old format of Excel 97-2003 (.xls), so it was not read.",
    ),
    fix=Text(
        "Excelで開き、［名前を付けて保存］でファイルの種類を「Excel ブック（*.xlsx）」にして"
        "提出してください。",
        "Open it in Excel, choose Save As with the type Excel Workbook (*.xlsx) and return that.",
    ),
    official="L1-01",
)
def legacy_xls(returned: Returned, context: Context) -> Iterator[Hit]:
    """Excel 97-2003."""
    return refusals(returned, Reason.LEGACY_XLS)


@rule(
    "F04",
    Subject.FILE,
    Severity.ERROR,
    title=Text("Excelのブックではないファイル", "Not an Excel workbook"),
    why=Text(
        "名前が.xlsxでも、中身が別の種類のファイルは読み取れません。",
        "A file of another kind is not read, even under a name that ends in .xlsx.",
    ),
    wrong=Text("名前だけ.xlsxに変えたCSV", "A CSV file renamed to .xlsx"),
    right=Text("Excelで.xlsxとして保存したブック", "A workbook saved as .xlsx by Excel"),
    message=Text(
        "Excelのブックではありません。中身は「{detail.ja}」です。",
        "The file is no Excel workbook: it is {detail.en}.",
    ),
    fix=Text(
        "様式に記入してあるなら、Excelの［名前を付けて保存］で種類を「Excel ブック（.xlsx）」にして"
        "保存し直してください。別の形で作ったものは、情報管理課が送った様式に書き移してください。",
        "If it is our form filled in, save it again as an Excel workbook (.xlsx); else copy it "
        "into the workbook that the IT division sent.",
    ),
    official="L1-01",
)
def other_kind(returned: Returned, context: Context) -> Iterator[Hit]:
    """CSV, HTML, PDF … under whatever name."""
    return refusals(returned, Reason.OTHER_KIND)


@rule(
    "F05",
    Subject.FILE,
    Severity.ERROR,
    title=Text("壊れたファイル", "Damaged file"),
    why=Text(
        "壊れたファイルから読み取った値は信用できないため、全体を読み取りません。",
        "What a damaged file still tells cannot be trusted, so none of it is read.",
    ),
    wrong=Text("送信の途中で切れたブック", "A workbook that was cut off while being sent"),
    right=Text("Excelが修復を求めずに開くブック", "A workbook that Excel opens without repairs"),
    message=Text(
        "ファイルが壊れているため、読み取れません{in_brackets.ja}。",
        "The file is damaged and was not read{in_brackets.en}.",
    ),
    fix=Text(
        "Excelで開いて［名前を付けて保存］し、そのファイルを提出してください。"
        "開けないときは、元のファイルから作り直してください。",
        "Open it in Excel, save it under a new name and return that; if it does not open, go back "
        "to the original.",
    ),
    official="L1-01",
)
def damaged(returned: Returned, context: Context) -> Iterator[Hit]:
    """A broken archive, missing parts, bad XML."""
    return refusals(returned, Reason.DAMAGED)


@rule(
    "F06",
    Subject.FILE,
    Severity.ERROR,
    title=Text("大きすぎる、または危険なファイル", "File too large or unsafe"),
    why=Text(
        "様式としてはあり得ない大きさや作りのファイルは、安全のため開きません。",
        "A file of a size or make that no form can have is not opened, for safety.",
    ),
    wrong=Text("写真を何十枚も貼り付けたブック", "A workbook with dozens of pasted photographs"),
    right=Text(
        "様式に文字と数字だけを記入したブック", "The form with nothing but texts and numbers"
    ),
    message=Text(
        "ファイルが大きすぎるか、作りが通常と異なるため、開いていません{in_brackets.ja}。",
        "The file is too large or made in an unusual way, so it was not opened{in_brackets.en}.",
    ),
    fix=Text(
        "新しい様式のファイルに値だけを貼り付け、画像などを入れずに提出してください。",
        "Paste the values alone into a fresh copy of the form and return it without pictures.",
    ),
    official="L1-01",
)
def unsafe(returned: Returned, context: Context) -> Iterator[Hit]:
    """Beyond the limits, a bomb, or with parts that have no place in a form."""
    return refusals(returned, Reason.TOO_LARGE, Reason.BOMB, Reason.UNSAFE)


@rule(
    "F07",
    Subject.FILE,
    Severity.ERROR,
    title=Text("表から遠く離れたセルの記入", "Something typed very far out"),
    why=Text(
        "遠く離れたセルに1文字でもあると、シートが巨大になり、読み取れません。",
        "A single character in a far cell makes the sheet too large to be read.",
    ),
    wrong=Text("XFD1048576 に空白が入っている", "A space in XFD1048576"),
    right=Text("表の中だけに記入がある", "Nothing outside the table"),
    message=Text(
        "表から遠く離れたセルに記入があり、シートが大きくなりすぎるため、読み取れません"
        "{in_brackets.ja}。",
        "Something stands so far out that the sheet is too large to be read{in_brackets.en}.",
    ),
    fix=Text(
        "表より下の行と右の列を選び、右クリックの［削除］で消してから保存してください。",
        "Select the rows below and the columns right of the table, choose Delete, and save.",
    ),
    official="L1-04",
)
def far_cell(returned: Returned, context: Context) -> Iterator[Hit]:
    """A stray cell at the end of a sheet."""
    return refusals(returned, Reason.FAR_CELL)


@rule(
    "F08",
    Subject.FILE,
    Severity.ERROR,
    title=Text("読み取りの途中で止まったファイル", "Reading did not come to an end"),
    why=Text(
        "読み取りが異常終了するか、制限時間に終わらないファイルは、中身を確かめられません。",
        "A file that ends its reader or takes longer than the limit cannot be checked.",
    ),
    wrong=Text("開くのに何分もかかるブック", "A workbook that takes minutes to open"),
    right=Text("すぐに開くブック", "A workbook that opens at once"),
    message=Text(
        "読み取りが途中で止まったため、中身を確かめていません{in_brackets.ja}。",
        "Reading the file did not come to an end, so nothing in it was checked{in_brackets.en}.",
    ),
    fix=Text(
        "新しい様式のファイルに値だけを貼り付けて提出してください。",
        "Paste the values alone into a fresh copy of the form and return that.",
    ),
    official="L1-01",
)
def reader_died(returned: Returned, context: Context) -> Iterator[Hit]:
    """The reader died or took too long."""
    return refusals(returned, Reason.READER_DIED, Reason.TIMEOUT)


@rule(
    "F09",
    Subject.FILE,
    Severity.ERROR,
    title=Text("開けないファイル", "File that cannot be opened"),
    why=Text(
        "読む権限がない、途中で消えたなどの理由で開けないファイルは、確かめられません。",
        "A file without permission to read it, or one that vanished, cannot be checked.",
    ),
    wrong=Text("読み取りを許していないファイル", "A file that may not be read"),
    right=Text("開いて読めるファイル", "A file that opens"),
    message=Text(
        "ファイルを開けません{in_brackets.ja}。",
        "The file cannot be opened{in_brackets.en}.",
    ),
    fix=Text(
        "Excelなどで開いたままなら閉じ、読み取りの権限を確かめて、もう一度実行してください。",
        "Close it where it is open, see that it may be read, and run the command again.",
    ),
    official="L1-01",
)
def unreadable(returned: Returned, context: Context) -> Iterator[Hit]:
    """No permission, vanished, or no regular file."""
    return refusals(returned, Reason.UNREADABLE)


@rule(
    "F10",
    Subject.FILE,
    Severity.ERROR,
    title=Text("ファイルと同じ名前のフォルダー", "Folder with the name of a workbook"),
    why=Text(
        "名前が.xlsxで終わるフォルダーは、ファイルの取り違えと思われます。",
        "A folder whose name ends in .xlsx was probably meant to be a file.",
    ),
    wrong=Text("「調査票.xlsx」という名前のフォルダー", "A folder called 調査票.xlsx"),
    right=Text("「調査票.xlsx」というファイル", "A file called 調査票.xlsx"),
    message=Text(
        "ファイルではなく、Excelのような名前のフォルダーです。中は見ていません。",
        "It is a folder with the name of a workbook; nothing in it was looked at.",
    ),
    fix=Text(
        "フォルダーの名前から「.xlsx」を取り、中のファイルを提出フォルダーへ直接置いてください。",
        "Take .xlsx out of the folder's name, and put the file itself where returns are kept.",
    ),
    official="L1-01",
)
def directory(returned: Returned, context: Context) -> Iterator[Hit]:
    """A folder that is called like a workbook."""
    return refusals(returned, Reason.DIRECTORY)
