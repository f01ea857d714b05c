"""Two processes of pages, two that deliver: one of each is killed at work, and the others finish what they began."""

import itertools
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session, col, select

from bot.channels.telegram.names import telegram_chat
from bot.clock import SystemClock
from bot.mail import outbox
from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.wiring import App, build
from tests.conftest import SECRET as KEY
from tests.conftest import settings
from tests.processes.fleet import Fleet, Member, wait_until
from tests.telegram.bot_api import BotApiServer, User, bot_api_server
from tests.telegram.updates import message

SECRET = "shown-at-the-webhook"
PEOPLE = 6
WORDS = ("你好", "厨房水龙头滴水", "徐汇区田林路1186弄7号301室", "明天上午", "13800138000，姓王")
ON_DUTY = "Telegram is in the hands of this process"
#: Every process looks for what is due in this time at the latest, beside the lease of what it takes over.
NEXT_LOOK = 5.0


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """A Bot API server that goes by the machine's clock."""
    with bot_api_server() as made:
        yield made


@pytest.fixture
def watching(postgres_url: str, tmp_path: Path) -> Iterator[App]:
    """A look into the database."""
    app = build(settings(tmp_path, postgres_url), clock=SystemClock())
    yield app
    app.close()


class Bringer:
    """Brings updates to the pages in turn, again until one of them takes it, as Telegram does."""

    def __init__(self, webs: list[Member]) -> None:
        self._webs = webs
        self._updates = itertools.count(1)
        self._turns = itertools.count()
        self.taken = threading.Semaphore(0)

    def say(self, user: User, words: str) -> None:
        """One message, until it is taken."""
        update = next(self._updates)
        told = message(user.id, update, update, text=words)

        def taken() -> bool:
            return self._bring(self._webs[next(self._turns) % len(self._webs)].base, told)

        wait_until(taken, f"{words} to be taken")
        self.taken.release()

    def talk(self, user: User) -> None:
        """Everything that a person has to say."""
        for words in WORDS:
            self.say(user, words)

    def _bring(self, base: str, told: object) -> bool:
        header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        try:
            return httpx.post(f"{base}/telegram/webhook", json=told, headers=header, timeout=30).status_code == 200
        except httpx.TransportError:
            return False


def _on_duty(bots: list[Member]) -> Member | None:
    return next((bot for bot in bots if bot.is_alive and ON_DUTY in bot.log), None)


def _everything_arrived(app: App) -> bool:
    def count(session: Session) -> bool:
        left = select(OutMessage.id).where(OutMessage.status != OutStatus.DELIVERED)
        return session.exec(left.limit(1)).first() is None

    return app.database.read(count)


@pytest.mark.timeout(600)
def test_one_of_each_is_killed_at_work(server: BotApiServer, watching: App, postgres_url: str, fleet: Fleet) -> None:
    told = {
        "telegram_token": server.token,
        "telegram_api_url": server.url,
        "telegram_mode": "webhook",
        "telegram_webhook_secret": SECRET,
    }
    webs = [fleet.start("web", postgres_url, **told) for _ in range(2)]
    bots = [fleet.start("bot", postgres_url, **told) for _ in range(2)]
    for member in (*webs, *bots):
        member.wait_ready()
    wait_until(lambda: _on_duty(bots) is not None, "one to deliver")
    assert sum(ON_DUTY in bot.log for bot in bots) == 1
    first = _on_duty(bots)
    assert first is not None
    people = [server.user(f"Person {number}") for number in range(PEOPLE)]
    for one in people:
        one.start()
    bringer = Bringer(webs)
    server.faults.next("sendMessage", count=3, kind="hang")  # three messages are leased when their process dies
    with ThreadPoolExecutor(PEOPLE) as pool:
        talks = [pool.submit(bringer.talk, one) for one in people]
        for _ in range(PEOPLE):
            bringer.taken.acquire()
        wait_until(lambda: server.faults.happened["hang"] >= 2, "messages to be under way")
        webs[0].kill()
        first.kill()
        for talk in talks:
            talk.result(120)
    seconds = outbox.LEASE.total_seconds() + NEXT_LOOK
    assert seconds < 30
    second = next(bot for bot in bots if bot is not first)
    wait_until(lambda: ON_DUTY in second.log, "the other to take over")
    wait_until(lambda: _everything_arrived(watching), "everything to arrive", seconds * 3)
    _nothing_lost_or_doubled(watching, people)
    second.tell_to_stop()
    webs[1].tell_to_stop()
    assert (second.wait_stopped(), webs[1].wait_stopped()) == (0, 0)
    assert KEY not in second.log + webs[1].log


def _nothing_lost_or_doubled(app: App, people: list[User]) -> None:
    def look(session: Session) -> tuple[list[str], Counter[int]]:
        addresses = session.exec(select(OutMessage.address).where(col(OutMessage.closes).is_(None)))
        return list(session.exec(select(InMessage.status))), Counter(map(telegram_chat, addresses))

    statuses, sent = app.database.read(look)
    assert statuses == [InStatus.DONE] * (PEOPLE * len(WORDS))
    for one in people:
        # what had arrived, but was not noted yet when its process died, may come a second time
        assert len(one.heard) - sent[one.id] in (0, 1), (one.id, len(one.heard), sent)
