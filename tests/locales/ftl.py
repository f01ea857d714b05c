"""Reads the Fluent files and the code that uses their keys."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
ROOMS = ("bot", "booking", "vendors", "oversight")
#: Functions that make a key of a family: their first argument is the part before the last dash.
FAMILY_MAKERS = ("danger_key", "term")
#: Files whose texts residents read.
FOR_RESIDENTS = ("after", "asides", "booking", "danger", "midway", "self_help", "side_questions", "surge")


class _References(Visitor):
    """Collects the variables and the other messages that a pattern refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 (the library's name)
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802 (the library's name)
        self.messages.add(node.id.name)


@cache
def messages(lang: str) -> Mapping[str, tuple[str, frozenset[str], frozenset[str]]]:
    """Each key of a language with its file, its variables and the messages it refers to."""
    found = {}
    for path in sorted((LOCALES / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, fluent.Message):
                references = _References()
                references.visit(entry)
                assert entry.id.name not in found, f"{entry.id.name} twice in {lang}"
                variables, others = frozenset(references.variables), frozenset(references.messages)
                found[entry.id.name] = (path.stem, variables, others)
    return found


def keys_of(lang: str, *files: str) -> list[str]:
    """The keys of a language, or of some of its files."""
    return [key for key, (file, _, _) in messages(lang).items() if not files or file in files]


@cache
def used() -> tuple[frozenset[str], frozenset[str]]:
    """String literals of the code, and the beginnings of keys that the code completes."""
    literals: set[str] = set()
    families: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                literals.update(_literals(node))
                families.update(_families(node))
    return frozenset(literals), frozenset(families)


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _families(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr) and node.values:
        head = node.values[0]
        if isinstance(head, ast.Constant) and isinstance(head.value, str) and head.value.endswith("-"):
            yield head.value
    if isinstance(node, ast.Call) and node.args:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        if name in FAMILY_MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield f"{first.value}-"
