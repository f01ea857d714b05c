"""What goes out arrives in order within a chat, as often as it takes, and waits for no other chat."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from booking.terms import Role
from bot.mail import outbox
from bot.mail.chats import open_chat
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body, Parcel, QueuedFor, TryLaterError, UnreachableError
from tests.rooms import Recorder, Rooms

CHANNEL = "telegram"
Compose = Callable[..., Rooms]


def _put(rooms: Rooms, chat: str, *texts: str, priority: int = outbox.ORDINARY) -> int:
    """Queue messages for a chat; the chat's id."""

    def put(session: Session) -> int:
        work = rooms.make_work(session)
        party = f"resident:{chat}"
        found = open_chat(session, work.ids, work.now, channel=CHANNEL, address=chat, role=Role.RESIDENT, party=party)
        for words in texts:
            outbox.put(session, work.ids, work.now, found, Body(text=words), priority=priority)
        return found.id

    rooms.clock.advance(timedelta(milliseconds=1))
    return rooms.database.write(put)


def _rows(rooms: Rooms) -> Sequence[OutMessage]:
    return rooms.see(lambda session: session.exec(select(OutMessage).order_by(col(OutMessage.id))).all())


def _statuses(rooms: Rooms) -> list[str]:
    return [row.status for row in _rows(rooms)]


def _failing(*bad: str, error: Exception | None = None) -> Callable[[Parcel], Exception | None]:
    return lambda parcel: (error or TryLaterError("busy")) if parcel.body.text in bad else None


def _rooms(compose_rooms: Compose, url: str, carrier: Recorder) -> Rooms:
    return compose_rooms(url, carriers={CHANNEL: carrier})


