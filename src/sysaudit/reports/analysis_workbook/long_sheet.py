"""A worksheet to which a million rows are written at once.

XlsxWriter writes a row at a time in constant memory and looks at each cell anew: for 700,000 rows
of 27 columns that takes longer than all the rest of the analysis. Most cells of a long table
repeat what stands above them, so here the XML of each different value of a column is made once.
What comes out is to the byte what `write_string`, `write_number` and `write_blank` give; a test
compares, for this leans on how XlsxWriter works inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sysaudit.reports.cell_text import safe


class LongSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """A worksheet of a workbook in constant memory, with a way to write many rows."""

    def write_rows(
        self, first: int, columns: Sequence[Sequence[Any]], styles: Sequence[Format]
    ) -> None:
        """Write rows that follow those already written.

        Args:
            first: The number of the first row, from 0.
            columns: The values of each column: text, int, float or None, all equally many.
            styles: The format of each column.
        """
        self._write_single_row(first)
        ends = [self._ends(*column) for column in zip(columns, styles, strict=True)]
        cells = "".join(
            f'<c r="{xl_col_to_name(number)}{{0}}{{{number + 1}}}' for number in range(len(columns))
        )
        row = f'<row r="{{0}}">{cells}</row>'.format
        rows = enumerate(zip(*ends, strict=True), start=first + 1)
        self.fh.write("".join([row(number, *told) for number, told in rows]))
        self.previous_row = first + len(columns[0])
        self.dim_rowmax: int = max(self.dim_rowmax, self.previous_row - 1)

    def _ends(self, values: Sequence[Any], style: Format) -> list[str]:
        """What follows the reference of each cell of a column."""
        made: dict[Any, str] = {}
        ends = []
        for value in values:
            end = made.get(value)
            if end is None:
                end = made[value] = self._end(value, style._get_xf_index())  # noqa: SLF001 - as the base class does
            ends.append(end)
        return ends

    def _end(self, value: Any, style: int) -> str:
        if value is None or value == "":
            return f'" s="{style}"/>'
        if not isinstance(value, str):
            return f'" s="{style}"><v>{value:.16G}</v></c>'
        text = self._escape_data(self._escape_control_characters(safe(value)))
        space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        return f'" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
