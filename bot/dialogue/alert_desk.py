"""A supervisor's alerts: each with the next steps that fit it, and every press looked at again."""

from booking.lifecycle import ENDED
from booking.rating_reasons import reasons
from bot.dialogue import request_desk
from bot.dialogue.acts import AckAlert
from bot.dialogue.events import Refused
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.views import AlertView, RequestView
from bot.dialogue.wording import category_term, desk_standing_term, district_term, when_of
from locales.args import Arg, Joined, Lines, Moment, Named, Term
from locales.keys import Key
from oversight.entities import CASE_KINDS, AlertKind

_LISTED = 5


def list_all(made: Step) -> None:
    """The oldest alerts that nobody has seen to, each with its buttons."""
    alerts = made.world.alerts()
    if not alerts:
        made.say("alerts-none")
    for alert in alerts[:_LISTED]:
        tell(made, alert)
    if len(alerts) > _LISTED:
        made.say("alerts-more", count=len(alerts) - _LISTED)


def tell(made: Step, alert: AlertView) -> None:
    """One alert with its buttons."""
    key, values, request = _card(alert), _values(made, alert), alert.request
    if request is not None:
        at, words = values["at"], (alert.words,) if alert.words else ()
        values |= _request_values(made, request) | {"at": Lines((at, *words))}
    made.put(Say(key, values, tuple(_choices(made, alert)), urgent=alert.kind == AlertKind.CENTRE_SILENT))


def _card(alert: AlertView) -> Key:
    if alert.request is None:
        return "alert-card"
    rated = alert.kind == AlertKind.LOW_RATING and alert.request.stars is not None
    return "low-rating-card" if rated else "alert-request-card"


def _values(made: Step, alert: AlertView) -> dict[str, Arg]:
    return {
        "kind": Term(f"alert-{alert.kind}"),
        "number": alert.number or Term("no-number"),
        "district": district_term(alert.district) if alert.district else Term("district-unknown"),
        "at": Moment(alert.at, made.world.now),
        "words": alert.words,
    }


def _request_values(made: Step, request: RequestView) -> dict[str, Arg]:
    """How the request stands, and what the resident thinks of it."""
    given = [reasons()[code] for code in request.reasons if code in reasons()]
    due = request.callback_due
    return {
        "category": category_term(request.category),
        "status": desk_standing_term(request),
        "window": when_of(request, made.world.now),
        "provider": request.provider_name or Term("nothing-yet"),
        "stars": request.stars or 0,
        "reasons": Joined(tuple(Named(reason.zh, reason.en) for reason in given)) if given else Term("no-note"),
        "said": request.comment or Term("no-note"),
        "due": Moment(due, made.world.now) if due else Term("nothing-yet"),
    }


def _choices(made: Step, alert: AlertView) -> list[Choice]:
    """To take it first, then what the kind of alert asks for."""
    found = [Choice("button-ack-alert", f"ack:{alert.id}")] if alert.acked_at is None else []
    request = alert.request
    if alert.kind in CASE_KINDS and alert.number is not None:
        return [*found, Choice("button-open-case", f"opencase:{alert.number}")]
    if alert.kind == AlertKind.HUMAN:
        found.append(Choice("button-talks", "talks"))
    if request is None:
        return found
    if request.contact_phone or alert.kind == AlertKind.CENTRE_SILENT:
        found.append(Choice("button-call-resident", f"call:{alert.id}"))
    take = made.world.takeable(request.id) if request.status not in ENDED else None
    if take is not None:
        found.append(Choice("button-reassign", f"reassign:{request.id}:{take.offer}"))
    return [*found, Choice("button-open-request", f"open:{request.number}")]


def acknowledge(made: Step, alert_id: int) -> None:
    """Someone wants to see to an alert."""
    alert = _checked(made, alert_id)
    if alert is None:
        return
    if alert.acked_at is not None:
        made.say("alert-yours")
        return
    made.act(AckAlert(alert.id))
    made.say("alert-acked")


def call(made: Step, alert_id: int) -> None:
    """Someone is about to call the resident that an alert is about."""
    alert = _checked(made, alert_id)
    if alert is None:
        return
    if alert.request is None:
        made.say("stale-button")
    else:
        request_desk.dial(made, alert.request, alert)


def _checked(made: Step, alert_id: int) -> AlertView | None:
    """The alert as it stands when a press arrives; None, and told why, where this one may do nothing with it."""
    alert = made.world.alert(alert_id)
    if alert is None:
        made.say("stale-button")
    elif not alert.in_charge:
        made.say("alert-not-yours")
    elif alert.acked_at is not None and not alert.acked_here:
        at = Moment(alert.acked_at, made.world.now)
        made.say("alert-taken", who=alert.acked_by or Term("someone"), at=at)
    else:
        return alert
    return None


def on_refused(made: Step, refused: Refused) -> None:
    """Someone else was faster, in the same moment."""
    made.say("alert-not-yours" if refused.why == "not_yours" else "alert-taken-now")
