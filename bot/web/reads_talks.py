"""What the desks show of talks with residents: those that wait, and one with everything said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from bot.accounts import Account
from bot.dialogue.views import TalkLine, TalkView
from bot.views.talks import answerable, talk_view, talks_for
from bot.views.transcripts import transcript
from locales.args import Named
from oversight.handover_life import HandoverFact
from oversight.handovers import facts_of

#: What the people are called who took a talk, by party.
Names = Mapping[str, Named]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open talks of a desk."""

    talks: Sequence[TalkView]
    names: Names


@dataclass(frozen=True, slots=True)
class WholeTalk:
    """One talk: where it stands, everything that was said, and who had it when."""

    talk: TalkView
    lines: Sequence[TalkLine]
    facts: Sequence[HandoverFact]
    names: Names


def waiting(session: Session, party: str) -> Waiting:
    """The talks that a party may answer."""
    talks = talks_for(session, party)
    return Waiting(talks, _names(session, [talk.taken_by for talk in talks]))


def whole(session: Session, party: str, talk: int) -> WholeTalk | None:
    """A talk by its id; None where there is none that this party may answer."""
    found = answerable(session, party, talk)
    if found is None:
        return None
    facts = facts_of(session, talk)
    names = _names(session, [found.taken_by, *(fact.actor for fact in facts)])
    lines = transcript(session, found.chat_id)
    if found.ended_at is not None:  # what the resident tells the bot afterwards was not handed over
        lines = [line for line in lines if line.at <= found.ended_at]
    return WholeTalk(talk_view(found), lines, facts, names)


def _names(session: Session, parties: Sequence[str | None]) -> Names:
    known = sorted({party for party in parties if party is not None})
    rows = session.exec(select(Account).where(col(Account.party).in_(known))).all()
    return {row.party: Named(row.name_zh, row.name_en) for row in rows}
