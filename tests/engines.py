"""Engines that outlive a test: what one has compiled serves the next test over a database of the same name.

A third of the time of most tests went into compiling the same statements anew.
"""

from pathlib import Path

from sqlalchemy import Engine

from bot.secrets import AesCipher, find_secret
from bot.storage.engine import open_engine

_opened: dict[str, Engine] = {}


class Engines:
    """The engines of one test, or of one copy of a database after the other."""

    def __init__(self, secret_key: str) -> None:
        """The secret key is that of the settings of the applications over these databases."""
        secret = find_secret(secret_key, Path())
        assert secret is not None
        self._cipher = AesCipher(secret)
        self._lent: set[str] = set()

    def of(self, url: str) -> Engine:
        """An engine over this database, that no one else in this test has."""
        if url in self._lent:
            return open_engine(url, self._cipher)
        self._lent.add(url)
        if url not in _opened:
            _opened[url] = open_engine(url, self._cipher)
        return _opened[url]

    def close(self) -> None:
        """The databases go: nothing is connected to them any more."""
        for url in self._lent:
            _opened[url].dispose()
        self._lent.clear()
