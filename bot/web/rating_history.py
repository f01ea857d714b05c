"""What a rating said before, and the callbacks of a request, for a supervisor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from booking.entities import PastRating, Request
from booking.rating_reasons import reasons
from bot.web.tags import Tag
from bot.web.words import Words
from locales.args import Arg, Joined, Moment, Named
from oversight import callbacks, calls
from oversight.call_entities import CallNote
from oversight.callback_entities import Callback


@dataclass(frozen=True, slots=True)
class RatingHistory:
    """Earlier ratings and all callbacks, oldest first."""

    past: Sequence[PastRating]
    callbacks: Sequence[Callback]
    calls: Sequence[CallNote] = ()


def read(session: Session, request: Request) -> RatingHistory:
    """The history of one request."""
    same = (PastRating.request_id == request.id) & (PastRating.district == request.district)
    past = session.exec(select(PastRating).where(same).order_by(col(PastRating.version))).all()
    return RatingHistory(past, callbacks.of_request(session, request), calls.of_request(session, request))


def reason_names(codes: Sequence[str]) -> Arg:
    """The reasons by their names, or a dash."""
    known = [reasons()[code] for code in codes if code in reasons()]
    return Joined(tuple(Named(reason.zh, reason.en) for reason in known)) if known else "–"


def draw(words: Words, history: RatingHistory, now: datetime) -> None:
    """One card for each that there is."""
    if history.past:
        _card(words, "web-past-ratings", [_past(words, past, now) for past in history.past])
    if history.callbacks:
        _card(words, "web-callbacks-of", [_callback(words, callback, now) for callback in history.callbacks])
    if history.calls:
        _card(words, "web-calls-of", [_call(words, call, now) for call in history.calls])


def _card(words: Words, title: str, lines: Sequence[str]) -> None:
    with Tag("section", classes="card"):
        Tag("h2", words.term(*title.split("-", 1)))
        with Tag("ul", classes="plain-list"):
            for line in lines:
                Tag("li", line, "text")


def _past(words: Words, past: PastRating, now: datetime) -> str:
    told = words("web-past-rating", stars=past.stars, round=past.round, at=Moment(past.until, now))
    named = words.value(reason_names(past.reasons)) if past.reasons else ""
    return "\n".join(line for line in (told, named, past.comment) if line)


def _callback(words: Words, callback: Callback, now: datetime) -> str:
    if callback.done_at is None:
        return words("web-callback-open-of", due=Moment(callback.due_at, now))
    by = (callback.done_by or "").partition(":")[2]
    return words("web-callback-of", by=by, at=Moment(callback.done_at, now), note=callback.note)


def _call(words: Words, call: CallNote, now: datetime) -> str:
    return words("web-call-of", by=call.by.partition(":")[2], at=Moment(call.at, now), note=call.note)
