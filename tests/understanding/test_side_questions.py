"""Questions about the service are recognised, and what is broken is never taken for one."""

import json
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import corpus
from bot.understanding.meaning import Topic
from bot.understanding.side_questions import read_questions

CASES = tomllib.loads((Path(__file__).parent / "cases" / "side_questions.toml").read_text("utf-8"))
PHRASES = [
    (topic, phrase.strip()) for topic, table in CASES.items() for text in table.values() for phrase in text.split("|")
]
#: Reports and other wishes that hold words of the questions.
OTHERS = """
水龙头漏水，明天上午 | 家里没人，门锁坏了 | 你们能来修一下马桶吗 | 可以修马桶吗 | 我家灯坏了，能修吗 | 师傅什么时候到
师傅到哪了 | 换个水龙头多少钱 | 我要投诉师傅乱收费 | 帮我取消 | 发票还没给我 | 帮我转人工 | 三点以后我不在家 | 明天几点
漏水漏了多久了我也不知道 | 我在家 | 现金 | 浦东雨靴苑7号502 | 空调滤网谁能洗一下 | 马桶堵了，怎么办 | 好的 | 你好
My toilet is blocked | can you come tomorrow? | can you fix my door? | where is the technician? | cancel it please
how much is a new tap? | I want to talk to a person | the light is broken, can you repair it? | it is free on Friday
I'm at home on Saturday | the part is broken | who is coming? | can you come on Sunday at 3? | 13800000001
"""


@pytest.mark.parametrize(("topic", "phrase"), PHRASES)
def test_a_question(topic: str, phrase: str) -> None:
    asked = read_questions(phrase)
    assert asked.topics[:1] == (Topic(topic),)
    assert asked.alone


def test_every_topic_has_its_phrases() -> None:
    assert set(CASES) == set(Topic)
    assert all(len(text.split("|")) >= 6 for table in CASES.values() for text in (table["zh"], table["en"]))


@pytest.mark.parametrize("words", [w.strip() for w in OTHERS.replace("\n", "|").split("|") if w.strip()])
def test_no_question_about_the_service(words: str) -> None:
    assert read_questions(words).topics == ()


def test_hardly_a_report_of_the_voices_is_taken_for_a_question_alone() -> None:
    lines = chain.from_iterable(
        path.read_text("utf-8").splitlines() for path in sorted(Path(corpus.__path__[0]).glob("*.jsonl"))
    )
    reports = [told["text"] for told in map(json.loads, filter(str.strip, lines)) if told["intent"] == "report"]
    wrong = [text for text in reports if Topic.SERVICES not in (asked := read_questions(text)).topics and asked.alone]
    assert len(reports) > 5000
    assert len(wrong) * 1000 <= len(reports), wrong


def test_politeness_around_a_question_changes_nothing() -> None:
    assert read_questions("你好，请问师傅有证吗，谢谢").alone
    assert not read_questions("师傅有证吗，水龙头漏水").alone
    assert read_questions("怎么付款？能开发票吗？").topics == (Topic.PAYMENT, Topic.INVOICES)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    asked = read_questions(text)
    assert len(asked.topics) <= 2
    assert asked.topics or not asked.alone
