"""Who is helped first while many wait, and what supervisors say of surges."""

import pytest

from bot.understanding.frail_words import tells_of_frail
from bot.understanding.surge_words import SurgeWish, read_surge_wish


@pytest.mark.parametrize(
    "text",
    [
        "我奶奶一个人住，水管漏了",
        "家里有个三岁的孩子，水龙头关不住",
        "家里有個兩個月大的嬰兒",
        "我爸坐轮椅，门打不开",
        "85岁的老人独居",
        "my grandmother lives alone",
        "we have a newborn and no light",
        "I am pregnant",
    ],
)
def test_frail_people_are_heard_of(text: str) -> None:
    assert tells_of_frail(text)


@pytest.mark.parametrize(
    "text",
    [
        "厨房水龙头滴水",
        "我妈说灯坏了",
        "我儿子把门锁弄坏了",
        "the tap in my daughter's room",
        "房子二十岁了",
        "明天三点",
    ],
)
def test_kin_alone_says_nothing(text: str) -> None:
    assert not tells_of_frail(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("高峰", SurgeWish.ABOUT),
        ("现在哪些区在高峰", SurgeWish.ABOUT),
        ("徐汇 开始高峰", SurgeWish.BEGIN),
        ("結束徐匯高峰", SurgeWish.END),
        ("begin surge in Xuhui", SurgeWish.BEGIN),
        ("end the surge", SurgeWish.END),
        ("surges", SurgeWish.ABOUT),
        ("改派1001", None),
        ("报表", None),
    ],
)
def test_wishes_about_surges(text: str, wish: SurgeWish | None) -> None:
    assert read_surge_wish(text) is wish
