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
from bot.dialogue.acts import Act
from bot.dialogue.events import Event, Said, VoiceSent
from bot.dialogue.person_acts import PersonAct
from bot.dialogue.says import Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Talk, language_for
from bot.dialogue.world import World
from bot.mail import inbox
from bot.mail.chats import lock_chat, open_chat, save_talk
from bot.mail.entities import Chat, InMessage
from bot.mail.message import Content, Inbound, Outgoing, Parcel, QueuedFor
from bot.media.voices import Voices
from bot.performing.acts import perform
from bot.reactions import tell_alerts
from bot.sent import event_of
from bot.storage.absence import is_away, log_trouble
from bot.storage.unit import Database
from bot.telling.closings import settle_question
from bot.telling.handing_over import HandingOver
from bot.telling.post import Post
from bot.understanding.reader import Reader
from bot.understanding.staff_words import read_command
from bot.views.world import DatabaseWorld
from oversight import alerts
from oversight.entities import AlertKind

log = logging.getLogger(__name__)

#: An event may lead to so many further events; more would be a rule that runs in circles.
MAX_OUTCOMES = 24
#: So many places of chats are known without asking the database.
REMEMBERED_CHATS = 20_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message means; understood outside the transaction. Photos with words below them are two events."""

    events: tuple[Event, ...]
    lang: str | None
    voice: str = ""  # the recording it was told in, which goes once it is answered


@dataclass(frozen=True, slots=True)
class Done:
    """What a turn left: messages to pass on, whether more waits in the chat, whether the message was new."""

    outgoing: Sequence[Outgoing] = ()
    more: bool = False
    new: bool = True
    chat_id: int = 0
    answered: bool = True


class Turns:
    """Runs turns; safe to call from many threads."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        post: Post,
        make_work: Callable[[Session], Work],
        now: Callable[[], datetime],
        pass_on: Callable[[Iterable[Outgoing]], None],
        voices: Voices | None = None,
    ) -> None:
        self._db = database
        self._reader = reader
        self._post = post
        self._make_work = make_work
        self._now = now
        self._pass_on = pass_on
        self._voices = voices
        self.handing_over = HandingOver(post, self._happen)
        self._chats: dict[tuple[str, str], int] = {}  # chats are never removed, so what is known stays true

    def warm(self) -> None:
        """Load what understanding needs before the first message comes."""
        self._reader.warm()

    def receive(self, inbound: Inbound) -> bool:
        """Store what came in and answer it, in one transaction; False if it was known already.

        When this returns, the message is stored; when it raises, the sender must send again. A message that
        cannot be answered is stored all the same and tried again.
        """
        try:
            heard = self._understand(inbound.content, inbound.role, self._now())
            done = self._db.write(lambda session: self._take(session, inbound, heard))
            if done.answered:
                self._forget(heard)
        except Exception as error:
            log_trouble(log, "a turn failed", error)
            stored = self._db.write(lambda session: self._store(session, inbound))
            if stored.message_id is not None and not is_away(error):
                self._pass_on(self._note_trouble(stored.message_id, stored.chat_id, error))
            done = Done(more=True, new=stored.message_id is not None, chat_id=stored.chat_id)
        self._remember(inbound, done.chat_id)
        self._pass_on(done.outgoing)
        if done.more:
            self.drain(done.chat_id)
        return done.new

    def drain(self, chat_id: int) -> None:
        """Handle every waiting message of a chat, in order."""
        more = True
        while more:
            first = self._db.read(lambda session: inbox.pending(session, chat_id, limit=1))
            if not first:
                return
            message_id = first[0]
            try:
                heard = self._hear(message_id)
                done = self._db.write(
                    lambda session, m=message_id, h=heard: self._turn(session, chat_id, m, h)  # type: ignore[misc]
                )
                if done.answered:
                    self._forget(heard)
            except Exception as error:
                log_trouble(log, "a turn failed", error)
                if is_away(error):  # no fault of the message, which is stored and found again
                    return
                done = Done(self._note_trouble(message_id, chat_id, error), more=True)
            self._pass_on(done.outgoing)
            more = done.more

    def recover(self) -> int:
        """Handle what could not be answered, or what a process that died left behind; how many chats were found."""
        chats = self._db.read(inbox.chats_pending)
        for chat_id in chats:
            try:
                self.drain(chat_id)
            except Exception:
                log.exception("a chat could not be recovered; the others go on")
        return len(chats)

    def _understand(self, content: Content, role: Role, at: datetime) -> Heard:
        if content.voice is not None:
            return self._listen(content.voice, role, at)
        event = event_of(content)
        if event is None:
            return self._read(content.say or "", role, at, content.to)
        if content.say is None:
            return Heard((event,), None)
        below = self._read(content.say, role, at)
        return Heard((*below.events, event), below.lang)

    def _read(self, text: str, role: Role, at: datetime, to: int | None = None) -> Heard:
        meaning = self._reader.read(text, at)
        command = read_command(text) if role is not Role.RESIDENT else None
        return Heard((Said(meaning, command, to),), language_for(meaning))

    def _listen(self, voice: str, role: Role, at: datetime) -> Heard:
        """A voice message; only residents are listened to, staff work with words and buttons."""
        words = self._voices.words(voice) if self._voices is not None and role is Role.RESIDENT else None
        if words is None:
            return Heard((VoiceSent(None),), None, voice)
        heard = self._read(words, role, at)
        said = heard.events[0]
        return Heard((VoiceSent(said if isinstance(said, Said) else None),), heard.lang, voice)

    def _forget(self, heard: Heard) -> None:
        """Once the answer is committed, the recording is not needed any more."""
        if heard.voice and self._voices is not None:
            self._voices.forget(heard.voice)

    def _hear(self, message_id: int) -> Heard:
        """A stored message, understood when no transaction is open."""

        def stored(session: Session) -> tuple[Content, Role, datetime]:
            message = session.get_one(InMessage, message_id)
            chat = session.get_one(Chat, message.chat_id)
            return Content.model_validate_json(message.body), Role(chat.role), message.received_at

        return self._understand(*self._db.read(stored))

    def _store(self, session: Session, inbound: Inbound) -> inbox.Stored:
        """Store only; the answer comes later."""
        work = self._make_work(session)
        chat_id = self._chat_id(work, inbound)
        return inbox.store(session, work.ids, work.now, chat_id, inbound)

    def _take(self, session: Session, inbound: Inbound, heard: Heard) -> Done:
        """One transaction: the message is stored and, unless earlier ones wait in its chat, answered."""
        work = self._make_work(session)
        chat = lock_chat(session, self._chat_id(work, inbound))
        stored = inbox.store_in_turn(session, work.ids, work.now, chat.id, inbound)
        if not stored.next:
            waiting = bool(inbox.pending(session, chat.id, limit=1))
            return Done(more=waiting, new=stored.message_id is not None, chat_id=chat.id, answered=not waiting)
        self._answer(work, chat, heard)
        return Done(outgoing(work), chat_id=chat.id)

    def _turn(self, session: Session, chat_id: int, message_id: int, heard: Heard) -> Done:
        """One transaction: a message that was stored before is answered, if its turn has come."""
        chat = lock_chat(session, chat_id)
        waiting = inbox.pending(session, chat.id, limit=2)
        if not waiting or waiting[0] != message_id:
            return Done(more=bool(waiting), answered=False)
        work = self._make_work(session)
        self._answer(work, chat, heard)
        inbox.mark_done(session, message_id)
        return Done(outgoing(work), more=len(waiting) > 1)

    def _chat_id(self, work: Work, inbound: Inbound) -> int:
        known = self._chats.get((inbound.channel, inbound.address))
        if known is not None:
            return known
        return open_chat(
            work.session,
            work.ids,
            work.now,
            channel=inbound.channel,
            address=inbound.address,
            role=inbound.role,
            party=inbound.party,
            lang=inbound.lang,
        ).id

    def _remember(self, inbound: Inbound, chat_id: int) -> None:
        """Only once it is committed: a chat of a transaction that was rolled back is not there."""
        if len(self._chats) >= REMEMBERED_CHATS:
            self._chats.clear()
        self._chats[inbound.channel, inbound.address] = chat_id

    def _answer(self, work: Work, chat: Chat, heard: Heard) -> None:
        self._go_on(work, chat, heard.events, heard.lang)
        tell_alerts(work, self._post)

    def _happen(self, work: Work, chat_id: int, event: Event) -> None:
        """Something happens in a chat that nobody wrote in just now."""
        self._go_on(work, lock_chat(work.session, chat_id), (event,), None)

    def _go_on(self, work: Work, chat: Chat, events: Sequence[Event], lang: str | None) -> None:
        talk = Talk.model_validate_json(chat.talk) if chat.talk else Talk()
        talk.lang = chat.lang or lang
        asked, since = talk.ask, work.ids.next()
        for event in events:
            talk = self._converse(work, chat, talk, event)
        if not self._post.is_mailbox(chat):
            settle_question(work, chat, events[0], since, moved_on=talk.ask != asked)
        save_talk(work.session, chat, talk.model_dump_json(exclude_defaults=True), talk.lang)

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
                outcome = self._perform(work, chat, act)
                world.forget()
                if outcome is not None:
                    queue.append(outcome)
        raise RuntimeError("the dialogue runs in circles")

    def _perform(self, work: Work, chat: Chat, act: Act) -> Event | None:
        if isinstance(act, PersonAct):
            return self.handing_over.perform(work, chat, act)
        return perform(work, chat.party, act)

    def _note_trouble(self, message_id: int, chat_id: int, error: Exception) -> Sequence[Outgoing]:
        """Count the failure; when the message is put aside tell the sender and a supervisor."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} at {place.name}, line {place.lineno}"  # no values: they may be personal

        def note(session: Session) -> Sequence[Outgoing]:
            if not inbox.mark_trouble(session, message_id, cause):
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
