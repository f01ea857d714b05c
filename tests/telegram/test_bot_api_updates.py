"""How the test server hands out updates: long polling, webhooks, and the knobs of both."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.telegram.asking import Caller
from tests.telegram.bot_api import BotApiServer, User


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """What the messages of updates say."""
    return [update["message"]["text"] for update in updates]


def test_updates_stay_until_they_are_confirmed(caller: Caller, wang: User) -> None:
    wang.say("a")
    first = caller.result("getUpdates", limit=1)
    assert texts(first) == ["/start"]
    both = caller.result("getUpdates")
    assert texts(both) == ["/start", "a"]
    assert both[1]["update_id"] == both[0]["update_id"] + 1
    assert texts(caller.result("getUpdates", offset=both[1]["update_id"])) == ["a"]
    assert caller.result("getUpdates", offset=both[1]["update_id"] + 1) == []
    for text in "bcd":
        wang.say(text)
    assert texts(caller.result("getUpdates", offset=-2)) == ["c", "d"]
    assert texts(caller.result("getUpdates")) == ["c", "d"]


def test_a_long_poll_ends_when_something_comes(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    (start,) = caller.result("getUpdates")
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(caller.result, "getUpdates", offset=start["update_id"] + 1, timeout=30)
        wang.say("now")
        assert texts(poll.result(timeout=20)) == ["now"]


@pytest.mark.parametrize(
    ("method", "values", "description"),
    [
        ("getUpdates", {}, "Conflict: terminated by other getUpdates request; make sure that only one bot"),
        ("setWebhook", {"url": "https://example.org"}, "Conflict: terminated by setWebhook request"),
    ],
)
def test_a_long_poll_is_ended(
    caller: Caller, telegram: BotApiServer, method: str, values: dict[str, Any], description: str
) -> None:
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(caller.refusal, "getUpdates", timeout=30)
        while not telegram.polls():
            time.sleep(0.002)
        caller.result(method, values)
        assert poll.result(timeout=20).startswith(description)


def test_a_webhook_excludes_polling(caller: Caller) -> None:
    caller.result("setWebhook", url="https://example.org/hook")
    refusal = caller.refusal("getUpdates")
    assert refusal.startswith("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
    caller.result("deleteWebhook")
    assert caller.result("getUpdates") == []


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"url": "http://example.org"}, "An HTTPS URL must be provided"),
        ({"url": "nonsense"}, "invalid URL"),
        ({"url": "https://example.org:8080"}, "only on ports"),
        ({"url": "https://example.org", "secret_token": "a b"}, "unallowed characters"),
        ({"url": "https://example.org", "secret_token": "x" * 257}, "too long"),
        ({"url": "https://example.org", "max_connections": 101}, "between 1 and 100"),
        ({"url": "https://example.org", "max_connections": "many"}, "must be a valid integer"),
    ],
)
def test_webhooks_that_are_refused(caller: Caller, values: dict[str, Any], description: str) -> None:
    assert description in caller.refusal("setWebhook", values)
    assert caller.result("getWebhookInfo")["url"] == ""


def test_only_what_was_asked_for_comes(caller: Caller, wang: User) -> None:
    wang.block()
    wang.unblock()
    caller.result("getUpdates", offset=-1, allowed_updates=["callback_query"])
    wang.say("not heard")
    wang.forge("x", wang.history[0])
    kinds = [set(update) - {"update_id"} for update in caller.result("getUpdates")]
    assert kinds == [{"my_chat_member"}, {"callback_query"}]


def test_pending_updates_can_be_dropped(caller: Caller, wang: User) -> None:
    assert caller.result("getWebhookInfo")["pending_update_count"] == 1
    caller.result("deleteWebhook", drop_pending_updates=True)
    assert caller.result("getWebhookInfo")["pending_update_count"] == 0


def test_updates_come_twice(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    telegram.bot.queue.twice()
    wang.say("a")
    wang.say("b")
    updates = caller.result("getUpdates")
    assert texts(updates) == ["/start", "a", "a", "b"]
    assert updates[1] == updates[2]


def test_updates_come_late_and_out_of_order(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    telegram.bot.queue.hold(2)
    for text in "abc":
        wang.say(text)
    seen = caller.result("getUpdates")
    assert texts(seen) == ["/start", "c"]
    telegram.bot.queue.release(backwards=True)
    late = caller.result("getUpdates", offset=seen[-1]["update_id"] + 1)
    assert texts(late) == ["b", "a"]
    assert caller.result("getUpdates", offset=seen[-1]["update_id"] + 1) == []


class Hook:
    """A webhook that answers with the statuses a test lays before it, and then with 200."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str | None]] = []
        self.statuses: list[int] = []
        self.most_at_once = 0
        self.same_chat_at_once = False
        self.gate = threading.Event()
        self.gate.set()
        self._chats: list[int] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, text: str, chat: int, secret: str | None) -> int:
        with self._lock:
            self.got.append((text, secret))
            self.same_chat_at_once |= chat in self._chats
            self._chats.append(chat)
            self.most_at_once = max(self.most_at_once, len(self._chats))
        self.gate.wait(10)
        with self._lock:
            self._chats.remove(chat)
            return self.statuses.pop(0) if self.statuses else 200

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                message = update["message"]
                secret = self.headers.get("X-Telegram-Bot-Api-Secret-Token")
                status = owner.take(message["text"], message["chat"]["id"], secret)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Keep the test's output clean."""

        return Handler


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A webhook on loopback."""
    hook = Hook()
    yield hook
    hook.close()


def delivered(telegram: BotApiServer) -> None:
    """Wait until every update was taken."""
    telegram.wait_until(lambda: not telegram.bot.queue.waiting, what="the webhook to take everything")


def test_a_webhook_gets_everything_in_order(caller: Caller, telegram: BotApiServer, wang: User, hook: Hook) -> None:
    hook.statuses = [500, 404]
    wang.say("a")
    caller.result("setWebhook", url=hook.url, secret_token="s-1")
    delivered(telegram)
    wang.say("b")
    delivered(telegram)
    assert hook.got == [(text, "s-1") for text in ("/start", "/start", "/start", "a", "b")]
    info = caller.result("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


@pytest.mark.parametrize(("most", "seen"), [(1, 1), (2, 2), (40, 3)])
def test_chats_do_not_wait_for_each_other(
    caller: Caller, telegram: BotApiServer, hook: Hook, most: int, seen: int
) -> None:
    people = [telegram.user(name) for name in ("Wang", "Li", "Zhao")]
    for person in people:
        person.start()
        person.say("a")
    hook.gate.clear()
    caller.result("setWebhook", url=hook.url, max_connections=most)
    while hook.most_at_once < seen:
        time.sleep(0.002)
    hook.gate.set()
    delivered(telegram)
    assert hook.most_at_once == seen
    assert not hook.same_chat_at_once
    assert len(hook.got) == 6


def test_a_slow_webhook_is_asked_again(caller: Caller, telegram: BotApiServer, wang: User, hook: Hook) -> None:
    telegram.patience.timeout = 0.2
    hook.gate.clear()
    caller.result("setWebhook", url=hook.url)
    telegram.wait_until(lambda: bool(telegram.bot.webhook and telegram.bot.webhook.last_error))
    assert caller.result("getWebhookInfo")["last_error_message"] == "Read timeout expired"
    telegram.patience.timeout = 10
    hook.gate.set()
    delivered(telegram)
    assert {text for text, _ in hook.got} == {"/start"}
    assert len(hook.got) >= 2
