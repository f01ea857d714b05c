"""What comes in is stored once, answered in order, and never lost: not even when answering fails."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from booking.lifecycle import Event
from booking.requests import change
from booking.store import lock_request
from booking.terms import Role
from booking.work import Ids
from bot.clock import ManualClock, TimeIds
from bot.mail import inbox
from bot.mail.chats import open_chat
from bot.mail.entities import InMessage, InStatus
from bot.mail.message import Content, Inbound
from bot.understanding.meaning import Meaning
from oversight.alerts import open_alerts
from tests.rooms import CHANNEL, Rooms, SilentReader

RESIDENT, SUPERVISOR = "resident:r1", "supervisor:lin"
SECRET_WORDS = "爆炸 王阿姨 13800138000"


class ShakyReader(SilentReader):
    """Fails on some words, for the first so many times."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.left = failures

    def read(self, text: str, now: datetime) -> Meaning:
        if text.startswith("爆炸") and self.left > 0:
            self.left -= 1
            raise KeyError(text)
        return super().read(text, now)


def _inbox(rooms: Rooms) -> Sequence[InMessage]:
    return rooms.see(lambda session: session.exec(select(InMessage).order_by(col(InMessage.id))).all())


def _answers(rooms: Rooms, party: str) -> list[str]:
    return [body.text for body in rooms.told(party)]


def _store_only(rooms: Rooms, party: str, content: Content, key: str) -> None:
    """What a process that died left behind: stored, not answered."""
    inbound = Inbound(CHANNEL, key, party, Role(party.partition(":")[0]), party, content)

    def store(session: Session) -> None:
        work = rooms.make_work(session)
        role = inbound.role
        chat = open_chat(session, work.ids, work.now, channel=CHANNEL, address=party, role=role, party=party)
        inbox.store(session, work.ids, work.now, chat.id, inbound, InStatus.PENDING)

    rooms.database.write(store)


def test_a_message_is_answered_once_however_often_it_comes(rooms: Rooms) -> None:
    assert rooms.press(RESIDENT, "start", key="a") is True
    assert rooms.press(RESIDENT, "start", key="a") is False
    assert rooms.say(RESIDENT, "你好", key="a") is False
    assert len(_answers(rooms, RESIDENT)) == 1
    assert [(m.external_id, m.status) for m in _inbox(rooms)] == [("a", InStatus.DONE)]


def test_the_same_id_in_another_channel_is_another_message(rooms: Rooms) -> None:
    assert rooms.press(RESIDENT, "start", key="a") is True
    assert rooms.press(RESIDENT, "start", key="a", channel="telegram") is True
    assert len(_inbox(rooms)) == 2


def test_one_message_brought_by_many_at_once_is_answered_once(rooms: Rooms) -> None:
    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(lambda _: rooms.press(RESIDENT, "start", key="a"), range(8)))
    assert sorted(new) == [False] * 7 + [True]
    assert len(_answers(rooms, RESIDENT)) == 1


def test_what_is_stored_is_not_readable(rooms: Rooms) -> None:
    rooms.say(RESIDENT, SECRET_WORDS)
    with rooms.database.engine.connect() as connection:
        bodies = connection.execute(text("SELECT body FROM inbox")).scalars().all()
        talks = connection.execute(text("SELECT talk FROM chat")).scalars().all()
    assert not any("王阿姨" in stored or "13800138000" in stored for stored in (*bodies, *talks))


