"""An OpenAI-compatible endpoint for chat completions: one question, one answer, within a time limit, or none."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from bot.bounded import FAILS, EndpointError, post
from bot.breaker import Breaker

log = logging.getLogger(__name__)


class Endpoint:
    """Asks `base_url`/chat/completions; safe to share among threads. Questions leave the machine."""

    def __init__(
        self,
        base_url: str,
        model: str,
        key: str = "",
        seconds: float = 2.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` limits the whole answer, not each part of it; `now` is a clock that never steps back."""
        self._url = base_url.rstrip("/") + "/chat/completions"
        self._model = model
        self._seconds = seconds
        self._now = now
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers, timeout=seconds, follow_redirects=False)
        self._breaker = Breaker(now)

    def ask(self, rules: str, question: str) -> str | None:
        """What the endpoint says to `question` under `rules`; None when it rests, fails or is late."""
        if not self._breaker.may_be_asked():
            return None
        try:
            said = self._complete(rules, question)
        except FAILS as error:
            self._breaker.failed()
            log.warning("no second opinion: %s", type(error).__name__)
            return None
        self._breaker.went_well()
        return said

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _complete(self, rules: str, question: str) -> str:
        body: Mapping[str, Any] = {
            "model": self._model,
            "temperature": 0,
            "messages": [{"role": "system", "content": rules}, {"role": "user", "content": question}],
        }
        told = post(self._client, self._url, self._seconds, self._now, json=body)
        said = json.loads(told)["choices"][0]["message"]["content"]
        if not isinstance(said, str):
            raise EndpointError("the answer is no text")
        return said
