"""How a message fits into Telegram: long texts in several pieces, buttons in rows by their width."""

import unicodedata
from collections.abc import Sequence

from bot.mail.message import Button

#: Characters of a message as Telegram counts them, in units of UTF-16.
MOST_UNITS = 4096
#: Cells of a row of buttons, in widths of a Latin letter, and buttons in it.
ROW_CELLS, ROW_MOST = 30, 3
_MARGIN = 3
_BREAKS: tuple[tuple[str, ...], ...] = (
    ("\n\n",),
    ("\n",),
    ("。", "！", "？", "；", ". ", "! ", "? ", "; "),
    ("，", "、", ", ", " "),
)


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, most: int = MOST_UNITS) -> list[str]:
    """The text in pieces that each fit: between paragraphs, else lines, else sentences, else words."""
    pieces = []
    rest = text.strip() or "…"
    while units(rest) > most:
        fitting = _fitting(rest, most)
        cut = _cut(fitting)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def _fitting(text: str, most: int) -> str:
    """As much of the beginning as fits."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def _cut(text: str) -> int:
    """Where to end a piece; not in its first half, which would make many short ones."""
    for marks in _BREAKS:
        at = max((found + len(mark) for mark in marks if (found := text.rfind(mark)) > 0), default=0)
        if at > len(text) // 2:
            return at
    return len(text)


def rows(buttons: Sequence[Button]) -> list[list[tuple[int, Button]]]:
    """The buttons with their places, side by side where their labels are short."""
    made: list[list[tuple[int, Button]]] = []
    room = 0
    for place, button in enumerate(buttons):
        cells = _cells(button.label) + _MARGIN
        if not made or cells > room or len(made[-1]) == ROW_MOST:
            made.append([])
            room = ROW_CELLS
        made[-1].append((place, button))
        room -= cells
    return made


def _cells(label: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label)
