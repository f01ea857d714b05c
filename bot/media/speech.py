"""An OpenAI-compatible endpoint for transcriptions: a recording in, its words out, within a time limit, or none."""

import json
import logging
import time
from collections.abc import Callable

import httpx

from bot.bounded import FAILS, EndpointError, post
from bot.breaker import Breaker
from bot.media.kinds import sound_name

log = logging.getLogger(__name__)

#: Characters of a transcription that are taken: minutes of speech, and what the web chat takes as typed.
_MOST_WORDS = 2_000


class Recogniser:
    """Asks `base_url`/audio/transcriptions; safe to share among threads. Recordings leave the machine."""

    def __init__(
        self,
        base_url: str,
        model: str,
        key: str = "",
        seconds: float = 15.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` limits the whole answer; `now` is a clock that never steps back."""
        self._url = base_url.rstrip("/") + "/audio/transcriptions"
        self._model = model
        self._seconds = seconds
        self._now = now
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers, timeout=seconds, follow_redirects=False)
        self._breaker = Breaker(now)

    def words_of(self, recording: bytes) -> str | None:
        """What is said in the recording; None when nothing is, or when the endpoint rests, fails or is late."""
        if not self._breaker.may_be_asked():
            return None
        try:
            said = self._transcribe(recording)
        except FAILS as error:
            self._breaker.failed()
            log.warning("no transcription: %s", type(error).__name__)
            return None
        self._breaker.went_well()
        return " ".join(said.split())[:_MOST_WORDS] or None

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _transcribe(self, recording: bytes) -> str:
        told = post(
            self._client,
            self._url,
            self._seconds,
            self._now,
            data={"model": self._model, "response_format": "json"},
            files={"file": (sound_name(recording), recording)},
        )
        said = json.loads(told)["text"]
        if not isinstance(said, str):
            raise EndpointError("the answer is no text")
        return said
