"""Fixtures: a Bot API server of one's own, and a clock it goes by."""

from collections.abc import Iterator

import pytest

from bot.clock import ManualClock
from tests.telegram.bot_api import BotApiServer, bot_api_server


@pytest.fixture
def telegram(clock: ManualClock) -> Iterator[BotApiServer]:
    """A Bot API server whose time is turned by hand."""
    with bot_api_server(clock.now) as server:
        yield server
