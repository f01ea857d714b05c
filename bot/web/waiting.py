"""Titles of pages: they say what waits for an answer."""

from collections.abc import Iterable

from bot.web.chat_history import Entry
from bot.web.words import Words
from locales.keys import Key


def awaited(entries: Iterable[Entry], before: str = "none") -> str:
    """What the last message hopes for, after `before`; an answer of the person settles it."""
    for entry in entries:
        if entry.mine:
            before = "none"
        elif entry.expects != "none":
            before = entry.expects
    return before


def title_of(words: Words, entries: Iterable[Entry]) -> str:
    """The title of a page that shows these messages."""
    return title_for(words, awaited(entries))


def title_for(words: Words, expects: str) -> str:
    """The title while a kind of answer is awaited."""
    name = words("web-title-chat")
    return name if expects == "none" else words("web-title-waits", asked=words.term("web-waits", expects), name=name)


def title_with(words: Words, key: Key, waiting: int) -> str:
    """The title of a desk with how many things wait there."""
    return f"({waiting}) {words(key)}" if waiting else words(key)
