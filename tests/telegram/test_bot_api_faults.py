"""What goes wrong on the test server, and what it measures."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Literal

import httpx
import pytest

from bot.clock import ManualClock
from tests.telegram.asking import Caller
from tests.telegram.bot_api import BotApiServer, User, bot_api_server


@pytest.mark.parametrize(("kind", "description"), [("500", "Internal Server Error"), ("502", "Bad Gateway")])
def test_the_next_calls_fail(
    caller: Caller, telegram: BotApiServer, wang: User, kind: Literal["500", "502"], description: str
) -> None:
    telegram.faults.next("sendMessage", count=2, kind=kind)
    assert caller.ask("getMe").status_code == 200
    for _ in range(2):
        assert caller.refusal("sendMessage", chat_id=wang.id, text="a") == description
    caller.result("sendMessage", chat_id=wang.id, text="b")
    assert [message.text for message in wang.heard] == ["b"]


def test_too_many_requests(caller: Caller, telegram: BotApiServer, clock: ManualClock, wang: User) -> None:
    telegram.faults.next(kind="429", retry_after=7)
    response = caller.ask("sendMessage", chat_id=wang.id, text="a")
    assert response.status_code == 429
    assert response.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    clock.advance(timedelta(seconds=6))
    caller.result("sendMessage", chat_id=wang.id, text="too early")
    clock.advance(timedelta(seconds=1))
    caller.result("sendMessage", chat_id=wang.id, text="in time")
    (early,) = telegram.limiter.early
    assert (early.since, early.wait) == (timedelta(seconds=6), timedelta(seconds=7))


@pytest.mark.parametrize(("kind", "heard"), [("drop", 0), ("lost", 1)])
def test_the_connection_breaks(
    caller: Caller, telegram: BotApiServer, wang: User, kind: Literal["drop", "lost"], heard: int
) -> None:
    telegram.faults.next(kind=kind)
    with pytest.raises(httpx.TransportError):
        caller.ask("sendMessage", chat_id=wang.id, text="a")
    assert len(wang.heard) == heard
    assert caller.ask("getMe").status_code == 200


def test_no_answer_comes(caller: Caller, telegram: BotApiServer) -> None:
    telegram.faults.next(kind="hang")
    with pytest.raises(httpx.ReadTimeout):
        caller.client.get(f"{telegram.url}/bot{telegram.token}/getMe", timeout=0.2)


def test_downloads_fail_too(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    voice = wang.voice(b"ogg").body["voice"]["file_id"]
    path = caller.result("getFile", file_id=voice)["file_path"]
    telegram.faults.next("download", kind="502")
    statuses = [caller.client.get(f"{telegram.url}/file/bot{telegram.token}/{path}").status_code for _ in range(2)]
    assert statuses == [502, 200]


def test_chance_is_the_same_for_the_same_seed(caller: Caller, telegram: BotApiServer) -> None:
    def run() -> list[int]:
        telegram.faults.at_random({"500": 0.2, "429": 0.2}, seed=7, methods={"getMe"})
        return [caller.ask("getMe").status_code for _ in range(60)]

    first = run()
    assert first == run()
    assert set(first) == {200, 429, 500}
    assert caller.ask("getWebhookInfo").status_code == 200
    telegram.faults.clear()
    assert caller.ask("getMe").status_code == 200
    assert telegram.faults.happened["500"] == 2 * first.count(500)


def test_the_server_goes_and_comes_back(caller: Caller, telegram: BotApiServer) -> None:
    caller.result("getMe")
    for _ in range(2):
        telegram.down()
        for _ in range(2):
            with pytest.raises(httpx.TransportError):
                caller.ask("getMe")
        telegram.up()
        caller.result("getMe")


def test_rates_are_the_most_in_any_window(
    caller: Caller, telegram: BotApiServer, clock: ManualClock, wang: User
) -> None:
    li, group = telegram.user("Li"), telegram.group("A firm")
    li.start()

    def send(chat_id: int, after: float) -> None:
        clock.advance(timedelta(seconds=after))
        caller.result("sendMessage", chat_id=chat_id, text="a")

    for after in (0, 0.75, 0.25, 0.5):
        send(wang.id, after)
    send(li.id, 0)
    for after in (10, 20, 30, 10):
        send(group.id, after)
    rates = telegram.rates()
    assert rates.overall_a_second == 4  # 0.75, 1.0 and twice 1.5
    assert rates.private_a_second == 3
    assert rates.private_burst == 3  # of the four, one and a half were due meanwhile
    assert rates.group_a_minute == 3  # the fourth comes a minute after the first
    caller.result("editMessageText", chat_id=group.id, message_id=1, text="b")
    assert telegram.rates() == rates
    assert telegram.rates(edits=True).group_a_minute == 4


def test_limits_can_be_enforced(caller: Caller, telegram: BotApiServer, clock: ManualClock, wang: User) -> None:
    group = telegram.group("A firm")
    telegram.limiter.enforce()
    message = {"chat_id": wang.id, "text": "a"}
    caller.result("sendMessage", message)
    assert caller.refusal("sendMessage", message) == "Too Many Requests: retry after 1"
    clock.advance(timedelta(seconds=1))
    caller.result("sendMessage", message)
    for _ in range(20):
        clock.advance(timedelta(seconds=2))
        caller.result("sendMessage", chat_id=group.id, text="a")
    assert caller.refusal("sendMessage", chat_id=group.id, text="a") == "Too Many Requests: retry after 22"
    people = [telegram.user(str(number)) for number in range(31)]
    clock.advance(timedelta(seconds=1))
    for person in people:
        person.start()
    statuses = [caller.ask("sendMessage", chat_id=person.id, text="a").status_code for person in people]
    assert statuses == [200] * 30 + [429]


def test_short_bursts_may_pass(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    telegram.limiter.enforce(burst=3)
    statuses = [caller.ask("sendMessage", chat_id=wang.id, text="a").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_what_still_waits_ends_with_the_server(clock: ManualClock) -> None:
    with bot_api_server(clock.now) as server, ThreadPoolExecutor(2) as pool:
        base = f"{server.url}/bot{server.token}"
        server.faults.next("getMe", kind="hang")
        asked = [
            pool.submit(httpx.get, f"{base}/{call}", timeout=60, trust_env=False, verify=False)
            for call in ("getMe", "getUpdates?timeout=50")
        ]
        while not server.polls() or not server.faults.happened["hang"]:
            time.sleep(0.002)
        server.close()
        for one in asked:
            with pytest.raises(httpx.TransportError):
                one.result(timeout=20)
