"""What happened in a simulated city: a line for each request and each surge, and the sum of it all."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from sqlmodel import Session, col, func, select

from booking.entities import Fact, Request
from booking.lifecycle import Event
from booking.terms import SHANGHAI, Urgency
from bot.ledger_check import Fault, check
from bot.simulation.residents import Resident
from bot.wiring import App
from oversight.surge_entities import SurgeFact
from oversight.surges import BEGAN
from oversight.told_waits import ToldWait, ToldWaits, told_waits
from vendors.entities import Offer

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Lines in order of time, faults of the ledger, and the summary."""

    lines: Sequence[Line]
    faults: Sequence[Fault]
    summary: Line

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, booked twice or broken."""
        return not self.faults

    def write(self, out: TextIO) -> None:
        """Write JSON lines; the summary is the last."""
        for line in (*self.lines, *({"fault": str(fault)} for fault in self.faults), {"summary": self.summary}):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def report_of(
    app: App, scenario: str, seed: int, days: int, scale: float, residents: Sequence[Resident], start: datetime
) -> Report:
    """Read it off the database and from what the residents remember."""

    def read(session: Session) -> Report:
        faults = list(check(session, app.clock.now()))
        waits = told_waits(session, start)
        lines = [*_requests(session, {wait.number: wait for wait in waits.first}), *_surges(session)]
        about = {
            "scenario": scenario,
            "seed": seed,
            "days": days,
            "scale": scale,
            "first_day": start.date().isoformat(),
        }
        return Report(lines, faults, {**about, **_summary(session, residents, waits, faults)})

    return app.database.read(read)


def _requests(session: Session, waits: Mapping[int, ToldWait]) -> Iterator[Line]:
    for row in session.exec(select(Request).order_by(col(Request.id))):
        wait = waits.get(row.number)
        yield {
            "request": row.number,
            "at": _local(row.created_at),
            "district": row.district,
            "category": row.category,
            "urgency": row.urgency,
            "frail": row.frail,
            "status": row.status,
            "window": _local(row.window_start),
            "provider": row.provider,
            "told_minutes": round(wait.told) if wait else None,
            "real_minutes": round(wait.real) if wait else None,
        }


def _surges(session: Session) -> Iterator[Line]:
    for fact in session.exec(select(SurgeFact).order_by(col(SurgeFact.at), col(SurgeFact.district))):
        yield {"surge": fact.kind, "at": _local(fact.at), "district": fact.district, **fact.data}


def _local(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _summary(
    session: Session,
    residents: Sequence[Resident],
    waits: ToldWaits,
    faults: Sequence[Fault],
) -> Line:
    made = set(session.exec(select(Request.resident).distinct()))
    rules = Counter(fault.rule for fault in faults)
    return {
        "residents": len(residents),
        "left": sum(one.left and one.case.party not in made for one in residents),
        "not_booked": sum(not one.left and one.case.party not in made for one in residents),
        "requests": session.exec(select(func.count()).select_from(Request)).one(),
        "bookings": _with_fact(session, Event.ACCEPTED),
        "finished": _with_fact(session, Event.FINISHED),
        "nobody_free": _with_fact(session, Event.NOBODY_FREE),
        "statuses": dict(
            sorted(session.exec(select(Request.status, func.count()).group_by(col(Request.status))).all())
        ),
        "emergencies": _emergencies(session, residents),
        "waits_as_told_first": _kept_by_kind(waits.first),
        "waits_as_told_last": _kept_by_kind(waits.last),
        "surges": _lasting(session),
        "double_bookings": rules["double booking"],
        "lost": rules["lost request"],
        "faults": len(faults),
    }


_KINDS = (("emergency", True), ("ordinary", False))


def _with_fact(session: Session, kind: Event) -> int:
    """How many requests it happened to."""
    return session.exec(select(func.count(func.distinct(col(Fact.request_id)))).where(Fact.kind == kind)).one()


def _emergencies(session: Session, residents: Sequence[Resident]) -> Line:
    """From the first word of danger, and from the request, until the centre was called."""
    began = {one.case.party: one.began for one in residents if one.case.danger is not None and one.began is not None}
    first = select(func.min(Offer.made_at)).where(Offer.request_id == Request.id).correlate(Request).scalar_subquery()
    query = select(Request.resident, Request.created_at, first).where(Request.urgency == Urgency.EMERGENCY)
    rows = session.exec(query.order_by(col(Request.id))).all()
    asked = [(offered - created).total_seconds() for _, created, offered in rows if offered is not None]
    told = [(offered - began[who]).total_seconds() for who, _, offered in rows if offered is not None and who in began]
    return {"count": len(rows), "seconds_from_request": _quantiles(asked), "seconds_from_first_word": _quantiles(told)}


def _quantiles(values: Sequence[float]) -> Line:
    ranked = sorted(values)
    if not ranked:
        return {}
    return {name: round(ranked[max(0, math.ceil(len(ranked) * share) - 1)], 1) for name, share in _SHARES}


_SHARES = (("p50", 0.5), ("p99", 0.99), ("max", 1.0))


def _kept_by_kind(waits: Sequence[ToldWait]) -> Line:
    return {kind: _kept([wait for wait in waits if wait.emergency is is_one]) for kind, is_one in _KINDS}


def _kept(waits: Sequence[ToldWait]) -> Line:
    """How many waits were told, and how they compare with what happened."""
    if not waits:
        return {"told": 0}
    off = [abs(wait.real - wait.told) / wait.told for wait in waits]
    return {
        "told": len(waits),
        "within_20_percent": sum(wait.is_close for wait in waits),
        "off": _quantiles([round(100 * share, 1) for share in off]),
        "told_minutes": _quantiles([wait.told for wait in waits]),
        "real_minutes": _quantiles([wait.real for wait in waits]),
    }


def _lasting(session: Session) -> Sequence[Line]:
    """Each surge with its beginning and its end."""
    found: list[dict[str, Any]] = []
    for fact in session.exec(select(SurgeFact).order_by(col(SurgeFact.district), col(SurgeFact.seq))):
        if fact.kind == BEGAN:
            why = {name: fact.data[name] for name in ("observed", "expected", "bound", "rule")}
            found.append({"district": fact.district, "began": _local(fact.at), "ended": None, **why})
        elif found:
            found[-1]["ended"] = _local(fact.at)
    return found
