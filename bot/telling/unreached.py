"""Reaches people in another way when a channel can deliver no more: another chat, the desk, or a supervisor's list."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from booking.work import Work
from bot.mail import outbox
from bot.mail.chats import chats_of, mark_reach
from bot.mail.entities import Chat, OutMessage
from bot.mail.message import Body, Outgoing
from bot.reactions import tell_alerts
from bot.telling.post import Post, is_staff
from bot.turns import outgoing
from oversight.alerts import raise_alert, standing_alert
from oversight.entities import Alert, AlertKind

#: So much of what could not be told is kept for a supervisor; older lines go first.
MOST_WORDS = 4_000


class Unreached:
    """Tells what a channel could not; works within the transaction in which a message is given up."""

    def __init__(self, post: Post, make_work: Callable[[Session], Work]) -> None:
        self._post = post
        self._make_work = make_work

    def tell(self, session: Session, message_id: int, *, gone: bool) -> Sequence[Outgoing]:
        """Another chat of the same person, else the desk, else a supervisor, who reads the words."""
        work = self._make_work(session)
        row = session.get_one(OutMessage, message_id)
        chat = session.get_one(Chat, row.chat_id)
        if gone:
            mark_reach(session, chat.id, work.now)
        if row.closes is not None:  # no news, only how old news look
            row.told_otherwise = True
            session.add(row)
            return ()
        others = [one for one in chats_of(session, row.party) if one.id != chat.id and one.unreachable_at is None]
        body = Body.model_validate_json(row.body)
        if others:
            if not outbox.was_told(session, [one.id for one in others], row.made_at):
                self._post.put(work, others[-1], body, row.priority)
        elif is_staff(row.party):
            self._post.put(work, self._post.at_desk(work, row.party), body, row.priority)
        else:
            _ask_supervisor(work, row.party, body.text)
            tell_alerts(work, self._post)
        row.told_otherwise = True
        session.add(row)
        return outgoing(work)


def _ask_supervisor(work: Work, resident: str, words: str) -> None:
    """One open alert a person: what comes later is added to it, and told only in the list."""
    standing = standing_alert(work.session, AlertKind.UNREACHED, Alert.resident == resident)
    if standing is None:
        raise_alert(work, AlertKind.UNREACHED, resident=resident, words=words[-MOST_WORDS:])
    else:
        standing.words = f"{standing.words}\n{words}"[-MOST_WORDS:]
        work.session.add(standing)
