"""What leaves: within the limits, in order, and in another way where Telegram will take no more."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from booking.terms import Role
from bot.channels.telegram import invitations
from bot.channels.telegram.members import join as join_by
from bot.channels.telegram.pump import THREADS
from bot.dialogue.says import Say
from bot.mail import outbox
from bot.mail.chats import open_chat
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body, Button
from tests.telegram.bot_api import User
from tests.telegram.desk import Desk, open_desk
from tests.telegram.pictures import picture


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def each(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk over each kind of database."""
    with open_desk(database_url, tmp_path) as made:
        yield made


def _heard(user: User) -> list[str]:
    return [message.text for message in user.heard]


def test_buttons_and_long_texts(desk: Desk) -> None:
    wang = desk.person("Wang")
    long = "。".join(f"第{number}句 <b>&amp;" for number in range(900))
    desk.put(wang, body=Body(text=long, buttons=(Button(label="好", action="x"), Button(label="不好", action="y"))))
    desk.flow(5)
    assert "".join(_heard(wang)) == long
    assert len(wang.heard) > 1
    assert wang.last.labels == ["好", "不好"]
    assert not any(message.labels for message in wang.heard[:-1])
    assert not desk.server.complaints


def test_photos_go_with_a_message(desk: Desk) -> None:
    wang = desk.person("Wang")
    names = tuple(desk.app.photos.keep(picture(600 + n)) for n in range(2))
    desk.put(wang, body=Body(text="两张", photos=names))
    desk.put(wang, body=Body(text="一张", photos=names[:1]))
    desk.flow(8)
    assert ["photo" in message.body for message in wang.heard] == [True, True, False, True, False]
    assert not desk.server.refusals


def test_limits_are_kept_and_emergencies_overtake(each: Desk) -> None:
    desk = each
    people = [desk.person(f"P{number}") for number in range(45)]
    for user in people:
        desk.put(user, "1", "2")
    late = desk.person("Late")
    desk.put(late, "着火", priority=outbox.URGENT)
    desk.server.limiter.enforce()
    desk.flow(1)
    assert _heard(late) == ["着火"]
    desk.flow(12)
    assert all(_heard(user) == ["1", "2"] for user in people)
    rates = desk.server.rates()
    assert rates.overall_a_second <= 30
    assert rates.private_a_second <= 1
    assert not desk.waiting()


def test_a_wait_that_is_asked_for_holds_for_the_whole_bot(desk: Desk) -> None:
    people = [desk.person(f"P{number}") for number in range(12)]
    for user in people:
        desk.put(user, "1")
    desk.server.faults.next("sendMessage", kind="429", retry_after=20)
    desk.flow(60)
    assert all(_heard(user) == ["1"] for user in people)
    # those that were on their way when the first was told to wait are no fault
    assert [one for one in desk.server.limiter.early if one.since > timedelta(seconds=0)] == []


def test_telegram_is_away_for_an_hour(desk: Desk) -> None:
    people = [desk.person(f"P{number}") for number in range(30)]
    desk.server.down()
    for user in people:
        desk.put(user, "1", "2", "3")
    desk.flow(3600, step=60)
    urgent = desk.person("Urgent")
    desk.put(urgent, "漏气", priority=outbox.URGENT)
    assert len(desk.waiting()) == 91
    assert max(row.attempts for row in desk.waiting()) < 10
    desk.server.up()
    desk.flow(60, step=1)
    assert not desk.waiting()
    assert all(_heard(user) == ["1", "2", "3"] for user in people)
    # those that leave at the same time may pass each other
    assert urgent.id in [one.chat_id for one in desk.server.limiter.sendings[:THREADS]]
    assert desk.server.rates().overall_a_second <= 30


def test_a_revoked_token_loses_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    wang = desk.person("Wang")
    desk.put(wang, "1")
    desk.server.revoke()
    desk.flow(600, step=10)
    assert [row.attempts for row in desk.waiting()] == [0]
    assert "ANXIU_TELEGRAM_TOKEN" in caplog.text
    assert not desk.alerts()


def test_broken_answers_are_tried_again(desk: Desk) -> None:
    wang = desk.person("Wang")
    for kind in ("500", "drop", "502"):
        desk.server.faults.next("sendMessage", kind=kind)
    desk.put(wang, "1", "2")
    desk.flow(60, step=1)
    assert _heard(wang) == ["1", "2"]


def test_who_blocked_the_bot_is_brought_before_a_supervisor(each: Desk) -> None:
    desk = each
    wang = desk.person("Wang")
    desk.put(wang, "明天十点上门", "请在家")
    wang.block()
    desk.flow(10)
    (alert,) = desk.alerts()
    assert alert.words == "明天十点上门\n请在家"
    assert alert.resident == f"resident:tg-{wang.id}"
    wang.unblock()
    desk.put(wang, "您好")
    desk.flow(5)
    assert _heard(wang) == ["您好"]


def test_who_has_another_chat_is_told_there(desk: Desk) -> None:
    wang = desk.person("Wang")
    party = f"resident:tg-{wang.id}"

    def web(session: Session) -> None:
        work = desk.app.make_work(session)
        open_chat(session, work.ids, work.now, channel="web", address="w", role=Role.RESIDENT, party=party)

    desk.app.database.write(web)
    desk.put(wang, "明天十点上门")
    wang.block()
    desk.flow(5)
    query = select(OutMessage).where(OutMessage.channel == "web")
    (row,) = desk.app.database.read(lambda session: session.exec(query).all())
    assert Body.model_validate_json(row.body).text == "明天十点上门"
    assert not desk.alerts()


def test_a_message_that_telegram_refuses_does_not_stop_the_chat(desk: Desk) -> None:
    wang = desk.person("Wang")
    crooked = tuple(Button(label="", action="x") for _ in range(2))
    desk.put(wang, body=Body(text="无字的按钮", buttons=crooked))
    desk.put(wang, "下一条")
    desk.flow(5)
    assert _heard(wang) == ["下一条"]
    assert len(desk.alerts()) == 1


def test_staff_out_of_reach_find_it_at_their_desk(each: Desk) -> None:
    desk = each
    zhao = desk.person("Zhao")

    def join(session: Session) -> None:
        work = desk.app.make_work(session)
        code = invitations.invite(work, Role.VENDOR, "vendor:pudong-big-nut", 7, os.urandom)
        assert join_by(work, zhao.id, code, None) is not None
        desk.app.post.to_party(work, "vendor:pudong-big-nut", Say("offer-gone"))

    desk.app.database.write(join)
    zhao.block()
    desk.flow(5)
    query = select(OutMessage.party, OutMessage.status).where(OutMessage.channel == "desk")
    assert desk.app.database.read(lambda session: session.exec(query).all()) == [
        ("vendor:pudong-big-nut", OutStatus.DELIVERED)
    ]
    assert not desk.alerts()
