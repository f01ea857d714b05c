"""Brings a database to where it can be used: migrated, and filled with sample data where asked for."""

from argon2 import PasswordHasher
from sqlmodel import Session, select

from bot.sample.loader import load_sample
from bot.secrets import AesCipher, load_secret
from bot.settings import Settings
from bot.storage import partitions
from bot.storage.engine import open_engine
from bot.storage.migrate import upgrade
from bot.storage.unit import Database
from vendors.entities import Provider


def prepare(settings: Settings, *, sample: bool = False, hasher: PasswordHasher | None = None) -> bool:
    """Migrate, and with `sample` fill an empty database; whether there are providers to book."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    engine = open_engine(settings.database(), AesCipher(secret))
    try:
        upgrade(engine)
        partitions.prepare(engine)
        database = Database(engine)
        if sample:
            database.write(lambda session: load_sample(session, hasher or PasswordHasher()))
        return database.read(_has_providers)
    finally:
        engine.dispose()


def _has_providers(session: Session) -> bool:
    return session.exec(select(Provider).limit(1)).first() is not None
