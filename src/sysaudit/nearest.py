"""What somebody may have meant who mistyped a name: "did you mean …?", in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from sysaudit.findings import Text

NEAR = 0.6
"""Names are alike from this share of equal characters on; a pair that changed places is one."""
MOST = 3
"""So many are named at most: more would be a list to search again."""
BEGINNING = 2
"""A name that was cut short after so many characters is known by its beginning."""
NOTHING = Text("", "")


def nearest(typed: str, known: Iterable[str]) -> list[str]:
    """The names that are most like the one typed, all equally alike; none where none is near.

    Width, capitals, marks apart from their letters and leading dashes make no difference.

    >>> nearest("valdate", ["validate", "templates"]), nearest("--shwo", ["--show", "--as-of"])
    (['validate'], ['--show'])
    >>> nearest("ｼｽﾃﾑ名", ["システム名", "備考"]), nearest("x", ["備考"])
    (['システム名'], [])
    """
    rated = {each: _likeness(_plain(typed), _plain(each)) for each in known}
    best = max(rated.values(), default=0.0)
    alike = [each for each, likeness in rated.items() if likeness == best >= NEAR]
    return alike[:MOST]


def did_you_mean(names: Iterable[str]) -> Text:
    """The question after what is wrong; nothing where there are no names to ask for.

    The Japanese is a sentence, the English stands in brackets before the colon.

    >>> did_you_mean(["validate"])
    Text(ja='「validate」ではありませんか。', en=" (did you mean 'validate'?)")
    """
    found = list(names)
    if not found:
        return NOTHING
    told = Text("」か「".join(found), "' or '".join(found))
    return Text(f"「{told.ja}」ではありませんか。", f" (did you mean '{told.en}'?)")


def meant(typed: str, known: Iterable[str]) -> Text:
    """The question for a name that is not among those known."""
    return did_you_mean(nearest(typed, known))


def meant_path(path: Path) -> Text:
    """The question for a file or folder that is not there, by what stands beside it."""
    try:
        found = [] if path.exists() else [str(each) for each in _beside(path)]
    except OSError:  # a name that is too long, a folder that may not be entered
        return NOTHING
    return did_you_mean(found)


def _beside(path: Path) -> list[Path]:
    """Paths that are there and differ in one name alone, wherever in the path it stands."""
    missing, rest = path, Path()
    while not missing.parent.exists() and missing.parent.name:
        missing, rest = missing.parent, missing.name / rest
    near = [missing.parent / each for each in _nearest_file(missing)]
    return [each / rest for each in near if (each / rest).exists()]


def _nearest_file(path: Path) -> list[str]:
    """By the name without what tells the kind of file, which makes all workbooks alike."""
    beside = sorted(each.name for each in path.parent.iterdir())
    names = [each for each in beside if not each.startswith((".", "~$"))]
    stems = nearest(path.stem, {Path(each).stem: each for each in names})
    found = [each for each in names if Path(each).stem in stems]
    return [each for each in found if Path(each).suffix == path.suffix] or found[:MOST]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().lstrip("-")


def _likeness(typed: str, known: str) -> float:
    """From 0 to 1."""
    from rapidfuzz.distance import OSA  # takes long to load, and is wanted after a slip alone

    likeness: float = OSA.normalized_similarity(typed, known)
    begun = len(typed) >= BEGINNING and known.startswith(typed)
    return max(likeness, NEAR) if begun else likeness
