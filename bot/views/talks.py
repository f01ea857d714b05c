"""Handed-over talks as those see them who may answer."""

from collections.abc import Sequence

from sqlmodel import Session

from booking.terms import CITY, District
from bot import accounts
from bot.dialogue.views import TalkView
from oversight import handovers
from oversight.handover_life import Handover


def talk_view(handover: Handover) -> TalkView:
    """One talk."""
    return TalkView(
        handover.id,
        handover.status,
        handover.emergency,
        District(handover.district) if handover.district != CITY else None,
        handover.number,
        handover.words,
        handover.asked_at,
        handover.due_at,
        handover.taken_by,
    )


def talks_for(session: Session, party: str) -> Sequence[TalkView]:
    """The open talks that a party may answer; emergencies first, then by age."""
    scope = accounts.district_of(session, party)
    return [
        talk_view(handover)
        for handover in handovers.open_handovers(session)
        if handovers.may_answer(party, scope, handover)
    ]


def answerable(session: Session, party: str, talk: int) -> Handover | None:
    """A talk by its id, ended ones too; None where there is none that this party may answer."""
    found = handovers.find(session, talk)
    allowed = found is not None and handovers.may_answer(party, accounts.district_of(session, party), found)
    return found if allowed else None
