"""The address that updates are brought to: whom it refuses, and what it answers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from bot.channels.telegram.service import make_intake, webhook_secret
from bot.channels.telegram.webhook import HEADER, MOST_BYTES, PATH, register
from bot.clock import ManualClock
from bot.mail.entities import InMessage
from bot.wiring import App, build
from tests.conftest import settings
from tests.telegram.updates import message

TOKEN = "7000000001:AA000000000000000000000000000000000"


@pytest.fixture
def app(sqlite_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[App]:
    values = settings(tmp_path, sqlite_url, telegram_token=TOKEN, telegram_api_url="http://127.0.0.1:1")
    made = build(values, clock=clock)
    made.courier.on_queued("telegram", lambda _chat: None)
    yield made
    made.close()


@pytest.fixture
def client(app: App) -> Iterator[TestClient]:
    site = FastAPI()
    register(site, make_intake(app), webhook_secret(app.settings, app.secret))
    with TestClient(site) as made:
        yield made


def _stored(app: App) -> int:
    return app.database.read(lambda session: len(session.exec(select(InMessage)).all()))


def _headers(app: App) -> dict[str, str]:
    return {HEADER: webhook_secret(app.settings, app.secret)}


@pytest.mark.parametrize("secret", [None, b"", b"wrong", b"\xd0\xba\xd0\xbb"])
def test_who_does_not_show_the_secret_is_refused(client: TestClient, app: App, secret: bytes | None) -> None:
    headers = {} if secret is None else {HEADER: secret}
    assert client.post(PATH, content=b"{", headers=headers).status_code == 401
    assert client.post(PATH, json=message(1, text="你好"), headers=headers).status_code == 401
    assert _stored(app) == 0


def test_large_and_shapeless_bodies(client: TestClient, app: App) -> None:
    assert client.post(PATH, content=b"x" * (MOST_BYTES + 1), headers=_headers(app)).status_code == 413
    parts = iter([b"x" * MOST_BYTES, b"x"])
    assert client.post(PATH, content=parts, headers=_headers(app)).status_code == 413
    for shapeless in (b"", b"{", b"\xff", b"[" * 100_000, b"null", b"3", b'{"update_id": "x"}'):
        assert client.post(PATH, content=shapeless, headers=_headers(app)).status_code == 200
    assert client.get(PATH).status_code == 405
    assert _stored(app) == 0


def test_an_update_is_stored_before_it_is_acknowledged(client: TestClient, app: App) -> None:
    update = message(5, text="你好")
    for _ in range(2):
        assert client.post(PATH, content=json.dumps(update), headers=_headers(app)).status_code == 200
        assert _stored(app) == 1


def test_an_update_that_cannot_be_stored_is_asked_for_again(client: TestClient, app: App, tmp_path: Path) -> None:
    with app.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    update = message(6, text="你好")
    assert client.post(PATH, json=update, headers=_headers(app)).status_code == 503
    with app.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO inbox")
    assert client.post(PATH, json=update, headers=_headers(app)).status_code == 200
    assert _stored(app) == 1


def test_the_secret_is_the_operators_or_made(app: App, tmp_path: Path) -> None:
    made = webhook_secret(app.settings, app.secret)
    assert len(made) == 64
    own = settings(tmp_path, telegram_webhook_secret="mine")
    assert webhook_secret(own, app.secret) == "mine"
