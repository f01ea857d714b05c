"""Keeps what Telegram calls the photos that a bot has sent, by their content hashes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.channels.telegram.entities import KnownPhoto
from bot.storage.unit import Database

#: A longer name than any that Telegram gives; one that is longer still is not kept.
LONGEST = 200
_TABLE: Table = KnownPhoto.__table__  # type: ignore[attr-defined]


class KnownPhotos:
    """Of one bot; what one bot's photos are called means nothing to another."""

    def __init__(self, database: Database, token: str) -> None:
        number = token.partition(":")[0]
        self._database = database
        self._bot = int(number) if number.isdecimal() else 0

    def find(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """What Telegram calls these photos, as far as it has them."""
        query = select(KnownPhoto).where(KnownPhoto.bot_id == self._bot, col(KnownPhoto.hash).in_(hashes))
        rows = self._database.read(lambda session: session.exec(query).all())
        return {row.hash: row.file_id for row in rows}

    def keep(self, names: Mapping[str, str]) -> None:
        """From now on these photos are called so."""
        rows = [
            {"bot_id": self._bot, "hash": photo, "file_id": name}
            for photo, name in names.items()
            if len(name) <= LONGEST
        ]
        if rows:
            self._database.write(lambda session: self._put(session, rows))

    def forget(self, hashes: Sequence[str]) -> None:
        """Telegram does not know these any more."""
        gone = delete(_TABLE).where(_TABLE.c.bot_id == self._bot, _TABLE.c.hash.in_(hashes))
        self._database.write(lambda session: session.connection().execute(gone))

    def _put(self, session: Session, rows: Sequence[Mapping[str, object]]) -> None:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(_TABLE)
        keys = ["bot_id", "hash"]
        session.connection().execute(
            insert.on_conflict_do_update(index_elements=keys, set_={"file_id": insert.excluded.file_id}), rows
        )
