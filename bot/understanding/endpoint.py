"""An OpenAI-compatible endpoint for chat completions: one question, one answer, within a time limit, or none.

After several failures in a row it is left alone for a while, so that a slow endpoint cannot slow down a city.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

log = logging.getLogger(__name__)

#: Failures in a row after which the endpoint is left alone, and for how many seconds.
_FAILURES, _REST = 3, 60.0
#: Bytes of an answer that are read; a label is far shorter.
_MOST_BYTES = 64 * 1024


class EndpointError(Exception):
    """The endpoint gave no usable answer; the message says why, without a word of the resident's."""


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
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def ask(self, rules: str, question: str) -> str | None:
        """What the endpoint says to `question` under `rules`; None when it rests, fails or is late."""
        if not self._may_be_asked():
            return None
        try:
            said = self._complete(rules, question)
        except (httpx.HTTPError, EndpointError, ValueError, LookupError, TypeError) as error:
            self._note_failure(error)
            return None
        with self._lock:
            self._failures = 0
        return said

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _may_be_asked(self) -> bool:
        with self._lock:
            if self._failures < _FAILURES:
                return True
            if self._now() < self._rests_until:
                return False
            self._rests_until = self._now() + _REST  # one asks; the others wait until it is known how that went
            return True

    def _note_failure(self, error: Exception) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= _FAILURES:
                self._rests_until = self._now() + _REST
        log.warning("no second opinion: %s", type(error).__name__)

    def _complete(self, rules: str, question: str) -> str:
        body: Mapping[str, Any] = {
            "model": self._model,
            "temperature": 0,
            "messages": [{"role": "system", "content": rules}, {"role": "user", "content": question}],
        }
        until = self._now() + self._seconds
        with self._client.stream("POST", self._url, json=body) as answer:
            answer.raise_for_status()
            told = b""
            for part in answer.iter_bytes():
                told += part
                if len(told) > _MOST_BYTES:
                    raise EndpointError("the answer is too long")
                if self._now() > until:
                    raise EndpointError("the answer is late")
        said = json.loads(told)["choices"][0]["message"]["content"]
        if not isinstance(said, str):
            raise EndpointError("the answer is no text")
        return said
