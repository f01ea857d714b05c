"""Callbacks as supervisors see them, with what the resident said."""

from sqlmodel import Session, col, select

from booking.entities import Request
from booking.rating_reasons import reasons
from booking.store import rating_of
from bot.dialogue.views import CallbackView
from bot.views.requests import views
from oversight.callbacks import open_callbacks


def callback_views(session: Session, district: str | None) -> list[CallbackView]:
    """Callbacks that are owed in a district (or all), the most pressing first."""
    owed = open_callbacks(session, district)
    ids = [callback.request_id for callback in owed]
    rows = {row.id: row for row in session.exec(select(Request).where(col(Request.id).in_(ids)))} if ids else {}
    seen = {view.id: view for view in views(session, list(rows.values()))}
    made = []
    for callback in owed:
        rating = rating_of(session, rows[callback.request_id])
        given = [reasons()[code] for code in (rating.reasons if rating else ()) if code in reasons()]
        named = tuple((reason.zh, reason.en) for reason in given)
        words = rating.comment if rating else ""
        made.append(CallbackView(callback.id, callback.due_at, seen[callback.request_id], named, words))
    return made
