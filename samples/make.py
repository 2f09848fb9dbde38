"""Makes the samples of 見本区, the same every time: ``python samples/make.py [FOLDER]``.

Without a folder they are written here, beside this script, where they are committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from samples.ward.making import make  # noqa: E402 - found only after the line above

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for path in make(folder):
        print(path)
