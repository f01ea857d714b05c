"""Renders what is to be said in each chat's language and puts it into the outbox."""

from collections.abc import Container, Sequence

from sqlmodel import select

from booking.terms import Role
from booking.work import Work
from bot import accounts
from bot.dialogue.says import Choice, Say
from bot.dialogue.subjects import QUESTION, subject_of
from bot.mail import outbox
from bot.mail.chats import chats_of, open_chat
from bot.mail.entities import Chat
from bot.mail.message import Body, Button, Parcel, QueuedFor
from bot.storage.bells import note_mail
from bot.telling.closings import Closed, chat_of, close
from locales.languages import DEFAULT
from locales.texts import Texts

_DESK_ROLES = (Role.VENDOR, Role.CENTRE, Role.SUPERVISOR, Role.TECHNICIAN)


def is_staff(party: str) -> bool:
    """Whether it has a desk: firms, technicians, centres and supervisors."""
    return party.partition(":")[0] in _DESK_ROLES


class Post:
    """Sends messages within a unit of work.

    `staff_channel` is where staff without a chat are written to. Readers of `mailboxes` fetch their messages
    from the outbox; those of other channels are delivered to by the courier.
    """

    def __init__(self, texts: Texts, staff_channel: str, mailboxes: Container[str]) -> None:
        self._texts = texts
        self._staff_channel = staff_channel
        self._mailboxes = mailboxes

    def to_chat(self, work: Work, chat: Chat, say: Say, lang: str | None = None) -> None:
        """One message to one chat, in its language or the one given."""
        body = self.render(lang or chat.lang or DEFAULT, say)
        subject = None if self.is_mailbox(chat) else subject_of(say)
        if subject is not None and subject != QUESTION:  # what is shown again is open once only
            close(work, subject, chat_id=chat.id)
        self.put(work, chat, body, outbox.URGENT if say.urgent else outbox.ORDINARY, subject=subject)

    def is_mailbox(self, chat: Chat) -> bool:
        """Whether its reader fetches messages, and sees by itself which are behind."""
        return chat.channel in self._mailboxes

    def show_closed(self, work: Work, closed: Closed) -> None:
        """An earlier message is shown to be over, by a change of that one."""
        chat = chat_of(work.session, closed)
        if chat is not None:
            line = self.render(chat.lang or DEFAULT, closed.line) if closed.line is not None else Body(text="")
            self.put(work, chat, line, outbox.ORDINARY, closes=closed.message_id)

    def put(
        self,
        work: Work,
        chat: Chat,
        body: Body,
        priority: int,
        *,
        subject: str | None = None,
        closes: int | None = None,
    ) -> None:
        """A message that is rendered already, to one chat."""
        mailbox = self.is_mailbox(chat)
        message_id = outbox.put(
            work.session,
            work.ids,
            work.now,
            chat,
            body,
            priority=priority,
            mailbox=mailbox,
            subject=subject,
            closes=closes,
        )
        parcel = Parcel(message_id, chat.channel, chat.address, chat.party, body, work.now)
        note_mail(work.session, chat.channel, chat.id)
        work.after_commit.append(parcel if mailbox else QueuedFor(chat.id, chat.channel))

    def to_party(self, work: Work, party: str, say: Say) -> None:
        """One message to every chat of a party that can be reached; staff who have none get one at their desk."""
        for chat in self._chats(work, party):
            self.to_chat(work, chat, say)

    def to_supervisors(self, work: Work, district: str, say: Say) -> None:
        """One message to every supervisor in charge of a district."""
        talking = work.session.exec(select(Chat.party).where(Chat.role == Role.SUPERVISOR))
        known = accounts.supervisors(work.session, district)
        listed = set(accounts.all_supervisors(work.session))
        for party in dict.fromkeys([*known, *(p for p in talking if p not in listed)]):
            self.to_party(work, party, say)

    def at_desk(self, work: Work, party: str) -> Chat:
        """The chat at the desk of a member of staff."""
        return open_chat(
            work.session,
            work.ids,
            work.now,
            channel=self._staff_channel,
            address=party,
            role=Role(party.partition(":")[0]),
            party=party,
        )

    def render(self, lang: str, say: Say) -> Body:
        """The message in a language."""
        return Body(
            text=self._texts.say(lang, say.key, say.args),
            buttons=tuple(self._button(lang, choice) for choice in say.choices),
            expects=say.expects,
            by=say.by,
            photos=say.photos,
        )

    def _button(self, lang: str, choice: Choice) -> Button:
        return Button(label=self._texts.say(lang, choice.key, choice.args), action=choice.action)

    def _chats(self, work: Work, party: str) -> Sequence[Chat]:
        found = chats_of(work.session, party)
        reached = [chat for chat in found if chat.unreachable_at is None]
        if reached:
            return reached
        # a resident's chats are tried all the same: whoever unblocked the bot is reached again
        return [self.at_desk(work, party)] if is_staff(party) else found
