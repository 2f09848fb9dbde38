"""What the operating system gives as the reason of a failure, in both languages."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sysaudit.findings import Text

IN_JAPANESE = {
    errno.ENOENT: "ファイルまたはフォルダーがありません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EEXIST: "同じ名前のファイルがあります",
    errno.ENOTDIR: "途中の名前がフォルダーではありません",
    errno.EISDIR: "フォルダーです",
    errno.ENOSPC: "空き容量がありません",
    errno.EROFS: "書き込みのできない場所です",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EINVAL: "名前に使えない文字があるか、つながらない場所です",
}
"""The common ones; the system's own words stand for the others."""
LONGEST_PATH = 247 if os.name == "nt" else None
"""Characters of a folder's path; a file's may have twelve more. Windows tells a longer one as
missing, unless its administrator has allowed long paths."""


def reason_of(error: OSError) -> Text:
    """Why the system refused.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    Text(ja='空き容量がありません', en='No space left on device')
    """
    told = error.strerror or str(error)
    length = len(str(Path(os.fsdecode(error.filename or "")).absolute()))
    if LONGEST_PATH and error.errno == errno.ENOENT and length > LONGEST_PATH:
        return Text(
            f"パスが{length}文字あり、長すぎます", f"a path of {length} characters is too long"
        )
    return Text(IN_JAPANESE.get(error.errno or 0, told), told)


def cannot_use(error: OSError) -> Text:
    """The one clear line for a path that was given and that the system does not take."""
    reason = reason_of(error)
    return Text(
        f"{error.filename} を使えません（{reason.ja}）。名前と場所を確かめてください。",
        f"cannot use {error.filename} ({reason.en}): check its name and place",
    )
