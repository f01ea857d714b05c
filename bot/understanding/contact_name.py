"""Finds the name of the person to call in Chinese text: after a cue, with a title, or beside a phone."""

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.address_words import any_of, lexicon, words
from bot.understanding.contact_phone import Number

_HAN = r"[\u4e00-\u9fff]"
_GAP = r"[\s:,.()]{0,4}"
_LATIN = r"(?P<latin>[a-z][a-z'\-]+(?: [a-z][a-z'\-]+)?)"
#: A name stands within this many signs before the phone it belongs to.
_BESIDE = 24


def _list(key: str) -> str:
    return any_of(words("contact", "name", key))


def _signs(section: str, key: str) -> str:
    return "".join(str(lexicon("contact")[section][key]).split())


@cache
def _surname() -> str:
    return rf"(?:{any_of(words('contact', 'surname', 'double'))}|[{_signs('surname', 'single')}])"


@cache
def _title(*keys: str) -> str:
    return any_of(word for key in keys for word in words("contact", "title", key))


@cache
def _full() -> str:
    """A surname and a given name of one or two signs, none of the words that begin like a name or follow one."""
    first = rf"(?![{_signs('name', 'not_first')}]){_HAN}"
    second = rf"(?!{_list('after')})(?![{_signs('name', 'not_second')}]){_HAN}"
    no_word = rf"(?!{_list('not_names')}|{_list('not_whole')}(?!{_HAN})|{_surname()}{_title('any', 'cued')})"
    return rf"{no_word}{_surname()}{first}(?:{second})?"


@cache
def _person(*titles: str) -> str:
    """A person as named after a cue or beside a phone."""
    titled = rf"{_full()}{_title('any')}|{_surname()}{_title(*titles)}|{_surname()}{_title('any')}"
    nick = rf"{_title('nick')}{_surname()}"
    return rf"(?:(?P<titled>{titled}|{nick})|(?P<full>{_full()}))"


@cache
def _cued() -> tuple[re.Pattern[str], ...]:
    """Patterns in the order of trust: the person to call, the speaker, a surname, a person with a title."""
    kin = rf"(?:{_list('kin')}|[\s:,]){{0,4}}?"
    weak = _signs("surname", "weak")
    first = rf"(?![{_signs('name', 'not_first')}]){_HAN}"
    return (
        re.compile(rf"{_list('contact')}{kin}(?:{_person('any')}|{_LATIN})"),
        re.compile(rf"{_list('own')}{_GAP}(?:{_person('any', 'cued')}|{_LATIN})"),
        re.compile(rf"{_list('surname')}(?!{_list('not_surname')})(?P<titled>{_surname()}|{first})"),
        re.compile(rf"(?<!{_HAN})(?P<titled>{_full()}{_title('any')}|{_surname()}{_title('any')})"),
        re.compile(rf"(?P<titled>(?![{weak}]){_surname()}{_title('any')})"),
    )


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    edge = rf"(?:^|(?<!{_HAN})|(?<={_list('door')}))"
    alone = rf"(?P<alone>(?![{_signs('surname', 'weak')}]){_surname()})"
    before = rf"{edge}(?:{_person('any', 'cued')}|{alone}){_GAP}(?:{_list('phone_words')}{_GAP})*$"
    return re.compile(before), re.compile(rf"{_GAP}(?:{_person('any')}|{alone})(?=$|[\s,.;!)])")


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{0,3}}?{_list('place')}")


def chinese_name(source: str, folded: str, numbers: list[Number]) -> str | None:
    """Return the name of the person to call as it stands in the `source`, None when nobody is named.

    `folded` is the source in folded signs, position for position; `numbers` are the phones found in it.
    """
    for match in _candidates(folded, numbers):
        groups = match.groupdict()
        kind = next(name for name in ("titled", "full", "latin", "alone") if groups.get(name))
        start, end = match.span(kind)
        if kind == "full" and _place_behind().match(folded, end):
            continue
        if kind == "latin" and not source[start].isupper():
            continue
        return source[start:end]
    return None


def _candidates(folded: str, numbers: list[Number]) -> Iterator[re.Match[str]]:
    for pattern in _cued():
        yield from pattern.finditer(folded)
    before, after = _beside()
    for number in numbers:
        found = before.search(folded, max(0, number.start - _BESIDE), number.start)
        if found is None:
            found = after.match(folded, number.end)
        if found is not None:
            yield found
