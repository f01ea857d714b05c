"""Texts and buttons as they fit into Telegram, and the limits by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.invitations import is_invitation
from bot.channels.telegram.limits import FAILURES, MOST, Limits
from bot.channels.telegram.names import address_of, resident_of, telegram_chat
from bot.channels.telegram.pieces import MOST_UNITS, rows, split, units
from bot.channels.telegram.pressing import button_data
from bot.channels.telegram.reading import message_of
from bot.channels.telegram.tongue import language_of
from bot.mail.message import Button


@given(st.text(alphabet="水管 漏。\n，a.😀", max_size=9_000))
def test_pieces_fit_and_leave_nothing_out(text: str) -> None:
    pieces = split(text, 400)
    assert all(0 < units(piece) <= 400 for piece in pieces)
    kept = "".join("".join(pieces).split())
    assert kept == ("".join(text.split()) or "…")


def test_a_text_is_split_between_paragraphs_before_sentences() -> None:
    first, second = split("甲。" * 1_500 + "\n\n" + "乙。" * 1_200)
    assert set(first) == {"甲", "。"}
    assert set(second) == {"乙", "。"}
    assert split("一句话") == ["一句话"]
    assert len(split("长" * (MOST_UNITS + 1))) == 2


def test_short_buttons_share_a_row() -> None:
    labels = ["5 星", "4 星", "3 星", "2 星", "1 星", "今天 11月23日（周一） 13:00–15:00", "别的时间"]
    made = rows([Button(label=label, action="x") for label in labels])
    assert [[button.label for _, button in row] for row in made] == [labels[:3], labels[3:5], labels[5:6], labels[6:]]
    assert [place for row in made for place, _ in row] == list(range(7))


def test_what_a_button_carries_is_short() -> None:
    assert len(button_data(2**63 - 1, 99).encode()) <= 64


def test_addresses_name_the_chat() -> None:
    assert address_of(5, resident_of(5)) == "5"
    assert telegram_chat(address_of(5, "vendor:x")) == 5
    assert telegram_chat("-100123") == -100123


@pytest.mark.parametrize(("external", "message"), [("1:22", 22), ("1:22.3", 22), ("1:q99", 0), ("m1", 0)])
def test_external_ids_hold_the_message(external: str, message: int) -> None:
    assert message_of(external) == message


@pytest.mark.parametrize(
    ("code", "lang"),
    [("zh-hans", "zh-CN"), ("zh", "zh-CN"), ("en", "en"), ("en-GB", "en"), ("de", None), (None, None)],
)
def test_languages(code: str | None, lang: str | None) -> None:
    assert language_of(code) == lang


def test_house_codes_are_no_invitations() -> None:
    assert not is_invitation("xuhui-songguo_5")
    assert not is_invitation("i_5")
    assert is_invitation("i_" + "A" * 22)


class _Seconds:
    """A clock in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_slots_in_all() -> None:
    clock = _Seconds()
    limits = Limits(clock)
    assert [limits.take(chat) for chat in range(1, MOST - 9)] == [0.0] * (MOST - 10)
    assert limits.take(98, weight=11) > 0
    assert limits.take(99, weight=10) == 0
    assert limits.room() == 0
    assert limits.take(100) > 0
    limits.give_back(1)
    limits.give_back(99, weight=10)
    clock.now += 0.99
    assert limits.take(100) > 0
    assert limits.room_in() == pytest.approx(0.01)
    clock.now += 0.02
    assert limits.room() == 11
    assert limits.take(100) == 0


def test_slots_of_a_chat_and_of_a_group() -> None:
    clock = _Seconds()
    limits = Limits(clock)
    assert limits.take(1) == 0
    assert limits.take(1) > 0
    limits.give_back(1)
    assert limits.take(1) == pytest.approx(1.0)
    for _ in range(20):
        clock.now += 1.1
        assert limits.take(-1) == 0
        limits.give_back(-1)
    clock.now += 1.1
    assert limits.take(-1) > 30


def test_the_bot_rests_after_failures_in_a_row_and_longer_each_time() -> None:
    clock = _Seconds()
    limits = Limits(clock)
    assert [limits.rest() for _ in range(FAILURES + 2)] == [0.0, 0.0, 1.0, 2.0, 4.0]
    assert limits.paused_for() == pytest.approx(4.0)
    assert limits.take(1) == pytest.approx(4.0)
    limits.went_well()
    assert limits.rest() == 0.0
