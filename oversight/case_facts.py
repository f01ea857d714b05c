"""The append-only log of a case, chained by hash as that of a request is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from booking.entities import SealedHead
from booking.facts import broken_chain, chain_hash, chained
from booking.work import Work
from oversight.case_entities import Case, CaseFact


@dataclass(frozen=True, slots=True)
class CaseNews:
    """A fact of a case that people are to hear of."""

    case: Case
    fact: CaseFact


def fact_hash(fact: CaseFact) -> str:
    """The hash that this fact must carry; the words, which are encrypted where they lie, count too."""
    return chain_hash(fact, fact.case_id, {**fact.data, "words": fact.words})


def record(
    work: Work, case: Case, kind: str, actor: str, data: Mapping[str, Any] | None = None, words: str = ""
) -> CaseFact:
    """Append a fact to a locked case's log, and have it told before the commit.

    `data` holds JSON values and nothing that identifies a person; what someone wrote belongs into `words`.
    """
    fact = CaseFact(
        case_id=case.id,
        seq=0,
        district=case.district,
        kind=kind,
        at=work.now,
        actor=actor,
        data=dict(data or {}),
        words=words,
        prev="",
        hash="",
    )
    chained(case, fact, fact_hash)
    work.session.add(case)
    work.session.flush()
    work.session.add(fact)
    work.raised.append(CaseNews(case, fact))
    return fact


def facts_of(session: Session, case: Case) -> list[CaseFact]:
    """A case's log, oldest first."""
    query = select(CaseFact).where(CaseFact.case_id == case.id, CaseFact.district == case.district)
    return list(session.exec(query.order_by(col(CaseFact.seq))))


def audit_cases(session: Session) -> Iterator[str]:
    """Every fault of the cases' chains, in words, and where they differ from what was sealed."""
    for case in session.exec(select(Case).order_by(col(Case.id))):
        chain = facts_of(session, case)
        fault = broken_chain(((fact, fact_hash(fact)) for fact in chain), case.head, "case")
        if fault:
            yield f"case {case.number}: {fault}"
        for head in session.exec(select(SealedHead).where(SealedHead.request_id == case.id)):
            if len(chain) < head.seq or chain[head.seq - 1].hash != head.head:
                yield f"the log of case {case.number} was rewritten after seal {head.seal_id}"
