"""Finds the project's Markdown pages and what they link to, name and quote."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "README.zh-CN.md")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_ROW = re.compile(r"^\| *(.+?) *\|$", re.MULTILINE)


def pages() -> list[Path]:
    """Every page, those of the rooms and of docs included; folders whose name begins with a dot hold none."""
    rooms = [room for room in ROOT.iterdir() if room.is_dir() and not room.name.startswith(".")]
    return sorted([*ROOT.glob("*.md"), *(page for room in rooms for page in room.rglob("*.md"))])


def text_of(name: str) -> str:
    """The text of a page, by its path from the top."""
    return (ROOT / name).read_text("utf-8")


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links that stay within the project."""
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings give, as code hosts make them: lower case, hyphens, no punctuation."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(name: str) -> list[list[str]]:
    """The cells of all table rows of a page, heads and rules included."""
    return [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(text_of(name))]


def fenced(name: str, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)
