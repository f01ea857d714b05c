"""Who speaks for whom in Telegram: by an invitation that was taken, until it is revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from booking.terms import Role
from booking.work import Work
from bot.accounts import Account
from bot.channels.telegram import invitations
from bot.channels.telegram.entities import Invitation, Member
from bot.channels.telegram.names import CHANNEL, address_of, resident_of
from bot.mail import outbox
from bot.mail.chats import find_chat, lock_chat, mark_reach, open_chat
from bot.mail.entities import Chat

# built once, as it is asked for with each update
_ACTIVE = select(Member).where(Member.user_id == bindparam("user"), col(Member.removed_at).is_(None))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person as one of the parties that they may speak for."""

    user: int
    role: Role
    party: str

    @property
    def address(self) -> str:
        """The address of this person's talk as this party."""
        return address_of(self.user, self.party)


def as_resident(user: int) -> Speaker:
    """Everyone is a resident."""
    return Speaker(user, Role.RESIDENT, resident_of(user))


def speakers(session: Session, user: int) -> list[Speaker]:
    """The parties that a person may speak for, the one spoken for first."""
    rows = [row for row in _active(session, user) if _has_open_account(session, row.party)]
    chosen = sum(row.chosen_at is not None for row in rows)
    found = [Speaker(user, Role(row.role), row.party) for row in rows]
    return [*found[:chosen], as_resident(user), *found[chosen:]]


def speaker_at(session: Session, user: int, party: str) -> Speaker | None:
    """The person as this party, if they may still speak for it."""
    return next((one for one in speakers(session, user) if one.party == party), None)


def choose(work: Work, user: int, party: str) -> Speaker | None:
    """From now on this person's words are those of this party; None where they may not speak for it."""
    chosen = speaker_at(work.session, user, party)
    if chosen is None:
        return None
    for row in _active(work.session, user):
        if chosen.role is Role.RESIDENT:
            row.chosen_at = None
            work.session.add(row)
        elif row.party == party:
            row.chosen_at = work.now
            work.session.add(row)
    return chosen


def join(work: Work, user: int, parameter: str, lang: str | None) -> Speaker | None:
    """Take an invitation; None where it is good for nothing any more."""
    invitation = invitations.take(work, parameter)
    if invitation is None:
        return None
    row = _member(work.session, user, invitation.party)
    if row is None:
        row = Member(
            id=work.ids.next(),
            user_id=user,
            role=invitation.role,
            party=invitation.party,
            invitation_id=invitation.id,
            joined_at=work.now,
        )
    row.invitation_id, row.chosen_at, row.removed_at = invitation.id, work.now, None
    work.session.add(row)
    joined = Speaker(user, Role(row.role), row.party)
    mark_reach(work.session, open_speaker(work, joined, lang).id, None)
    return joined


def open_speaker(work: Work, speaker: Speaker, lang: str | None) -> Chat:
    """The locked chat with a person as this party."""
    chat = open_chat(
        work.session,
        work.ids,
        work.now,
        channel=CHANNEL,
        address=speaker.address,
        role=speaker.role,
        party=speaker.party,
        lang=lang,
    )
    return lock_chat(work.session, chat.id)


def revoke(work: Work, invitation_id: int) -> Invitation | None:
    """Revoke an invitation, and remove whoever took it: nothing that waits is told to them any more."""
    row = work.session.get(Invitation, invitation_id)
    if row is None:
        return None
    row.revoked_at = row.revoked_at or work.now
    work.session.add(row)
    for member in members_of(work.session, row.id):
        _remove(work, member, work.now)
    return row


def _remove(work: Work, member: Member, at: datetime) -> None:
    member.removed_at, member.chosen_at = at, None
    work.session.add(member)
    chat = find_chat(work.session, CHANNEL, address_of(member.user_id, member.party))
    if chat is not None:
        mark_reach(work.session, chat.id, at)
        outbox.drop_waiting(work.session, chat.id, "no longer a member")


def members_of(session: Session, invitation_id: int) -> Sequence[Member]:
    """Whoever took an invitation and was not removed."""
    query = select(Member).where(Member.invitation_id == invitation_id, col(Member.removed_at).is_(None))
    return session.exec(query).all()


def _active(session: Session, user: int) -> Sequence[Member]:
    """The memberships that count, the one spoken for first."""
    rows = session.exec(_ACTIVE, params={"user": user}).all()
    chosen = [row for row in rows if row.chosen_at is not None]
    return sorted(chosen, key=lambda row: (row.chosen_at, row.id), reverse=True) + [
        row for row in rows if row.chosen_at is None
    ]


def _member(session: Session, user: int, party: str) -> Member | None:
    return session.exec(select(Member).where(Member.user_id == user, Member.party == party)).first()


def _has_open_account(session: Session, party: str) -> bool:
    """A party whose accounts were all closed has nobody who speaks for it."""
    states = session.exec(select(Account.active).where(Account.party == party)).all()
    return not states or any(states)
