"""A resident's own requests with what happened to each, for the panel beside the chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from booking.archives import archived_logs
from booking.entities import Fact
from booking.store import requests_of
from bot.dialogue.views import RequestView
from bot.views.requests import views
from bot.web import timeline
from bot.web.reads_photos import Photos, photos_of
from bot.web.timeline import Names

SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """One request as its resident sees it."""

    view: RequestView
    made_at: datetime
    steps: tuple[tuple[datetime, str, int], ...]  # when, kind, place in the log: changes when anything happens
    facts: tuple[Fact, ...]
    photos: Photos
    archived: bool  # the first steps, or all, are kept elsewhere


@dataclass(frozen=True, slots=True)
class OwnRequests:
    """All of them, the newest first."""

    requests: tuple[OwnRequest, ...]
    names: Names

    @property
    def mark(self) -> object:
        """Equal for two looks between which nothing changed."""
        return [(own.view, own.steps, own.archived) for own in self.requests]


def own_requests(session: Session, party: str) -> OwnRequests:
    """The latest requests of a resident."""
    rows = requests_of(session, party, limit=SHOWN)
    facts = timeline.facts_of(session, [row.id for row in rows])
    photos = photos_of(session, [row.id for row in rows])
    archived = archived_logs(session, [row.id for row in rows])
    made = [
        OwnRequest(
            view,
            row.created_at,
            tuple((fact.at, fact.kind, fact.seq) for fact in facts.get(row.id, ())),
            tuple(timeline.for_resident(facts.get(row.id, []))),
            photos.get(row.id, Photos()),
            row.id in archived,
        )
        for row, view in zip(rows, views(session, rows), strict=True)
    ]
    every = [fact for some in facts.values() for fact in some]
    return OwnRequests(tuple(made), timeline.names_in(session, every))
