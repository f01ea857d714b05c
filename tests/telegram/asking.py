"""Calls of the Bot API by plain HTTP, without a client library."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.telegram.bot_api import BotApiServer


@dataclass
class Caller:
    """A bot that knows nothing but HTTP."""

    server: BotApiServer
    client: httpx.Client

    def ask(self, method: str, values: Mapping[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Call a method with a JSON body."""
        url = f"{self.server.url}/bot{self.server.token}/{method}"
        return self.client.post(url, json=dict(values or {}) | more)

    def form(self, method: str, files: Mapping[str, bytes] | None = None, **values: Any) -> httpx.Response:
        """Call a method with a form, in several parts when there are files."""
        url = f"{self.server.url}/bot{self.server.token}/{method}"
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
        parts = {name: (f"{name}.jpg", content) for name, content in (files or {}).items()}
        return self.client.post(url, data=texts, files=parts or None)

    def result(self, method: str, values: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """What a method gives; fails when it is refused."""
        answer = self.ask(method, values, **more).json()
        assert answer["ok"], answer
        return answer["result"]

    def refusal(self, method: str, values: Mapping[str, Any] | None = None, **more: Any) -> str:
        """The description with which a method refuses; fails when it does not."""
        response = self.ask(method, values, **more)
        answer = response.json()
        assert answer["ok"] is False, answer
        assert answer["error_code"] == response.status_code
        return str(answer["description"])


def inline(*rows: list[Any]) -> dict[str, Any]:
    """An inline keyboard of buttons; a text stands for a button with a label and its data."""
    whole = [[{"text": one, "callback_data": one} if isinstance(one, str) else one for one in row] for row in rows]
    return {"inline_keyboard": whole}
