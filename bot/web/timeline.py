"""A request's facts in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlmodel import Session, col, select

from booking.entities import Fact
from booking.rating_reasons import reasons
from booking.windows import Window
from bot.web.words import Words
from locales.args import Arg, Moment, Money, Named, Span, Term
from locales.keys import Key
from vendors.entities import Provider, Technician
from vendors.reassigning import Because

#: Kinds of fact that have words of their own; any other reads as a plain note.
KINDS = frozenset(
    {
        "submitted",
        "offered",
        "accepted",
        "declined",
        "expired",
        "withdrawn",
        "proposed",
        "proposal_agreed",
        "proposal_refused",
        "proposal_lapsed",
        "nobody_free",
        "moved",
        "rebooked",
        "escalated",
        "set_out",
        "arrived",
        "finished",
        "absent",
        "confirmed",
        "not_fixed",
        "rated",
        "commented",
        "closed",
        "cancelled",
        "contact_changed",
        "visit_grew",
        "technician_changed",
        "note_added",
        "photo_added",
        "words_added",
        "remind_day",
        "remind_hour",
        "overdue",
        "nudge",
        "centre_silent",
        "person_asked",
        "person_came",
        "person_left",
        "reason_given",
        "rating_declined",
        "rate_again",
        "reopened",
        "firm_absent",
        "not_arrived",
        "travel_told",
        "callback_opened",
        "called_back",
        "callback_late",
        "reassigned",
        "resident_called",
        "told_wait",
    }
)
#: A resident need not read about our own reminders, or that an offer was taken back after their own change.
_INNER = frozenset(
    {"remind_day", "remind_hour", "nudge", "withdrawn", "contact_changed", "rating_declined", "rate_again"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """What providers and technicians are called, by code."""

    providers: Mapping[str, Named]
    technicians: Mapping[str, Named]

    def provider(self, code: object) -> Arg:
        """The provider's name; the code itself where it is unknown."""
        return self.providers.get(str(code), str(code)) if code else Term("nothing-yet")

    def technician(self, code: object) -> Arg:
        """The technician's name; the code itself where it is unknown."""
        return self.technicians.get(str(code), str(code)) if code else Term("someone")


def facts_of(session: Session, request_ids: Iterable[int]) -> dict[int, list[Fact]]:
    """The facts of each request, oldest first."""
    found: dict[int, list[Fact]] = {}
    query = select(Fact).where(col(Fact.request_id).in_(list(request_ids)))
    for fact in session.exec(query.order_by(col(Fact.request_id), col(Fact.seq))):
        found.setdefault(fact.request_id, []).append(fact)
    return found


def names_in(session: Session, facts: Iterable[Fact]) -> Names:
    """The names of everybody whom the facts mention, candidates too."""
    providers: set[str] = set()
    technicians: set[str] = set()
    for fact in facts:
        for data in (fact.data, *fact.data.get("considered", ())):
            providers.add(str(data.get("provider")))
            technicians.update((str(data.get("technician")), str(data.get("before"))))
        providers.update(fact.data.get("asked", ()))
    firms = session.exec(select(Provider).where(col(Provider.code).in_(sorted(providers))))
    people = session.exec(select(Technician).where(col(Technician.code).in_(sorted(technicians))))
    return Names(
        {p.code: Named(p.name_zh, p.name_en) for p in firms},
        {t.code: Named(t.name_zh, t.name_en) for t in people},
    )


def for_resident(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that matter to a resident."""
    return [fact for fact in facts if fact.kind in KINDS - _INNER]


def sentence(words: Words, fact: Fact, names: Names, now: datetime) -> str:
    """One fact as a sentence."""
    if fact.kind not in KINDS:
        return words("web-fact-other", kind=fact.kind)
    return words(cast(Key, f"web-fact-{fact.kind}"), **_values(fact.data, names, now))


def _values(data: Mapping[str, Any], names: Names, now: datetime) -> dict[str, Arg]:
    outcome = data.get("outcome")
    return {
        "provider": names.provider(data.get("provider")),
        "technician": names.technician(data.get("technician")),
        "before": names.technician(data.get("before")),
        "window": _window(data.get("window"), now),
        "instead": _window(data.get("instead"), now),
        "price": Money(int(data.get("price_cents") or 0)),
        "stars": int(data.get("stars") or 0),
        "reason": _reason(data.get("reason")),
        "minutes": int(data.get("travel_minutes") or data.get("minutes") or 0),
        "due": Moment(datetime.fromisoformat(str(data["due"])), now) if data.get("due") else "",
        "why": _why(data.get("reason")),
        "outcome": Term(f"web-outcome-{outcome}") if outcome else "",
    }


def _reason(code: object) -> Arg:
    """Why a firm declined, or a supervisor took a request from it."""
    if code in ("busy", "far", "skill", "other", "time"):
        return Term(f"decline-{code}")
    return Term(f"reassign-{code}") if code in set(Because) else str(code or "")


def _why(code: object) -> Arg:
    """The name of a reason for the stars."""
    known = reasons().get(str(code))
    return Named(known.zh, known.en) if known else str(code or "")


def _window(stored: object, now: datetime) -> Arg:
    if not stored:
        return Term("at-once")
    window = Window(datetime.fromisoformat(str(stored)))
    return Span(window.start, window.end, now)
