"""Kinds of parts in a workbook: those that a marked copy leaves whole, and names for the others.

A marked copy is made only where everything in the workbook is known to bear it. What Excel,
LibreOffice, Google and the libraries that write workbooks put into plain ones is known here; the
rest gets a slip, be it harmless. A part's kind is the last word of the type of its relation.
"""

from __future__ import annotations

from sysaudit.findings import Text

_WHOLE = """
    officeDocument core-properties extended-properties custom-properties thumbnail
    classificationlabels worksheet chartsheet styles sharedStrings theme themeOverride calcChain
    sheetMetadata workbookmetadata externalLink externalLinkPath externalLinkLongPath
    xlPathMissing alternateUrl customXml customXmlProps person comments vmlDrawing printerSettings
    hyperlink table image drawing chart chartStyle chartColorStyle customProperty
"""
KNOWN = frozenset(_WHOLE.split())
"""``classificationlabels`` grade the documents of an office, ``workbookmetadata`` is Google's, and
``person`` stays behind when the last thread of comments is gone."""

SHAPES = Text("テキストボックス・図形", "a text box or shape")
MACROS = Text("マクロ（VBA）", "macros (VBA)")
CONTROLS = Text("フォームコントロール（ボタン、チェックボックスなど）", "form controls")
PIVOT = Text("ピボットテーブル", "a pivot table")
SIGNATURE = Text("デジタル署名", "a digital signature")
REVISIONS = Text("共有ブックの変更履歴", "the revisions of a shared workbook")
QUERY = Text("外部データの接続", "a connection to outside data")
EMBEDDED = Text("埋め込まれたほかのファイル", "an embedded file")
THREADS = Text("スレッド形式のコメント", "a threaded comment")
NEWER_LIST = Text(
    "ほかのシートを参照する新しい形式の入力規則", "a drop-down list of the newer kind"
)
PREFIXED = Text("別の書き方（接頭辞付きの XML）で保存された部品", "XML written with prefixes")
STRICT = Text("「Strict Open XML」形式で保存された部品", "the strict (ISO) form of the format")
PAGE_OF_OTHERS = Text("「確認事項」という名前の別のシート", "another sheet by the name of our page")
OTHER = Text("確かめられない部品", "a part that is not known")

_PARTS = {
    MACROS: "vbaProject vbaProjectSignature xlMacrosheet xlIntlMacrosheet",
    CONTROLS: "dialogsheet ctrlProp control activeXControlBinary",
    EMBEDDED: "oleObject package",
    SHAPES: "chartUserShapes diagramData diagramLayout diagramQuickStyle diagramColors "
    "diagramDrawing ink",
    PIVOT: "pivotTable pivotCacheDefinition pivotCacheRecords slicer slicerCache timeline "
    "timelineCache timelineCacheDefinition",
    THREADS: "threadedComment",
    SIGNATURE: "origin signature",
    REVISIONS: "revisionHeaders revisionLog usernames",
    QUERY: "connections queryTable",
}
NAMED = {kind: name for name, told in _PARTS.items() for kind in told.split()}
"""What a clerk calls a part of a kind that a marked copy is not made with; OTHER where none."""
