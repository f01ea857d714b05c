"""Builds regular expressions from the word lists and templates of the lexicon."""

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"%(\w+)%")


def alternation(entries: Iterable[str]) -> str:
    """A pattern that finds any entry, the longest first; Latin ones only as whole words."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    latin = "|".join(re.escape(entry) for entry in ordered if entry[0].isascii())
    other = [re.escape(entry) for entry in ordered if not entry[0].isascii()]
    return "(?:" + "|".join([*other, *([f"(?<![a-z])(?:{latin})(?![a-z])"] if latin else [])]) + ")"


def fill(template: str, fragments: Mapping[str, str]) -> str:
    """Puts fragments in the place of their %names%, also inside each other; raises KeyError for an unknown name."""
    while _NAME.search(template):
        template = _NAME.sub(lambda found: fragments[found[1]], template)
    return template


def named_list(text: str) -> str | None:
    """The name in a text that is one %name% and nothing else."""
    named = _NAME.fullmatch(text)
    return named[1] if named else None
