"""The evening before: every firm and technician with visits tomorrow is told of them, in one message each."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlmodel import select

from booking import store as bookings
from booking.entities import Visit
from booking.lifecycle import Status, VisitStatus
from booking.terms import CITY, SHANGHAI, Role
from booking.windows import local
from booking.work import Work
from bot.dialogue import assigning, day_plan, staff_cards
from bot.dialogue.says import Choice, Say
from bot.dialogue.views import RequestView
from bot.mail.deadlines import Handler
from bot.mail.entities import Deadline
from bot.telling.post import Post
from bot.views.world import DatabaseWorld
from vendors import parties
from vendors.entities import Provider

#: The recurring one, and one for each firm that has visits; so that one firm's trouble is not that of all.
DAY_PLANS, FIRM_PLAN = "day_plans", "firm_plan"
#: From this hour of Shanghai on it is told; a process that comes too late for `_UNTIL` wakes nobody.
EVENING = 18
_UNTIL = 21


def next_evening(now: datetime) -> datetime:
    """When plans are told next."""
    today = now.astimezone(SHANGHAI).date()
    evening = local(today, EVENING)
    return evening if now < evening else local(today + timedelta(days=1), EVENING)


def handlers(post: Post) -> Mapping[str, Handler]:
    """Who handles these deadlines."""

    def tell(work: Work, deadline: Deadline) -> None:
        day = date.fromisoformat(deadline.data["day"])
        if work.now < local(day, 0):
            _tell_firm(work, post, deadline.data["provider"], day)

    return {DAY_PLANS: _plan_all, FIRM_PLAN: tell}


def _plan_all(work: Work, _deadline: Deadline) -> None:
    """One deadline for each firm with visits tomorrow, and this one again for the next evening."""
    work.set_deadline(DAY_PLANS, 0, next_evening(work.now), CITY)
    clock = work.now.astimezone(SHANGHAI)
    if not EVENING <= clock.hour < _UNTIL:
        return
    day = clock.date() + timedelta(days=1)
    planned = select(Visit.id).where(
        Visit.provider == Provider.code,
        Visit.window_start >= local(day, 0),
        Visit.window_start < local(day + timedelta(days=1), 0),
        Visit.status == VisitStatus.PLANNED,
    )
    codes = work.session.exec(select(Provider.code).where(planned.exists()).order_by(Provider.code)).all()
    for code in codes:
        data = {"provider": code, "day": day.isoformat()}
        work.set_deadline(FIRM_PLAN, work.ids.next(), work.now, CITY, data)


def _tell_firm(work: Work, post: Post, provider: str, day: date) -> None:
    """The dispatcher all visits, each technician theirs."""
    start, end = local(day, 0), local(day + timedelta(days=1), 0)
    told: dict[str, None] = {}
    for visit, request in bookings.visits_between(work.session, start, end, provider=provider):
        if visit.status != VisitStatus.PLANNED or request.status != Status.SCHEDULED:
            continue
        told[parties.party_of(work.session, provider, request.district)] = None
        if visit.technician is not None:
            told[f"{Role.TECHNICIAN}:{visit.technician}"] = None
    for party in told:
        say = _plan(DatabaseWorld(work, party), day)
        if say is not None:
            post.to_party(work, party, say)


def _plan(world: DatabaseWorld, day: date) -> Say | None:
    def steps(visit: RequestView) -> list[Choice]:
        return [*staff_cards.visit_choices(visit), *assigning.choices(world, visit)]

    return day_plan.plan(world, day, "day-plan-evening", steps)
