"""The append-only log of a request: each fact is chained by hash to the one before it.

Hash: SHA-256 over the previous hash and the canonical JSON (sorted keys, no spaces) of the fact.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Table, insert

from booking.entities import Fact, Request
from booking.work import Work


def fact_hash(fact: Fact) -> str:
    """The hash that this fact must carry, 64 hexadecimal digits."""
    return chain_hash(fact, fact.request_id, fact.data)


class Link(Protocol):
    """One line of any log that is chained."""

    seq: int
    district: str
    kind: str
    at: datetime
    actor: str
    prev: str
    hash: str


def chain_hash(link: Link, subject: int, data: Mapping[str, Any]) -> str:
    """The hash of a line about a subject, with what it tells."""
    at = link.at.isoformat(timespec="microseconds")
    line = json.dumps(
        [str(subject), link.seq, link.district, link.kind, at, link.actor, data],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(f"{link.prev}\n{line}".encode()).hexdigest()


class Log(Protocol):
    """What has a chained log: how many lines, and the hash in which they end."""

    facts: int
    head: str


L = TypeVar("L", bound=Link)


def chained(log: Log, line: L, hash_of: Callable[[L], str]) -> L:
    """The line, made the next one of a log that the caller has locked."""
    line.seq, line.prev = log.facts + 1, log.head
    line.hash = hash_of(line)
    log.facts, log.head = line.seq, line.hash
    return line


_TABLE: Table = Fact.__table__  # type: ignore[attr-defined]
_APPEND = insert(_TABLE)


def record(work: Work, request: Request, kind: str, actor: str, data: Mapping[str, Any] | None = None) -> Fact:
    """Append a fact to the request's log and let everyone react to it in the same transaction.

    `data` holds JSON values and nothing that identifies a person. The request must be locked by the caller.
    """
    fact = Fact(
        request_id=request.id,
        seq=0,
        district=request.district,
        kind=kind,
        at=work.now,
        actor=actor,
        data=dict(data or {}),
        prev="",
        hash="",
    )
    chained(request, fact, fact_hash)
    work.session.add(request)
    work.session.connection().execute(_APPEND, fact.model_dump())
    for reaction in (*work.reactions.get(kind, ()), *work.reactions.get("*", ())):
        reaction(work, request, fact)
    return fact


class Stretch(Protocol):
    """Lines of a chain that are kept elsewhere: the first and the last of them, and the hash in which they end."""

    first: int
    last: int
    head: str


def broken_link(facts: Iterable[Fact], head: str, elsewhere: Sequence[Stretch] = ()) -> str | None:
    """Says in words where a request's chain (in order of seq) is broken, or None if it is whole and ends in `head`.

    What is kept elsewhere counts as whole: who keeps it can verify it.
    """
    return broken_chain(((fact, fact_hash(fact)) for fact in facts), head, "request", elsewhere)


def broken_chain(
    links: Iterable[tuple[Link, str]], head: str, subject: str, elsewhere: Sequence[Stretch] = ()
) -> str | None:
    """The same of any chain, given with the hash that each line must carry."""
    away = deque(elsewhere)
    seq, prev = _past(away, 0, "")
    for fact, expected in links:
        seq += 1
        if fact.seq != seq:
            return f"fact {seq} is missing"
        if fact.prev != prev:
            return f"fact {seq} does not follow fact {seq - 1}"
        if fact.hash != expected:
            return f"fact {seq} was altered"
        seq, prev = _past(away, seq, fact.hash)
    return None if prev == head else f"the log ends at fact {seq}, the {subject} says otherwise"


def _past(away: deque[Stretch], seq: int, prev: str) -> tuple[int, str]:
    """Where a chain goes on after what is kept elsewhere from here on."""
    while away and away[0].first == seq + 1:
        stretch = away.popleft()
        seq, prev = stretch.last, stretch.head
    return seq, prev
