"""People talk while processes die, the database dies, connections are cut and Telegram fails: nothing is lost."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlmodel import Session, col, func, select

from bot.clock import SystemClock
from bot.ledger_check import check
from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.wiring import App, build
from tests.conftest import settings
from tests.faults.city import City, Stage
from tests.faults.crowd import Crowd
from tests.telegram.bot_api import User, bot_api_server

#: Seconds in which everything is answered and delivered when nothing is broken any more.
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
    """Until everything is answered and has arrived; what is left in the end is told."""
    end = monotonic() + PATIENCE
    while left := app.database.read(_left):
        assert monotonic() < end, left
        sleep(0.5)


def _left(session: Session) -> list[object]:
    """What holds these up, without their words."""
    sent, said = col(OutMessage.id), col(InMessage.id)
    waiting = select(  # type: ignore[call-overload]
        sent, OutMessage.chat_id, OutMessage.attempts, OutMessage.made_at, OutMessage.due_at, OutMessage.leased_until
    ).where(OutMessage.status == OutStatus.WAITING, OutMessage.channel == "telegram")
    pending = select(said, InMessage.chat_id, InMessage.attempts).where(InMessage.status == InStatus.PENDING)
    return [*session.exec(waiting.limit(5)), *session.exec(pending.limit(5))]


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
