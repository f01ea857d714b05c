"""How fast a bot sends: every call is recorded, and the limits of Telegram can be enforced."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.telegram.bot_api.errors import RefusalError, too_many

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
#: Telegram's own numbers for bots that pay nothing.
OVERALL_A_SECOND = 30
CHAT_A_SECOND = 1
GROUP_A_MINUTE = 20


@dataclass(frozen=True)
class Sending:
    """One call that sends or edits; an album has the weight of its items."""

    at: datetime
    bot_id: int
    chat_id: int
    weight: int
    edits: bool = False


@dataclass(frozen=True)
class Early:
    """A call that came `since` after a 429 which had told to wait `wait`."""

    at: datetime
    method: str
    since: timedelta
    wait: timedelta


@dataclass(frozen=True)
class Rates:
    """The most that was seen in any window: messages in a second over all chats, calls in a second and the
    largest burst (over one a second) in one private chat, messages in a minute in one group."""

    overall_a_second: int
    private_a_second: int
    private_burst: int
    group_a_minute: int


def _most(times: list[tuple[datetime, int]], window: timedelta) -> int:
    """The largest sum of weights in any window that is open at its later end."""
    best = inside = first = 0
    for at, weight in times:
        inside += weight
        while at - times[first][0] >= window:
            inside -= times[first][1]
            first += 1
        best = max(best, inside)
    return best


def _burst(times: list[datetime]) -> int:
    """How many tokens a bucket would have had to hold that is refilled with one a second."""
    most = level = 0.0
    last: datetime | None = None
    for at in times:
        if last is not None:
            level = max(0.0, level - (at - last).total_seconds())
        level += 1
        last = at
        most = max(most, level)
    return math.ceil(most - 1e-9)


@dataclass
class Limiter:
    """Records what is sent; refuses what is over the limits while `enforced`."""

    now: Callable[[], datetime]
    enforced: bool = False
    #: How many messages at once to one private chat are let pass when enforced.
    burst: int = 1
    sendings: list[Sending] = field(default_factory=list)
    early: list[Early] = field(default_factory=list)
    _told: dict[int, tuple[datetime, int]] = field(default_factory=dict)
    _passed: dict[tuple[int, int | None], deque[Sending]] = field(default_factory=lambda: defaultdict(deque))

    def enforce(self, burst: int = 1) -> None:
        """Answer 429 to what is over the limits from now on."""
        self.enforced, self.burst = True, burst

    def told_to_wait(self, bot_id: int, seconds: int) -> None:
        """Remember that a bot was told to wait."""
        self._told[bot_id] = (self.now(), seconds)

    def record(self, method: str, sending: Sending) -> None:
        """Note a call that sends or edits, however it ends."""
        self.sendings.append(sending)
        if told := self._told.get(sending.bot_id):
            since, wait = sending.at - told[0], timedelta(seconds=told[1])
            if since < wait:
                self.early.append(Early(sending.at, method, since, wait))

    def check(self, sending: Sending) -> None:
        """Refuse a call that is over the limits."""
        if not self.enforced or sending.edits:
            return
        key = (sending.bot_id, sending.chat_id)
        everywhere = (sending.bot_id, None)
        waits = [self._wait(everywhere, sending, SECOND, OVERALL_A_SECOND)]
        if sending.chat_id >= 0:
            waits.append(self._wait(key, sending, SECOND * self.burst, max(self.burst, CHAT_A_SECOND)))
        else:
            waits.append(self._wait(key, sending, MINUTE, GROUP_A_MINUTE))
        if longest := max(waits):
            raise self.refusal(sending.bot_id, math.ceil(longest))
        self._passed[key].append(sending)
        self._passed[everywhere].append(sending)

    def refusal(self, bot_id: int, seconds: int) -> RefusalError:
        """The refusal that tells a bot to wait."""
        self.told_to_wait(bot_id, seconds)
        return too_many(seconds)

    def _wait(self, key: tuple[int, int | None], sending: Sending, window: timedelta, most: int) -> float:
        passed = self._passed[key]
        while passed and sending.at - passed[0].at >= window:
            passed.popleft()
        # An album to one person is one call; over all and in groups its items count.
        private = key[1] is not None and key[1] > 0
        inside = len(passed) if private else sum(one.weight for one in passed)
        if not passed or inside + (1 if private else sending.weight) <= most:
            return 0.0
        return max(1.0, (window - (sending.at - passed[0].at)).total_seconds())

    def rates(self, edits: bool = False) -> Rates:
        """What was seen so far, of what was sent alone or with what was edited."""
        counted = [one for one in self.sendings if edits or not one.edits]
        ordered = sorted(counted, key=lambda one: one.at)
        by_chat: dict[tuple[int, int], list[Sending]] = defaultdict(list)
        by_bot: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
        for one in ordered:
            by_chat[one.bot_id, one.chat_id].append(one)
            by_bot[one.bot_id].append((one.at, one.weight))
        private = [[one.at for one in sent] for (_, chat), sent in by_chat.items() if chat > 0]
        groups = [[(one.at, one.weight) for one in sent] for (_, chat), sent in by_chat.items() if chat < 0]
        return Rates(
            overall_a_second=max((_most(times, SECOND) for times in by_bot.values()), default=0),
            private_a_second=max((_most([(at, 1) for at in times], SECOND) for times in private), default=0),
            private_burst=max(map(_burst, private), default=0),
            group_a_minute=max((_most(times, MINUTE) for times in groups), default=0),
        )
