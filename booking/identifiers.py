"""Identifiers carry the time at which they were given out: milliseconds since 2024, then bits that tell them apart."""

from datetime import UTC, datetime

EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00:00Z
LOW_BITS = 22


def least_id(at: datetime) -> int:
    """The least identifier that can be given out at this instant or later."""
    return (int(at.timestamp() * 1000) - EPOCH_MS) << LOW_BITS


def instant_of(identifier: int) -> datetime:
    """When an identifier was given out, to the millisecond."""
    return datetime.fromtimestamp(((identifier >> LOW_BITS) + EPOCH_MS) / 1000, UTC)
