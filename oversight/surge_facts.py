"""The append-only log of a district's surges, chained by hash as that of a request is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from booking.facts import broken_chain, chain_hash, chained
from booking.work import Work
from oversight.surge_entities import Surge, SurgeFact


@dataclass(frozen=True, slots=True)
class SurgeNews:
    """A beginning or an end that people are to hear of."""

    fact: SurgeFact


def fact_hash(fact: SurgeFact) -> str:
    """The hash that this fact must carry; the reason, which is encrypted where it lies, counts too."""
    return chain_hash(fact, 0, {**fact.data, "words": fact.words})


def record(work: Work, surge: Surge, kind: str, actor: str, data: Mapping[str, Any], words: str = "") -> SurgeFact:
    """Append a fact to a locked district's log, and have it told before the commit."""
    fact = SurgeFact(
        district=surge.district,
        seq=0,
        kind=kind,
        at=work.now,
        actor=actor,
        data=dict(data),
        words=words,
        prev="",
        hash="",
    )
    chained(surge, fact, fact_hash)
    work.session.add(surge)
    work.session.flush()
    work.session.add(fact)
    work.raised.append(SurgeNews(fact))
    return fact


def facts_of(session: Session, district: str, *, last: int | None = None) -> Sequence[SurgeFact]:
    """A district's log, oldest first; only the `last` so many."""
    query = select(SurgeFact).where(SurgeFact.district == district).order_by(col(SurgeFact.seq).desc())
    return session.exec(query if last is None else query.limit(last)).all()[::-1]


def audit_surges(session: Session) -> Iterator[str]:
    """Every fault of the chains, in words."""
    for surge in session.exec(select(Surge).order_by(col(Surge.district))):
        chain = facts_of(session, surge.district)
        fault = broken_chain(((fact, fact_hash(fact)) for fact in chain), surge.head, "district")
        if fault:
            yield f"surges of {surge.district}: {fault}"