def test_messages_arrive_in_order_and_once(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    chat = _put(rooms, "a", *(f"{n}" for n in range(45)))
    rooms.courier.deliver([chat])
    rooms.courier.deliver([chat])
    assert carrier.texts == [f"{n}" for n in range(45)]
    assert set(_statuses(rooms)) == {OutStatus.DELIVERED}
    assert all(row.delivered_at == rooms.clock.now() for row in _rows(rooms))


def test_nothing_overtakes_a_message_that_fails(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(_failing("1"))
    rooms = _rooms(compose_rooms, database_url, carrier)
    chat = _put(rooms, "a", "1", "2", "3")
    rooms.courier.deliver([chat])
    _put(rooms, "a", "4")
    rooms.courier.deliver([chat])
    rooms.courier.deliver_due()
    assert carrier.texts == []
    assert [parcel.body.text for parcel in carrier.tried] == ["1"]
    assert _statuses(rooms) == [OutStatus.WAITING] * 4


def test_after_the_wait_all_follow_in_order(compose_rooms: Compose, database_url: str) -> None:
    trouble = ["1"]
    carrier = Recorder(lambda parcel: TryLaterError("busy") if parcel.body.text in trouble else None)
    rooms = _rooms(compose_rooms, database_url, carrier)
    rooms.courier.deliver([_put(rooms, "a", "0", "1", "2")])
    assert carrier.texts == ["0"]
    trouble.clear()
    rooms.clock.advance(timedelta(seconds=2))
    rooms.courier.deliver_due()
    assert carrier.texts == ["0", "1", "2"]


def test_waits_double_up_to_a_quarter_of_an_hour(compose_rooms: Compose, database_url: str) -> None:
    rooms = _rooms(compose_rooms, database_url, Recorder(_failing("1")))
    _put(rooms, "a", "1")
    waits = []
    for _ in range(12):
        rooms.courier.deliver_due()
        wait = _rows(rooms)[0].due_at - rooms.clock.now()
        waits.append(wait.total_seconds())
        rooms.clock.advance(wait)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert _rows(rooms)[0].attempts == 12


def test_the_channels_own_wish_to_wait_is_obeyed(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(_failing("1", error=TryLaterError("flood", after=37)))
    rooms = _rooms(compose_rooms, database_url, carrier)
    _put(rooms, "a", "1")
    rooms.courier.deliver_due()
    rooms.clock.advance(timedelta(seconds=36))
    rooms.courier.deliver_due()
    assert len(carrier.tried) == 1
    rooms.clock.advance(timedelta(seconds=1))
    rooms.courier.deliver_due()
    assert len(carrier.tried) == 2


def test_a_message_that_can_never_arrive_makes_way(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(_failing("1", error=UnreachableError("blocked")))
    rooms = _rooms(compose_rooms, database_url, carrier)
    rooms.courier.deliver([_put(rooms, "a", "1", "2")])
    assert carrier.texts == ["2"]
    assert [(row.status, row.error) for row in _rows(rooms)] == [
        (OutStatus.DEAD, "blocked"),
        (OutStatus.DELIVERED, ""),
    ]


def test_a_carriers_own_fault_is_tried_again(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(_failing("1", error=ZeroDivisionError("a bug")))
    rooms = _rooms(compose_rooms, database_url, carrier)
    rooms.courier.deliver([_put(rooms, "a", "1", "2")])
    assert _statuses(rooms) == [OutStatus.WAITING, OutStatus.WAITING]
    assert "ZeroDivisionError" in _rows(rooms)[0].error


def test_after_a_hundred_tries_a_message_is_given_up(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(_failing("1"))
    rooms = _rooms(compose_rooms, database_url, carrier)
    _put(rooms, "a", "1", "2")
    began = rooms.clock.now()
    for _ in range(100):
        rooms.courier.deliver_due()
        rooms.clock.advance(timedelta(seconds=900))
    rooms.courier.deliver_due()
    assert _statuses(rooms) == [OutStatus.DEAD, OutStatus.DELIVERED]
    assert len([parcel for parcel in carrier.tried if parcel.body.text == "1"]) == 100
    assert rooms.clock.now() - began > timedelta(hours=20)


def test_a_leased_queue_is_left_to_its_worker_until_the_lease_ends(compose_rooms: Compose, database_url: str) -> None:
    """A worker that died in the middle keeps nobody waiting for longer than its lease."""
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    chat = _put(rooms, "a", "1", "2")
    taken = rooms.database.write(lambda session: outbox.lease(session, rooms.clock.now(), chat, {CHANNEL}))
    assert [parcel.body.text for parcel in taken] == ["1", "2"]
    _put(rooms, "a", "3")
    rooms.clock.advance(outbox.LEASE - timedelta(seconds=1))
    rooms.courier.deliver([chat])
    assert rooms.courier.deliver_due() <= 1
    assert carrier.texts == []
    rooms.clock.advance(timedelta(seconds=1))
    rooms.courier.deliver_due()
    assert carrier.texts == ["1", "2", "3"]


def test_a_clock_that_stood_an_hour_ahead_holds_nothing_up(compose_rooms: Compose, database_url: str) -> None:
    """What was leased, and what was put off after a failure, while the clock stood wrong."""
    carrier = Recorder(_failing("2", error=TryLaterError("busy", after=30)))
    rooms = _rooms(compose_rooms, database_url, carrier)
    leased = _put(rooms, "a", "1")
    hour = timedelta(hours=1)
    rooms.clock.advance(hour)
    rooms.database.write(lambda session: outbox.lease(session, rooms.clock.now(), leased, {CHANNEL}))
    rooms.courier.deliver([_put(rooms, "b", "2")])
    _put(rooms, "c", "3")
    rooms.clock.advance(-hour)
    rooms.courier.deliver_due()
    assert sorted(carrier.texts) == ["1", "3"]
    assert sorted(parcel.body.text for parcel in carrier.tried) == ["1", "2", "2", "3"]


def test_what_was_never_put_off_is_due_whatever_the_clock_says(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    rooms.clock.advance(timedelta(minutes=10))
    _put(rooms, "a", "1")
    rooms.clock.advance(-timedelta(minutes=10))
    rooms.courier.deliver_due()
    assert carrier.texts == ["1"]


def test_a_lease_of_a_clock_that_runs_a_little_fast_is_kept(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    chat = _put(rooms, "a", "1")
    fast = rooms.clock.now() + outbox.CLOCKS_DIFFER
    rooms.database.write(lambda session: outbox.lease(session, fast, chat, {CHANNEL}))
    rooms.courier.deliver([chat])
    assert rooms.courier.deliver_due() == 0
    assert carrier.texts == []


def test_urgent_chats_are_served_first(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    _put(rooms, "a", "ordinary 1")
    _put(rooms, "b", "ordinary 2")
    _put(rooms, "c", "before the alarm")
    _put(rooms, "c", "alarm", priority=outbox.URGENT)
    rooms.courier.deliver_due()
    assert carrier.texts == ["before the alarm", "alarm", "ordinary 1", "ordinary 2"]


def test_a_chat_that_waits_does_not_keep_others_waiting(compose_rooms: Compose, database_url: str) -> None:
    """However much is queued behind a message that fails, other chats are found."""
    carrier = Recorder(_failing("blocked", error=TryLaterError("flood", after=600)))
    rooms = _rooms(compose_rooms, database_url, carrier)
    _put(rooms, "a", "blocked", *(f"{n}" for n in range(80)))
    rooms.courier.deliver_due()
    _put(rooms, "b", "hello")
    rooms.courier.deliver_due()
    assert carrier.texts == ["hello"]


def test_channels_of_other_processes_are_left_alone(compose_rooms: Compose, database_url: str) -> None:
    rooms = compose_rooms(database_url)
    chat = _put(rooms, "a", "1")
    rooms.courier.deliver([chat])
    assert rooms.courier.deliver_due() == 0
    carrier = Recorder()
    _rooms(compose_rooms, database_url, carrier).courier.deliver_due()
    assert carrier.texts == ["1"]


def test_many_workers_deliver_each_message_once_and_in_order(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    workers = [_rooms(compose_rooms, database_url, carrier) for _ in range(4)]
    chats = [_put(workers[0], name, *(f"{name}{n:02}" for n in range(15))) for name in "abc"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: workers[n % 4].courier.deliver(chats), range(8)))
    for name in "abc":
        assert [words for words in carrier.texts if words[0] == name] == [f"{name}{n:02}" for n in range(15)]


def test_an_answer_leaves_after_its_turn_is_stored(compose_rooms: Compose, database_url: str) -> None:
    seen: list[list[str]] = []
    carrier = Recorder(lambda _parcel: seen.append(_statuses(rooms)))
    rooms = _rooms(compose_rooms, database_url, carrier)
    rooms.press("resident:a", "start", channel=CHANNEL)
    assert seen == [[OutStatus.WAITING]]
    assert _statuses(rooms) == [OutStatus.DELIVERED]


def test_a_channel_that_is_down_does_not_fail_a_turn(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder(lambda _parcel: ConnectionError("no network"))
    rooms = _rooms(compose_rooms, database_url, carrier)
    assert rooms.press("resident:a", "start", channel=CHANNEL) is True
    assert rooms.press("resident:a", "progress", channel=CHANNEL) is True
    assert _statuses(rooms) == [OutStatus.WAITING, OutStatus.WAITING]


def test_a_reader_of_a_mailbox_that_cannot_be_woken_finds_the_message_there(
    compose_rooms: Compose, database_url: str
) -> None:
    from tests.rooms import CHANNEL as MAILBOX

    rooms = compose_rooms(database_url, carriers={MAILBOX: Recorder(lambda _parcel: OSError("page closed"))})
    assert rooms.press("resident:a", "start") is True
    assert _statuses(rooms) == [OutStatus.DELIVERED]
    assert len(rooms.told("resident:a")) == 1


def test_a_queue_is_passed_on_once_for_many_messages(compose_rooms: Compose, database_url: str) -> None:
    carrier = Recorder()
    rooms = _rooms(compose_rooms, database_url, carrier)
    chat = _put(rooms, "a", "1", "2")
    rooms.courier.pass_on([QueuedFor(chat), QueuedFor(chat)])
    assert carrier.texts == ["1", "2"]


def test_a_channel_with_a_rhythm_of_its_own_is_told_once_of_a_queue(compose_rooms: Compose, database_url: str) -> None:
    rooms = _rooms(compose_rooms, database_url, Recorder())
    told: list[int] = []
    rooms.courier.on_queued(CHANNEL, told.append)
    chats = [_put(rooms, name, "1", "2") for name in "ab"]
    rooms.courier.pass_on([QueuedFor(chat, CHANNEL) for chat in (*chats, *chats)])
    assert told == chats


@pytest.mark.parametrize("after", [0, 3])
def test_history_is_read_from_where_one_was(compose_rooms: Compose, database_url: str, after: int) -> None:
    rooms = compose_rooms(database_url)
    chat = _put(rooms, "a", *(f"{n}" for n in range(5)))
    rows = _rows(rooms)
    last = rows[after - 1].id if after else 0
    found = rooms.see(lambda session: outbox.since(session, chat, last))
    assert [Body.model_validate_json(row.body).text for row in found] == [f"{n}" for n in range(after, 5)]
