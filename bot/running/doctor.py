"""Looks over an installation: what is wrong, and how to mend it."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.secrets import AesCipher, load_secret
from bot.settings import Settings, masked
from bot.storage.bells import NAME
from bot.storage.engine import open_engine
from bot.storage.migrate import current, newest

#: Less free disk than this is trouble.
FREE_BYTES = 500 * 1024 * 1024
#: Clocks that are further apart than this are trouble.
APART_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not well."""

    what: str
    well: bool
    detail: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, in the order in which to mend them."""
    yield _directory(settings)
    yield _disk(settings)
    yield from _database(settings)
    yield _port(settings)
    yield Finding("channels", True, "web, desk, terminal")
    yield from _telegram(settings)
    yield _opinions(settings)
    yield _speech(settings)


def _telegram(settings: Settings) -> Iterator[Finding]:
    """The bot as its server sees it; asked with a time limit."""
    if not settings.telegram_token.get_secret_value():
        yield Finding("telegram", True, "off: no token is set")
        return
    from bot.channels.telegram.setup import SetupError, faults, look

    try:
        found = look(settings)
    except SetupError as error:
        detail, _, mend = str(error).partition(": ")
        yield Finding("telegram", False, detail, mend)
        return
    yield Finding("telegram", True, f"@{found.name} by {settings.telegram_mode}, {found.pending} updates wait there")
    for fault in faults(settings, found):
        detail, _, mend = fault.rpartition(": ")
        yield Finding("telegram", False, detail, mend)


def _opinions(settings: Settings) -> Finding:
    """Whether unclear messages are shown to an endpoint: an operator should know that words leave the machine."""
    if not settings.opinion_url:
        return Finding("second opinion", True, "off: nothing leaves this machine")
    detail = f"{settings.opinion_model or 'no model'} at {masked('opinion_url', settings.opinion_url)}"
    return Finding("second opinion", bool(settings.opinion_model), detail, "set ANXIU_OPINION_MODEL")


def _speech(settings: Settings) -> Finding:
    """Whether voice messages are sent to an endpoint: an operator should know that recordings leave the machine."""
    if not settings.asr_url:
        return Finding("voice messages", True, "off: residents are asked to type")
    detail = f"{settings.asr_model or 'no model'} at {masked('asr_url', settings.asr_url)}"
    return Finding("voice messages", bool(settings.asr_model), detail, "set ANXIU_ASR_MODEL")


def listed(settings: Settings) -> Iterator[str]:
    """Every setting with its value, secrets masked."""
    for name, field in Settings.model_fields.items():
        value = masked(name, getattr(settings, name))
        yield f"ANXIU_{name.upper()} = {value}   # {field.description}"


def _existing(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    absolute = path.absolute()
    return next(folder for folder in (absolute, *absolute.parents) if folder.exists())


def _directory(settings: Settings) -> Finding:
    path, existing = settings.data_dir, _existing(settings.data_dir)
    if existing.is_dir() and os.access(existing, os.W_OK):
        return Finding("data directory", True, str(path))
    mend = "make it writable or set ANXIU_DATA_DIR to another one"
    return Finding("data directory", False, f"{path} cannot be written", mend)


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(_existing(settings.data_dir)).free
    mend = "free some space: photos and the database grow in the data directory"
    return Finding("disk", free >= FREE_BYTES, f"{free // 1024**2} MiB free", mend)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    except (OSError, ValueError) as error:
        mend = "set ANXIU_SECRET_KEY, or restore secret.key in the data directory"
        yield Finding("secret key", False, str(error), mend)
        return
    url = masked("database_url", settings.database())
    try:
        engine = open_engine(settings.database(), AesCipher(secret))
    except (ValueError, SQLAlchemyError) as error:
        yield Finding("database", False, f"{url}: {error}", "correct ANXIU_DATABASE_URL")
        return
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            at = current(connection)
            together = list(_together(connection))
        yield Finding("database", True, url)
        yield _migrations(at)
        yield from together
        if at == newest():
            with Session(engine) as session:
                yield from _mail(session)
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        yield Finding("database", False, f"{url}: {reason}", "start the server or correct ANXIU_DATABASE_URL")
    finally:
        engine.dispose()


def _migrations(at: str | None) -> Finding:
    detail = f"at {at or 'nothing'}, newest is {newest()}"
    return Finding("migrations", at == newest(), detail, "run `anxiu serve`, which applies them at start")


def _together(connection: Connection) -> Iterator[Finding]:
    """What matters to several processes over one PostgreSQL: that clocks agree, and who is there."""
    if connection.dialect.name != "postgresql":
        return
    before = datetime.now(UTC)
    told = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    after = datetime.now(UTC)
    apart = max(before - told, told - after, timedelta(0)).total_seconds()
    mend = "let NTP set the clocks of all machines: leases and deadlines go by them"
    yield Finding("clock", apart < APART_SECONDS, f"{apart:.1f} seconds from the database's", mend)
    others = connection.execute(text(_LISTENING), {"name": NAME}).scalar_one()
    yield Finding("processes", True, f"{others} listen at the database")


_LISTENING = "SELECT count(*) FROM pg_stat_activity WHERE application_name = :name AND datname = current_database()"


def _mail(session: Session) -> Iterator[Finding]:
    """Messages that were given up: nobody will see them unless somebody looks."""
    dead = session.exec(
        select(func.count()).where(OutMessage.status == OutStatus.DEAD, col(OutMessage.told_otherwise).is_(False))
    ).one()
    yield Finding(
        "outbox",
        dead == 0,
        f"{dead} messages could not be delivered",
        "see table outbox, status dead: reach these people in another way",
    )
    failed = session.exec(select(func.count()).where(InMessage.status == InStatus.FAILED)).one()
    yield Finding(
        "inbox",
        failed == 0,
        f"{failed} messages could not be handled",
        "see table inbox, status failed, column error; supervisors have an alert for each",
    )


def _port(settings: Settings) -> Finding:
    with closing(socket.socket()) as probe:
        busy = probe.connect_ex((settings.host, settings.port)) == 0
    detail = f"{settings.host}:{settings.port} is {'in use' if busy else 'free'}"
    return Finding("port", True, detail + (" (by a running server?)" if busy else ""))
