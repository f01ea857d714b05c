"""Messages that are over are shown so where Telegram lets them be changed; photos are brought once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.channels.telegram.entities import KnownPhoto
from bot.channels.telegram.members import as_resident, open_speaker
from bot.mail import outbox
from bot.mail.entities import OutMessage, OutStatus
from bot.mail.message import Body, Button
from bot.reactions import tell_alerts
from bot.telling.closings import close
from oversight.alerts import acknowledge, raise_alert
from oversight.entities import AlertKind
from tests.telegram.bot_api import User
from tests.telegram.desk import Desk, open_desk
from tests.telegram.pictures import picture

CARD = Body(text="新派单 1001", buttons=(Button(label="接单", action="acc:7"),))


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(sqlite_url, tmp_path) as made:
        yield made


def _card(desk: Desk, user: User, body: Body = CARD, subject: str = "offer:7") -> None:
    def put(session: Session) -> None:
        work = desk.app.make_work(session)
        chat = open_speaker(work, as_resident(user.id), None)
        outbox.put(session, work.ids, work.now, chat, body, subject=subject)

    desk.app.database.write(put)


def _over(desk: Desk) -> None:
    def end(session: Session) -> None:
        work = desk.app.make_work(session)
        close(work, "offer:7", "telegram-over-accepted")
        tell_alerts(work, desk.app.post)

    desk.app.database.write(end)


def test_a_card_that_is_over_loses_its_buttons_in_every_chat(desk: Desk) -> None:
    people = [desk.person("Li"), desk.person("Zhao")]
    for user in people:
        _card(desk, user)
    desk.flow(3)
    assert [user.last.labels for user in people] == [["接单"], ["接单"]]
    _over(desk)
    _over(desk)
    desk.flow(3)
    for user in people:
        assert (user.last.text, user.last.labels) == ("新派单 1001\n\n— 已接单", [])
        assert len(user.heard) == 1
    assert not desk.waiting()
    assert not desk.server.complaints


def test_an_alert_that_somebody_sees_to_anywhere_is_open_nowhere(desk: Desk) -> None:
    def trouble(session: Session) -> int:
        return raise_alert(desk.app.make_work(session), AlertKind.TROUBLE, words="courier").id

    def see_to(session: Session) -> None:
        work = desk.app.make_work(session)
        acknowledge(work, alert, "supervisor:shen")
        tell_alerts(work, desk.app.post)

    alert = desk.app.database.write(trouble)
    people = [desk.person("Li"), desk.person("Zhao")]
    for user in people:
        _card(
            desk,
            user,
            Body(text="评分很低", buttons=(Button(label="知道了", action=f"ack:{alert}"),)),
            f"alert:{alert}",
        )
    desk.flow(3)
    desk.app.database.write(see_to)
    desk.flow(3)
    assert [(user.last.text, user.last.labels) for user in people] == [("评分很低\n\n— 已有人处理", [])] * 2


def test_a_card_that_waits_while_it_is_over_is_closed_after_it_came(desk: Desk) -> None:
    li = desk.person("Li")
    _card(desk, li)
    _over(desk)
    desk.put(li, "已由别家接单")
    desk.flow(6)
    assert [(one.text, one.labels) for one in li.heard] == [("新派单 1001\n\n— 已接单", []), ("已由别家接单", [])]


def test_another_process_knows_which_message_it_is(sqlite_url: str, tmp_path: Path) -> None:
    with ExitStack() as open_things:
        desk = open_things.enter_context(open_desk(sqlite_url, tmp_path))
        li = desk.person("Li")
        _card(desk, li)
        desk.flow(2)
        other = Desk(desk.app, desk.server, desk.clock)
        open_things.callback(other.delivery.stop)
        _over(other)
        other.flow(3)
        assert li.last.labels == []


def test_what_cannot_be_changed_is_no_failure(desk: Desk) -> None:
    li, zhao = desk.person("Li"), desk.person("Zhao")
    for user in (li, zhao):
        _card(desk, user)
    _card(desk, zhao, Body(text="长" * 4_090, buttons=CARD.buttons))
    desk.flow(4)
    li.delete(li.last)
    _over(desk)
    desk.put(li, "还有新派单")
    desk.flow(6)
    assert [one.text for one in li.heard] == ["还有新派单"]
    assert zhao.last.text == "长" * 4_090  # there is no room for a line
    assert not zhao.last.labels
    assert not desk.waiting()
    assert not desk.alerts()


def test_nobody_is_asked_to_pass_on_what_only_closes(desk: Desk) -> None:
    li = desk.person("Li")
    _card(desk, li)
    desk.flow(2)
    li.block()
    _over(desk)
    desk.flow(3)
    assert not desk.waiting()
    assert not desk.alerts()
    query = select(OutMessage.status).where(OutMessage.closes != None)  # noqa: E711
    assert desk.app.database.read(lambda session: session.exec(query).all()) == [OutStatus.DEAD]


def test_a_photo_is_brought_once(desk: Desk) -> None:
    wang, li = desk.person("Wang"), desk.person("Li")
    names = tuple(desk.app.photos.keep(picture(600 + number)) for number in range(3))
    desk.put(wang, body=Body(text="两张", photos=names[:2]))
    desk.flow(4)
    desk.put(li, body=Body(text="三张", photos=names))
    desk.flow(4)
    desk.put(wang, body=Body(text="一张", photos=names[2:]))
    desk.flow(4)
    assert ["photo" in one.body for one in li.heard] == [True, True, True, False]
    sent = [one for one in desk.server.calls if one.method in ("sendPhoto", "sendMediaGroup")]
    assert [one.values.get("media", "").count("attach://") for one in sent] == [2, 1, 0]
    assert sent[2].values["photo"].startswith("AgAC")
    assert not desk.server.refusals


def test_a_photo_that_telegram_does_not_know_any_more_is_brought_again(desk: Desk) -> None:
    wang = desk.person("Wang")
    name = desk.app.photos.keep(picture(600))
    bot = desk.server.bot.id
    desk.app.database.write(lambda session: session.add(KnownPhoto(bot_id=bot, hash=name, file_id="AgACgone")))
    desk.put(wang, body=Body(text="一张", photos=(name,)))
    desk.flow(6)
    assert ["photo" in one.body for one in wang.heard] == [True, False]
    assert len(desk.server.refusals) == 1
    kept = desk.app.database.read(lambda session: session.get_one(KnownPhoto, (bot, name)).file_id)
    assert kept != "AgACgone"
