"""What runs in which process, and the operator's commands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from bot.cli.app import cli
from bot.clock import SystemClock
from bot.running.doctor import examine
from bot.running.messengers import Messengers
from bot.settings import Settings
from bot.wiring import App, build
from tests.conftest import SECRET, settings
from tests.telegram.bot_api import BotApiServer, bot_api_server
from tests.telegram.office import BOT, settings_of

RUNNER = CliRunner()


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """A Bot API server that goes by the machine's clock."""
    with bot_api_server() as made:
        yield made


def _app(values: Settings) -> App:
    return build(values, clock=SystemClock())


def _paths(messengers: Messengers) -> list[str]:
    site = FastAPI(openapi_url=None)
    for add in messengers.routes():
        add(site)
    return [path for route in site.routes if (path := getattr(route, "path", "")).startswith("/telegram")]


def test_without_a_token_nothing_runs(sqlite_url: str, tmp_path: Path) -> None:
    app = _app(settings(tmp_path, sqlite_url))
    messengers = Messengers(app, "all")
    messengers.start()
    assert _paths(messengers) == []
    messengers.stop()
    app.close()


def test_a_token_of_the_wrong_shape_is_told(sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = _app(settings(tmp_path, sqlite_url, telegram_token="secret"))
    Messengers(app, "all").start()
    assert "ANXIU_TELEGRAM_TOKEN" in caplog.text
    app.close()


def test_one_process_polls_and_delivers(server: BotApiServer, sqlite_url: str, tmp_path: Path) -> None:
    app = _app(settings_of(server, tmp_path, sqlite_url, "polling"))
    messengers = Messengers(app, "bot")
    messengers.start()
    wang = server.user("Wang")
    wang.start()
    wang.wait_for("安修", timeout=30)
    assert _paths(messengers) == []
    messengers.stop()
    app.close()


def test_pages_take_and_another_process_delivers(server: BotApiServer, sqlite_url: str, tmp_path: Path) -> None:
    values = settings_of(server, tmp_path, sqlite_url, "webhook", port=80)
    pages, bot = _app(values), _app(values)
    web, delivering = Messengers(pages, "web"), Messengers(bot, "bot")
    assert _paths(web) == ["/telegram/webhook"]
    assert _paths(delivering) == []
    assert _paths(Messengers(_app(values), "worker")) == []
    pages.close()
    delivering.start()
    delivering.stop()
    bot.close()


@pytest.fixture
def environment(server: BotApiServer, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator has set."""
    told = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": sqlite_url,
        "SECRET_KEY": SECRET,
        "TELEGRAM_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_BOT": BOT,
    }
    for name, value in told.items():
        monkeypatch.setenv(f"ANXIU_{name}", value)


@pytest.mark.usefixtures("environment")
def test_setting_up_and_looking(server: BotApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    done = RUNNER.invoke(cli, ["telegram", "setup"])
    assert (done.exit_code, f"@{BOT}" in done.output) == (0, True), done.output
    wang, smith = server.user("Wang"), server.user("Smith", language_code="en")
    assert ("human", "找人工") in wang.menu
    assert ("human", "Talk to a person") in smith.menu
    monkeypatch.setenv("ANXIU_TELEGRAM_MODE", "webhook")
    assert RUNNER.invoke(cli, ["telegram", "setup"]).exit_code == 1
    monkeypatch.setenv("ANXIU_PUBLIC_URL", "https://repairs.example")
    looked = RUNNER.invoke(cli, ["telegram", "status"])
    assert looked.exit_code == 1
    assert "should be https://repairs.example/telegram/webhook" in looked.output
    assert RUNNER.invoke(cli, ["telegram", "setup"]).exit_code == 0
    assert not server.complaints


@pytest.mark.usefixtures("environment")
def test_inviting_listing_and_revoking() -> None:
    made = RUNNER.invoke(cli, ["telegram", "invite", "--role", "vendor", "--account", "pudong-big-nut"])
    assert re.match(rf"https://t\.me/{BOT}\?start=i_[\w-]{{22}}\n", made.output), made.output
    listed = RUNNER.invoke(cli, ["telegram", "invitations"]).output
    assert "open" in listed
    assert "vendor:pudong-big-nut" in listed
    assert RUNNER.invoke(cli, ["telegram", "revoke", listed.split()[0]]).exit_code == 0
    assert "revoked" in RUNNER.invoke(cli, ["telegram", "invitations"]).output
    for wrong in (["--role", "king", "--account", "x"], ["--role", "vendor", "--account", "nobody"]):
        assert RUNNER.invoke(cli, ["telegram", "invite", *wrong]).exit_code == 2
    assert RUNNER.invoke(cli, ["telegram", "revoke", "1"]).exit_code == 2


def test_doctor_looks_at_the_bot(server: BotApiServer, sqlite_url: str, tmp_path: Path) -> None:
    def found(values: Settings) -> list[tuple[bool, str]]:
        return [(one.well, one.mend) for one in examine(values) if one.what == "telegram"]

    values = settings_of(server, tmp_path, sqlite_url, "polling")
    assert found(settings(tmp_path, sqlite_url)) == [(True, "")]
    assert found(values) == [(True, "")]
    assert found(values.model_copy(update={"telegram_bot": "another_bot"}))[1][1].endswith(BOT)
    server.revoke()
    assert "@BotFather" in found(values)[0][1]
    server.down()
    assert "ANXIU_TELEGRAM_API_URL" in found(values)[0][1]
