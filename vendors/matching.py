"""Which of the free technicians to ask first, and why: the reasons are kept with the offer.

Score = mean stars, drawn towards 4.0 by five imagined ratings so that few ratings decide little,
minus 0.3 for every visit the technician already has that day, so that work is shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from booking.entities import Visit
from booking.lifecycle import VisitStatus
from vendors.calendar import Opening, day_bounds

PRIOR_STARS = 4.0
PRIOR_WEIGHT = 5
LOAD_COST = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One choice with the figures that ranked it."""

    provider: str
    technician: str
    stars: float
    ratings: int
    visits_that_day: int
    score: float

    def as_data(self) -> dict[str, Any]:
        """The figures as JSON for the log."""
        return {name: getattr(self, name) for name in _FIGURES}


#: dataclasses.asdict would copy each of them in depth.
_FIGURES = tuple(field.name for field in fields(Candidate))


def steady_stars(stars: int, ratings: int) -> float:
    """Mean stars with the prior, rounded to two places."""
    return round((stars + PRIOR_STARS * PRIOR_WEIGHT) / (ratings + PRIOR_WEIGHT), 2)


def rank(session: Session, openings: Sequence[Opening]) -> list[tuple[Candidate, Opening]]:
    """All openings of one window, the best first; ties go by earlier start, then by code."""
    if not openings:
        return []
    loads = _loads(session, openings)
    ranked = []
    for opening in openings:
        crew = opening.crew
        stars = steady_stars(crew.stars, crew.ratings)
        load = loads.get(crew.technician, 0)
        score = round(stars - LOAD_COST * load, 2)
        ranked.append((Candidate(crew.provider, crew.technician, stars, crew.ratings, load, score), opening))
    ranked.sort(key=lambda pair: (-pair[0].score, pair[1].first_cell, pair[0].technician))
    return ranked


# statements are built once: building one costs more than running it
_LOADS = (
    select(Visit.technician, func.count())
    .where(
        col(Visit.technician).in_(bindparam("technicians", expanding=True)),
        Visit.window_start >= bindparam("begin"),
        Visit.window_start < bindparam("end"),
        col(Visit.status).not_in((VisitStatus.CANCELLED, VisitStatus.MISSED)),
    )
    .group_by(col(Visit.technician))
)


def _loads(session: Session, openings: Sequence[Opening]) -> dict[str, int]:
    begin, end = day_bounds(openings[0].window.day)
    technicians = [opening.crew.technician for opening in openings]
    rows = session.exec(_LOADS, params={"technicians": technicians, "begin": begin, "end": end})
    return {technician: count for technician, count in rows if technician is not None}
