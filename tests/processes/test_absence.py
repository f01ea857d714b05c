"""PostgreSQL stops, starts and fails over while people talk: nothing is lost or doubled, and all goes on by itself."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from bot.mail import outbox
from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.running.standby import PATIENCE_SECONDS
from tests.processes.fleet import Fleet, wait_until
from tests.processes.servers import OwnServer
from tests.rooms import Recorder, Rooms
from tests.telegram.bot_api import bot_api_server
from tests.telegram.updates import message

Compose = Callable[..., Rooms]
PEOPLE, PRESSES = 4, 120
SECRET = "shown-at-the-webhook"


def _talk(rooms: Rooms, party: str, failures: list[str]) -> None:
    """Press again and again; what is not taken is sent anew, as every channel does."""
    for number in range(PRESSES):
        while True:
            try:
                rooms.press(party, "progress" if number else "start", key=f"{party}-{number}")
                break
            except SQLAlchemyError as error:
                failures.append(type(error).__name__)
                time.sleep(0.05)


def _talk_through(rooms: Rooms, name: str, trouble: Callable[[], None]) -> None:
    """Several people talk while something happens; each of their messages is answered once."""
    _talk(rooms, f"resident:calm-{name}", [])
    answers = len(rooms.told(f"resident:calm-{name}"))
    failures: list[str] = []
    people = [f"resident:{name}-{number}" for number in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as pool:
        talks = [pool.submit(_talk, rooms, party, failures) for party in people]
        time.sleep(0.2)
        trouble()
        for talk in talks:
            talk.result(60)
    rooms.turns.recover()
    assert failures
    assert [len(rooms.told(party)) for party in people] == [answers] * PEOPLE
    statuses = rooms.see(lambda session: session.exec(select(InMessage.status)).all())
    assert set(statuses) == {InStatus.DONE}


def test_a_server_that_is_started_anew(own_server: OwnServer, compose_rooms: Compose) -> None:
    def restart() -> None:
        own_server.stop("immediate")
        time.sleep(0.5)
        own_server.start()

    _talk_through(compose_rooms(own_server.url), "restart", restart)


def test_what_arrived_while_it_was_away_is_not_carried_again(own_server: OwnServer, compose_rooms: Compose) -> None:
    carrier = Recorder(lambda _parcel: own_server.stop("immediate"))
    rooms = compose_rooms(own_server.url, carriers={"telegram": carrier})
    with pytest.raises(SQLAlchemyError):
        rooms.press("resident:a", "start", channel="telegram")
    own_server.start()
    rooms.clock.advance(outbox.LEASE)
    assert rooms.courier.deliver_due() == 0
    assert len(carrier.delivered) == 1
    query = select(OutMessage.status).where(OutMessage.channel == "telegram")
    assert rooms.see(lambda session: session.exec(query).all()) == [OutStatus.DELIVERED]


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_server_that_is_away_for_a_minute(own_server: OwnServer, compose_rooms: Compose) -> None:
    def leave() -> None:
        own_server.stop()
        time.sleep(60)
        own_server.start()

    _talk_through(compose_rooms(own_server.url), "minute", leave)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_poller_acknowledges_nothing_while_the_server_is_away(own_server: OwnServer, fleet: Fleet) -> None:
    """Longer than the duty is held on to without a word from the database."""
    with bot_api_server() as telegram:
        told = {"telegram_token": telegram.token, "telegram_api_url": telegram.url}
        bot = fleet.start("bot", own_server.url, **told).wait_ready()
        wang = telegram.user("Wang")
        wang.start()
        wang.wait_for("安修", timeout=60)
        before = len(wang.heard)
        own_server.stop()
        wang.say("厨房水龙头滴水")
        time.sleep(PATIENCE_SECONDS + 10)
        assert len(wang.heard) == before
        own_server.start()
        wang.wait_for("", timeout=90, fresh=True)
        wang.say("你好")
        wang.wait_for("", timeout=60, fresh=True)
        bot.tell_to_stop()
        assert bot.wait_stopped() == 0
        assert "a duty is given up" in bot.log
        assert "Traceback" not in bot.log


@pytest.mark.timeout(600)
def test_processes_go_on_by_themselves(own_server: OwnServer, fleet: Fleet) -> None:
    """Readiness tells the truth, pages say it in plain words, and nothing has to be started anew."""
    hook = {"telegram_token": "123456:" + "A" * 35, "telegram_mode": "webhook", "telegram_webhook_secret": SECRET}
    web = fleet.start("web", own_server.url, drain_seconds=2, telegram_api_url="http://127.0.0.1:9", **hook)
    worker = fleet.start("worker", own_server.url)
    web.wait_ready()
    worker.wait_ready()
    own_server.stop()
    wait_until(lambda: web.ask("/readyz").status_code == 503, "the pages not to be ready")
    assert web.ask("/readyz").text == "the database does not answer"
    assert web.ask("/healthz").text == "ok"
    for path in ("/prices", "/plain", "/"):
        page = web.ask(path)
        assert (page.status_code, page.headers["retry-after"]) == (503, "10"), path
        assert "962121" in page.text
        assert "psycopg" not in page.text
    assert _bring(web.base, "你好", 1) == 503
    wait_until(lambda: not worker.ready_file.exists(), "the worker not to be ready")
    own_server.start()
    web.wait_ready()
    worker.wait_ready()
    assert web.ask("/prices").status_code == 200
    assert _bring(web.base, "你好", 1) == 200
    web.tell_to_stop()
    wait_until(lambda: web.ask("/readyz").text == "this process is stopping", "the pages to be led elsewhere")
    assert web.ask("/healthz").status_code == web.ask("/prices").status_code == 200
    worker.tell_to_stop()
    assert (web.wait_stopped(), worker.wait_stopped()) == (0, 0)
    assert not worker.ready_file.exists()
    assert "Traceback" not in web.log + worker.log


def _bring(base: str, words: str, update: int) -> int:
    import httpx

    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    told = message(6_100_000_001, update, update, text=words)
    return httpx.post(f"{base}/telegram/webhook", json=told, headers=header, timeout=30).status_code


def test_another_server_that_takes_over(own_server: OwnServer, compose_rooms: Compose) -> None:
    """Last: the first server is not started again."""
    url = own_server.follow()
    done = threading.Event()

    def fail_over() -> None:
        own_server.fail_over()
        done.set()

    _talk_through(compose_rooms(url), "failover", fail_over)
    assert done.is_set()


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://u:p@a,b/db?target_session_attrs=read-write", "a,b", "5432,5432"),
        ("postgresql://u:p@a:5433,[::1]:5434,c/db", "a,::1,c", "5433,5434,5432"),
        ("postgresql:///db?host=a:1&host=b:2", "a,b", "1,2"),
        ("postgresql://u:p,w@a:5433/db", "a", "5433"),
    ],
)
def test_addresses_as_libpq_writes_them(url: str, host: str, port: str) -> None:
    from bot.secrets import AesCipher
    from bot.storage.engine import open_engine

    engine = open_engine(url, AesCipher(b"k"))
    told = engine.dialect.create_connect_args(engine.url)[1]
    assert (told["host"], str(told["port"])) == (host, port)
