"""What comes from Telegram: each kind, and all that can be wrong with it."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from booking.terms import Category, District, Role
from bot.channels.telegram import invitations, members
from bot.channels.telegram.commands import menu_of
from bot.channels.telegram.entities import Member
from bot.channels.telegram.service import make_intake
from bot.channels.telegram.setup import look
from bot.clock import ManualClock
from bot.mail.entities import Chat, OutStatus
from bot.mail.message import Content, Inbound
from bot.turns import Turns
from bot.wiring import App, build
from tests.conftest import MONDAY, settings
from tests.databases import copied
from tests.telegram.bot_api import BotApiServer, bot_api_server
from tests.telegram.pictures import picture
from tests.telegram.updates import (
    became,
    body,
    closed,
    data_of,
    edited,
    message,
    person,
    press,
    rows,
    said,
    somebody,
    take,
    told,
)
from vendors.entities import Coverage

TAP = "厨房水龙头漏水"


@dataclass(frozen=True)
class Stage:
    """The application with a bot, which delivers nothing by itself; for all tests of this file."""

    app: App
    server: BotApiServer
    clock: ManualClock


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    folder, clock = tmp_path_factory.mktemp("intake"), ManualClock(MONDAY)
    with ExitStack() as open_things:
        if request.param == "sqlite":
            shutil.copyfile(sqlite_template, folder / "anxiu.db")
            url = f"sqlite:///{folder / 'anxiu.db'}"
        else:
            base, template = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_template")
            url = open_things.enter_context(copied(base, "anxiu_intake", template))
        server = open_things.enter_context(bot_api_server(clock.now))
        values = settings(folder, url, telegram_token=server.token, telegram_api_url=server.url)
        app = build(values, clock=clock)
        app.courier.on_queued("telegram", lambda _chat: None)
        open_things.callback(app.close)
        yield Stage(app, server, clock)


@pytest.fixture
def app(stage: Stage) -> App:
    return stage.app


@pytest.fixture
def wang() -> int:
    """Somebody who never wrote before."""
    return somebody()


@pytest.fixture
def li() -> int:
    """Somebody else."""
    return somebody()


def _chat(app: App, user: int) -> Chat:
    return app.database.read(lambda session: session.exec(select(Chat).where(Chat.address == str(user))).one())


def _join(app: App, user: int, role: Role, name: str) -> int:
    """Take an invitation; its id."""
    party = app.database.read(lambda session: invitations.party_named(session, role, name))
    code = app.database.write(lambda session: invitations.invite(app.make_work(session), role, party, 7, os.urandom))
    take(app, message(user, text=f"/start {code}"))
    return app.database.read(invitations.listed)[0].id


def test_words_are_answered_and_known_by_their_update(app: App, wang: int) -> None:
    update = message(wang, text=TAP)
    take(app, update, update)
    assert [content.say for content in said(app, wang)] == [TAP]
    assert len([text for text in told(app, wang) if "龙头水管" in text]) == 1
    chat = _chat(app, wang)
    assert (chat.address, chat.party, chat.role) == (str(wang), f"resident:tg-{wang}", Role.RESIDENT)


def test_updates_out_of_order_and_late_are_answered_once_each(stage: Stage, wang: int) -> None:
    app, clock = stage.app, stage.clock
    later, earlier = message(wang, text="你好", update=somebody() + 1), message(wang, text=TAP, update=somebody() - 1)
    take(app, later, earlier)
    clock.advance(timedelta(days=1))
    take(app, later, earlier)
    assert [content.say for content in said(app, wang)] == ["你好", TAP]


def test_messages_of_one_chat_keep_their_order(app: App, wang: int) -> None:
    take(app, *[message(wang, text=f"{number} 号楼") for number in range(1, 9)], together=True)
    assert [content.say for content in said(app, wang)] == [f"{number} 号楼" for number in range(1, 9)]


@pytest.mark.parametrize(
    ("content", "field", "value"),
    [
        ({"location": {"latitude": 31.17, "longitude": 121.42}}, "location", (31.17, 121.42)),
        (
            {"venue": {"location": {"latitude": 31.1, "longitude": 121.4}, "title": "家", "address": "路"}},
            "location",
            (31.1, 121.4),
        ),
        (
            {"contact": {"phone_number": "13800138000", "first_name": "美", "last_name": "王"}},
            "contact",
            "13800138000",
        ),
        (
            {"video": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}},
            "photos",
            ("video",),
        ),
    ],
)
def test_kinds(app: App, wang: int, content: dict[str, Any], field: str, value: object) -> None:
    take(app, message(wang, **content))
    assert getattr(said(app, wang)[0], field) == value
    assert told(app, wang)


@pytest.mark.parametrize(
    "content",
    [
        {"dice": {"emoji": "🎲", "value": 4}},
        {
            "sticker": {
                "file_id": "f",
                "file_unique_id": "u",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
    ],
)
def test_what_cannot_be_read_is_told_so(app: App, wang: int, content: dict[str, Any]) -> None:
    update = message(wang, **content)
    take(app, update, update)
    assert len(told(app, wang)) == 1
    assert "看不懂" in told(app, wang)[0]


@pytest.mark.parametrize(
    "update",
    [
        None,
        7,
        "update",
        [],
        {},
        {"update_id": "x"},
        {"update_id": 1},
        {"update_id": 2, "message": {"text": "no chat"}},
        {"update_id": 3, "message": 3},
        {"update_id": 4, "callback_query": {"id": "1"}},
        {"update_id": 5, "new_kind": {"x": 1}},
        {"update_id": 6, "message": body(77, pinned_message=body(77, text="x"))},
        {"update_id": 2**80, "message": {}},
        {"update_id": 8, "poll_answer": {"poll_id": "1", "option_ids": []}},
    ],
)
def test_updates_without_sense_are_left_out(app: App, update: object) -> None:
    take(app, update)
    assert not said(app, 77)


def test_commands_of_a_resident(app: App, wang: int) -> None:
    take(app, message(wang, text="/start"), message(wang, text="/help@anxiu_test_bot"), message(wang, text="/language"))
    assert "安修" in told(app, wang)[0]
    assert any("/human" in text for text in told(app, wang))
    take(app, press(wang, data_of(app, wang, "English")), message(wang, text="/nonsense"))
    assert told(app, wang)[-1].startswith("Just write what is broken")
    take(app, message(wang, text="/human"), message(wang, text="/cancel"), message(wang, text="/role"))
    assert told(app, wang)[-1] == "You write here as a resident."


def test_a_poster_opens_the_chat_at_its_house(app: App, wang: int) -> None:
    take(app, message(wang, text="/start xuhui-songguo_5"))
    assert "松果新村5号" in "".join(told(app, wang))


def test_an_edit_of_the_newest_message_is_new_words(app: App, wang: int) -> None:
    take(app, message(wang, number=70_001, text="你好"), edited(wang, 70_001, text=TAP))
    assert [content.say for content in said(app, wang)] == ["你好", TAP]
    before = len(told(app, wang))
    take(app, edited(wang, 70_001, text=TAP))  # a preview was added, nothing was changed
    assert len(told(app, wang)) == before


def test_an_edit_of_an_older_message_is_told_that_it_is_late(app: App, wang: int) -> None:
    take(app, message(wang, number=80_001, text="你好"), message(wang, number=80_002, text=TAP))
    take(app, edited(wang, 80_001, text="马桶堵了"))
    assert "请再写一条" in told(app, wang)[-1]
    assert said(app, wang)[-1].say == "马桶堵了"
    assert not [text for text in told(app, wang) if "马桶堵" in text]


def test_forged_and_foreign_buttons_do_nothing(app: App, wang: int, li: int) -> None:
    take(app, message(wang, text=TAP))
    foreign = data_of(app, wang, "没用")
    before = len(said(app, wang))
    take(app, *[press(li, data) for data in (foreign, "acc:1", "", "ffffffffffffffffff.1", "0.0", f"{foreign}9")])
    take(app, press(wang, foreign.replace(".", ".9")))
    assert len(said(app, wang)) == before
    assert not told(app, li)


def test_a_removed_member_presses_in_vain_and_is_told_nothing_more(app: App, li: int) -> None:
    invitation = _join(app, li, Role.VENDOR, "pudong-big-nut")
    assert "维修企业" in told(app, li)[-1]
    data = data_of(app, li, "现在有什么要办")
    take(app, press(li, data))
    answered = len(told(app, li))
    assert "没有派单" in told(app, li)[-1]
    app.database.write(lambda session: members.revoke(app.make_work(session), invitation))
    take(app, press(li, data), message(li, text="/list"))
    waiting = [row for row in rows(app, li) if row.party.startswith("vendor:")]
    assert len(waiting) == answered
    assert {row.status for row in waiting} == {OutStatus.DEAD}
    assert "人工" in told(app, li)[-1]  # a resident like everyone


def test_staff_ask_for_tomorrow_by_command_and_residents_do_not(app: App, li: int, wang: int) -> None:
    _join(app, li, Role.VENDOR, "pudong-big-nut")
    take(app, message(li, text="/list"))
    assert "没有派单" in told(app, li)[-1]
    take(app, message(li, text="/tomorrow"))
    assert "没有上门" in told(app, li)[-1]
    take(app, press(li, data_of(app, li, "今天")))
    assert "没有派单" in told(app, li)[-1]
    take(app, message(li, text="/help"))
    assert "/tomorrow" in told(app, li)[-1]
    take(app, message(wang, text="/tomorrow"))
    assert "/human" in told(app, wang)[-1]


def test_the_menu_of_tomorrow_is_for_those_who_go_to_homes() -> None:
    assert {role for role in Role if "tomorrow" in menu_of(role)} >= {Role.VENDOR, Role.TECHNICIAN, Role.CENTRE}
    assert not {Role.RESIDENT, Role.SUPERVISOR} & {role for role in Role if "tomorrow" in menu_of(role)}


def test_an_invitation_is_good_once_and_only_for_its_days(stage: Stage, wang: int, li: int) -> None:
    app, clock = stage.app, stage.clock

    def invite(session: Session) -> str:
        return invitations.invite(app.make_work(session), Role.CENTRE, "centre:xuhui", 2, os.urandom)

    code, late = app.database.write(invite), app.database.write(invite)
    take(app, message(wang, text=f"/start {code}"), message(li, text=f"/start {code}"))
    assert "应急中心" in told(app, wang)[-1]
    assert "不能用了" in told(app, li)[-1]
    clock.advance(timedelta(days=2))
    take(app, message(li, text=f"/start {late}"), message(li, text="/start i_AAAAAAAAAAAAAAAAAAAAAA"))
    assert "不能用了" in told(app, li)[-2]
    taken = select(Member).where(Member.user_id == wang)
    assert app.database.read(lambda session: len(session.exec(taken).all())) == 1


def test_a_person_with_several_roles_chooses(app: App, wang: int) -> None:
    _join(app, wang, Role.VENDOR, "pudong-big-nut")
    _join(app, wang, Role.SUPERVISOR, "supervisor")
    take(app, message(wang, text="/role"))
    take(app, press(wang, data_of(app, wang, "住户")), message(wang, text=TAP))
    assert "龙头水管" in "".join(told(app, wang))
    take(app, message(wang, text="/role"))
    take(app, press(wang, data_of(app, wang, "维修企业")), message(wang, text="派单"))
    assert "没有派单" in told(app, wang)[-1]
    take(app, press(wang, data_of(app, wang, "住户")), message(wang, text="/help"))
    assert "/human" in told(app, wang)[-1]


def test_who_blocks_the_bot_is_marked_and_who_lets_it_in_again_is_not(app: App, wang: int) -> None:
    def lost() -> bool:
        return _chat(app, wang).unreachable_at is not None

    take(app, message(wang, text="你好"), became(wang, "kicked"))
    assert lost()
    take(app, became(wang, "member"))
    assert not lost()
    take(app, became(wang, "kicked"), message(wang, text="在吗"))
    assert not lost()


def test_groups_are_told_to_talk_in_private(app: App, wang: int) -> None:
    in_group = body(wang, text="/start@anxiu_test_bot") | {"chat": {"id": -1005, "type": "supergroup", "title": "x"}}
    chatter = body(wang, text="早") | {"chat": {"id": -1005, "type": "supergroup", "title": "x"}}
    take(app, {"update_id": somebody(), "message": in_group}, {"update_id": somebody(), "message": chatter})
    assert ["私聊" in text for text in told(app, -1005)] == [True]


def test_a_bot_and_a_channel_are_not_answered(app: App, wang: int) -> None:
    robot = body(wang, text="x") | {"from": person(wang) | {"is_bot": True}}
    take(app, {"update_id": 1, "message": robot}, {"update_id": 2, "channel_post": body(wang, text="x")})
    assert not said(app, wang)


def test_an_album_is_one_message(stage: Stage) -> None:
    app, telegram = stage.app, stage.server
    wang = telegram.user("Wang")
    wang.start()
    sent = wang.album([picture(800 + number) for number in range(3)], caption=TAP)
    updates = [{"update_id": somebody(), "message": one.body} for one in sent]
    take(app, *updates, together=True)
    *parts, album = said(app, wang.id)
    assert parts == [Content()] * 2  # that they came is known, so that they are not taken again
    assert album.say == TAP
    assert album.photos is not None
    assert len(album.photos) == 3
    assert len([text for text in told(app, wang.id) if "照片" in text]) == 1
    take(app, *updates, together=True)
    take(app, *updates[1:], together=True)
    assert len(said(app, wang.id)) == 3


def test_an_album_that_comes_in_two_parts_loses_nothing(stage: Stage) -> None:
    """Its parts go to two processes, or come again after a restart with some that were stored."""
    app, telegram = stage.app, stage.server
    wang = telegram.user("Wang")
    wang.start()
    sent = wang.album([picture(700 + number) for number in range(4)], caption=TAP)
    updates = [{"update_id": somebody(), "message": one.body} for one in sent]
    take(app, *updates[:2], together=True)
    take(app, *updates, together=True)
    albums = [one for one in said(app, wang.id) if one.photos is not None]
    assert [len(one.photos or ()) for one in albums] == [2, 2]
    assert len({photo for one in albums for photo in one.photos or ()}) == 4
    take(app, *reversed(updates))
    assert len([one for one in said(app, wang.id) if one.photos is not None]) == 2


@pytest.mark.parametrize("method", ["getFile", "download"])
def test_a_photo_that_cannot_be_fetched_is_told_so(stage: Stage, method: str) -> None:
    app, telegram = stage.app, stage.server
    wang = telegram.user("Wang")
    wang.start()
    telegram.faults.next(method, count=2, kind="500")
    take(app, {"update_id": somebody(), "message": wang.photo(picture()).body})
    assert said(app, wang.id)[0].photos == ("broken",)
    assert "没" in "".join(told(app, wang.id))


def test_documents_and_recordings(stage: Stage) -> None:
    app, telegram = stage.app, stage.server
    wang = telegram.user("Wang")
    wang.start()
    take(app, {"update_id": somebody(), "message": wang.document("tap.png", picture(), caption="看").body})
    take(app, {"update_id": somebody(), "message": wang.document("bill.pdf", b"%PDF-1.7").body})
    take(app, {"update_id": somebody(), "message": wang.voice(b"OggS" + bytes(40)).body})
    photo, paper, voice = said(app, wang.id)
    assert photo.say == "看"
    assert photo.photos is not None
    assert len(photo.photos[0]) == 64
    assert paper.photos == ("document",)
    assert voice.voice == ""


def test_looking_at_the_bot(app: App) -> None:
    found = look(app.settings)
    assert (found.name, found.webhook, found.error) == ("anxiu_test_bot", "", "")


OWN = {"phone_number": "+86 138 0013 8001", "first_name": "小王"}


def test_the_own_contact_is_that_of_who_reports_where_someone_else_is_at_home(app: App, wang: int) -> None:
    take(
        app,
        message(wang, text="帮我妈妈报修，她家厨房水龙头漏水，浦东新区花园路31弄4号501室，她电话13900139000，我姓王"),
    )
    take(app, message(wang, contact=OWN | {"user_id": wang}))
    assert said(app, wang)[-1].own is True
    answer = "".join(told(app, wang)[-2:])
    assert "13900139000" in answer
    assert "13800138001" in answer


def test_the_contact_of_another_person_is_whom_to_call(app: App, wang: int) -> None:
    take(app, message(wang, text="厨房水龙头漏水，浦东新区花园路31弄4号501室，我姓王"))
    take(app, message(wang, contact={"phone_number": "13700137000", "first_name": "阿姨", "user_id": wang + 5_000}))
    assert said(app, wang)[-1].own is False
    answer = "".join(told(app, wang)[-2:])
    assert "阿姨" in answer
    assert "13700137000" in answer


def test_the_own_contact_keeps_the_name_that_was_told(app: App, wang: int) -> None:
    take(app, message(wang, text="厨房水龙头漏水，浦东新区花园路31弄4号501室，我叫王美丽"))
    take(app, message(wang, contact=OWN | {"user_id": wang}))
    answer = "".join(told(app, wang)[-2:])
    assert "王美丽" in answer
    assert "小王" not in answer


def test_an_answered_question_does_not_look_open(app: App, wang: int) -> None:
    take(app, message(wang, text="水管漏水，浦东新区花园路31弄4号501室，13800138000 王女士"))
    asked = told(app, wang)[-1]
    take(app, press(wang, data_of(app, wang, "明天")))
    (words, line), *others = closed(app, wang)
    assert words == asked
    assert line.startswith("✓ 明天")
    assert not others
    card = told(app, wang)[-1]
    take(app, message(wang, text="好的"))
    assert closed(app, wang)[-1] == (card, "")
    take(app, press(wang, data_of(app, wang, "明天")))  # the old button is answered, and does no harm
    assert len(closed(app, wang)) == 2


def test_an_offer_that_is_over_does_not_look_open(app: App, wang: int, li: int) -> None:
    for firm in _firms_for_taps(app):
        _join(app, li, Role.VENDOR, firm)
    take(app, message(wang, text="厨房水龙头漏水，徐汇区田林路1186弄松果新村7号2-301，13800138000 王女士，明天下午"))
    take(app, message(wang, text="好的"))
    card = next(text for text in told(app, li) if "新派单" in text)
    take(app, press(li, data_of(app, li, "接单")))
    assert (card, "— 已接单") in closed(app, li)
    accepted = next(text for text in told(app, wang) if "约好了" in text)
    take(app, message(wang, text="取消"), message(wang, text="确定取消"))
    assert (accepted, "— 已取消") in closed(app, wang)
    take(app, press(li, data_of(app, li, "接单")))
    assert len([text for text, line in closed(app, li) if text == card]) == 1


def _firms_for_taps(app: App) -> list[str]:
    query = select(Coverage.provider).where(
        Coverage.district == District.XUHUI, Coverage.category == Category.TAPS_PIPES
    )
    found = app.database.read(lambda session: session.exec(query).all())
    return [firm for firm in found if not firm.startswith("centre")]


def _menus(stage: Stage, *updates: object) -> list[dict[str, str]]:
    """Hand updates to the channel and wait for its errands; the menus of chats that it has set since."""
    before = len(stage.server.calls)

    async def run() -> None:
        intake = make_intake(stage.app)
        for update in updates:
            await intake.take(update)
            await asyncio.gather(*intake.errands)
        await intake.close()

    asyncio.run(run())
    calls = [one for one in stage.server.calls[before:] if one.method == "setMyCommands"]
    return [one.values for one in calls if "chat_id" in one.values.get("scope", "")]


def test_the_menu_is_in_the_language_of_the_talk(stage: Stage, wang: int) -> None:
    telegram = stage.server
    user = telegram.user("Chen", language_code="zh-hant")
    user.start()
    first = {"update_id": somebody(), "message": user.say("廚房水龍頭漏水").body}
    (set_once,) = _menus(stage, first)
    assert "找真人" in [one["description"] for one in json.loads(set_once["commands"])]
    assert ("human", "找真人") in user.menu
    again = {"update_id": somebody(), "message": user.say("臺北路5號").body}
    assert not _menus(stage, message(wang, text=TAP))  # the menu of everyone fits
    assert not _menus(stage, {"update_id": somebody(), "message": user.say("/help").body}, again)[1:]


def test_the_menu_follows_a_switch_of_the_language(stage: Stage) -> None:
    user = stage.server.user("Chen", language_code="zh-hans")
    user.start()
    updates = [{"update_id": somebody(), "message": user.say(words).body} for words in ("/language", TAP)]
    assert not _menus(stage, *updates)
    stage.server.faults.next("setMyCommands", kind="500")
    switch = press(user.id, data_of(stage.app, user.id, "English"))
    assert not _menus(stage, switch)  # what fails is no harm
    (made,) = _menus(stage, {"update_id": somebody(), "message": user.say("hello").body})
    assert "person" in made["commands"]


class _SlowTurns(Turns):
    """Turns of an application that answer when they are told to."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.go_on = threading.Event()

    def receive(self, inbound: Inbound) -> bool:
        """Wait, and then do it."""
        assert self.go_on.wait(20)
        return self._turns.receive(inbound)


def test_typing_is_shown_while_a_turn_takes_longer(stage: Stage) -> None:
    user, quick = stage.server.user("Wang"), stage.server.user("Li")
    user.start()
    quick.start()
    update = {"update_id": somebody(), "message": user.say(TAP).body}
    slow = _SlowTurns(stage.app.turns)

    async def run() -> None:
        intake = make_intake(replace(stage.app, turns=slow))
        task = asyncio.ensure_future(intake.take(update))
        await asyncio.to_thread(stage.server.wait_until, lambda: bool(user.actions))
        slow.go_on.set()
        await task
        await intake.close()

    asyncio.run(run())
    take(stage.app, {"update_id": somebody(), "message": quick.say(TAP).body})
    assert user.actions == ["typing"]
    assert not quick.actions
