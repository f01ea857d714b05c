"""Writing brought down to one form, and cut into words."""

import pytest

from bot.understanding.length import LONGEST
from bot.understanding.normal import Normaliser, language_of
from bot.understanding.words import Words

NORMALISE = Normaliser()
CASES = [
    ("ＡＣ　坏了！", "ac 坏了!"),
    ("廚房水龍頭壞了", "厨房水龙头坏了"),
    ("冷氣不冷", "空调不冷"),
    ("瓦斯味", "煤气味"),
    ("坐廁塞咗", "马桶塞了"),
    ("水喉漏水", "水管漏水"),
    ("跳電", "跳闸"),
    ("阿拉屋里向个水笼头坏脱了", "我们家里个水龙头坏掉了"),
    ("水勿停", "水不停"),
    ("漏水伐停", "漏水不停"),
    ("今朝来伐", "今天来吗"),
    ("明朝啥辰光来", "明天什么时候来"),
    ("几钿", "多少钱"),
    ("水隆头", "水龙头"),
    ("跳匣了", "跳闸了"),
    ("座便器", "马桶"),
    ("抽油烟机", "油烟机"),
    ("油烟机", "油烟机"),
    ("🚽堵了", "马桶堵了"),
    ("马 桶 堵 了", "马桶堵了"),
    ("漏\u200b水\u202e", "漏水"),
    ("漏水\x00\x07", "漏水"),
    ("啊啊啊啊啊啊", "啊啊啊"),
    ("toilet\tclogged", "toilet clogged"),
    ("it\u2019s broken", "it's broken"),
    ("", ""),
    ("\ud800", ""),
]


@pytest.mark.parametrize(("written", "normal"), CASES)
def test_normal_form(written: str, normal: str) -> None:
    assert NORMALISE(written) == normal


@pytest.mark.parametrize("written", [written for written, _ in CASES])
def test_normal_text_stays_as_it_is(written: str) -> None:
    assert NORMALISE(NORMALISE(written)) == NORMALISE(written)


def test_a_long_text_is_cut() -> None:
    assert len(NORMALISE("漏水," * 50_000)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("水龙头漏水", "zh"),
        ("The tap leaks", "en"),
        ("my 马桶 is blocked please help me", "en"),
        ("toilet 一直在漏水", "zh"),
        ("13800000000", "zh"),
        ("👍", "zh"),
        ("", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_words_join_to_the_text_and_know_the_domain() -> None:
    words = Words(["吸顶灯", "不亮"])
    text = "客厅吸顶灯不亮了, the door 坏了"
    assert "".join(words.cut(text)) == text
    assert {"吸顶灯", "不亮"} <= set(words.cut(text))


def test_two_dictionaries_do_not_share_words() -> None:
    Words(["灯不"])
    assert "灯不" not in Words().cut("灯不亮")
