"""Seals the heads of all chains that grew, so that not even a whole chain can be rewritten unseen."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from booking.archives import ArchivedLog, archived_between, audit_archives
from booking.entities import Fact, Request, Seal, SealedHead
from booking.facts import broken_link
from booking.work import Work

#: So many requests are audited at a time.
BATCH = 500
#: A fact is committed within this time, so only requests with facts since then can have grown since a seal.
LATE = timedelta(hours=1)


def _root(prev: str, heads: list[SealedHead]) -> str:
    digest = hashlib.sha256(prev.encode())
    for head in sorted(heads, key=lambda h: h.request_id):
        digest.update(f"\n{head.request_id}:{head.seq}:{head.head}".encode())
    return digest.hexdigest()


def seal(work: Work, *others: type[Any]) -> Seal | None:
    """Seal every chain that grew since it was sealed last; None when nothing grew.

    `others` are tables of more chains: with id, district, facts and head, as requests have them. An identifier is
    given out once for all tables, so sealed heads need no word of what they are the heads of.
    """
    session = work.session
    last = session.exec(select(Seal).order_by(col(Seal.id).desc()).limit(1)).first()
    tables: tuple[type[Any], ...] = (Request, *others)
    since = None if last is None else last.at - LATE
    grown = [row for table in tables for row in _grown(session, table, since)]
    if not grown:
        return None
    seal_id = work.ids.next()
    heads = [
        SealedHead(seal_id=seal_id, request_id=rid, district=district, seq=seq, head=head)
        for rid, district, seq, head in grown
    ]
    prev = last.root if last else ""
    made = Seal(id=seal_id, at=work.now, heads=len(heads), prev=prev, root=_root(prev, heads))
    session.add(made)
    session.add_all(heads)
    return made


def _grown(session: Session, table: type[Any], since: datetime | None) -> Sequence[tuple[int, str, int, str]]:
    """The chains that grew; of requests only those with facts since an instant are looked at."""
    sealed = select(func.max(SealedHead.seq)).where(SealedHead.request_id == table.id).scalar_subquery()
    query = select(table.id, table.district, table.facts, table.head).where(table.facts > func.coalesce(sealed, 0))
    if table is Request and since is not None:
        query = query.where(col(Request.id).in_(select(Fact.request_id).where(Fact.at >= since)))
    return [(row[0], row[1], row[2], row[3]) for row in session.exec(query)]


def audit(session: Session, *others: type[Any]) -> Iterator[str]:
    """Every fault of the requests' chains and of the seals, in words; nothing when all are whole. Reads in batches.

    `others` are the tables of other chains that were sealed: what they hold is theirs to audit.
    """
    last = 0
    heads = select(Request.id, Request.number, Request.head).order_by(col(Request.id)).limit(BATCH)
    while batch := session.exec(heads.where(Request.id > last)).all():
        yield from _audit_chains(session, batch)
        last = batch[-1][0]
        session.expunge_all()
    yield from audit_archives(session)
    yield from _audit_removed(session, others)
    yield from _audit_seals(session)


def _audit_removed(session: Session, others: Sequence[type[Any]]) -> Iterator[str]:
    """Sealed logs whose owner is no longer there at all."""
    query = select(SealedHead.request_id, func.max(SealedHead.seal_id))
    tables: tuple[type[Any], ...] = (Request, *others)
    for table in tables:
        query = query.where(~select(table.id).where(table.id == SealedHead.request_id).exists())
    for request_id, seal_id in session.exec(query.group_by(col(SealedHead.request_id))):
        yield f"the log of request {request_id} was removed after seal {seal_id}"


def _audit_chains(session: Session, batch: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """Requests as identifier, number and head: nothing private is opened for an audit."""
    within = (batch[0][0], batch[-1][0])
    chains: dict[int, list[Fact]] = defaultdict(list)
    for fact in session.exec(
        select(Fact).where(col(Fact.request_id).between(*within)).order_by(col(Fact.request_id), col(Fact.seq))
    ):
        chains[fact.request_id].append(fact)
    sealed: dict[int, list[SealedHead]] = defaultdict(list)
    for head in session.exec(select(SealedHead).where(col(SealedHead.request_id).between(*within))):
        sealed[head.request_id].append(head)
    archived = archived_between(session, *within)
    for request_id, number, end in batch:
        chain, away = chains[request_id], archived.get(request_id, [])
        fault = broken_link(chain, end, away)
        if fault:
            yield f"request {number}: {fault}"
        for head in sealed[request_id]:
            if _rewritten(head, chain, away):
                yield f"the log of request {request_id} was rewritten after seal {head.seal_id}"


def _rewritten(head: SealedHead, chain: Sequence[Fact], away: Sequence[ArchivedLog]) -> bool:
    """Whether a log is another one than that which was sealed; what only an archive can tell is left to its check."""
    if any(log.first <= head.seq < log.last for log in away):
        return False
    known = {fact.seq: fact.hash for fact in chain} | {log.last: log.head for log in away}
    return known.get(head.seq) != head.head


def _audit_seals(session: Session) -> Iterator[str]:
    prev = ""
    for one in session.exec(select(Seal).order_by(col(Seal.id))).all():
        covered = list(session.exec(select(SealedHead).where(SealedHead.seal_id == one.id)))
        if one.prev != prev:
            yield f"seal {one.id} does not follow the seal before it"
        if len(covered) != one.heads or _root(one.prev, covered) != one.root:
            yield f"seal {one.id} was altered"
        prev = one.root
