"""Checks, analyses and draws over the Excel workbooks of a ward office's IT division."""
