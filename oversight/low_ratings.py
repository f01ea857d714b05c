"""What a resident adds to a low rating reaches supervisors too: words at once, reasons when they are complete."""

from datetime import timedelta

from sqlmodel import col, select

from booking.entities import Fact, Request
from booking.store import find_request, rating_of
from booking.work import Work
from oversight.alerts import LOW_STARS
from oversight.entities import Alert, AlertKind

LOW_RATING_MORE = "low_rating_more"
#: Reasons are tapped one after another; nothing more came for so long.
PATIENCE = timedelta(minutes=2)


def on_reason(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: a reason was given, others may follow."""
    if _newest_alert(work, request) is not None:
        work.set_deadline(LOW_RATING_MORE, request.id, work.now + PATIENCE, request.district)


def on_words(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: the resident said why, in words or by the end of the reasons."""
    work.clear_deadlines(request.id, LOW_RATING_MORE)
    _tell(work, request)


def on_due(work: Work, request_id: int) -> None:
    """Deadline: the reasons are complete."""
    request = find_request(work.session, request_id)
    if request is not None:
        _tell(work, request)


def _tell(work: Work, request: Request) -> None:
    """Show the alert of the rating again; whoever has seen to it reads the words all the same."""
    alert = _newest_alert(work, request)
    if alert is not None:
        work.raised.append(alert)


def _newest_alert(work: Work, request: Request) -> Alert | None:
    rating = rating_of(work.session, request)
    if rating is None or rating.stars > LOW_STARS:
        return None
    query = select(Alert).where(Alert.request_id == request.id, Alert.kind == AlertKind.LOW_RATING)
    return work.session.exec(query.order_by(col(Alert.id).desc()).limit(1)).first()
