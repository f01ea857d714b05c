"""Carries out acts around another window that a firm proposes."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.work import Work
from bot.dialogue import events
from bot.dialogue.proposal_acts import AnswerProposal, Propose
from bot.views.requests import view_of
from vendors import parties, proposing
from vendors.offering import NotYoursError, ProposedError
from vendors.proposing import ProposalOverError, TooLateToAskError, WindowTakenError

#: Why one of them was not possible.
WHY: Mapping[type[Exception], str] = {
    ProposedError: "proposed",
    ProposalOverError: "gone",
    WindowTakenError: "taken",
    TooLateToAskError: "late",
}


def propose(work: Work, party: str, act: Propose) -> events.Event:
    """The firm's side: it would come in another window."""
    provider = parties.provider_code(work.session, party)
    if provider is None:
        raise NotYoursError(f"{party} acts for no provider")
    request = proposing.propose(work, act.offer, provider, party, act.window)
    return events.Changed("propose", view_of(work, request))


def answer(work: Work, party: str, act: AnswerProposal) -> events.Event:
    """The resident's side: that window, or the first one."""
    request = proposing.answer(work, act.request, act.offer, party, agree=act.agree)
    return events.Changed("agree" if act.agree else "stay", view_of(work, request))


PERFORMERS: Mapping[type[Any], Callable[[Work, str, Any], events.Event | None]] = {
    Propose: propose,
    AnswerProposal: answer,
}
