"""Messages that asked for something stop looking open once it is settled: where, by what, and with which line."""

from dataclasses import dataclass

from sqlmodel import Session

from booking.entities import Fact, Request
from booking.work import Reaction, Work
from bot.dialogue.events import Event, Pressed
from bot.dialogue.says import Say
from bot.dialogue.subjects import (
    OFFER_OVER,
    PROPOSAL_OVER,
    QUESTION,
    RATING_OVER,
    VERDICT_OVER,
    VISIT_OVER,
    settled_by,
)
from bot.mail import outbox
from bot.mail.entities import Chat, OutMessage, OutStatus
from bot.mail.message import Body
from locales.args import Arg
from locales.keys import Key
from vendors import store

#: Kinds of facts that settle something.
SETTLING = tuple(dict.fromkeys((*VISIT_OVER, *OFFER_OVER, *PROPOSAL_OVER, *VERDICT_OVER, *RATING_OVER)))


@dataclass(frozen=True, slots=True)
class Closed:
    """A message that is over: told to its channel after the news of the same unit of work."""

    message_id: int
    chat_id: int
    line: Say | None = None  # without one only its buttons go


def close(
    work: Work,
    subject: str,
    line: Key | None = None,
    *,
    chat_id: int | None = None,
    values: dict[str, Arg] | None = None,
) -> None:
    """Every message about this (in one chat) that looks open is over."""
    for row in outbox.close(work.session, subject, chat_id=chat_id):
        _raise(work, row, line, values)


def on_settled(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: what asked for what has happened now is over, in every chat; before anyone is told the news."""
    offer = fact.data.get("offer")
    if fact.kind == "accepted":
        live = store.live_offer(work.session, request)
        offer = live.id if live is not None else None
    for subject, line in settled_by(fact.kind, request.id, offer):
        close(work, subject, line)


def first(table: dict[str, list[Reaction]]) -> None:
    """Let what is over be closed before other reactions open anything new about the same."""
    for kind in SETTLING:
        table.setdefault(kind, []).insert(0, on_settled)


def settle_question(work: Work, chat: Chat, event: Event, since: int, *, moved_on: bool) -> None:
    """After a turn: the question before it is over where it was answered, or another one is asked now.

    What was asked in this turn has ids above `since`; `moved_on` says that the talk asks something else than before.
    """
    rows = outbox.open_about(work.session, QUESTION, chat.id)
    before, asked = [row for row in rows if row.id < since], [row for row in rows if row.id > since]
    for row in asked[:-1]:
        _end(work, row)
    for row in before:
        label = _label(row, event)
        if label is not None:
            _end(work, row, "telegram-over-chosen", {"label": label})
        elif asked or moved_on:
            _end(work, row)


def _label(row: OutMessage, event: Event) -> str | None:
    """What the pressed button says, where it is one of this message."""
    if not isinstance(event, Pressed):
        return None
    buttons = Body.model_validate_json(row.body).buttons
    return next((button.label for button in buttons if button.action == event.action), None)


def _end(work: Work, row: OutMessage, line: Key | None = None, values: dict[str, Arg] | None = None) -> None:
    row.subject = None
    work.session.add(row)
    _raise(work, row, line, values)


def _raise(work: Work, row: OutMessage, line: Key | None, values: dict[str, Arg] | None) -> None:
    if row.status != OutStatus.DEAD:
        work.raised.append(Closed(row.id, row.chat_id, Say(line, values or {}) if line is not None else None))


def chat_of(session: Session, closed: Closed) -> Chat | None:
    """The chat in which it is to be shown; None where nobody is reached any more."""
    chat = session.get(Chat, closed.chat_id)
    return chat if chat is not None and chat.unreachable_at is None else None
