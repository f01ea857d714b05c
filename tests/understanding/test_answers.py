"""Reads what a reply can mean: yes, no, a choice, a rating, a wish to skip, go back, start over or change language."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.answers import read_answer
from bot.understanding.meaning import Answer

# Phrases are separated by "|".

YES = """
是 | 是的 | 是啊 | 对 | 对的 | 对呀 | 好 | 好的 | 好啊 | 好滴 | 好嘞 | 好吧 | 行 | 行的 | 行吧 | 可以 | 可以的
可以呀 | 嗯 | 嗯嗯 | 嗯好的 | 没问题 | 没问题的呀 | 当然 | 当然可以 | 必须的 | 同意 | 接受 | 确认 | 确认无误 | 确定
肯定的 | 需要 | 要的 | 愿意 | 有 | 在的 | 收到 | 明白了 | 知道了 | 晓得了 | 就这样 | 就这么定了 | 没错 | 正确 | 都行
都可以 | 随便 | 听你的 | 没意见 | 没关系 | 无所谓 | 不是不行 | 没什么不可以的 | 不是不可以
可以是可以，但是要晚一点 | 好是好，就是贵 | 好的，不过改到后天 | 应该可以 | 我觉得可以 | 那就这个吧 | 那好吧
行，就这样 | 对，就是这个地址 | 是的，501室 | 可以，谢谢师傅！ | 嗯，那就这样 | 好的呢，麻烦啦 | 好好好 | 对对对
好的师傅你听我说我家马桶堵了水一直往外冒现在整个卫生间都是水怎么办啊 | 好的那就明天下午 | 可以的你们来吧 | OK的
ok啊 | 妥 | 中！ | 好额 | 对额 | 是额 | 可以额 | 来三 | 来赛 | 灵额 | 呒没问题 | 一句闲话 | 要额 | 侬定 | 好個
沒問題 | 對的 | 沒錯 | 確認 | 隨便 | 行啊，謝謝 | 👌 | 👍 | 👍👍👍 | 👍🏻 | 🙆‍♀️ | ✅ | 🆗 | ok👌 | 好的👍 | yes
Yes! | yeah | yep | yup | ya | y | ok | OK. | okay | okey | k | sure | sure thing | of course | certainly
definitely | absolutely | alright | all right | right | correct | that's right | that's correct | true | exactly
indeed | fine | that's fine | fine by me | it's fine | good | sounds good | sounds good to me | looks good | perfect
great | go ahead | please do | do it | let's do it | confirm | confirmed | I confirm | accepted | agreed | I agree
approved | no problem | not a problem | no worries | I don't mind | why not | works for me
that works for me, thanks | that suits me | I think so | I guess so | I do | it is | by all means | with pleasure
yes please | yes it is | yes, that's correct. | Sure, why not | ok then | Of course! | yeah sure
yes please come on friday | OK but can it be later? | uh-huh | got it | roger that | affirmative | book it | deal
yes yes yes | cool | all good | lgtm
"""

NO = """
不 | 不不 | 不要 | 不要了 | 不用 | 不用了 | 不用了谢谢 | 不必了 | 不行 | 不行的 | 不可以 | 不能 | 不对 | 不是
不是的 | 没有 | 没有了 | 还没 | 错了 | 不正确 | 不同意 | 不接受 | 不愿意 | 不想 | 不好 | 不太好 | 不太方便 | 不合适
时间不合适 | 这个时间不太方便 | 没空 | 没时间 | 不在家 | 来不了 | 算了 | 算了吧 | 还是算了 | 别了 | 取消 | 不约了
不修了 | 不考虑 | 以后再说 | 不了，谢谢 | 谢谢，不需要了 | 用不着 | 没必要 | 否 | 拒绝 | 反对 | 不会的 | 不可能
当然不 | 肯定不行 | 都不行 | 好像不是 | 应该不是吧 | 恐怕不行 | 我觉得不行 | 不是这样的 | 那不行 | 这个价格不行
不，我要改时间 | 不是，是厨房的水管 | 不用麻烦了 | 没，就这些 | 暂时不用，谢谢 | 不不不 | 地址不对 | 号码错了
不要这个时间 | 勿要 | 勿是 | 弗要 | 弗好 | 勿是额 | 勿用了 | 弗来三 | 不来三 | 呒没 | 覅 | 不對 | 沒有
不需要了謝謝 | 錯了 | 不來了 | 🙅 | 🙅‍♀️ | 👎 | ❌ | 🚫 | no | No! | nope | nah | nay | no no | no way | no thanks
no, thank you | not really | not at all | not now | not yet | not today | not this one | not that one | not right
not correct | not ok | not good | never | never mind | nevermind | nvm | forget it | wrong | that's wrong
incorrect | that's not right | that's not it | that is not correct | it isn't | it doesn't work for me | I don't
I don't think so | I don't want to | I don't want it | I don't agree | I disagree | I can't | I can't make it
I won't | I'd rather not | rather not | decline | reject | don't | please don't | don't bother | stop | cancel
cancel it | unfortunately not | I'm afraid not | I guess not | probably not | of course not | definitely not
absolutely not | none of them | neither | no need | no, that's not right | Nope, wrong address | nah I'm good
not really, no | no i want another day | no it's the other one | doesn't suit me | out of the question
not possible | not interested | no chance | negative
"""

NEITHER = """
可以吗 | 可以？ | 好伐？ | 行不行 | 可以不？ | 对吗 | 好的马桶 | 我家不好意思马桶坏了 | 不好意思 | 对不起
对面楼上漏水 | 行李架坏了 | 好像漏水了 | 可以修马桶吗 | 是我家马桶堵了 | 有水漏出来 | 没有热水 | 不通了 | 不亮了
好久没人来 | 是不是要收上门费？ | 不用水的时候也滴 | 要多少钱 | no water in my flat | no power since yesterday
no hot water | right side of the sink is leaking | ok? | is that ok? | good morning | not working | 明天
花木路123弄4号 | 13812345678 | 你好 | 谢谢 | 师傅 | hello | thanks | ... | ？ | 🙏
"""

#: What each field must be; the other fields may say more.
FIELDS: list[tuple[str, object, str]] = [
    (
        "person",
        True,
        """
        人工 | 转人工 | 人工客服 | 我要找人 | 找人工 | 请帮我转人工 | 麻烦转人工，谢谢 | 真人 | 找个人来说 | 有没有人工
        叫客服 | 人工！ | 我要人工服务 | 不要机器人 | human | Human please | a real person | talk to a person
        operator | agent | can I talk to a human? | I want to speak to someone | transfer me to an agent | no bots
        """,
    ),
    (
        "person",
        False,
        """
        人工费多少钱 | 找人修水龙头 | 来个人修一下马桶 | 没有人来 | 有人吗 | 师傅人呢 | a person came yesterday
        回到机器人 | 换个灯泡 | someone at home? | back to the bot
        """,
    ),
    (
        "bot",
        True,
        """
        回到机器人 | 机器人 | 还是机器人吧 | 不用人工了 | 换回机器人 | 让机器人接着来 | back to the bot
        Back to the bot! | go back to the bot | robot please | the bot again
        """,
    ),
    (
        "bot",
        False,
        """
        不要机器人 | 扫地机器人坏了 | 回到家再说 | 人工 | the robot vacuum is broken | go back | are you a bot?
        """,
    ),
    (
        "ordinal",
        1,
        """
        第一个 | 第一个吧 | 1 | 一 | 选1 | 前面那个 | 第1个 | 上面那个 | 头一个 | the first one | first | 1st
        the former | A | 选A
        """,
    ),
    (
        "ordinal",
        2,
        """
        第二个 | 2 | 二 | 2。 | 选2 | 那就第二个吧 | 第二个，谢谢 | 我要第二个 | 我觉得第二个比较好 | 第二個 | 2️⃣
        ② | #2 | no. 2 | option 2 | number two | the second one | the second one please | I'd like the second | 2nd
        那就二吧 | B | 选项二
        """,
    ),
    (
        "ordinal",
        3,
        """
        选3 | 第三个时间段 | 选第三个师傅 | option 3 | the third slot | 3rd | 第三个可以 | option c
        """,
    ),
    (
        "ordinal",
        -1,
        """
        最后一个 | 最后那个吧 | 后面那个 | 我要后面那个 | 下面那个 | 倒数第一个 | 最晚一个 | the last one
        最迟的那个，别迟到 | the last one, thanks | last | the latter
        """,
    ),
    (
        "ordinal",
        None,
        """
        第二次了 | 第3层 | 501 | 第二个房间的灯 | 我家在第二个门 | 2个 | 第二天 | 三楼 | 0 | 两点 | two taps leak
        十一月
        """,
    ),
    (
        "stars",
        5,
        """
        五星 | 5星 | 5分 | 五颗星 | 给五星好评！ | 满分 | 5 stars | five stars | 5/5 | 5 out of 5 | ⭐⭐⭐⭐⭐ | 10分
        100分 | 五 | 非常满意 | 很满意 | 师傅很专业，非常满意 | excellent | great | Excellent service!
        very satisfied | 好评 | 超赞 | ★★★★★
        """,
    ),
    (
        "stars",
        4,
        """
        四星吧 | 给4星 | 4分 | 4 stars | four stars | 4/5 | 8/10 | ★★★★☆ | 满意 | 比较满意 | 不错 | 4 | good
        蛮好额
        """,
    ),
    (
        "stars",
        3,
        """
        打3分 | 三星 | 一般 | 一般般吧 | 还可以 | 还行 | so-so | average | 3 stars | 6/10 | 凑合
        """,
    ),
    (
        "stars",
        2,
        """
        两星 | 2分 | 不满意 | 不太满意 | 不怎么样 | not satisfied | not very satisfied | 2 stars | ⭐⭐ | 有点失望
        """,
    ),
    (
        "stars",
        1,
        """
        一星 | 1分 | 很差 | 太差了 | 非常不满意 | 差评 | 服务态度很差 | terrible | awful | The service was terrible
        1 star | 0分
        """,
    ),
    (
        "stars",
        None,
        """
        三星电视挂墙 | 五星酒店 | 水压很差 | 5分钟 | 三星冰箱不制冷 | 一般是早上漏水 | 满意吗？ | 三点 | 7 | 好吗
        """,
    ),
    (
        "shift",
        "earlier",
        """
        早一点的 | 早点 | 再早些 | 能早一点吗 | 有没有早点的时间 | 提前一天行吗 | 提前一点 | 往前挪挪 | 太晚了
        早一个小时 | 更早的 | earlier | sth earlier | something earlier | anything earlier? | an hour earlier
        Is there an earlier slot? | sooner please
        """,
    ),
    (
        "shift",
        "later",
        """
        晚点 | 晚一点 | 晚一点可以吗 | 再晚一个小时 | 往后 | 往后挪一天吧 | 太早了，晚点 | 推迟一天 | 迟一点
        晏一点 | 还有更晚的吗 | later | the later one | a bit later | Do you have a later slot?
        can we make it an hour later | something later please
        """,
    ),
    (
        "shift",
        None,
        """
        晚点再说 | 早上好 | 晚上 | 今晚 | see you later alligator | 早上九点
        """,
    ),
    (
        "same_place",
        True,
        """
        老地方 | 还是老地方 | 老地址 | 还是上次那个地址 | 同上次 | 地址跟上次一样 | 用之前的地址 | 地址不变
        地址没变 | 原地址 | same address | same address as before | the same address as last time please
        same place as last time | usual address | 马桶又堵了，还是上次的地址
        same address as before, the tap leaks again
        """,
    ),
    (
        "same_place",
        False,
        """
        不是上次那个地址 | 老地方又漏了 | 地址换了 | 上次那个地方又漏水了 | not the same address
        """,
    ),
    (
        "skip",
        True,
        """
        没有了 | 没了 | 跳过 | 跳过吧 | 没啥说的 | 没什么要说的 | 没啥了，谢谢 | 就这些 | 不用了 | 没有 | 不评了
        无 | 呒没了 | skip | pass | no comment | nothing else, thanks | that's all | n/a | none | no thanks
        暂时不用，谢谢
        """,
    ),
    (
        "skip",
        False,
        """
        没有，是厨房的水管漏 | 没有热水 | 跳闸了 | skip the kitchen, only do the bathroom | 就这些灯不亮
        """,
    ),
    (
        "undo",
        True,
        """
        上一步 | 返回上一步 | 撤回 | 撤销 | 说错了 | 不好意思，点错了 | 我选错了 | 写错了 | 不对，说错了 | go back
        undo | back | oops, wrong one | my mistake | previous step | 說錯了
        """,
    ),
    (
        "undo",
        False,
        """
        说错了，是明天下午 | 撤回来的水管 | my back hurts | 我家上一步台阶坏了
        """,
    ),
    (
        "correction",
        True,
        """
        说错了 | 不对，说错了 | 说错了，是明天下午 | 我写错了，是502 | 不是马桶，是水槽 | 不是马桶是水槽
        不对，是厨房 | 更正一下，是周三 | 我是说厨房 | 我的意思是说明天 | actually it's the kitchen
        I meant Friday | no wait, Thursday | not the sink but the toilet | it's not the sink, it's the toilet
        """,
    ),
    (
        "correction",
        False,
        """
        好的 | 不是 | 不对 | 是不是漏水 | 不是很急 | 师傅说错了 | 我家马桶堵了 | 是的 | 不是，谢谢 | 是我家 | no
        not now | it's the kitchen | 不是第一次了
        """,
    ),
    (
        "restart",
        True,
        """
        重新来 | 重来 | 重新开始吧 | 重头开始 | 从头来 | 我想从头再来 | 全部重来 | start over | let's start over
        restart | reset | start again | from the beginning | 重新來過
        """,
    ),
    (
        "restart",
        False,
        """
        重新来一趟修一下 | 重新装一个水龙头 | restart the breaker please | 从头到尾都漏
        """,
    ),
    (
        "language",
        "zh",
        """
        说中文 | 请说中文 | 中文 | 换中文 | 切换到中文 | 說中文 | 看不懂英文 | switch to Chinese | Chinese please
        Can you speak Chinese? | I don't understand English
        """,
    ),
    (
        "language",
        "zh-TW",
        """
        繁體中文 | 繁體 | 換成繁體 | 用繁體字 | 說繁體 | 正體中文 | 請用繁體中文回覆 | 可以用繁體嗎
        我想看繁體 | 看不懂簡體字 | 繁体中文
        traditional Chinese | traditional chinese please | Traditional Chinese, please
        please use traditional characters | I can't read simplified Chinese
        """,
    ),
    (
        "language",
        "zh-CN",
        """
        简体 | 简体中文 | 用简体字 | 换成简体 | 簡體中文 | 看不懂繁体字 | simplified Chinese | simplified Chinese please
        I can't read traditional Chinese
        """,
    ),
    (
        "language",
        "en",
        """
        in English please | English | English please | 换英文 | 说英文 | 能用英文吗 | 切换成英语 | switch to English
        Can we speak English? | I don't understand Chinese | English please, my toilet is blocked
        """,
    ),
    (
        "language",
        None,
        """
        有会说英文的师傅吗 | 家具是正体的 | 传统的水龙头坏了 | a traditional tap leaks
        is there anyone who speaks English | 英语角 | the manual is in english and broken
        """,
    ),
]


def phrases(table: str) -> list[str]:
    """The phrases of a table."""
    return [phrase.strip() for phrase in table.replace("\n", " | ").split("|") if phrase.strip()]


@pytest.mark.parametrize("phrase", phrases(YES))
def test_a_yes(phrase: str) -> None:
    assert read_answer(phrase).yes is True


@pytest.mark.parametrize("phrase", phrases(NO))
def test_a_no(phrase: str) -> None:
    assert read_answer(phrase).yes is False


@pytest.mark.parametrize("phrase", phrases(NEITHER))
def test_neither_yes_nor_no(phrase: str) -> None:
    assert read_answer(phrase).yes is None


@pytest.mark.parametrize(
    ("field", "value", "phrase"),
    [(field, value, phrase) for field, value, table in FIELDS for phrase in phrases(table)],
)
def test_a_field(field: str, value: object, phrase: str) -> None:
    assert getattr(read_answer(phrase), field) == value


@pytest.mark.parametrize(
    "phrase", ["", "   ", "我家厨房水管漏水了，明天下午能来吗", "My kitchen tap drips all night long"]
)
def test_a_message_that_answers_nothing(phrase: str) -> None:
    assert read_answer(phrase) == Answer()


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_sound_answer(text: str) -> None:
    answer = read_answer(text)
    assert answer.ordinal is None or answer.ordinal == -1 or 1 <= answer.ordinal <= 20
    assert answer.stars is None or 1 <= answer.stars <= 5


@settings(deadline=None)
@given(st.lists(st.sampled_from(phrases(YES + NO)), max_size=6).map("，".join))
def test_any_heap_of_answers_is_one_answer_or_none(text: str) -> None:
    assert read_answer(text).yes in (True, False, None)


@settings(deadline=None)
@given(st.sampled_from(phrases(YES)), st.sampled_from(["谢谢", "麻烦了", "辛苦了", "thanks"]))
def test_polite_words_change_nothing(phrase: str, polite: str) -> None:
    assert read_answer(f"{phrase}，{polite}").yes is True


@pytest.mark.parametrize("piece", ["好", "可以", "the ", "please ", "吗", "⭐", ",", "第二个", "说"])
def test_long_messages_are_read_in_linear_time(piece: str) -> None:
    started = time.perf_counter()
    read_answer((piece * 4000)[:4000])
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "text",
    ["不取消了", "不要取消", "先别取消", "还是不取消了吧", "照旧", "don't cancel", "no, don't cancel it", "keep it"],
)
def test_what_keeps_a_booking_is_no_cancelling(text: str) -> None:
    assert read_answer(text).keep


@pytest.mark.parametrize("text", ["取消", "取消吧", "cancel it", "不要了", "好的"])
def test_what_cancels_or_agrees_keeps_nothing(text: str) -> None:
    assert not read_answer(text).keep
