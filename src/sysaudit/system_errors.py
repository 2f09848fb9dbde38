"""What the operating system gives as the reason of a failure, in both languages."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sysaudit.findings import Text

_NO_RIGHT = Text("権限がありません", "no permission")
REASONS = {
    errno.ENOENT: Text("ファイルまたはフォルダーがありません", "no such file or folder"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EEXIST: Text("同じ名前のファイルがあります", "there is a file of that name"),
    errno.ENOTDIR: Text("途中の名前がフォルダーではありません", "a name on the way is no folder"),
    errno.EISDIR: Text("フォルダーです", "it is a folder"),
    errno.ENOSPC: Text("空き容量がありません", "no space left"),
    errno.EDQUOT: Text("空き容量がありません", "no space left"),
    errno.EFBIG: Text("ファイルが大きすぎます", "the file is too large"),
    errno.EROFS: Text("書き込みのできない場所です", "nothing can be written there"),
    errno.ENAMETOOLONG: Text("名前が長すぎます", "the name is too long"),
    errno.EINVAL: Text(
        "名前に使えない文字があるか、つながらない場所です",
        "a character that no name may have, or a place that does not answer",
    ),
    errno.ELOOP: Text("リンクが自分自身に戻っています", "a link leads back to itself"),
    errno.EIO: Text("ディスクか回線の異常です", "the disk or the line is at fault"),
    errno.EBUSY: Text("ほかのプログラムが使っています", "another program uses it"),
}
"""In words of our own: those of the system are in its language, not in the terminal's."""
LONGEST_PATH = 247 if os.name == "nt" else None
"""Characters of a folder's path; a file's may have twelve more. Windows tells a longer one as
missing, unless its administrator has allowed long paths."""


def reason_of(error: OSError) -> Text:
    """Why the system refused; the error's name where it is a rare one.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    Text(ja='空き容量がありません', en='no space left')
    >>> reason_of(OSError(errno.EPIPE, "Broken pipe")).ja
    'EPIPE'
    """
    if error.errno == errno.ENOENT and (length := _beyond_windows(error)):
        return Text(
            f"パスが{length}文字あり、長すぎます", f"a path of {length} characters is too long"
        )
    known = REASONS.get(error.errno or 0)
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return known or Text(name, name)


def _beyond_windows(error: OSError) -> int:
    """The length of a path that is longer than Windows takes; 0 for another, and elsewhere."""
    if LONGEST_PATH is None:  # nor is it asked where we are: that folder may be what is gone
        return 0
    length = len(str(Path(os.fsdecode(error.filename or "")).absolute()))
    return length if length > LONGEST_PATH else 0


def cannot_use(error: OSError) -> Text:
    """The one clear line for a path that was given and that the system does not take."""
    reason = reason_of(error)
    return Text(
        f"{error.filename} を使えません（{reason.ja}）。名前と場所を確かめてください。",
        f"cannot use {error.filename} ({reason.en}): check its name and place",
    )
