"""Many notifications with random faults: each arrives, none is lost, order and limits are kept, emergencies first.

One process delivers, by the real clock; this one is Telegram.
"""

import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from bot.channels.telegram.members import as_resident, open_speaker
from bot.mail import outbox
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body
from bot.wiring import App, build
from tests.telegram.bot_api import BotApiServer, User, bot_api_server
from tests.telegram.delivering import delivering
from tests.telegram.office import settings_of

SIZES = [
    pytest.param(120, 45, 2, id="short"),
    pytest.param(10_000, 4_000, 20, id="long", marks=[pytest.mark.soak, pytest.mark.timeout(3_600)]),
]
FAULTS: dict[Any, float] = {"429": 0.002, "500": 0.02, "drop": 0.01}
#: An emergency waits no longer than a fault with its pause takes, in seconds.
LONGEST = 12.0


@dataclass(frozen=True)
class Load:
    """The application whose outbox is filled, and the server that is delivered to."""

    app: App
    server: BotApiServer

    def people(self, number: int) -> list[User]:
        """So many who may be written to."""
        made = [self.server.user(f"P{one}") for one in range(number)]
        for user in made:
            user.chat.started = True
        return made

    def put(self, told: dict[int, list[str]], priority: int = outbox.ORDINARY) -> None:
        """Queue messages by person."""

        def put(session: Session) -> None:
            work = self.app.make_work(session)
            for user, texts in told.items():
                chat = open_speaker(work, as_resident(user), None)
                for text in texts:
                    outbox.put(session, work.ids, work.now, chat, Body(text=text), priority=priority)

        self.app.database.write(put)

    def waiting(self) -> int:
        """How many have not arrived."""
        query = select(func.count()).where(OutMessage.status == OutStatus.WAITING)
        return self.app.database.read(lambda session: session.exec(query).one())

    def tries(self) -> int:
        """How many attempts failed."""
        query = select(func.sum(col(OutMessage.attempts)))
        return self.app.database.read(lambda session: session.exec(query).one()) or 0


@contextmanager
def _load(url: str, folder: Path) -> Iterator[Load]:
    with bot_api_server() as server:
        app = build(settings_of(server, folder, url, "polling"))
        try:
            yield Load(app, server)
        finally:
            app.close()


@pytest.mark.parametrize(("notifications", "chats", "emergencies"), SIZES)
def test_notifications_with_faults(
    notifications: int, chats: int, emergencies: int, postgres_url: str, tmp_path: Path
) -> None:
    with _load(postgres_url, tmp_path) as load:
        people = load.people(chats)
        expected = _fill(load, people, notifications)
        load.server.faults.at_random(FAULTS, seed=7, methods={"sendMessage"})
        with delivering(load.server, tmp_path, postgres_url):
            began = time.monotonic()
            urgent = [_emergency(load, pause) for pause in _pauses(notifications, emergencies)]
            while load.waiting():
                time.sleep(0.2)
            took = time.monotonic() - began
        twice = sum(_heard(user, expected[user.id]) for user in people)
        rates, gap = load.server.rates(), _smallest_gap(load.server)
        figures = {
            "messages": notifications + emergencies,
            "seconds": round(took, 1),
            "a_second": round((notifications + emergencies) / took, 2),
            "most_in_a_second": rates.overall_a_second,
            "smallest_gap_in_a_chat": round(gap, 3),
            "failed_tries": load.tries(),
            "faults": dict(load.server.faults.happened),
            "twice": twice,
            "early_after_429": len([one for one in load.server.limiter.early if one.since > timedelta(seconds=0.5)]),
            "emergencies": [round(one, 2) for one in urgent],
        }
        _tell(figures)
        assert not load.server.complaints
        assert twice == 0
        assert rates.overall_a_second <= 30
        assert rates.private_a_second <= 1
        assert max(urgent) <= LONGEST


def _tell(figures: dict[str, object]) -> None:
    line = json.dumps(figures)
    sys.stdout.write(line + "\n")
    if path := os.environ.get("ANXIU_LOAD_FIGURES"):
        Path(path).write_text(line + "\n")


def _fill(load: Load, people: list[User], notifications: int) -> dict[int, list[str]]:
    chosen = random.Random(3)
    expected: dict[int, list[str]] = defaultdict(list)
    for number in range(notifications):
        user = people[number] if number < len(people) else chosen.choice(people)
        expected[user.id].append(f"{number}")
    load.put(expected)
    return expected


def _pauses(notifications: int, emergencies: int) -> list[float]:
    """Emergencies come while the others are being delivered, in seconds one after the other."""
    return [max(1.0, notifications / 28 * 0.8 / emergencies)] * emergencies


def _emergency(load: Load, pause: float) -> float:
    """After a pause somebody has an emergency; the seconds until it is told."""
    time.sleep(pause)
    user = load.people(1)[0]
    put_at = datetime.now(UTC)
    load.put({user.id: ["着火"]}, outbox.URGENT)
    return (user.wait_for("着火", timeout=60).sent_at - put_at).total_seconds()


def _heard(user: User, expected: list[str]) -> int:
    """How many came twice; fails where one is missing or out of order."""
    heard = [message.text for message in user.heard]
    assert list(dict.fromkeys(heard)) == expected
    return len(heard) - len(expected)


def _smallest_gap(server: BotApiServer) -> float:
    """The shortest time between two calls for the same chat."""
    by_chat: dict[int, list[datetime]] = defaultdict(list)
    for one in server.limiter.sendings:
        by_chat[one.chat_id].append(one.at)
    gaps = [
        (after - before).total_seconds()
        for times in by_chat.values()
        for before, after in zip(sorted(times), sorted(times)[1:], strict=False)
    ]
    return min(gaps, default=0.0)
