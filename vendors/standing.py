"""Keeps each provider's sum of ratings up to date."""

from booking import store
from booking.entities import Fact, Request
from booking.work import Work
from vendors.entities import Standing


def on_rated(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: count a new rating for its provider; an earlier one is taken back from whom it was counted for."""
    if request.provider is None:
        return
    facts = store.facts_of(work.session, request)
    for earlier in [f for f in facts if f.kind == "rated" and f.seq < fact.seq][-1:]:
        took = [f for f in facts if f.kind == "accepted" and f.seq < earlier.seq][-1]
        _add(work, took.data["provider"], -1, -earlier.data["stars"])
    _add(work, request.provider, 1, fact.data["stars"])


def _add(work: Work, provider: str, ratings: int, stars: int) -> None:
    standing = work.session.get(Standing, provider, with_for_update=True) or Standing(provider=provider)
    standing.ratings += ratings
    standing.stars += stars
    work.session.add(standing)
