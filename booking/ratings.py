"""The resident's verdict: does it work, how many stars, and what to say about it."""

from datetime import timedelta

from booking import store
from booking.entities import Rating, Request
from booking.facts import record
from booking.lifecycle import Status
from booking.work import Work

#: A rating can be changed for so long after it was first given.
EDITABLE = timedelta(days=7)


class RatingRefusedError(Exception):
    """The request cannot be rated: not finished, or rated too long ago."""


def rate(work: Work, request: Request, stars: int, actor: str) -> Rating:
    """Store or change the stars (1 to 5) of a finished request. Raises RatingRefusedError, ValueError."""
    if not 1 <= stars <= 5:
        raise ValueError(f"{stars} stars: a rating has 1 to 5")
    if request.status not in (Status.CONFIRMED, Status.CLOSED, Status.DONE):
        raise RatingRefusedError(f"a request that is {request.status} cannot be rated")
    rating = store.rating_of(work.session, request)
    was = rating.stars if rating else None
    if rating is None:
        rating = Rating(request_id=request.id, district=request.district, stars=stars, at=work.now)
    elif work.now - rating.at > EDITABLE:
        raise RatingRefusedError("the rating can no longer be changed")
    rating.stars = stars
    work.session.add(rating)
    record(work, request, "rated", actor, {"stars": stars, "was": was})
    return rating


def comment(work: Work, request: Request, text: str, actor: str) -> None:
    """Add words to a rating; the words themselves stay out of the log. Raises RatingRefusedError."""
    rating = store.rating_of(work.session, request)
    if rating is None:
        raise RatingRefusedError("words go with stars")
    rating.comment = text
    work.session.add(rating)
    record(work, request, "commented", actor)
