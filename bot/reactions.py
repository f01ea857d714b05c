"""Connects the packages: which rule reacts to which fact, always in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from booking import aftercare, lateness
from booking.entities import Fact, Request
from booking.work import Reaction, Work
from bot.dialogue import alert_desk, case_notices, surge_desk
from bot.dialogue.notice_values import News
from bot.dialogue.notices import notices
from bot.dialogue.says import Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Talk
from bot.telling import closings
from bot.telling.post import Post
from bot.views.alerts import alert_views
from bot.views.cases import case_view
from bot.views.requests import view_of
from bot.views.world import DatabaseWorld
from oversight import callbacks, low_ratings, surges, waits
from oversight.alerts import AlertSeen, alert_for, raise_alert
from oversight.case_facts import CaseNews
from oversight.cases import reporters
from oversight.entities import Alert
from oversight.surge_facts import SurgeNews
from vendors import offering, parties, standing, store


def reactions(post: Post, extra: Mapping[str, Sequence[Reaction]] | None = None) -> dict[str, list[Reaction]]:
    """All reactions by kind of fact; "*" comes after the others. `extra` is added at the end."""
    table: dict[str, list[Reaction]] = {
        "submitted": [offering.on_submitted, surges.on_arrival, waits.on_asked],
        "moved": [offering.on_ended, aftercare.clear, offering.on_submitted, waits.on_asked],
        "rebooked": [offering.on_submitted, waits.on_asked],
        "escalated": [offering.on_ended, aftercare.clear, offering.on_submitted, waits.on_asked],
        "cancelled": [offering.on_ended, aftercare.clear],
        "reassigned": [offering.on_ended, aftercare.clear],
        "absent": [offering.on_ended, aftercare.clear],
        "firm_absent": [offering.on_ended, aftercare.clear],
        "accepted": [aftercare.on_accepted],
        "set_out": [lateness.on_set_out],
        "travel_told": [lateness.on_set_out],
        "finished": [offering.on_finished, aftercare.on_finished],
        "confirmed": [aftercare.on_confirmed],
        "not_fixed": [aftercare.clear],
        "closed": [aftercare.clear],
        "rated": [standing.on_rated, aftercare.on_rated, callbacks.on_rated],
        "rating_declined": [aftercare.on_rated],
        "called_back": [aftercare.on_called_back],
        "reason_given": [low_ratings.on_reason],
        "commented": [low_ratings.on_words],
        "*": [_announce(post), _alert],
    }
    for kind, more in (extra or {}).items():
        table.setdefault(kind, []).extend(more)
    closings.first(table)
    return table


def _announce(post: Post) -> Reaction:
    def announce(work: Work, request: Request, fact: Fact) -> None:
        if fact.kind in _SILENT:
            return
        view = view_of(work, request)
        provider = fact.data.get("provider") or view.provider
        party = parties.party_of(work.session, provider, request.district) if provider else None
        world = DatabaseWorld(work, request.resident)
        for to, say in notices(News(fact, view, request.resident, party, world)):
            post.to_party(work, to, say)

    return announce


#: Facts nobody is told of as such.
_SILENT = frozenset(
    {"submitted", "moved", "rebooked", "escalated", "cancelled", "reassigned", "confirmed", "commented", "declined"}
)


def _alert(work: Work, request: Request, fact: Fact) -> None:
    kind = alert_for(fact)
    if kind is not None:
        raise_alert(work, kind, request=request)


def tell_alerts(work: Work, post: Post) -> None:
    """Send what was raised in this unit of work: alerts to the supervisors in charge, a case's steps to its people.

    Messages that are over with it are shown so after everything new.
    """
    for seen in tuple(work.raised):
        if isinstance(seen, AlertSeen):
            closings.close(work, f"alert:{seen.id}", "telegram-over-seen")
    for alert in work.raised:
        if isinstance(alert, Alert):
            post.to_supervisors(work, alert.district, alert_say(work, alert))
        elif isinstance(alert, CaseNews):
            _tell_case(work, post, alert)
        elif isinstance(alert, SurgeNews):
            _tell_surge(work, post, alert)
    for closed in work.raised:
        if isinstance(closed, closings.Closed):
            post.show_closed(work, closed)
    work.raised.clear()


def _tell_case(work: Work, post: Post, news: CaseNews) -> None:
    """Everyone who reported a case hears of its steps."""
    say = case_notices.say_of(news.fact.kind, news.fact.data, case_view(work.session, news.case), work.now)
    if say is not None:
        for resident in reporters(work.session, news.case):
            post.to_party(work, resident, say)


def _tell_surge(work: Work, post: Post, news: SurgeNews) -> None:
    """The district's supervisors and its centre hear once of a beginning and once of an end."""
    district, say = news.fact.district, surge_desk.news_say(news.fact)
    post.to_supervisors(work, district, say)
    centre = store.centre_of(work.session, district)
    post.to_party(work, parties.party_of(work.session, centre.code, district), replace(say, choices=()))


def alert_say(work: Work, alert: Alert) -> Say:
    """The message of an alert, with its button."""
    work.session.flush()
    (view,) = alert_views(work.session, [alert])
    step = Step(Talk(), DatabaseWorld(work, "supervisor:any"))
    alert_desk.tell(step, view)
    return step.says[0]
