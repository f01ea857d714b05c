"""What people do and see on the test server."""

import pytest

from bot.clock import ManualClock
from tests.telegram.asking import Caller, inline
from tests.telegram.bot_api import BotApiServer, User
from tests.telegram.pictures import picture


def test_people_start_and_say(caller: Caller, telegram: BotApiServer, clock: ManualClock) -> None:
    wang = telegram.user("Wang", language_code="zh-hans")
    wang.start("qr_17")
    said = wang.say("水管漏了")
    wang.edit(said, "水管爆了")
    start, first, edited = caller.result("getUpdates")
    assert start["message"]["text"] == "/start qr_17"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert start["message"]["from"]["language_code"] == "zh-hans"
    assert start["message"]["chat"] == {"id": wang.id, "type": "private", "first_name": "Wang"}
    assert first["message"]["date"] == int(clock.now().timestamp())
    assert edited["edited_message"]["message_id"] == first["message"]["message_id"]
    assert edited["edited_message"]["text"] == "水管爆了"


def test_everything_people_can_send(caller: Caller, wang: User) -> None:
    wang.photo(picture(), caption="a")
    wang.album([picture(), picture(300, 200)], caption="b")
    wang.photo(b"broken")
    wang.voice(b"ogg", seconds=7)
    wang.document("a.pdf", b"%PDF", mime_type="application/pdf")
    wang.location(31.2, 121.5)
    wang.venue(31.2, 121.5, "Home", "A street")
    wang.contact("13800000000")
    wang.contact("13900000000", own=False, name="Li")
    wang.sticker()
    wang.dice()
    wang.poll("When?", ["today", "tomorrow"])
    wang.block()
    messages = [update["message"] for update in caller.result("getUpdates")[1:-1]]
    assert [size["width"] for size in messages[0]["photo"]] == [90, 320, 800, 1280, 1600]
    assert messages[1]["media_group_id"] == messages[2]["media_group_id"]
    assert (messages[1]["caption"], "caption" in messages[2]) == ("b", False)
    assert len(messages[3]["photo"]) == 1
    assert messages[4]["voice"]["duration"] == 7
    assert messages[5]["document"]["file_name"] == "a.pdf"
    assert messages[7]["venue"]["title"] == "Home"
    assert messages[8]["contact"]["user_id"] == wang.id
    assert "user_id" not in messages[9]["contact"]
    assert [set(message) & {"sticker", "dice", "poll"} for message in messages[10:]] == [
        {"sticker"},
        {"dice"},
        {"poll"},
    ]
    change = caller.result("getUpdates")[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    with pytest.raises(AssertionError, match="blocked"):
        wang.say("a")


def test_buttons_are_pressed_by_label(caller: Caller, wang: User) -> None:
    for number in (1, 2):
        keyboard = inline(
            [{"text": "接单", "callback_data": f"o{number}"}, {"text": "地图", "url": "https://example.org"}]
        )
        caller.result("sendMessage", chat_id=wang.id, text=f"offer {number}", reply_markup=keyboard)
    wang.press("接")
    newest = wang.last
    caller.result("editMessageText", chat_id=wang.id, message_id=newest.id, text="taken")
    caller.result("deleteMessage", chat_id=wang.id, message_id=newest.id)
    wang.press("接单")
    wang.press_old("接单")
    wang.forge("o99")
    calls = [update["callback_query"] for update in caller.result("getUpdates")[1:]]
    assert [call["data"] for call in calls] == ["o2", "o1", "o2", "o99"]
    assert calls[2]["message"] == {"message_id": newest.id, "chat": wang.chat.fields, "date": 0}
    assert calls[3]["message"]["text"] == "offer 1"
    assert wang.link("地图") == "https://example.org"
    with pytest.raises(AssertionError, match="nothing shows"):
        wang.press("拒绝", timeout=0)


def test_the_keyboard_below(caller: Caller, wang: User) -> None:
    buttons = ["帮助", {"text": "号码", "request_contact": True}, {"text": "位置", "request_location": True}]
    caller.result("sendMessage", chat_id=wang.id, text="a", reply_markup={"keyboard": [buttons]})
    for label in ("帮助", "号码", "位置"):
        wang.press(label)
    said = [update["message"] for update in caller.result("getUpdates")[1:]]
    assert said[0]["text"] == "帮助"
    assert said[1]["contact"]["user_id"] == wang.id
    assert "location" in said[2]
    assert wang.keyboard == ["帮助", "号码", "位置"]
    caller.result("sendMessage", chat_id=wang.id, text="a", reply_markup={"remove_keyboard": True})
    assert wang.keyboard == []


def test_waiting_for_the_bot(caller: Caller, wang: User) -> None:
    caller.result("sendMessage", chat_id=wang.id, text="one")
    assert wang.wait_for("one").text == "one"
    wang.say("two")
    with pytest.raises(AssertionError, match="in vain"):
        wang.wait_for("one", timeout=0, fresh=True)
    caller.result("editMessageText", chat_id=wang.id, message_id=wang.last.id, text="one more")
    assert wang.wait_for(lambda message: message.text.startswith("one"), fresh=True).text == "one more"


def test_groups(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    group = telegram.group("A firm", by=wang)
    seat = group.add(wang)
    seat.say("hello")
    caller.result("sendMessage", chat_id=group.id, text="offer", reply_markup=inline(["接单"]))
    seat.press("接单")
    group.remove(wang)
    joined, member, said, pressed, left = caller.result("getUpdates")[1:]
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert member["message"]["new_chat_members"] == [wang.fields]
    assert said["message"]["chat"] == {"id": group.id, "type": "supergroup", "title": "A firm"}
    assert pressed["callback_query"]["from"]["id"] == wang.id
    assert left["message"]["left_chat_member"]["id"] == wang.id
    assert [message.text for message in seat.heard] == ["offer"]
    assert wang.heard == []


def test_any_update_can_be_handed_in(caller: Caller, wang: User) -> None:
    caller.result("deleteWebhook", drop_pending_updates=True)
    number = wang.raw({"purchased_paid_media": {}})
    wang.raw({"update_id": 5, "message": "nonsense"})
    wang.raw({"from_the_future": 1})
    updates = caller.result("getUpdates")
    assert updates[0] == {"update_id": number, "purchased_paid_media": {}}
    assert updates[1] == {"update_id": 5, "message": "nonsense"}
    assert updates[2]["from_the_future"] == 1
