"""The order in which the schema of workbooks has the children of an element follow each other."""

from __future__ import annotations


def _order(names: str) -> tuple[str, ...]:
    return tuple(names.split())


WORKBOOK = _order("""
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
    smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
""")
WORKSHEET = _order("""
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
    headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
    drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts
    extLst
""")
STYLESHEET = _order("""
    numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst
""")
