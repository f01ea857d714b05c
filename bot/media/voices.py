"""Voice messages: kept only until their words are known, and not at all where nobody could tell the words."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.media.kinds import FileKind, kind_of

#: About five minutes as phones record; a longer one is not waited for.
LARGEST_VOICE = 5 * 1024 * 1024
#: What a process that died left behind is removed after this time.
_FORGOTTEN_AFTER = timedelta(days=1)


class Listener(Protocol):
    """Whoever can tell the words of a recording."""

    def words_of(self, recording: bytes) -> str | None:
        """The words, or None."""


class Voices:
    """Keeps recordings until they have been understood."""

    def __init__(
        self, root: Path, listener: Listener | None, now: Callable[[], datetime], random: Callable[[int], bytes]
    ) -> None:
        """Without a `listener` nothing is kept."""
        self._root = root
        self._listener = listener
        self._now = now
        self._random = random

    def keep(self, data: bytes) -> str:
        """Keep a recording and return its name; "" where it is none, too long, or nobody listens."""
        if self._listener is None or len(data) > LARGEST_VOICE or kind_of(data) is not FileKind.VOICE:
            return ""
        self._root.mkdir(parents=True, exist_ok=True)
        self._remove_forgotten()
        name = self._random(16).hex()
        draft = self._root / f"{name}.new"
        draft.write_bytes(data)
        at = self._now().timestamp()
        os.utime(draft, (at, at))
        draft.replace(self._path(name))
        return name

    def words(self, name: str) -> str | None:
        """What is said in a recording, asked of the listener; None where that cannot be told."""
        if not _is_name(name) or self._listener is None:
            return None
        try:
            recording = self._path(name).read_bytes()
        except OSError:
            return None
        return self._listener.words_of(recording)

    def forget(self, name: str) -> None:
        """Remove a recording that has been answered."""
        if _is_name(name):
            self._path(name).unlink(missing_ok=True)

    def _remove_forgotten(self) -> None:
        before = (self._now() - _FORGOTTEN_AFTER).timestamp()
        for path in self._root.iterdir():
            try:
                if path.stat().st_mtime < before:
                    path.unlink()
            except OSError:
                continue  # another process was quicker

    def _path(self, name: str) -> Path:
        return self._root / name


def _is_name(name: str) -> bool:
    return len(name) == 32 and all(letter in "0123456789abcdef" for letter in name)
