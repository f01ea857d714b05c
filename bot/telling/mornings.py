"""Tells every supervisor each morning how things stand; the next morning is a deadline of the same transaction."""

from datetime import datetime, timedelta

from sqlmodel import select

from booking.terms import CITY, SHANGHAI, District, Role
from booking.windows import local
from booking.work import Work
from bot import accounts
from bot.dialogue.mornings import digest
from bot.dialogue.says import Say
from bot.mail.deadlines import Handler
from bot.mail.entities import Chat, Deadline
from bot.telling.post import Post
from oversight.overview import overview

MORNING = "morning"
#: When it is told, by the clock of Shanghai; after a standstill until noon, for a day that is over it is no news.
HOUR, MINUTE = 8, 30
LAST_HOUR = 12


def next_morning(now: datetime) -> datetime:
    """The next time at which it is told, after `now`."""
    today = now.astimezone(SHANGHAI).date()
    at = local(today, HOUR, MINUTE)
    return at if at > now else local(today + timedelta(days=1), HOUR, MINUTE)


def morning(post: Post) -> Handler:
    """The handler of the deadline."""

    def tell(work: Work, _deadline: Deadline) -> None:
        work.set_deadline(MORNING, 0, next_morning(work.now), CITY)
        if work.now.astimezone(SHANGHAI).hour < LAST_HOUR:
            _tell_all(work, post)

    return tell


def _tell_all(work: Work, post: Post) -> None:
    """One message to each; those in charge of the same district read the same figures."""
    made: dict[str | None, Say] = {}
    for party in _supervisors(work):
        scope = accounts.district_of(work.session, party)
        if scope not in made:
            made[scope] = digest(overview(work.session, scope, work.now), District(scope) if scope else None)
        post.to_party(work, party, made[scope])


def _supervisors(work: Work) -> list[str]:
    """Everyone with an open account, and who has a chat without having any."""
    active = accounts.active_supervisors(work.session)
    listed = set(accounts.all_supervisors(work.session))
    talking = work.session.exec(select(Chat.party).where(Chat.role == Role.SUPERVISOR)).all()
    return list(dict.fromkeys([*active, *(party for party in talking if party not in listed)]))
