"""Reads who is at home when it is not the one who reports: the relation, and whose phone each number is."""

import re
from dataclasses import dataclass
from functools import cache

from booking.terms import Relation
from bot.understanding.address_text import fold
from bot.understanding.contact_phone import phone_numbers
from bot.understanding.lexicon import tables_of
from bot.understanding.meaning import Who
from bot.understanding.plain import plain
from bot.understanding.who import read_who

#: Words that tell whose a number is stand at most this many signs before it.
_BEFORE = 14


@dataclass(frozen=True, slots=True)
class People:
    """Two people of one message: who is at home, who reports, and what the first is to the second."""

    on_site: Who | None
    caller: Who | None
    relation: Relation | None
    call_me: bool  # the one who reports wants to be called


def read_people(text: str) -> People:
    """The people a message tells of; without another one in it every phone and name is of whom to call."""
    told = plain(text)
    relation = read_relation(text)
    call_me = relation is None and _pattern("call_me").search(told) is not None
    who = read_who(text)
    own = _own_phone(text)
    if who is None:
        return People(None, None, relation, call_me)
    if own is None and not (relation and who.name and _names_self(told, who.name)):
        return People(who, None, relation, call_me)
    return _shared_out(text, told, who, own, relation)


def _shared_out(text: str, told: str, who: Who, own: str | None, relation: Relation | None) -> People:
    """Own phone and own name go to the caller; the rest is of whom to call."""
    others = [number.digits for number in phone_numbers(fold(text)) if number.good and number.digits != own]
    mine = who.name is not None and _names_self(told, who.name)
    on_site = Who(None if mine else who.name, others[0] if others else None, who.bad_phone)
    caller = Who(who.name if mine else None, own)
    return People(on_site if on_site != Who() else None, caller, relation, relation is None)


def read_relation(text: str) -> Relation | None:
    """What the one at home is to the one who reports; None where nobody else is spoken of."""
    word = relation_word(text)
    return relation_of(word) if word else None


def relation_word(text: str) -> str | None:
    """The word for who is at home, such as mum."""
    told = plain(text)
    matches = (pattern.search(told) for pattern in _for())
    return next((word for found in matches if found for word in found.groupdict().values() if word), None)


def relation_of(word: str) -> Relation | None:
    """The relation that a word such as mum or tenant names."""
    return next((relation for relation, pattern in _relations() if pattern.fullmatch(word)), None)


def their_home(text: str) -> str | None:
    """What the house of the one spoken of may be called."""
    word = relation_word(text)
    if word is None or _pattern("home_of").search(plain(text)) is None:
        return None
    return f"my {word}'s place" if word.isascii() else f"我{word}家"


def kin_words() -> str:
    """A pattern for the words of every relation, the longest first."""
    listed = [word for words in tables_of("people.toml")["relations"].values() for word in words.split("|")]
    return "|".join(sorted(listed, key=len, reverse=True))


def _own_phone(text: str) -> str | None:
    folded = fold(text)
    for number in phone_numbers(folded):
        before = plain(folded[max(0, number.start - _BEFORE) : number.start])
        cues = [found.end() for found in _pattern("own_phone").finditer(before)]
        if number.good and cues and not re.search(r"[她他妈爸]|\b(?:her|his|their)\b", before[cues[-1] :]):
            return number.digits
    return None


def _names_self(told: str, name: str) -> bool:
    cue = tables_of("people.toml")["own_name"]["pattern"]
    return re.search(rf"(?:{cue})\s*{re.escape(plain(name))}", told) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(tables_of("people.toml")[name]["pattern"])


@cache
def _for() -> tuple[re.Pattern[str], ...]:
    table = tables_of("people.toml")["for"]
    return tuple(re.compile(table[lang].replace("%KIN%", kin_words())) for lang in ("zh", "en"))


@cache
def _relations() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    table = tables_of("people.toml")["relations"]
    return tuple((Relation(name), re.compile(pattern)) for name, pattern in table.items())
