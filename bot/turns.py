"""One turn: what came in is stored, understood, answered and delivered; nothing is lost in between."""

import logging
import traceback
from collections.abc import Callable, Iterable
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
from bot.mail.chats import lock_chat
from bot.mail.entities import Chat, InMessage, InStatus
from bot.mail.message import Content, Inbound
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


class Turns:
    """Runs turns; safe to call from many threads."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        post: Post,
        make_work: Callable[[Session], Work],
        now: Callable[[], datetime],
        deliver: Callable[[Iterable[int]], None],
    ) -> None:
        self._db = database
        self._reader = reader
        self._post = post
        self._make_work = make_work
        self._now = now
        self._deliver = deliver

    def receive(self, inbound: Inbound) -> bool:
        """Store what came in, then handle everything that waits in its chat; False if it was known already.

        When this returns, the message is stored; when it raises, the sender must send again.
        """

        def store(session: Session) -> tuple[int, bool]:
            work = self._make_work(session)
            return inbox.store(session, work.ids, work.now, inbound)

        chat_id, new = self._db.write(store)
        self.drain(chat_id)
        return new

    def drain(self, chat_id: int) -> None:
        """Handle every waiting message of a chat, in order."""
        while True:
            heard = self._db.read(lambda session: self._hear(session, chat_id))
            if heard is None:
                return
            try:
                chats = self._db.write(lambda session, h=heard: self._turn(session, chat_id, h))  # type: ignore[misc]
            except Exception as error:
                log.exception("a turn failed")
                chats = self._note_trouble(heard.message_id, chat_id, error)
            self._deliver(chats)

    def recover(self) -> int:
        """Handle what a process that died left behind; returns how many chats were found."""
        chats = self._db.read(inbox.chats_pending)
        for chat_id in chats:
            self.drain(chat_id)
        return len(chats)

    def _hear(self, session: Session, chat_id: int) -> Heard | None:
        message = inbox.next_pending(session, chat_id)
        if message is None:
            return None
        chat = session.get_one(Chat, chat_id)
        content = Content.model_validate_json(message.body)
        return self._understand(message, content, chat)

    def _understand(self, message: InMessage, content: Content, chat: Chat) -> Heard:
        if content.press is not None:
            return Heard(message.id, Pressed(content.press), None)
        if content.photo is not None:
            return Heard(message.id, PhotoSent(content.photo or None), None)
        if content.location is not None:
            return Heard(message.id, LocationSent(*content.location), None)
        text = content.contact if content.contact is not None else content.say or ""
        meaning = self._reader.read(text, message.received_at)
        command = read_command(text) if chat.role != Role.RESIDENT else None
        return Heard(message.id, Said(meaning, command), _LANGUAGE_OF.get(meaning.lang))

    def _turn(self, session: Session, chat_id: int, heard: Heard) -> list[int]:
        """One transaction; returns the chats that have something to deliver."""
        chat = lock_chat(session, chat_id)
        message = inbox.next_pending(session, chat_id)
        if message is None or message.id != heard.message_id:
            return []
        work = self._make_work(session)
        talk = Talk.model_validate_json(chat.talk) if chat.talk else Talk()
        chat.lang = chat.lang or heard.lang
        talk.lang = chat.lang
        talk = self._converse(work, chat, talk, heard.event)
        chat.lang = talk.lang
        chat.talk = talk.model_dump_json(exclude_defaults=True)
        session.add(chat)
        inbox.mark_done(session, message)
        tell_alerts(work, self._post)
        return woken(work)

    def _converse(self, work: Work, chat: Chat, talk: Talk, event: Event) -> Talk:
        world = DatabaseWorld(work, chat.party)
        queue = [event]
        for _ in range(MAX_OUTCOMES):
            if not queue:
                return talk
            step = _stepper(chat)(talk, queue.pop(0), world)
            talk = step.talk
            chat.lang = talk.lang
            self._say(work, chat, step.says)
            for act in step.acts:
                outcome = perform(work, chat.party, act)
                world.forget()
                if outcome is not None:
                    queue.append(outcome)
        raise RuntimeError("the dialogue runs in circles")

    def _say(self, work: Work, chat: Chat, says: Iterable[Say]) -> None:
        for say in says:
            self._post.to_chat(work, chat, say)

    def _note_trouble(self, message_id: int, chat_id: int, error: Exception) -> list[int]:
        """Count the failure; when the message is put aside tell the sender and a supervisor."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} at {place.name}, line {place.lineno}"  # no values: they may be personal

        def note(session: Session) -> list[int]:
            message = inbox.mark_trouble(session, message_id, cause)
            if message is None or message.status != InStatus.FAILED:
                return []
            work = self._make_work(session)
            chat = lock_chat(session, chat_id)
            self._post.to_chat(work, chat, Say("our-fault"))
            alerts.raise_alert(work, AlertKind.TROUBLE, resident=chat.party, words=cause)
            tell_alerts(work, self._post)
            return woken(work)

        return self._db.write(note)


def woken(work: Work) -> list[int]:
    """The chats that got something to deliver in this unit of work."""
    return sorted(int(name[5:]) for name in work.wakes if name.startswith("chat:"))


def _stepper(chat: Chat) -> Callable[[Talk, Event, World], Step]:
    if chat.role == Role.RESIDENT:
        return resident.step
    if chat.role == Role.SUPERVISOR:
        return supervisor.step
    return staff.step
