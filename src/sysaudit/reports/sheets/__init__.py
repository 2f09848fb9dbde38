"""Sheets of the workbooks that we write for reading: blocks, one below the other, on A4."""
