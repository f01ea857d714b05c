"""Wishes after a visit in few words, and words that only sound like them."""

import pytest

from bot.understanding.answers import read_answer
from bot.understanding.travel_words import read_minutes

WISHES = {
    "rerate": [
        *("改评分", "我要改评分", "修改评价", "我想改一下评分", "评分能改吗", "星打错了", "刚才打错星了", "改成3星"),
        *("change my rating", "I'd like to change my rating", "can I edit my review?", "wrong number of stars"),
        *("let me rate it again", "make it 4 stars"),
    ],
    "receipt": [
        *("发票", "收据", "给我收据", "能开发票吗？", "小票有吗", "费用明细发我一下"),
        *("receipt", "receipt please", "Can I have a receipt?", "invoice, please", "I need a fapiao"),
    ],
    "rework": [
        *("返修", "我要返修", "免费再修一次", "保修期内再来修", "返工吧"),
        *("rework please", "please fix it again", "it is under warranty", "do it again", "warranty repair"),
    ],
    None: [
        *("改时间", "改地址", "换个时间", "5星", "五颗星", "师傅不给发票", "没给收据", "不用返修", "好评", "改订单"),
        *("change the time", "5 stars", "he refused to give me a receipt", "no rework", "great job", "no receipt"),
        *("水龙头漏水", "the tap drips", "谢谢", "ok"),
    ],
}


@pytest.mark.parametrize(("wish", "words"), [(wish, words) for wish, all_ in WISHES.items() for words in all_])
def test_wishes_after_a_visit(wish: str | None, words: str) -> None:
    assert read_answer(words).wish == wish


@pytest.mark.parametrize(
    ("words", "stars"),
    [("改成3星", 3), ("把评分改成两颗星", 2), ("change my rating to four stars", 4), ("改评分", None)],
)
def test_stars_named_with_the_wish(words: str, stars: int | None) -> None:
    assert read_answer(words).stars == stars


@pytest.mark.parametrize("words", ["x" * 500 + "发票", "发票" * 200, "。" * 300, "改评分" + "，" * 200])
def test_long_messages_are_read_without_harm(words: str) -> None:
    assert read_answer(words).wish is None


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *(("25分钟", 25), ("二十五分钟到", 25), ("半小时", 30), ("一刻钟", 15), ("三刻钟", 45), ("1个小时", 60)),
        *(("25 min", 25), ("ten minutes", 10), ("half an hour", 30), ("an hour and a half", 90), ("2 hours", 120)),
        *(("20 more minutes", 20), ("出发", None), ("1001", None), ("TP-02 x1 50", None), ("0分钟", None)),
        *(("1000分钟", None), ("minutes", None), ("", None)),
    ],
)
def test_travel_times(words: str, minutes: int | None) -> None:
    assert read_minutes(words) == minutes
