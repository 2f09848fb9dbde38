"""Kinds of parts in a workbook: those that a marked copy leaves whole, and names for the others.

A marked copy is made only where everything in the workbook is known to bear it. What Excel,
LibreOffice, Google and the libraries that write workbooks put into plain ones is known here; the
rest gets a slip, be it harmless. A part's kind is the last word of the type of its relation.
"""

from __future__ import annotations

from sysaudit.findings import Text

KNOWN = frozenset(
    (
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "classificationlabels",  # the labels of an office that grades its documents
        "worksheet",
        "chartsheet",
        "styles",
        "sharedStrings",
        "theme",
        "themeOverride",
        "calcChain",
        "sheetMetadata",
        "workbookmetadata",  # Google's
        "externalLink",
        "externalLinkPath",
        "externalLinkLongPath",
        "xlPathMissing",
        "alternateUrl",
        "customXml",
        "customXmlProps",
        "person",  # stays behind when the last thread of comments is gone
        "comments",
        "vmlDrawing",
        "printerSettings",
        "hyperlink",
        "table",
        "image",
        "drawing",
        "chart",
        "chartStyle",
        "chartColorStyle",
        "customProperty",
    )
)

SHAPES = Text("テキストボックス・図形", "a text box or shape")
MACROS = Text("マクロ（VBA）", "macros (VBA)")
CONTROLS = Text("フォームコントロール（ボタン、チェックボックスなど）", "form controls")
PIVOT = Text("ピボットテーブル", "a pivot table")
SLICER = Text("スライサー・タイムライン", "a slicer or timeline")
SIGNATURE = Text("デジタル署名", "a digital signature")
REVISIONS = Text("共有ブックの変更履歴", "the revisions of a shared workbook")
QUERY = Text("外部データの接続", "a connection to outside data")
EMBEDDED = Text("埋め込まれたほかのファイル", "an embedded file")
XML_MAP = Text("XML の対応付け", "an XML map")
RIBBON = Text("リボンの変更", "a changed ribbon")
RICH_DATA = Text("セルの中の画像・データ型", "pictures or data types in cells")
NEW_CHART = Text("新しい形式のグラフ", "a chart of a newer kind")
CHECKBOXES = Text("セルのチェックボックス", "checkboxes in cells")
THREADS = Text("スレッド形式のコメント", "a threaded comment")
NEWER_LIST = Text(
    "ほかのシートを参照する新しい形式の入力規則", "a drop-down list of the newer kind"
)
PREFIXED = Text("別の書き方（接頭辞付きの XML）で保存された部品", "XML written with prefixes")
STRICT = Text("「Strict Open XML」形式で保存された部品", "the strict (ISO) form of the format")
PAGE_OF_OTHERS = Text("「確認事項」という名前の別のシート", "another sheet by the name of our page")
OTHER = Text("確かめられない部品", "a part that is not known")

NAMED = {
    "vbaProject": MACROS,
    "vbaProjectSignature": MACROS,
    "xlMacrosheet": MACROS,
    "xlIntlMacrosheet": MACROS,
    "dialogsheet": CONTROLS,
    "ctrlProp": CONTROLS,
    "control": CONTROLS,
    "activeXControlBinary": CONTROLS,
    "oleObject": EMBEDDED,
    "package": EMBEDDED,
    "chartUserShapes": SHAPES,
    "diagramData": SHAPES,
    "diagramLayout": SHAPES,
    "diagramQuickStyle": SHAPES,
    "diagramColors": SHAPES,
    "diagramDrawing": SHAPES,
    "ink": SHAPES,
    "chartEx": NEW_CHART,
    "pivotTable": PIVOT,
    "pivotCacheDefinition": PIVOT,
    "pivotCacheRecords": PIVOT,
    "slicer": SLICER,
    "slicerCache": SLICER,
    "timeline": SLICER,
    "timelineCache": SLICER,
    "timelineCacheDefinition": SLICER,
    "threadedComment": THREADS,
    "origin": SIGNATURE,
    "signature": SIGNATURE,
    "revisionHeaders": REVISIONS,
    "revisionLog": REVISIONS,
    "usernames": REVISIONS,
    "connections": QUERY,
    "queryTable": QUERY,
    "xmlMaps": XML_MAP,
    "tableSingleCells": XML_MAP,
    "extensibility": RIBBON,
    "userCustomization": RIBBON,
    "attachedToolbars": RIBBON,
    "rdRichValue": RICH_DATA,
    "rdRichValueStructure": RICH_DATA,
    "rdRichValueTypes": RICH_DATA,
    "richValueRel": RICH_DATA,
    "FeaturePropertyBag": CHECKBOXES,
}
"""What a clerk calls a part of a kind that a marked copy is not made with."""
