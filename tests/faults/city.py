"""An installation of several processes in which things are broken on purpose, one after the other."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.faults.disk import SmallDisk
from tests.faults.stepping import step
from tests.processes.fleet import Fleet, Member, wait_until
from tests.processes.servers import OwnServer
from tests.telegram.bot_api import BotApiServer
from tests.telegram.bot_api.faults import FaultKind

if TYPE_CHECKING:
    from tests.faults.crowd import Crowd
    from tests.telegram.bot_api import User

_CHANNEL_FAULTS: tuple[FaultKind, ...] = ("500", "502", "drop", "lost", "garbage", "429", "hang")
_CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the city stands on."""

    fleet: Fleet
    database: OwnServer
    disk: SmallDisk
    clock: Path


class City:
    """The processes, the database server and the channel; `happened` counts the faults by kind."""

    secret = "shown-at-the-webhook"

    def __init__(self, stage: Stage, telegram: BotApiServer, seed: int) -> None:
        self._fleet = stage.fleet
        self._database = stage.database
        self._disk = stage.disk
        self._clock = stage.clock
        self._telegram = telegram
        self._dice = random.Random(seed)
        self.happened: Counter[str] = Counter()
        self._told = {
            "telegram_token": telegram.token,
            "telegram_api_url": telegram.url,
            "telegram_mode": "webhook",
            "telegram_webhook_secret": self.secret,
            "sample_firms_answer": 2,
            "log_level": "WARNING",
        }
        self._members: list[Member] = []

    def open(self, roles: tuple[str, ...]) -> None:
        """Start a process of each of these roles, and wait for all."""
        for role in roles:
            self._start(role)
        for member in self._members:
            member.wait_ready()

    def some_web(self) -> str | None:
        """The address of a process that takes updates; which one is left to chance, as with a balancer."""
        webs = [one for one in self._members if one.role == "web" and one.is_alive]
        return self._dice.choice(webs).base if webs else None

    def break_something(self, crowd: "Crowd", users: "list[User]", kinds: dict[str, int]) -> None:
        """One fault; `kinds` says how often each is to be among them."""
        kind = self._dice.choices(list(kinds), list(kinds.values()))[0]
        doing: dict[str, Callable[[], None]] = {
            "kill": self._kill,
            "restart": self._restart,
            "cut": self._cut,
            "full": self._fill,
            "clock": self._step,
            "channel": self._disturb,
            "twice": crowd.again,
            "swapped": lambda: crowd.swap(self._dice.choice(users)),
        }
        doing[kind]()
        self.happened[kind] += 1

    def calm(self) -> None:
        """Nothing is broken any more."""
        self._telegram.faults.clear()
        for member in self._members:
            member.wait_ready()

    def _start(self, role: str) -> None:
        self._members.append(self._fleet.start(role, self._database.url, **self._told))

    def _kill(self) -> None:
        """A process dies on the spot, and its supervisor starts another one."""
        member = self._dice.choice(self._members)
        member.kill()
        self._members.remove(member)
        self._start(member.role)
        self._members[-1].wait_ready()

    def _restart(self) -> None:
        self._database.stop("immediate")
        time.sleep(self._dice.uniform(0.1, 1.5))
        self._database.start()

    def _cut(self) -> None:
        try:
            with closing(psycopg.connect(self._database.url, autocommit=True)) as connection:
                connection.execute(_CUT, (self._dice.randint(1, 6),))
        except psycopg.OperationalError:
            wait_until(self._answers, "the database to be there", 30)

    def _answers(self) -> bool:
        try:
            with closing(psycopg.connect(self._database.url)):
                return True
        except psycopg.OperationalError:
            return False

    def _fill(self) -> None:
        """The disk is full for a while; a server that could not go on without room is started again."""
        self._disk.fill()
        time.sleep(self._dice.uniform(0.2, 2.0))
        self._disk.free()
        self._database.start()

    def _step(self) -> None:
        """The clock is set wrong by an hour, and right again."""
        step(self._clock, self._dice.choice((-3600, 3600)))
        time.sleep(self._dice.uniform(0.2, 2.0))
        step(self._clock, 0)

    def _disturb(self) -> None:
        kind = self._dice.choice(_CHANNEL_FAULTS)
        self._telegram.faults.next("sendMessage", count=self._dice.randint(1, 3), kind=kind, retry_after=1)
