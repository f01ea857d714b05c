"""Column types and checks that every package's tables share."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol, cast

from sqlalchemy import CheckConstraint, DateTime, Engine, Text
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator


class Cipher(Protocol):
    """Encrypts what identifies a person; the composition root supplies it."""

    def seal(self, plain: str) -> str: ...

    def open(self, sealed: str) -> str: ...


def bind_cipher(engine: Engine, cipher: Cipher) -> None:
    """Give an engine the cipher of its private columns; without one, private columns refuse to work."""
    cast(Any, engine.dialect).anxiu_cipher = cipher


class UtcTime(TypeDecorator[datetime]):
    """An instant: aware in Python, stored in UTC on every database. Refuses naive datetimes."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class PrivateText(TypeDecorator[str]):
    """Text that identifies a person or repeats what one said: plain in Python, encrypted in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _cipher(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _cipher(dialect).open(value)


def _cipher(dialect: Dialect) -> Cipher:
    cipher = getattr(dialect, "anxiu_cipher", None)
    if cipher is None:
        raise RuntimeError("private columns need a cipher: call bind_cipher(engine, cipher) first")
    return cast(Cipher, cipher)


def one_of(column: str, codes: type[StrEnum] | Iterable[str]) -> CheckConstraint:
    """A check that a column holds one of these codes (or NULL where the column allows it)."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
