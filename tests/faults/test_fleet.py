"""People talk while processes die, the database dies, connections are cut and Telegram fails: nothing is lost."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
import sqlalchemy
from sqlmodel import Session, col, func, select

from bot.clock import SystemClock
from bot.ledger_check import check
from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.wiring import App, build
from tests.conftest import settings
from tests.faults.city import City, Stage
from tests.faults.crowd import Crowd
from tests.telegram.bot_api import User, bot_api_server

#: When nothing is broken any more, so many seconds do not pass without something being answered or delivered.
PATIENCE = 180
#: How often each kind of fault is among them; kills and restarts take longest.
KINDS = {"kill": 2, "restart": 2, "full": 2, "clock": 3, "cut": 6, "channel": 6, "twice": 5, "swapped": 3}
ROLES = ("web", "web", "bot", "bot", "worker")
#: So many talk at a time, each as one of so many people.
VOICES, PEOPLE, FAULTS, PAUSE = 5, 100, int(os.environ.get("ANXIU_FAULTS", "520")), 0.3


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_nothing_is_lost_or_doubled(stage: Stage, tmp_path: Path) -> None:
    """Short forms of this, a fault at a time, are those of tests/processes and tests/storage/test_full_disk."""
    began = monotonic()
    kinds = KINDS if stage.disk.fillable else {kind: often for kind, often in KINDS.items() if kind != "full"}
    with bot_api_server() as telegram:
        city = City(stage, telegram, seed=FAULTS)
        city.open(ROLES)
        crowd = Crowd(city, seed=FAULTS)
        users = [telegram.user(f"Person {number}") for number in range(PEOPLE)]
        for user in users:
            user.chat.started = True
        with ThreadPoolExecutor(VOICES) as pool:
            talks = [pool.submit(crowd.talk, users[voice::VOICES], voice) for voice in range(VOICES)]
            try:
                for number in range(FAULTS):
                    city.break_something(crowd, users, kinds)
                    sleep(PAUSE)
                    if number % 20 == 19:
                        sys.stdout.write(f"{number + 1} faults, {crowd.said} messages, {monotonic() - began:.0f} s\n")
                city.calm()
            finally:
                crowd.stopping.set()
            for talk in talks:
                talk.result(330)
        watching = build(settings(tmp_path, stage.database.url), clock=SystemClock())
        try:
            _wait_for_all(watching)
            heard = {user.id: len(user.heard) for user in users}
            doubles = _whole(watching, crowd.said, users, heard)
        finally:
            watching.close()
    figures = f"{city.happened.total()} faults {dict(city.happened)}, {dict(telegram.faults.happened)} at Telegram"
    sys.stdout.write(f"{figures}; {crowd.said} messages in {monotonic() - began:.0f} s, {doubles} came twice\n")
    assert city.happened.total() == FAULTS


def _wait_for_all(app: App) -> None:
    """Until everything is answered and has arrived, within the channel's limits; what stands still is told."""
    fewest, end = sys.maxsize, 0.0
    while left := app.database.read(_left):
        if left < fewest:
            fewest, end = left, monotonic() + PATIENCE
        assert monotonic() < end, (left, app.database.read(_heads))
        sleep(0.5)


def _left(session: Session) -> int:
    """How many messages are still to be answered or delivered."""
    counts = (select(func.count()).where(_UNDELIVERED), select(func.count()).where(_UNANSWERED))
    return sum(session.exec(count).one() for count in counts)


def _heads(session: Session) -> list[object]:
    """The first of what is left, without the words."""
    sent = sqlalchemy.select(*[_OUT.c[name] for name in ("id", "chat_id", "attempts", "due_at", "leased_until")])
    said = sqlalchemy.select(*[_IN.c[name] for name in ("id", "chat_id", "attempts")])
    undelivered = sent.where(_UNDELIVERED).order_by(_OUT.c.id).limit(5)
    connection = session.connection()
    return [*connection.execute(undelivered), *connection.execute(said.where(_UNANSWERED).limit(5))]


_OUT: sqlalchemy.Table = OutMessage.__table__  # type: ignore[attr-defined]
_IN: sqlalchemy.Table = InMessage.__table__  # type: ignore[attr-defined]
_UNDELIVERED = (col(OutMessage.status) == OutStatus.WAITING) & (col(OutMessage.channel) == "telegram")
_UNANSWERED = col(InMessage.status) == InStatus.PENDING


def _whole(app: App, said: int, users: list[User], heard: dict[int, int]) -> int:
    """Everything said was answered, everything answered has arrived, and the ledger is whole; what came twice."""

    def look(session: Session) -> int:
        assert session.exec(select(func.count()).select_from(InMessage)).one() == said
        assert set(session.exec(select(InMessage.status))) == {InStatus.DONE}
        doubles = 0
        for user in users:
            sent = select(func.count()).where(
                OutMessage.channel == "telegram", OutMessage.address == str(user.id), col(OutMessage.closes).is_(None)
            )
            told = session.exec(sent).one()
            assert heard[user.id] >= told
            doubles += heard[user.id] - told
        assert list(check(session, app.clock.now())) == []
        return doubles

    return app.database.read(look)
