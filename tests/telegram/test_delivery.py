"""What leaves: within the limits, in order, and in another way where Telegram will take no more."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from booking.terms import Role
from bot.channels.telegram.limits import Limits
from bot.channels.telegram.members import as_resident, open_speaker
from bot.channels.telegram.service import Delivery
from bot.clock import ManualClock
from bot.mail import outbox
from bot.mail.chats import open_chat
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body, Button
from bot.wiring import App, build
from oversight.entities import Alert, AlertKind
from tests.conftest import MONDAY
from tests.telegram.bot_api import BotApiServer, User, bot_api_server
from tests.telegram.office import settings_of
from tests.telegram.pictures import picture


class Desk:
    """An application that delivers when the test says so, with a clock turned by hand."""

    def __init__(self, app: App, server: BotApiServer, clock: ManualClock) -> None:
        self.app, self.server, self.clock = app, server, clock
        self.limits = Limits(lambda: clock.now().timestamp())
        self.delivery = Delivery(app, self.limits)

    def person(self, name: str) -> User:
        """Somebody who may be written to."""
        user = self.server.user(name)
        user.start()
        return user

    def put(self, user: User, *texts: str, priority: int = outbox.ORDINARY, body: Body | None = None) -> None:
        """Queue messages for a person."""
        self.clock.advance(timedelta(milliseconds=1))

        def put(session: Session) -> None:
            work = self.app.make_work(session)
            chat = open_speaker(work, as_resident(user.id), None)
            for one in [body] if body is not None else [Body(text=words) for words in texts]:
                outbox.put(session, work.ids, work.now, chat, one, priority=priority)

        self.app.database.write(put)

    def flow(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass, and deliver all the while."""
        for _ in range(int(seconds / step)):
            self.delivery.pump.flow()
            self.clock.advance(timedelta(seconds=step))
        self.delivery.pump.flow()

    def waiting(self) -> list[OutMessage]:
        """What has not arrived."""
        query = select(OutMessage).where(OutMessage.status == OutStatus.WAITING).order_by(col(OutMessage.id))
        return list(self.app.database.read(lambda session: session.exec(query).all()))

    def alerts(self) -> list[Alert]:
        """What supervisors have to see to about people out of reach."""
        query = select(Alert).where(Alert.kind == AlertKind.UNREACHED)
        return list(self.app.database.read(lambda session: session.exec(query).all()))


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    clock = ManualClock(MONDAY)
    with ExitStack() as open_things:
        server = open_things.enter_context(bot_api_server(clock.now))
        app = build(settings_of(server, tmp_path, database_url, "polling"), clock=clock)
        open_things.callback(app.close)
        made = Desk(app, server, clock)
        open_things.callback(made.delivery.stop)
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


def test_limits_are_kept_and_emergencies_overtake(desk: Desk) -> None:
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
    assert desk.server.limiter.sendings[0].chat_id == urgent.id
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
        desk.server.faults.next("sendMessage", kind=kind)  # type: ignore[arg-type]
    desk.put(wang, "1", "2")
    desk.flow(60, step=1)
    assert _heard(wang) == ["1", "2"]


def test_who_blocked_the_bot_is_brought_before_a_supervisor(desk: Desk) -> None:
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