def test_messages_of_a_chat_are_answered_in_their_order_whoever_brings_them(rooms: Rooms) -> None:
    """Six hands bring five numbers each; every hand's numbers come back in its order, each once."""

    def bring(hand: int) -> None:
        for number in range(5):
            rooms.say(SUPERVISOR, f"{hand + 1}000{number}", key=f"{hand}-{number}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(bring, range(6)))
    answers = _answers(rooms, SUPERVISOR)
    assert len(answers) == 30
    for hand in range(1, 7):
        mine = [answer.split()[1] for answer in answers if f" {hand}000" in answer]
        assert mine == [f"{hand}000{number}" for number in range(5)]
    assert {message.status for message in _inbox(rooms)} == {InStatus.DONE}


def test_what_a_dead_process_left_is_answered_first(rooms: Rooms) -> None:
    _store_only(rooms, SUPERVISOR, Content(say="10001"), "a")
    rooms.say(SUPERVISOR, "10002", key="b")
    assert [answer.split()[1] for answer in _answers(rooms, SUPERVISOR)] == ["10001", "10002"]


def test_what_a_dead_process_left_is_found_without_a_new_message(rooms: Rooms) -> None:
    _store_only(rooms, SUPERVISOR, Content(say="10001"), "a")
    _store_only(rooms, SUPERVISOR, Content(say="10002"), "b")
    _store_only(rooms, RESIDENT, Content(press="start"), "c")
    rooms.clockwork.rescue()
    assert [answer.split()[1] for answer in _answers(rooms, SUPERVISOR)] == ["10001", "10002"]
    assert len(_answers(rooms, RESIDENT)) == 1
    rooms.clockwork.rescue()
    assert len(_inbox(rooms)) == 3
    assert len(_answers(rooms, RESIDENT)) == 1


@pytest.fixture
def shaky(database_url: str, compose_rooms: Callable[..., Rooms]) -> Callable[[int], Rooms]:
    """Rooms whose reader fails on 爆炸 for the first so many times."""

    def make(failures: int) -> Rooms:
        rooms = compose_rooms(database_url, reader=ShakyReader(failures))
        rooms.press(SUPERVISOR, "start")
        rooms.press(RESIDENT, "start")
        return rooms

    return make


def test_a_message_that_cannot_be_answered_is_put_aside_after_three_tries(shaky: Callable[[int], Rooms]) -> None:
    rooms = shaky(99)
    before = len(_answers(rooms, RESIDENT))
    assert rooms.say(RESIDENT, SECRET_WORDS, key="bad") is True
    bad = next(message for message in _inbox(rooms) if message.external_id == "bad")
    assert (bad.status, bad.attempts) == (InStatus.FAILED, 3)
    answers = _answers(rooms, RESIDENT)[before:]
    assert len(answers) == 1
    assert "系统出了点问题" in answers[0]
    assert rooms.press(RESIDENT, "progress") is True
    assert len(_answers(rooms, RESIDENT)) == before + 2
    assert rooms.say(RESIDENT, SECRET_WORDS, key="bad") is False


def test_a_supervisor_hears_of_it_without_the_persons_words(shaky: Callable[[int], Rooms]) -> None:
    rooms = shaky(99)
    rooms.say(RESIDENT, SECRET_WORDS, key="bad")
    alerts = rooms.see(lambda session: list(open_alerts(session)))
    assert [alert.kind for alert in alerts] == ["trouble"]
    told = _answers(rooms, SUPERVISOR)[-1]
    for shown in (alerts[0].words, told, *(message.error for message in _inbox(rooms))):
        assert "王阿姨" not in shown
        assert "13800138000" not in shown
    assert "KeyError" in alerts[0].words


@pytest.mark.parametrize("failures", [1, 2])
def test_a_passing_failure_is_not_noticed(shaky: Callable[[int], Rooms], failures: int) -> None:
    rooms = shaky(failures)
    rooms.say(RESIDENT, SECRET_WORDS, key="bad")
    bad = next(message for message in _inbox(rooms) if message.external_id == "bad")
    assert bad.status == InStatus.DONE
    assert not any("系统出了点问题" in answer for answer in _answers(rooms, RESIDENT))
    assert rooms.see(lambda session: list(open_alerts(session))) == []


def test_what_waited_behind_a_failing_message_is_answered(shaky: Callable[[int], Rooms]) -> None:
    rooms = shaky(99)
    before = len(_answers(rooms, RESIDENT))
    _store_only(rooms, RESIDENT, Content(say=SECRET_WORDS), "bad")
    _store_only(rooms, RESIDENT, Content(press="progress"), "good")
    rooms.clockwork.rescue()
    answers = _answers(rooms, RESIDENT)[before:]
    assert len(answers) == 2
    assert "系统出了点问题" in answers[0]
    assert [m.status for m in _inbox(rooms)][-2:] == [InStatus.FAILED, InStatus.DONE]


def test_one_chats_trouble_is_not_anothers(shaky: Callable[[int], Rooms]) -> None:
    rooms = shaky(99)
    _store_only(rooms, RESIDENT, Content(say=SECRET_WORDS), "bad")
    _store_only(rooms, "resident:r2", Content(press="start"), "good")
    rooms.clockwork.rescue()
    assert len(_answers(rooms, "resident:r2")) == 1


class FlakyIds:
    """Identifiers that fail once, at the call that is told."""

    def __init__(self, inner: Ids) -> None:
        self._inner = inner
        self.left: int | None = None

    def next(self) -> int:
        if self.left is not None:
            self.left -= 1
            if self.left == 0:
                self.left = None
                raise OSError("no entropy")
        return self._inner.next()


def test_a_turn_that_fails_half_way_leaves_nothing_and_is_tried_again(
    database_url: str, clock: ManualClock, compose_rooms: Callable[..., Rooms]
) -> None:
    """Whichever of its writes fails first, a firm's acceptance is stored once and told once."""
    ids = FlakyIds(TimeIds(clock, os.urandom))
    rooms = compose_rooms(database_url, ids=ids)
    told = []
    for call in range(9):
        request_id = rooms.book(RESIDENT)
        offer = rooms.offer(request_id)
        parties = (f"vendor:{offer.provider}", f"technician:{offer.technician}")
        before = [len(_answers(rooms, party)) for party in parties]
        ids.left = call or None
        rooms.press(parties[0], f"acc:{offer.id}")
        assert rooms.kinds(request_id) == ["submitted", "offered", "accepted"]
        told.append([len(_answers(rooms, party)) - n for party, n in zip(parties, before, strict=True)])
        ids.left = None
        rooms.do(lambda work, r=request_id: change(work, lock_request(work.session, r), Event.CANCELLED, RESIDENT))  # type: ignore[misc]
    assert told == [told[0]] * 9
    assert {message.status for message in _inbox(rooms)} == {InStatus.DONE}
    assert max(message.attempts for message in _inbox(rooms)) == 1


def test_a_chat_that_cannot_be_read_does_not_keep_others_from_being_rescued(rooms: Rooms) -> None:
    """Its state was damaged: nothing can be answered there, everything everywhere else."""
    _store_only(rooms, "resident:r0", Content(press="start"), "bad")
    with rooms.database.engine.begin() as connection:
        connection.execute(text("UPDATE chat SET talk = 'not sealed'"))
    _store_only(rooms, RESIDENT, Content(press="start"), "good")
    rooms.clockwork.rescue()
    assert len(_answers(rooms, RESIDENT)) == 1


def test_a_photo_a_place_and_a_phone_are_messages_too(rooms: Rooms) -> None:
    sent = [
        Content(photos=("other",)),
        Content(voice=""),
        Content(location=(31.2, 121.4)),
        Content(contact="13800138000"),
    ]
    for number, content in enumerate(sent):
        assert rooms.turns.receive(Inbound(CHANNEL, f"x{number}", RESIDENT, Role.RESIDENT, RESIDENT, content))
    assert {message.status for message in _inbox(rooms)} == {InStatus.DONE}
    assert len(_answers(rooms, RESIDENT)) >= 3
