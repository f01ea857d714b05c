"""What is leased is nobody else's; a lease that ends, and a commit whose outcome is unknown, double nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, text
from sqlmodel import Session, select

from booking.terms import Role
from bot.mail import outbox
from bot.mail.chats import open_chat
from bot.mail.entities import InMessage, InStatus, OutMessage, OutStatus
from bot.mail.message import Body, Parcel
from tests.rooms import Recorder, Rooms

CHANNEL = "telegram"
Compose = Callable[..., Rooms]


def _put(rooms: Rooms, *texts: str) -> int:
    def put(session: Session) -> int:
        work = rooms.make_work(session)
        chat = open_chat(
            session, work.ids, work.now, channel=CHANNEL, address="a", role=Role.RESIDENT, party="resident:a"
        )
        for words in texts:
            outbox.put(session, work.ids, work.now, chat, Body(text=words))
        return chat.id

    return rooms.database.write(put)


def _lease(rooms: Rooms, chat: int) -> list[str]:
    leased = rooms.database.write(lambda session: outbox.lease(session, rooms.clock.now(), chat, {CHANNEL}))
    return [parcel.body.text for parcel in leased]


def _texts(rooms: Rooms, status: OutStatus) -> list[str]:
    query = select(OutMessage.body).where(OutMessage.status == status).order_by(OutMessage.id)  # type: ignore[arg-type]
    return [Body.model_validate_json(one).text for one in rooms.see(lambda session: session.exec(query).all())]


def test_a_message_that_came_in_before_those_leased_leaves_them_alone(
    compose_rooms: Compose, database_url: str
) -> None:
    """Identifiers of another process may be smaller, and its transaction may have ended later."""
    rooms = compose_rooms(database_url)
    chat = _put(rooms, "2", "3")
    assert _lease(rooms, chat) == ["2", "3"]
    rooms.clock.advance(-timedelta(seconds=2))
    _put(compose_rooms(database_url), "1")
    rooms.clock.advance(timedelta(seconds=2))
    assert _lease(rooms, chat) == []
    rooms.clock.advance(outbox.LEASE)
    assert _lease(rooms, chat) == ["1", "2", "3"]


def test_nothing_is_begun_that_could_outlast_its_lease(compose_rooms: Compose, database_url: str) -> None:
    room: list[timedelta] = []

    def slow(parcel: Parcel) -> None:
        row = rooms.see(lambda session: session.get_one(OutMessage, parcel.id))
        assert row.leased_until is not None
        room.append(row.leased_until - rooms.clock.now())
        rooms.clock.advance(timedelta(seconds=3))

    carrier = Recorder(slow)
    rooms = compose_rooms(database_url, carriers={CHANNEL: carrier})
    rooms.courier.deliver([_put(rooms, "1", "2", "3", "4")])
    assert carrier.texts == ["1", "2", "3", "4"]
    assert min(room) >= outbox.CARRYING


def test_who_was_held_up_beyond_the_lease_takes_nothing_back(compose_rooms: Compose, database_url: str) -> None:
    """Another process delivers meanwhile; what the first says of a failure then counts no more."""

    def held_up(parcel: Parcel) -> Exception | None:
        if parcel.body.text != "1" or slow.delivered:
            return None
        slow.delivered.append(parcel)
        rooms.clock.advance(outbox.LEASE + timedelta(seconds=1))
        other.courier.deliver([chat])
        return ConnectionError("no answer")

    slow, quick = Recorder(held_up), Recorder()
    rooms = compose_rooms(database_url, carriers={CHANNEL: slow})
    other = compose_rooms(database_url, carriers={CHANNEL: quick})
    chat = _put(rooms, "1", "2")
    rooms.courier.deliver([chat])
    assert quick.texts == ["1", "2"]
    assert _texts(rooms, OutStatus.DELIVERED) == ["1", "2"]


def test_who_rests_gives_back_what_was_not_begun(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(lambda _parcel: rooms.courier.rest())
    rooms = compose_rooms(database_url, carriers={CHANNEL: carrier})
    chat = _put(rooms, "1", "2")
    rooms.courier.deliver([chat])
    assert carrier.texts == ["1"]
    assert _lease(rooms, chat) == ["2"]


def _cut_at_commit(rooms: Rooms, committed: bool) -> list[bool]:
    """The next commit on PostgreSQL ends with a broken connection, after it was done or before."""
    cut: list[bool] = []

    def on_commit(connection: Connection) -> None:
        cut.append(committed)
        driver = connection.connection.driver_connection
        assert driver is not None
        if committed:
            driver.execute("COMMIT; BEGIN")
        pid = driver.info.backend_pid
        with rooms.database.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    event.listen(rooms.database.engine, "commit", on_commit, once=True)
    return cut


@pytest.mark.parametrize("committed", [True, False])
def test_a_turn_whose_commit_is_unknown_is_there_once(
    compose_rooms: Compose, postgres_url: str, committed: bool
) -> None:
    rooms = compose_rooms(postgres_url)
    rooms.press("resident:a", "start", key="m0")
    before = len(rooms.told("resident:a"))
    cut = _cut_at_commit(rooms, committed)
    assert rooms.press("resident:a", "progress", key="m1") is not committed
    assert cut
    assert rooms.press("resident:a", "progress", key="m1") is False
    assert len(rooms.told("resident:a")) == before + 1
    rows = rooms.see(lambda session: session.exec(select(InMessage.status, InMessage.attempts)).all())
    assert list(rows) == [(InStatus.DONE, 0)] * 2
