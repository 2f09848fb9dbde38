"""What goes back to the divisions: for each, a folder with its marked workbook and a mail text.

`packets` says what each division gets, `mail` in which words, `folder` writes it: a copy of the
returned file with marks where that can be vouched for, else a slip beside the file as it came.
"""

from __future__ import annotations

from sysaudit.reports.returning.folder import Written, refuse_folder, write_packets
from sysaudit.reports.returning.packets import Packet, Packets, packets_of
from sysaudit.reports.returning.telling import told_of

__all__ = [
    "Packet",
    "Packets",
    "Written",
    "packets_of",
    "refuse_folder",
    "told_of",
    "write_packets",
]
