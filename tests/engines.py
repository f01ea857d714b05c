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
        self._lent: dict[str, Engine] = {}
        self._others: list[Engine] = []

    def of(self, url: str) -> Engine:
        """An engine over this database, that no one else in this test has."""
        if url in self._lent:
            self._others.append(open_engine(url, self._cipher))
            return self._others[-1]
        if url not in _opened:
            _opened[url] = open_engine(url, self._cipher)
        self._lent[url] = _opened[url]
        return self._lent[url]

    def close(self) -> None:
        """The databases go: nothing is connected to them any more."""
        for engine in (*self._lent.values(), *self._others):
            engine.dispose()
        self._lent.clear()
        self._others.clear()
