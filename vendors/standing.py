"""Keeps each provider's sum of ratings up to date."""

from booking.entities import Fact, Request
from booking.work import Work
from vendors.entities import Standing


def on_rated(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: add a new rating to its provider's sum, or replace the earlier one in it."""
    if request.provider is None:
        return
    standing = work.session.get(Standing, request.provider, with_for_update=True)
    standing = standing or Standing(provider=request.provider)
    was = fact.data["was"]
    standing.ratings += 0 if was else 1
    standing.stars += fact.data["stars"] - (was or 0)
    work.session.add(standing)
