"""Finds the name of the person to call in English text: after a cue, with a title, or before a phone."""

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.address_words import lexicon
from bot.understanding.contact_phone import Number

_WORD = r"[a-z][a-z'\-]{0,24}"
_TITLES = {
    "mr": "Mr.",
    "mrs": "Mrs.",
    "ms": "Ms.",
    "dr": "Dr.",
    "miss": "Miss",
    "madam": "Madam",
    "auntie": "Auntie",
    "aunt": "Aunt",
    "uncle": "Uncle",
}
_TITLE = rf"(?:{'|'.join(_TITLES)})\b\.?"
_KIN = (
    r"(?:(?:my|our) (?:husband|wife|partner|mother|mom|mum|father|dad|son|daughter|brother|sister|friend|tenant|"
    r"landlord|landlady|roommate|flatmate|neighbou?r|colleague)\s)?"
)
_NAME = rf"{_KIN}(?P<title>{_TITLE}\s)?(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
#: After these a name comes, in whatever case it is typed.
_SURE = re.compile(
    r"\b(?:my (?:full |first |last )?name(?:'s| is|:)?|(?:full |the )?name(?: is|:)|(?:i am|i'm) called|call me|"
    rf"ask for|look for|contact person(?: is|:)?|contact(?: is|:)|speak (?:to|with)|her name is|his name is)\s*{_NAME}"
)
#: After these a name may come, if it is written with a capital.
_LIKELY = re.compile(rf"\b(?:this is|i am|i'm|contact|call|it is|it's|here is|here's|phone of)\s+{_NAME}")
_TITLED = re.compile(rf"\b(?P<title>{_TITLE}\s)(?P<name>{_WORD}(?: {_WORD})?)")
_BEFORE_PHONE = re.compile(
    rf"(?:^|[,.;:(\n])\s*(?P<title>{_TITLE}\s)?(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
    r"[\s,:(]{1,3}(?:(?:phone|tel|mobile|cell|number|is|no|at|on)\b[\s.:,(]{0,3}){0,3}\+?$"
)
_BESIDE = 60


def english_name(plain: str, folded: str, numbers: list[Number]) -> str | None:
    """Return the name of the person to call, capitalised, None when nobody is named.

    `plain` is the text with its capital letters, `folded` the same in lower case; `numbers` are the phones in it.
    """
    for match, any_case in _candidates(folded, numbers):
        start, end = match.span("name")
        title = _TITLES.get((match["title"] or "").strip(" ."))
        name = _clean(plain[start:end], any_case=any_case)
        if name:
            return f"{title} {name}" if title else name
    return None


def _candidates(folded: str, numbers: list[Number]) -> Iterator[tuple[re.Match[str], bool]]:
    yield from ((match, True) for match in _SURE.finditer(folded))
    yield from ((match, False) for match in _LIKELY.finditer(folded))
    yield from ((match, False) for match in _TITLED.finditer(folded))
    for number in numbers:
        found = _BEFORE_PHONE.search(folded, max(0, number.start - _BESIDE), number.start)
        if found is not None:
            yield found, False


@cache
def _stops() -> frozenset[str]:
    return frozenset(str(lexicon("contact")["english"]["stops"]).split())


def _clean(words: str, *, any_case: bool) -> str | None:
    """Return the words up to the first that is no name; after a capital all must have one."""
    kept: list[str] = []
    for word in words.split():
        if word.lower() in _stops() or not (word[0].isupper() or (any_case and not "".join(kept)[:1].isupper())):
            break
        kept.append(word)
    return " ".join(word if word[0].isupper() else word.capitalize() for word in kept) or None
