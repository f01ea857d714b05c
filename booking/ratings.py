"""The resident's verdict: how many stars, for what, in which words; the newest counts, earlier ones are kept."""

from sqlmodel import func, select

from booking import store
from booking.aftercare_rules import rules
from booking.entities import PastRating, Rating, Request
from booking.facts import record
from booking.lifecycle import Status
from booking.rating_reasons import reasons
from booking.work import Work

_RATEABLE = (Status.DONE, Status.CONFIRMED, Status.CLOSED)


class RatingRefusedError(Exception):
    """The request cannot be rated: not finished, or rated too long ago."""


def rate(work: Work, request: Request, stars: int, actor: str) -> Rating:
    """Store or change the stars (1 to 5) of a finished request. Raises RatingRefusedError, ValueError.

    Other stars than before take the reasons and words that went with those away, into the history. After a callback
    or rework the stars are a new rating of the same case, which can be changed as long as a first one.
    """
    if not 1 <= stars <= 5:
        raise ValueError(f"{stars} stars: a rating has 1 to 5")
    if request.status not in _RATEABLE:
        raise RatingRefusedError(f"a request that is {request.status} cannot be rated")
    rating = store.rating_of(work.session, request)
    was = None if rating is None or rating.again_at else rating.stars
    if rating is None:
        rating = Rating(request_id=request.id, district=request.district, stars=stars, at=work.now)
    elif rating.again_at is not None:
        _replace(work, rating, stars)
        rating.round, rating.at, rating.again_at = rating.round + 1, work.now, None
    elif not is_editable(work, rating):
        raise RatingRefusedError("the rating can no longer be changed")
    elif stars != rating.stars:
        _replace(work, rating, stars)
    work.session.add(rating)
    record(work, request, "rated", actor, {"stars": stars, "was": was, "round": rating.round})
    return rating


def is_editable(work: Work, rating: Rating) -> bool:
    """Whether a rating can still be changed: for some days from when it was given."""
    return work.now - rating.at <= rules().editable


def _replace(work: Work, rating: Rating, stars: int) -> None:
    _keep(work, rating)
    rating.stars, rating.reasons, rating.comment = stars, [], ""


def _keep(work: Work, rating: Rating) -> None:
    """Put what the rating says now into its history."""
    same = (PastRating.request_id == rating.request_id) & (PastRating.district == rating.district)
    versions = work.session.exec(select(func.count()).select_from(PastRating).where(same)).one()
    work.session.add(
        PastRating(
            request_id=rating.request_id,
            version=versions + 1,
            district=rating.district,
            round=rating.round,
            stars=rating.stars,
            reasons=list(rating.reasons),
            comment=rating.comment,
            at=rating.at,
            until=work.now,
        )
    )
    work.session.flush()


def give_reason(work: Work, request: Request, code: str, actor: str) -> None:
    """Add a reason of rating_reasons.toml to the stars; one that is there already stays. Raises RatingRefusedError."""
    rating = _rated(work, request)
    if code not in reasons():
        raise RatingRefusedError(f"there is no reason {code}")
    if code in rating.reasons:
        return
    rating.reasons = [*rating.reasons, code]
    work.session.add(rating)
    record(work, request, "reason_given", actor, {"reason": code, "part": reasons()[code].part})


def comment(work: Work, request: Request, text: str, actor: str) -> None:
    """Put words to a rating, in place of earlier ones; they stay out of the log. Raises RatingRefusedError."""
    rating = _rated(work, request)
    if rating.comment and rating.comment != text:
        _keep(work, rating)
    rating.comment = text
    work.session.add(rating)
    record(work, request, "commented", actor)


def _rated(work: Work, request: Request) -> Rating:
    rating = store.rating_of(work.session, request)
    if rating is None:
        raise RatingRefusedError("reasons and words go with stars")
    if not is_editable(work, rating):
        raise RatingRefusedError("the rating can no longer be changed")
    return rating


def ask_again(work: Work, request: Request) -> None:
    """Another rating of the same case is due, after a callback or rework; nothing happens where none was given."""
    rating = store.rating_of(work.session, request)
    if rating is not None:
        rating.again_at = work.now
        work.session.add(rating)


def decline(work: Work, request: Request, actor: str) -> None:
    """The resident would rather give no stars, and is not asked again."""
    rating = store.rating_of(work.session, request)
    if rating is not None:
        rating.again_at = None
        work.session.add(rating)
    record(work, request, "rating_declined", actor)
