"""Accelerated time: what people do and what falls due, in the order in which it would happen."""

import heapq
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from sqlmodel import Session, select

from booking.entities import Request
from booking.terms import Role
from bot.clock import ManualClock
from bot.mail.message import Body, Content, Inbound, Parcel
from bot.wiring import App

CHANNEL = "converse"
Deed = Callable[[], None]


class Actor(Protocol):
    """Somebody who is written to."""

    def hear(self, body: Body) -> None:
        """Take note of a message, and decide what to do and when."""


class Loop:
    """The clock, who is written to, and what is still to happen."""

    def __init__(self, app: App, clock: ManualClock, random: Random) -> None:
        self.app = app
        self.random = random
        self.sent = 0
        self._clock = clock
        self._heap: list[tuple[datetime, int, Deed]] = []
        self._count = 0
        self._heard: deque[Parcel] = deque()
        self._actors: dict[str, Actor] = {}
        app.hub.listen(CHANNEL, "*", self._heard.append)

    @property
    def now(self) -> datetime:
        """The simulated instant."""
        return self._clock.now()

    def add(self, party: str, actor: Actor) -> None:
        """From now on this actor reads what a party is written."""
        self._actors[party] = actor

    def at(self, when: datetime, deed: Deed) -> None:
        """Have something done then, or now where that has passed."""
        self._count += 1
        heapq.heappush(self._heap, (max(when, self.now), self._count, deed))

    def after(self, seconds: float, deed: Deed) -> None:
        """Have something done later."""
        self.at(self.now + timedelta(seconds=seconds), deed)

    def say(self, party: str, text: str) -> None:
        """A party writes."""
        self._send(party, Content(say=text))

    def press(self, party: str, action: str) -> None:
        """A party presses a button."""
        self._send(party, Content(press=action))

    def _send(self, party: str, content: Content) -> None:
        self.sent += 1
        self._clock.advance(timedelta(milliseconds=1))
        role = Role(party.partition(":")[0])
        self.app.turns.receive(Inbound(CHANNEL, f"sim{self.sent}", party, role, party, content))

    def run(self, until: datetime) -> None:
        """Let everything happen that happens until then."""
        while True:
            due = self.app.clockwork.next_due()
            deed = self._heap[0][0] if self._heap else None
            moment = min((at for at in (due, deed) if at is not None), default=until)
            if moment > until:
                break
            self._clock.move_to(max(moment, self.now))
            if due is not None and (deed is None or due <= deed):
                self.app.clockwork.tick()
            elif self._heap:
                heapq.heappop(self._heap)[2]()
            self._tell()
            if due is None and deed is None:
                break
        self._clock.move_to(max(until, self.now))
        self.app.clockwork.rescue()
        self._tell()

    def _tell(self) -> None:
        while self._heard:
            parcel = self._heard.popleft()
            actor = self._actors.get(parcel.party)
            if actor is not None and parcel.body.text:
                actor.hear(parcel.body)

    def request(self, request_id: int) -> Request | None:
        """A request as it stands, for who works on it."""

        def read(session: Session) -> Request | None:
            return session.exec(select(Request).where(Request.id == request_id)).first()

        return self.app.database.read(read)

    def spread(self, seconds: float) -> float:
        """About so many seconds: mostly near it, at times much more."""
        return seconds * self.random.lognormvariate(0.0, 0.5)


def actions(body: Body) -> Mapping[str, str]:
    """The buttons of a message by the word before the first colon: the first of each kind."""
    found: dict[str, str] = {}
    for button in body.buttons:
        found.setdefault(button.action.partition(":")[0], button.action)
    return found
