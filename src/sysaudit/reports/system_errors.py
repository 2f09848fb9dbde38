"""What the operating system gives as the reason of a failure, in both languages."""

from __future__ import annotations

import errno

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
}
"""The common ones; the system's own words stand for the others."""


def reason_of(error: OSError) -> Text:
    """Why the system refused.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    Text(ja='空き容量がありません', en='No space left on device')
    """
    told = error.strerror or str(error)
    return Text(IN_JAPANESE.get(error.errno or 0, told), told)
