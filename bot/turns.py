"""One turn: what came in is stored, understood, answered and delivered; nothing is lost in between."""

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from booking.terms import Role
from booking.work import Work
from bot.dialogue import resident, staff, supervisor
from bot.dialogue.events import Event, LocationSent, PhotoSent, Pressed, Said
from bot.dialogue.says import Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Talk
from bot.dialogue.views import World
from bot.mail import inbox
from bot.mail.chats import lock_chat, save_talk
from bot.mail.entities import Chat, InStatus
from bot.mail.message import Content, Inbound, Outgoing, Parcel, QueuedFor
from bot.perform import perform
from bot.post import Post
from bot.reactions import tell_alerts
from bot.storage.unit import Database
from bot.understanding.reader import Reader
from bot.understanding.staff_words import read_command
from bot.world import DatabaseWorld
from oversight import alerts
from oversight.entities import AlertKind

log = logging.getLogger(__name__)

#: An event may lead to so many further events; more would be a rule that runs in circles.
MAX_OUTCOMES = 24
_LANGUAGE_OF = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class Heard:
    """A stored message and what it means; understood outside the transaction."""

    message_id: int
    event: Event
    lang: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What a turn left: messages to pass on, and whether more waits in the chat."""

    outgoing: Sequence[Outgoing]
    more: bool


class Turns:
    """Runs turns; safe to call from many threads."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        post: Post,
        make_work: Callable[[Session], Work],
        pass_on: Callable[[Iterable[Outgoing]], None],
    ) -> None:
        self._db = database
        self._reader = reader
        self._post = post
        self._make_work = make_work
        self._pass_on = pass_on

    def receive(self, inbound: Inbound) -> bool:
        """Store what came in, then handle everything that waits in its chat; False if it was known already.

        When this returns, the message is stored; when it raises, the sender must send again.
        """

        def store(session: Session) -> inbox.Stored:
            work = self._make_work(session)
            return inbox.store(session, work.ids, work.now, inbound)

        stored = self._db.write(store)
        heard = None
        if stored.message_id is not None:
            heard = self._understand(stored.message_id, inbound.content, inbound.role, stored.at)
        self.drain(stored.chat_id, heard)
        return stored.message_id is not None

    def drain(self, chat_id: int, heard: Heard | None = None) -> None:
        """Handle every waiting message of a chat, in order; `heard` is what one of them was understood to say."""
        while True:
            heard = heard or self._db.read(lambda session: self._hear(session, chat_id))
            if heard is None:
                return
            try:
                done = self._db.write(lambda session, h=heard: self._turn(session, chat_id, h))  # type: ignore[misc]
            except Exception as error:
                log.exception("a turn failed")
                done = Done(self._note_trouble(heard.message_id, chat_id, error), more=True)
            self._pass_on(done.outgoing)
            if not done.more:
                return
            heard = None

    def recover(self) -> int:
        """Handle what a process that died left behind; returns how many chats were found."""
        chats = self._db.read(inbox.chats_pending)
        for chat_id in chats:
            self.drain(chat_id)
        return len(chats)

    def _hear(self, session: Session, chat_id: int) -> Heard | None:
        waiting = inbox.pending(session, chat_id, limit=1)
        if not waiting:
            return None
        message, chat = waiting[0], session.get_one(Chat, chat_id)
        content = Content.model_validate_json(message.body)
        return self._understand(message.id, content, Role(chat.role), message.received_at)

    def _understand(self, message_id: int, content: Content, role: Role, at: datetime) -> Heard:
        if content.press is not None:
            return Heard(message_id, Pressed(content.press), None)
        if content.photo is not None:
            return Heard(message_id, PhotoSent(content.photo or None), None)
        if content.location is not None:
            return Heard(message_id, LocationSent(*content.location), None)
        text = content.contact if content.contact is not None else content.say or ""
        meaning = self._reader.read(text, at)
        command = read_command(text) if role is not Role.RESIDENT else None
        return Heard(message_id, Said(meaning, command), _LANGUAGE_OF.get(meaning.lang))

    def _turn(self, session: Session, chat_id: int, heard: Heard) -> Done:
        """One transaction: the message that was heard, if its turn has come."""
        chat = lock_chat(session, chat_id)
        waiting = inbox.pending(session, chat_id, limit=2)
        if not waiting or waiting[0].id != heard.message_id:
            return Done((), more=bool(waiting))
        work = self._make_work(session)
        talk = Talk.model_validate_json(chat.talk) if chat.talk else Talk()
        talk.lang = chat.lang or heard.lang
        talk = self._converse(work, chat, talk, heard.event)
        save_talk(session, chat, talk.model_dump_json(exclude_defaults=True), talk.lang)
        inbox.mark_done(session, heard.message_id)
        tell_alerts(work, self._post)
        return Done(outgoing(work), more=len(waiting) > 1)

    def _converse(self, work: Work, chat: Chat, talk: Talk, event: Event) -> Talk:
        world = DatabaseWorld(work, chat.party)
        queue = [event]
        for _ in range(MAX_OUTCOMES):
            if not queue:
                return talk
            step = _stepper(chat)(talk, queue.pop(0), world)
            talk = step.talk
            for say in step.says:
                self._post.to_chat(work, chat, say, talk.lang)
            for act in step.acts:
                outcome = perform(work, chat.party, act)
                world.forget()
                if outcome is not None:
                    queue.append(outcome)
        raise RuntimeError("the dialogue runs in circles")

    def _note_trouble(self, message_id: int, chat_id: int, error: Exception) -> Sequence[Outgoing]:
        """Count the failure; when the message is put aside tell the sender and a supervisor."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} at {place.name}, line {place.lineno}"  # no values: they may be personal

        def note(session: Session) -> Sequence[Outgoing]:
            message = inbox.mark_trouble(session, message_id, cause)
            if message is None or message.status != InStatus.FAILED:
                return ()
            work = self._make_work(session)
            chat = lock_chat(session, chat_id)
            self._post.to_chat(work, chat, Say("our-fault"))
            alerts.raise_alert(work, AlertKind.TROUBLE, resident=chat.party, words=cause)
            tell_alerts(work, self._post)
            return outgoing(work)

        return self._db.write(note)


def outgoing(work: Work) -> Sequence[Outgoing]:
    """What this unit of work leaves to be passed on once it is committed."""
    return [item for item in work.after_commit if isinstance(item, Parcel | QueuedFor)]


def _stepper(chat: Chat) -> Callable[[Talk, Event, World], Step]:
    if chat.role == Role.RESIDENT:
        return resident.step
    if chat.role == Role.SUPERVISOR:
        return supervisor.step
    return staff.step
