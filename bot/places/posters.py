"""The poster of a building: what stands on it, in every language, and the buildings a list of numbers names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from booking.entities import Estate
from bot.places.house_codes import BUILDING, house_code, telegram_link, web_link
from locales.args import Arg, Named, Term
from locales.keys import Key
from locales.languages import LANGUAGES
from locales.texts import Texts

#: So many sheets are made at once.
MOST_SHEETS = 60
_RANGE = re.compile(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,3})")
STEPS: tuple[Key, ...] = ("poster-step-scan", "poster-step-say", "poster-step-choose")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a poster in one language."""

    lang: str
    title: str
    place: str
    steps: Sequence[str]
    foot: str


@dataclass(frozen=True, slots=True)
class Poster:
    """One sheet: the words by language, the link of the QR code, and that of a second one or nothing."""

    code: str
    words: Sequence[Words]
    web: str
    telegram: str


def buildings_of(text: str) -> Sequence[str]:
    """The buildings of a list such as `5`, `1-12` or `1,3,5A`, each once; empty where any part is no building."""
    found: dict[str, None] = {}
    for part in re.split(r"[,，、\s]+", text.strip()):
        span = _RANGE.fullmatch(part)
        if span is not None:
            first, last = int(span[1]), int(span[2])
            found.update((str(number), None) for number in range(first, min(last, first + MOST_SHEETS) + 1))
        elif BUILDING.fullmatch(part):
            found[part] = None
        else:
            return ()
    return list(found)[:MOST_SHEETS]


def posters_of(
    session: Session, texts: Texts, estate: str, buildings: Sequence[str], *, base: str, bot: str
) -> Sequence[Poster]:
    """The posters of some buildings of an estate; empty for an estate that is not known.

    `base` is the address of the pages; `bot` the name of the Telegram bot, or empty.
    """
    found = session.get(Estate, estate)
    if found is None:
        return ()
    return [_poster(texts, found, building, base, bot) for building in buildings]


def _poster(texts: Texts, estate: Estate, building: str, base: str, bot: str) -> Poster:
    code = house_code(estate.code, building)
    place: dict[str, Arg] = {
        "district": Term(f"district-{estate.district}"),
        "estate": Named(estate.name_zh, estate.name_en),
        "building": building,
    }
    words = [
        Words(
            lang,
            texts.say(lang, "poster-title"),
            texts.say(lang, "poster-place", place),
            [texts.say(lang, step) for step in STEPS],
            texts.say(lang, "poster-foot"),
        )
        for lang in LANGUAGES
    ]
    return Poster(code, words, web_link(base, code), telegram_link(bot, code) if bot else "")
