"""Simulated firms, technicians, emergency centres and a supervisor, each at the buttons of their desk."""

import heapq
from collections.abc import Mapping
from datetime import datetime, timedelta

from booking.lifecycle import Status
from booking.terms import SHANGHAI
from bot.dialogue.reporting import FREE
from bot.mail.message import Body
from bot.simulation.loop import Loop, actions
from bot.simulation.scenario import Pace

_MINUTE = 60.0
#: Seconds until a firm answers an offer, by how it is.
_ANSWERS = {Pace.QUICK: 4 * _MINUTE, Pace.SLOW: 18 * _MINUTE, Pace.SILENT: 12 * _MINUTE, Pace.LATE: 6 * _MINUTE}
#: Of so many offers a firm turns one down.
_DECLINES = 12
_WHY = ("busy", "far", "skill")


class Firm:
    """A dispatcher who accepts, declines or lets lapse."""

    def __init__(self, loop: Loop, party: str, pace: Pace) -> None:
        self._loop, self._party, self._pace = loop, party, pace
        loop.add(party, self)

    def hear(self, body: Body) -> None:
        """An offer is answered after a while."""
        known, random = actions(body), self._loop.random
        if "acc" not in known or (self._pace is Pace.SILENT and random.random() < 0.5):
            return
        answer = known["acc"]
        if random.randrange(_DECLINES) == 0:
            answer = f"why:{known['acc'].partition(':')[2]}:{random.choice(_WHY)}"
        self._loop.after(self._loop.spread(_ANSWERS[self._pace]), lambda: self._loop.press(self._party, answer))


class Worker:
    """What goes to homes and does one visit after the other."""

    def __init__(self, loop: Loop, party: str, prices: Mapping[str, str]) -> None:
        self._loop, self._party, self._prices = loop, party, prices

    def set_out(self, request_id: int, way: float, work: float) -> float:
        """Go, arrive and finish, so many seconds apart; how long it takes in all, 0 where nobody is wanted any more."""
        request = self._loop.request(request_id)
        if request is None or request.status != Status.SCHEDULED:
            return 0.0
        self._loop.press(self._party, f"go:{request_id}")
        self._loop.after(way, lambda: self._loop.press(self._party, f"arr:{request_id}"))
        item = None if request.rework else self._prices.get(request.category or "", FREE)
        self._loop.after(way + work, lambda: self._finish(request_id, item))
        return way + work

    def _finish(self, request_id: int, item: str | None) -> None:
        """The report in one go: nobody else writes at this desk in between."""
        self._loop.press(self._party, f"fin:{request_id}")
        if item is not None:
            self._loop.say(self._party, f"{item} x1")
        self._loop.press(self._party, "note:")


class Technician(Worker):
    """Comes in the window that was promised, or later."""

    def __init__(self, loop: Loop, party: str, prices: Mapping[str, str], pace: Pace) -> None:
        super().__init__(loop, party, prices)
        self._pace = pace
        self._free_at = loop.now
        loop.add(party, self)

    def hear(self, body: Body) -> None:
        """A new visit goes into the diary."""
        known = actions(body)
        if "go" in known:
            request_id = int(known["go"].partition(":")[2])
            request = self._loop.request(request_id)
            if request is not None and request.window_start is not None:
                planned = request.window_start
                late = (
                    self._loop.random.uniform(15, 75) if self._pace is Pace.LATE else self._loop.random.uniform(-10, 50)
                )
                self._loop.at(planned + timedelta(minutes=late), lambda: self._go(request_id, planned))

    def _go(self, request_id: int, planned: datetime) -> None:
        request = self._loop.request(request_id)
        if request is None or request.window_start != planned or request.status != Status.SCHEDULED:
            return  # it was moved or called off
        if self._free_at > self._loop.now:
            self._loop.at(self._free_at, lambda: self._go(request_id, planned))
            return
        taken = self.set_out(request_id, self._loop.spread(12 * _MINUTE), self._loop.spread(45 * _MINUTE))
        self._free_at = self._loop.now + timedelta(seconds=taken)


class Centre(Worker):
    """Acknowledges at once, and sends its crews to emergencies: frail people first, then in order."""

    def __init__(self, loop: Loop, party: str, prices: Mapping[str, str], crews: Mapping[int, int]) -> None:
        super().__init__(loop, party, prices)
        self._crews = crews  # on duty, by hour of the day
        self._busy: list[datetime] = []
        self._queue: list[tuple[bool, int, int]] = []
        self._answered: set[str] = set()
        self._count = 0
        loop.add(party, self)

    def hear(self, body: Body) -> None:
        """An alarm is acknowledged within minutes; an ordinary offer too."""
        known = actions(body)
        if "acc" in known and known["acc"] not in self._answered:
            self._answered.add(known["acc"])
            self._loop.after(self._loop.spread(90.0), lambda: self._loop.press(self._party, known["acc"]))
        elif "go" in known:
            self._line_up(int(known["go"].partition(":")[2]))

    def _line_up(self, request_id: int) -> None:
        request = self._loop.request(request_id)
        if request is not None and request.urgency == "emergency" and request.status == Status.SCHEDULED:
            self._count += 1
            heapq.heappush(self._queue, (not request.frail, self._count, request_id))
            self._send()

    def _send(self) -> None:
        now = self._loop.now
        self._busy = [until for until in self._busy if until > now]
        on_duty = self._crews.get(now.astimezone(SHANGHAI).hour, 1)
        while self._queue and len(self._busy) < on_duty:
            _, _, request_id = heapq.heappop(self._queue)
            taken = self.set_out(request_id, self._loop.spread(18 * _MINUTE), self._loop.spread(40 * _MINUTE))
            if taken:
                until = now + timedelta(seconds=taken)
                self._busy.append(until)
                self._loop.at(until + timedelta(seconds=1), self._send)
        if self._queue and not self._busy:
            self._loop.after(10 * _MINUTE, self._send)


class Supervisor:
    """Sees to alerts within the hour."""

    def __init__(self, loop: Loop, party: str) -> None:
        self._loop, self._party = loop, party
        self._seen: set[str] = set()
        loop.add(party, self)

    def hear(self, body: Body) -> None:
        """An alert is acknowledged once."""
        ack = actions(body).get("ack")
        if ack is not None and ack not in self._seen:
            self._seen.add(ack)
            self._loop.after(self._loop.spread(15 * _MINUTE), lambda: self._loop.press(self._party, ack))
