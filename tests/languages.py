"""The texts of the program as its source holds them, each in both languages.

A text is a pair of expressions, Japanese and English: the arguments of ``Text(…)`` and ``say(…)``,
or two neighbours in a tuple or a call of which only the first holds Japanese, as in ``HELP``.
A name stands for what was put into it in the same function.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import sysaudit
from sysaudit.audits import book
from sysaudit.forms import BESIDE_FORMS, FORMS
from sysaudit.intake import our_marks
from sysaudit.intake.returned import GUIDANCE_SHEETS
from sysaudit.intake.values import stand_ins
from sysaudit.reports import keeping
from sysaudit.reports.analysis_workbook import SHEETS
from sysaudit.rules.division_return import PROVISIONAL

SOURCE = Path(sysaudit.__file__).parent
PAIRS = ("Text", "say")
EXAMPLES = ("wrong", "right", "instance")
"""Of a rule: they show what stands in a workbook, in any words."""
OPEN = "\x00"
"""Stands for what is filled in."""
JAPANESE = re.compile(r"[々ぁ-ヺー一-鿿]+")
"""Letters; brackets and commas are none."""
LATIN = re.compile(r"[A-Za-z]{2,}")
ENGLISH = re.compile(r"(?<![\w.])[a-z]{2,}(?!\w|\.\w)")
"""A word of a sentence; a name begins with a capital."""
ONE_LETTER = 1
"""課 after a number, which English does without, is no word."""
FILE_NAME = re.compile(r"\.(txt|xlsx|json)$")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Names = dict[str, list[ast.expr]]
Spot = tuple[int, int]
"""Where an expression begins: its line and column."""


class Pair(NamedTuple):
    """A text in both languages, `OPEN` in place of what is filled in.

    Attributes:
        ja: The words that stand in the source; None where there are none at all.
        raised: Whether it is what an exception tells.
        nodes: The strings of which it is made.
    """

    place: str
    ja: str | None
    en: str | None
    example: bool
    raised: bool
    nodes: frozenset[Spot]


@cache
def workbook_words() -> tuple[str, ...]:
    """The Japanese that stands in workbooks, by its declarations; the longest first."""
    forms = (*FORMS, *BESIDE_FORMS)
    words = {form.title for form in forms} | {PROVISIONAL.strip("-"), our_marks.PAGE_SHEET}
    for column in (column for form in forms for column in form.columns):
        words |= {column.label, column.unit, *column.choices, *column.words, *column.synonyms}
    words |= {name for name, _ in SHEETS} | set(GUIDANCE_SHEETS) | _sheets_of_report()
    words |= {*book.TITLES.values(), *book.FIELDS.values(), *book.STANDINGS.values()}
    words |= {each for module in (book, stand_ins, keeping) for each in _constants(module)}
    bare = {part for word in words for part in re.split(r"[（）]|\{year\}", word)} | words
    return tuple(sorted(filter(JAPANESE.search, bare), key=len, reverse=True))


def _constants(module: object) -> set[str]:
    return {value for value in vars(module).values() if isinstance(value, str)}


def _sheets_of_report() -> set[str]:
    """The names of the sheets of 検証結果, which are given where they are added."""
    source = (SOURCE / "reports/findings_workbook/__init__.py").read_text(encoding="utf-8")
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    added = [each.args[0] for each in calls if _called(each) == "add"]
    return {str(each.value) for each in added if isinstance(each, ast.Constant)}


def japanese_beside(text: str, words: Iterable[str]) -> list[str]:
    """The Japanese in a text beside the words."""
    for word in words:
        text = text.replace(word, OPEN)
    return JAPANESE.findall(text)


def pairs_in(source: str, name: str, *, neighbours: bool = False) -> list[Pair]:
    """Every text of a module; the ``neighbours`` in tuples and calls too where they are told."""
    tree = ast.parse(source)
    examples, raised = _below(tree, _is_example), _below(tree, _is_raised)
    found = []
    for scope in _scopes(tree):
        names = _names(scope)
        for node in scope:
            for ja, en in _pairs_at(node, neighbours=neighbours):
                nodes: list[Spot] = []
                texts = [_words(each, names, nodes) for each in (ja, en)]
                place = f"{name}:{ja.lineno}"
                known = (place, texts[0], texts[1], node in examples, node in raised)
                found.append(Pair(*known, frozenset(nodes)))
    return found


def faults_of(pair: Pair) -> list[str]:
    """What is wrong with a text: a language that it lacks, or one in the place of the other."""
    ja, en = (re.sub(r"\{.*?\}", OPEN, each or "") for each in (pair.ja, pair.en))
    words = {each.casefold() for each in LATIN.findall(en)}
    missing = [each for each in JAPANESE.findall(ja) if len(each) > ONE_LETTER]
    own = _without_names(ja)
    foreign = [each for each in ENGLISH.findall(own) if each not in words]
    if pair.example:
        return [] if ja.strip() and en.strip() else [f"{pair.place} half an example"]
    faults = {
        "no Japanese": bool(words) and not JAPANESE.search(ja) and not _same_name(ja, words),
        "only English": bool(ENGLISH.search(own)) and not JAPANESE.search(own),
        "no English": bool(missing) and not words and not JAPANESE.search(en),
        "Japanese in English": bool(japanese_beside(en, workbook_words())),
        "English in Japanese": bool(foreign),
    }
    return [
        f"{pair.place} {what}: {pair.ja} | {pair.en}" for what, found in faults.items() if found
    ]


def _same_name(ja: str, words: set[str]) -> bool:
    """Whether it is a name that is the same in both languages, such as PDF or PowerPoint."""
    names = LATIN.findall(re.sub(r"\.\w+", "", ja))  # but for the kind of file
    named = all(re.search("[A-Z].*[A-Z]", each) and each.casefold() in words for each in names)
    return bool(names) and named


def _without_names(ja: str) -> str:
    """Without options, and without what stands in a workbook."""
    for word in workbook_words():
        ja = ja.replace(word, OPEN)
    return re.sub(r"--[a-z-]+", OPEN, ja)


def unpaired_in(source: str, name: str) -> list[str]:
    """Japanese words that stand alone, so that nobody reads them in English."""
    tree = ast.parse(source)
    pairs = pairs_in(source, name, neighbours=True)
    paired = {node for pair in pairs for node in pair.nodes}
    docstrings = {_spot(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    return [
        f"{name}:{node.lineno} {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and JAPANESE.search(node.value)
        and not FILE_NAME.search(node.value)
        and _spot(node) not in paired | docstrings
    ]


def _spot(node: ast.expr) -> Spot:
    return node.lineno, node.col_offset


def _below(tree: ast.AST, wanted: Callable[[ast.AST], bool]) -> set[ast.AST]:
    """All nodes below those that are wanted."""
    tops = [each for each in ast.walk(tree) if wanted(each)]
    return {node for top in tops for node in ast.walk(top)}


def _is_example(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in EXAMPLES


def _is_raised(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node) in ("Misuse", "Undrawable", "BadParameter")


def _called(node: ast.Call) -> str:
    named = node.func
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")


def _scopes(tree: ast.Module) -> Iterator[list[ast.AST]]:
    """The nodes of the module outside functions, and those of each function."""
    yield list(_inside(tree.body))
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            yield list(_inside(node.body))


def _inside(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """What is below, but for the bodies of functions: those are scopes of their own."""
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            yield from _inside([*node.decorator_list, node.args])
        else:
            yield node
            yield from _inside(ast.iter_child_nodes(node))


def _names(scope: Iterable[ast.AST]) -> Names:
    """What is put into each name."""
    found: Names = defaultdict(list)
    for node in scope:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(value, ast.expr):
                found[target.id].append(value)
    return found


def _pairs_at(node: ast.AST, *, neighbours: bool) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Call) and _called(node) in PAIRS:
        taken_over = getattr(node.args[0], "attr", "") == "ja" if node.args else False
        if len(node.args) == 2 and not taken_over:  # of another text, which is looked at itself
            yield node.args[0], node.args[1]
    elif neighbours and isinstance(node, ast.Call | ast.Tuple):
        every: Sequence[ast.expr] = node.args if isinstance(node, ast.Call) else node.elts
        for ja, en in itertools.pairwise(every):
            if _is_english(ja) is False and _is_english(en):
                yield ja, en


def _is_english(node: ast.expr) -> bool | None:
    """Whether words are English rather than Japanese; None where there are none."""
    text = _words(node, {}, []) or ""
    letters = [len("".join(each.findall(text))) for each in (LATIN, JAPANESE)]
    return letters[0] > 2 * letters[1] if any(letters) else None  # a letter says less


def _words(node: ast.AST, names: Names, nodes: list[Spot]) -> str | None:
    """The words of an expression, whichever way it goes; None where it has none."""
    if isinstance(node, ast.Constant):
        nodes.append(_spot(node))
        return node.value if isinstance(node.value, str) else None
    parts = _parts(node, names)
    if isinstance(node, ast.Name):  # which may be added to itself
        names = {name: values for name, values in names.items() if name != node.id}
    told = [_words(each, names, nodes) for each in parts]
    if all(each is None for each in told):
        return None
    return "".join(OPEN if each is None else each for each in told)


def _parts(node: ast.AST, names: Names) -> Sequence[ast.AST]:
    """The expressions whose words make up those of one."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.FormattedValue):
        return [node.value]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return [node.func.value]  # of "、".join(…), "…{}".format(…)
    if isinstance(node, ast.Name):
        return names.get(node.id, [])
    return []
