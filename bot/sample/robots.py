"""Sample firms that act by themselves in the demo, unless someone sits at their desk; time is compressed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from booking import requests
from booking.entities import Fact, Request
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import lock_request
from booking.terms import SHANGHAI
from booking.work import Reaction, Work
from bot import accounts
from bot.mail.deadlines import Handler
from bot.mail.entities import Deadline
from vendors import offering, parties, prices, store, together
from vendors.offering import NotYoursError, OfferGoneError

_NEXT = {
    "accepted": Event.SET_OUT,
    "set_out": Event.ARRIVED,
    "arrived": Event.FINISHED,
}
_BEFORE = {
    Event.SET_OUT: (Status.SCHEDULED,),
    Event.ARRIVED: (Status.ON_THE_WAY,),
    Event.FINISHED: (Status.IN_PROGRESS,),
}


class Robots:
    """Plays every sample provider whose desk nobody attends, one step every `pace`."""

    def __init__(self, pace: timedelta) -> None:
        self._pace = pace

    def reactions(self) -> Mapping[str, Sequence[Reaction]]:
        """What makes them move: an offer, or the step before."""
        return {"offered": [self._on_offered]} | {kind: [self._on_step] for kind in _NEXT}

    def handlers(self) -> Mapping[str, Handler]:
        """Who handles their deadlines."""
        return {"robot_answer": self._answer, "robot_step": self._step}

    def _on_offered(self, work: Work, request: Request, fact: Fact) -> None:
        self._later(work, request, "robot_answer", {"offer": fact.data["offer"], "provider": fact.data["provider"]})

    def _on_step(self, work: Work, request: Request, fact: Fact) -> None:
        data = {"event": _NEXT[fact.kind], "provider": request.provider}
        self._later(work, request, "robot_step", data)

    def _later(self, work: Work, request: Request, kind: str, data: Mapping[str, object]) -> None:
        work.set_deadline(kind, request.id, work.now + self._pace, request.district, data)

    def _attended(self, work: Work, request: Request, deadline: Deadline) -> bool:
        """Someone sits at this provider's desk: look again later, and leave the step to them."""
        party = parties.party_of(work.session, deadline.data["provider"], request.district)
        if not accounts.is_present(work.session, party, work.now):
            return False
        self._later(work, request, deadline.kind, deadline.data)
        return True

    def _answer(self, work: Work, deadline: Deadline) -> None:
        request = lock_request(work.session, deadline.subject)
        if request.status != Status.OFFERING or self._attended(work, request, deadline):
            return
        provider = deadline.data["provider"]
        actor = parties.party_of(work.session, provider, request.district)
        try:
            offering.accept(work, int(deadline.data["offer"]), provider, actor)
        except (OfferGoneError, NotYoursError):
            return

    def _step(self, work: Work, deadline: Deadline) -> None:
        request = lock_request(work.session, deadline.subject)
        event, provider = Event(deadline.data["event"]), deadline.data["provider"]
        if request.status not in _BEFORE[event] or request.provider != provider:
            return
        if self._attended(work, request, deadline):
            return
        actor = parties.party_of(work.session, provider, request.district)
        try:
            if event is Event.FINISHED:
                self._finish(work, request, actor)
            else:
                asked, visit = together.lock_visit(work, request.id)
                together.step(work, visit, asked, event, actor)
        except IllegalChangeError:
            return

    def _finish(self, work: Work, request: Request, actor: str) -> None:
        day = work.now.astimezone(SHANGHAI).date()
        items = store.price_items(work.session, day, request.category) if request.category else []
        chosen = [(items[0].code, 1, items[0].min_cents)] if items else []
        lines, total = prices.charge(work.session, work.now, chosen)
        requests.finish(work, request, actor, note="", lines=lines, price_cents=total)
