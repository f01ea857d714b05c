"""Whether work that was done is still under warranty."""

from datetime import datetime, timedelta

from sqlmodel import Session

from booking.entities import Request
from booking.store import last_visit
from vendors import store


def under_warranty(session: Session, request: Request, now: datetime) -> bool:
    """Whether the last finished visit of a request is not longer ago than its provider's warranty."""
    visit = last_visit(session, request)
    if visit is None or visit.finished_at is None:
        return False
    provider = store.provider(session, visit.provider)
    return provider is not None and now <= visit.finished_at + timedelta(days=provider.warranty_days)
