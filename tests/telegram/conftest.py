"""Fixtures: a Bot API server of one's own, and a clock it goes by."""

from collections.abc import Iterator

import httpx
import pytest

from bot.clock import ManualClock
from tests.telegram.asking import Caller
from tests.telegram.bot_api import BotApiServer, User, bot_api_server


@pytest.fixture
def telegram(clock: ManualClock) -> Iterator[BotApiServer]:
    """A Bot API server whose time is turned by hand."""
    with bot_api_server(clock.now) as server:
        yield server


@pytest.fixture
def caller(telegram: BotApiServer) -> Iterator[Caller]:
    """A bot that knows nothing but HTTP."""
    with httpx.Client(trust_env=False, verify=False, timeout=20) as client:
        yield Caller(telegram, client)


@pytest.fixture
def wang(telegram: BotApiServer) -> User:
    """Somebody who has started the bot; it was told."""
    user = telegram.user("Wang", username="wang")
    user.start()
    return user
