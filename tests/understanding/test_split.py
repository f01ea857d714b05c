"""How a message falls apart into separate problems."""

import pytest

from bot.understanding.split import Splitter
from tests.understanding.told import analyser

# What the problems are about, in order; "-" is a problem that names no thing.
CASES = [
    ("水龙头漏水", "tap"),
    ("漏水了", "-"),
    ("我家厨房的水龙头,昨天开始漏", "tap"),
    ("水槽下面的水管漏水", "pipe"),
    ("插座旁边的墙发霉", "wall"),
    ("洗衣机的水龙头漏", "tap"),
    ("水龙头的把手断了", "tap"),
    ("水龙头漏水,还有灯坏了", "tap lamp"),
    ("水龙头漏水,客厅灯也不亮", "tap lamp"),
    ("客厅灯不亮,卧室灯也不亮", "lamp"),
    ("水龙头、马桶、电灯都坏了", "tap toilet lamp"),
    ("装窗帘杆和镜子", "curtain mirror"),
    ("窗户和门之间的墙裂了", "wall"),
    ("1.灯不亮 2.马桶堵了 3.门锁坏了", "lamp toilet lock"),
    ("马桶堵了,水流到地板上,地板都泡了", "toilet"),
    ("跳闸了,冰箱和灯都没电", "-"),
    ("墙湿了一片,应该是里面的水管漏", "wall"),
    ("不是马桶,是地漏堵了", "drain"),
    ("马桶堵了,哦不对,是地漏堵了", "drain"),
    ("水龙头没问题,是角阀漏", "valve"),
    ("马桶没有漏水,就是堵了", "toilet"),
    ("The tap under the kitchen sink leaks", "tap"),
    ("The tap drips and the hall light flickers", "tap lamp"),
    ("The toilet is blocked, also the window won't close", "toilet window"),
    ("你好", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "heads"), CASES)
def test_problems(text: str, heads: str) -> None:
    message = analyser()(text)
    problems = Splitter(analyser().joints)(message)
    assert " ".join(problem.head.name if problem.head else "-" for problem in problems) == heads


def test_a_list_shares_what_is_said_of_it() -> None:
    message = analyser()("水龙头、马桶、电灯都坏了")
    for problem in Splitter(analyser().joints)(message):
        assert "broken" in {concept.name for concept in problem.faults}


def test_a_problem_knows_where_it_is_told() -> None:
    message = analyser()("你好,水龙头漏水,还有灯坏了")
    told = [message.text[problem.start : problem.end] for problem in Splitter(analyser().joints)(message)]
    assert told == ["水龙头漏水", "灯坏了"]
