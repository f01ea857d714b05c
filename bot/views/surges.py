"""How arrivals stand, as supervisors see it."""

from collections.abc import Sequence

from sqlmodel import Session

from booking.terms import District
from bot.dialogue.surge_view import SurgeView
from oversight import surge_facts, surges
from oversight.surge_entities import Surge


def surge_views(session: Session, scope: str | None) -> Sequence[SurgeView]:
    """Every district that was looked at, or one of them; those first in which a surge lasts."""
    found = [_view(session, surge) for surge in surges.all_of(session, scope)]
    return sorted(found, key=lambda view: (view.since is None, view.district))


def _view(session: Session, surge: Surge) -> SurgeView:
    last = surge_facts.facts_of(session, surge.district, last=1) if surge.by_hand else ()
    return SurgeView(
        District(surge.district),
        surge.since,
        surge.observed,
        surge.expected,
        surge.bound,
        surge.rule,
        surge.days,
        surge.by_hand,
        last[0].words if last else "",
    )
