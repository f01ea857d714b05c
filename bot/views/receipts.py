"""Receipts: what was done, by whom, for how much, and until when the warranty runs."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from booking.entities import Request
from booking.store import finished_visits
from booking.terms import SHANGHAI, Category
from bot.dialogue.views import ReceiptView
from locales.args import Named
from vendors import store


def warranty_end(finished: datetime, days: int) -> date | None:
    """The last day of a warranty that begins with the day the work was finished; None where there is none."""
    return finished.astimezone(SHANGHAI).date() + timedelta(days=days) if days > 0 else None


def receipt_of(session: Session, request: Request) -> ReceiptView | None:
    """The receipt of a request; None before any work was finished.

    The first visit is the one that is paid; after rework the warranty runs anew, by its firm's days.
    """
    visits = finished_visits(session, request)
    if not visits or request.price_cents is None:
        return None
    paid, last = visits[0], visits[-1]
    firm, warrantor = store.provider(session, paid.provider), store.provider(session, last.provider)
    if firm is None or warrantor is None or paid.finished_at is None or last.finished_at is None:
        return None
    return ReceiptView(
        number=request.number,
        category=Category(request.category) if request.category else None,
        day=paid.finished_at.astimezone(SHANGHAI).date(),
        provider=Named(firm.name_zh, firm.name_en),
        phone=firm.phone,
        lines=tuple(
            (Named(line["name_zh"], line["name_en"]), line["quantity"], line["unit_cents"])
            for line in request.price_lines
        ),
        total_cents=request.price_cents,
        warranty_until=warranty_end(last.finished_at, warrantor.warranty_days),
    )
