"""Messages that wait to be delivered: put, leased in order, delivered, tried again, or given up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Table, bindparam, insert, update
from sqlmodel import Session, col, func, select

from booking.identifiers import least_id
from booking.work import Ids
from bot.mail.entities import Chat, OutMessage, OutStatus
from bot.mail.message import Body, Parcel, Shown

#: What is leased is left to its process for so long. With the next look, within five seconds, a dead process's
#: messages go on within 30 seconds.
LEASE = timedelta(seconds=24)
#: A carrier has this long for one message; nothing is begun that could outlast its lease.
CARRYING = timedelta(seconds=20)
#: Waits between attempts, doubling, in seconds.
FIRST_WAIT = 2.0
LONGEST_WAIT = 900.0
#: Clocks of several machines may differ by so much. What goes further into the future was written by one that
#: stood wrong, and holds nothing up.
CLOCKS_DIFFER = timedelta(seconds=60)
#: After this many attempts (about a day) a message is given up and shown to operators.
TRIES = 100
URGENT, ORDINARY = 0, 5
#: Messages of a chat that are leased at once.
BATCH = 20


def put(
    session: Session,
    ids: Ids,
    now: datetime,
    chat: Chat,
    body: Body,
    *,
    priority: int = ORDINARY,
    mailbox: bool = False,
    subject: str | None = None,
    closes: int | None = None,
) -> int:
    """Add a message for a chat and return its id; it commits with everything else and leaves after the commit.

    In a `mailbox` channel the reader fetches messages from here, so that one is delivered once it is stored.
    `subject` is what it asks about; one that `closes` an earlier message is nothing but a change of that one.
    """
    message_id = ids.next()
    session.connection().execute(
        _PUT,
        {
            "id": message_id,
            "district": chat.district,
            "chat_id": chat.id,
            "channel": chat.channel,
            "address": chat.address,
            "party": chat.party,
            "body": body.model_dump_json(),
            "priority": priority,
            "status": OutStatus.DELIVERED if mailbox else OutStatus.WAITING,
            "attempts": 0,
            "made_at": now,
            "due_at": now,
            "delivered_at": now if mailbox else None,
            "error": "",
            "told_otherwise": False,
            "subject": subject,
            "closes": closes,
        },
    )
    return message_id


def _is_free(row: Any) -> ColumnElement[bool]:
    """Nobody has it, or whoever leased it is late."""
    free: ColumnElement[bool] = (
        row.leased_until.is_(None) | (row.leased_until <= _NOW) | (row.leased_until > bindparam("longest_lease"))
    )
    return free


def _is_due(row: Any) -> ColumnElement[bool]:
    """What was never put off is due whatever the clock says."""
    due: ColumnElement[bool] = (
        (row.due_at <= _NOW) | (row.due_at <= row.made_at) | (row.due_at > bindparam("longest_wait"))
    )
    return due


def _at(now: datetime) -> dict[str, Any]:
    """What is due and what is free at this time."""
    latest = now + CLOCKS_DIFFER
    return {"now": now, "longest_lease": latest + LEASE, "longest_wait": latest + timedelta(seconds=LONGEST_WAIT)}


_NOW: BindParameter[datetime] = bindparam("now")
_TABLE: Table = OutMessage.__table__  # type: ignore[attr-defined]
_PUT = insert(_TABLE)
_ABOUT = select(OutMessage).where(OutMessage.subject == bindparam("subject")).order_by(col(OutMessage.id))
_OPEN = _ABOUT.where(OutMessage.chat_id == bindparam("chat"))
_CARRIED = ("id", "channel", "address", "party", "body", "made_at", "priority", "closes")
_NEXT = _TABLE.alias("next")
_FIRST = (
    select(func.min(_NEXT.c.id))
    .where(_NEXT.c.chat_id == bindparam("chat"), _NEXT.c.status == OutStatus.WAITING)
    .scalar_subquery()
)
_BEFORE = _TABLE.alias("before")
#: a message of another process may have come in before those that are leased: whoever has them has the queue
_TAKEN = select(_BEFORE.c.id).where(
    _BEFORE.c.chat_id == bindparam("chat"),
    _BEFORE.c.status == OutStatus.WAITING,
    ~_is_free(_BEFORE.c),
)
_HEAD = (
    select(_TABLE.c.chat_id)
    .where(
        _TABLE.c.id == _FIRST,
        _TABLE.c.status == OutStatus.WAITING,
        _TABLE.c.channel.in_(bindparam("channels", expanding=True)),
        _is_due(_TABLE.c),
        _is_free(_TABLE.c),
        ~_TAKEN.exists(),
    )
    .with_for_update(skip_locked=True)
    .cte("head")
)
_QUEUE = (
    select(_NEXT.c.id)
    .join(_HEAD, _HEAD.c.chat_id == _NEXT.c.chat_id)
    .where(_NEXT.c.status == OutStatus.WAITING)
    .order_by(_NEXT.c.id)
    .limit(bindparam("most"))
)
_LEASE = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(_QUEUE), _TABLE.c.status == OutStatus.WAITING, _is_free(_TABLE.c))
    .values(leased_until=bindparam("until"))
    .returning(*(_TABLE.c[name] for name in _CARRIED))
)
_QUEUES = (
    select(func.min(_TABLE.c.id).label("first"), func.min(_TABLE.c.priority).label("urgency"))
    .where(_TABLE.c.status == OutStatus.WAITING, _TABLE.c.channel.in_(bindparam("channels", expanding=True)))
    .group_by(_TABLE.c.chat_id)
    .subquery()
)
_CHATS_DUE = (
    select(OutMessage.chat_id)
    .join(_QUEUES, _QUEUES.c.first == OutMessage.id)
    .where(OutMessage.status == OutStatus.WAITING, _is_due(_TABLE.c), _is_free(_TABLE.c))
    .order_by(_QUEUES.c.urgency, _TABLE.c.due_at, _TABLE.c.id)
    .limit(bindparam("most"))
)
_SHOWN = select(_TABLE.c.id, _TABLE.c.known_as, _TABLE.c.body).where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
_ARRIVED = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("message"))
    .values(status=OutStatus.DELIVERED, delivered_at=bindparam("at"), leased_until=None, known_as=bindparam("name"))
)


def chats_due(session: Session, now: datetime, channels: Iterable[str], *, limit: int = 50) -> Sequence[int]:
    """Chats whose first message can be delivered now, those with the most urgent messages first."""
    known = _at(now) | {"channels": list(channels), "most": limit}
    return session.exec(_CHATS_DUE, params=known).all()


def lease(
    session: Session, now: datetime, chat_id: int, channels: Iterable[str], *, limit: int = BATCH
) -> list[Parcel]:
    """Take the head of a chat's queue for delivery: nothing when its first message is leased or not yet due,
    or when its channel is carried by another process.

    Whoever locks the first waiting message owns the queue of that chat until the lease ends, so messages
    of one chat never overtake each other. One statement, which needs no transaction around it.
    """
    known = _at(now) | {"chat": chat_id, "until": now + LEASE, "channels": list(channels), "most": limit}
    rows = sorted(session.connection().execute(_LEASE, known), key=lambda row: int(row.id))
    closed = [row.closes for row in rows if row.closes is not None]
    shown = {row.id: row for row in session.connection().execute(_SHOWN, {"ids": closed})} if closed else {}
    return [_parcel(row, shown.get(row.closes)) for row in rows]


def _parcel(row: Row[Any], closes: Row[Any] | None) -> Parcel:
    return Parcel(
        row.id,
        row.channel,
        row.address,
        row.party,
        Body.model_validate_json(row.body),
        row.made_at,
        row.priority == URGENT,
        Shown(closes.id, closes.known_as, Body.model_validate_json(closes.body)) if closes is not None else None,
    )


def delivered(session: Session, now: datetime, arrived: Mapping[int, str | None]) -> None:
    """These messages have arrived, one at least; the channel calls each as is said."""
    told = [{"message": message_id, "at": now, "name": known_as} for message_id, known_as in arrived.items()]
    session.connection().execute(_ARRIVED, told)


def failed(
    session: Session,
    now: datetime,
    message_id: int,
    error: str,
    *,
    after: float | None = None,
    final: bool = False,
    tried: bool = True,
) -> bool:
    """An attempt failed: wait and try again, or give up when `final` or tried often enough; whether it is given up.

    Nothing changes where another process has delivered it or given it up meanwhile.
    """
    row = session.get(OutMessage, message_id, with_for_update=True)
    if row is None or row.status != OutStatus.WAITING:
        return False
    row.attempts += tried
    row.error = error[:500]
    row.leased_until = None
    if final or row.attempts >= TRIES:
        row.status = OutStatus.DEAD
    else:
        wait = after if after is not None else min(FIRST_WAIT * 2 ** max(row.attempts - 1, 0), LONGEST_WAIT)
        row.due_at = now + timedelta(seconds=wait)
    session.add(row)
    return row.status == OutStatus.DEAD


def close(session: Session, subject: str, *, chat_id: int | None = None) -> Sequence[OutMessage]:
    """The messages about this (in one chat) that looked open until now; from now on they do not."""
    if chat_id is None:
        rows = session.exec(_ABOUT, params={"subject": subject}).all()
    else:
        rows = open_about(session, subject, chat_id)
    for row in rows:
        row.subject = None
        session.add(row)
    return rows


def open_about(session: Session, subject: str, chat_id: int) -> Sequence[OutMessage]:
    """The messages of a chat about this that look open, oldest first."""
    return session.exec(_OPEN, params={"subject": subject, "chat": chat_id}).all()


def was_told(session: Session, chats: Iterable[int], made_at: datetime) -> bool:
    """Whether one of these chats was told something in the unit of work of that instant."""
    found = select(OutMessage.id).where(
        col(OutMessage.chat_id).in_(list(chats)),
        OutMessage.id >= least_id(made_at),  # not among all that the chats were ever told
        OutMessage.made_at == made_at,
        col(OutMessage.closes).is_(None),
    )
    return session.exec(found.limit(1)).first() is not None


def drop_waiting(session: Session, chat_id: int, reason: str) -> None:
    """Nothing that still waits is delivered to this chat."""
    waiting = (col(OutMessage.chat_id) == chat_id) & (col(OutMessage.status) == OutStatus.WAITING)
    values = {"status": OutStatus.DEAD, "error": reason, "told_otherwise": True, "leased_until": None}
    session.connection().execute(update(OutMessage).where(waiting).values(values))


def give_back(session: Session, ids: Sequence[int]) -> None:
    """End the lease of messages that were not tried."""
    session.connection().execute(update(OutMessage).where(col(OutMessage.id).in_(ids)).values(leased_until=None))


def since(session: Session, chat_id: int, after: int, *, limit: int = 200) -> Sequence[OutMessage]:
    """A chat's messages with an id above `after`, oldest first; the latest `limit` of them."""
    rows = session.exec(
        select(OutMessage)
        .where(OutMessage.chat_id == chat_id, OutMessage.id > after, col(OutMessage.closes).is_(None))
        .order_by(col(OutMessage.id).desc())
        .limit(limit)
    ).all()
    return rows[::-1]
