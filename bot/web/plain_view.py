"""What the page without scripts shows: the transcript, the answers to tap, the requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from booking.terms import SHANGHAI
from bot.dialogue.questions import CATEGORY_CHOICES
from bot.dialogue.says import Say
from bot.dialogue.wording import address as in_words
from bot.dialogue.wording import category_term
from bot.mail.message import Button
from bot.media.photos import is_kept
from bot.understanding.meaning import Where
from bot.web import timeline
from bot.web.chat_history import Entry
from bot.web.demo import is_demo
from bot.web.emergency import NUMBERS
from bot.web.files import PHOTOS
from bot.web.frame import other_languages
from bot.web.look import SIZES, Look
from bot.web.numbers import Dialling
from bot.web.photo_links import photo_link
from bot.web.reads_requests import OwnRequests
from bot.web.rendering import render
from bot.web.request_facts import request_facts
from bot.web.standing import standing
from bot.web.tongues import tongue
from bot.web.waiting import title_of
from bot.web.words import Words, clock
from bot.wiring import App


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page, how, and the token of the forms made for them."""

    look: Look
    words: Words
    address: str
    token: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as the template shows it: pieces of text, each with whether it is a number to call.

    Its buttons stand below it, so that two messages with the same answers are told apart; none once it is behind.
    """

    mine: bool
    lang: str
    pieces: Sequence[tuple[str, bool]]
    photos: Sequence[str]
    time: str
    iso: str
    latest: bool
    buttons: Sequence[Button]


def plain_view(
    app: App,
    reader: Reader,
    entries: Sequence[Entry],
    own: OwnRequests,
    now: datetime,
    *,
    form: str,
    at: str,
    house: Where | None,
    typed: str,
    refused: bool,
) -> str:
    """The HTML of the page. `form` makes what its forms send recognisable; `at` and `house` are of a poster's link."""
    words = reader.words
    hello = app.post.render(reader.look.lang, Say("greeting", choices=CATEGORY_CHOICES))
    return render(
        "plain.html",
        reader.look,
        title_of(words, entries),
        words=words,
        languages=other_languages(reader.look.lang),
        sizes=[(size, words.term("web-size", size)) for size in SIZES],
        numbers=[(words.term(*key.rsplit("-", 1)), number) for key, number in NUMBERS],
        hello=None if entries else hello,
        days=_days(app, reader, entries, now),
        requests=_requests(words, own, now),
        token=reader.token,
        form=form,
        at=at,
        house=words.value(in_words(house)) if house else "",
        typed=typed,
        refused=refused,
        accept=f"{PHOTOS},audio/*",
        sample=is_demo(app.settings),
    )


def _days(app: App, reader: Reader, entries: Sequence[Entry], now: datetime) -> Sequence[tuple[str, Sequence[Bubble]]]:
    """The messages by day; the first answer to what was said last is marked as the latest."""
    words = reader.words
    dialling = Dialling(word for text in words.everywhere("web-calling") for word in text.split("|"))
    said = max((index for index, entry in enumerate(entries) if entry.mine), default=-1)
    latest = min(said + 1, len(entries) - 1)

    def bubble(index: int, entry: Entry) -> Bubble:
        photos = [photo_link(app, photo, reader.address) for photo in entry.photos if is_kept(photo)]
        text = _text(words, entry)
        lang = tongue(text, reader.look.lang)
        pieces = list(dialling.pieces(text))
        buttons = entry.buttons if index > said else ()
        return Bubble(entry.mine, lang, pieces, photos, clock(entry.at), entry.at.isoformat(), index == latest, buttons)

    numbered = groupby(enumerate(entries), key=lambda pair: pair[1].at.astimezone(SHANGHAI).date())
    return [
        (words.day(some[0][1].at, now), [bubble(*pair) for pair in some])
        for some in (list(group) for _, group in numbered)
    ]


def _text(words: Words, entry: Entry) -> str:
    """The words of a message, or in their place what was sent that is no photo."""
    if entry.voice:
        return words("web-voice-sent")
    if any(not is_kept(photo) for photo in entry.photos):
        return words("web-photo-none")
    return entry.text


def _requests(words: Words, own: OwnRequests, now: datetime) -> Sequence[dict[str, object]]:
    return [
        {
            "title": words.value(category_term(request.view.category)),
            "number": words("web-number", number=request.view.number),
            "status": words.term("status", standing(request.view)),
            "facts": request_facts(words, request.view, now),
            "steps": [
                (f"{words.day(fact.at, now)} {clock(fact.at)}", timeline.sentence(words, fact, own.names, now))
                for fact in request.facts
            ],
        }
        for request in own.requests
    ]
