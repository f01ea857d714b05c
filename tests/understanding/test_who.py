"""Reads names and phones from messages as people type and dictate them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.meaning import Who
from bot.understanding.who import mask_phone, read_who

PARTS = {"n": "name", "p": "phone", "x": "bad_phone"}


def parts_of(who: Who | None) -> dict[str, str]:
    """The parts that were told."""
    return {} if who is None else {part: value for part in PARTS.values() if (value := getattr(who, part))}


def wanted(notes: str) -> dict[str, str]:
    """Parts from notes such as "n:张伟 p:13800000000"; an underscore stands for a space."""
    pairs = (note.split(":", 1) for note in notes.split())
    return {PARTS[key]: value.replace("_", " ") for key, value in pairs}


def rows(table: str) -> list[tuple[str, str]]:
    """Lines of "what is said | notes"."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [(said, notes) for said, _, notes in (line.rpartition(" | ") for line in lines)]


PHONES = rows(
    """
13800000000 | p:13800000000
138 0000 0000 | p:13800000000
138-0013-8000 | p:13800138000
138.0013.8000 | p:13800138000
1 3 8 0 0 1 3 8 0 0 0 | p:13800138000
138，0013，8000 | p:13800138000
+86 138 0013 8000 | p:13800138000
+8613800138000 | p:13800138000
(+86)13800138000 | p:13800138000
0086-13800138000 | p:13800138000
８６１３８００１３８０００ | p:13800138000
１３８００１３８０００ | p:13800138000
一三八零零零零零零零零 | p:13800000000
幺三八零零幺三八零零零 | p:13800138000
手机一三六五四三二一零九八 | p:13654321098
一三八〇〇一三八〇〇〇 | p:13800138000
138零零138零零零 | p:13800138000
我的电话是138 1234 5678。 | p:13812345678
电话19912345678请打我 | p:19912345678
tel13800138000 | p:13800138000
021-5888 1234 | p:02158881234
02158881234 | p:02158881234
(021)58881234 | p:02158881234
（021）5888-1234 | p:02158881234
+86 21 5888 1234 | p:02158881234
010-88881234 | p:01088881234
0512-6888123 | p:05126888123
0571-88881234 | p:057188881234
021-58881234转801 | p:02158881234
电话58881234 | p:02158881234
座机 5888-1234 | p:02158881234
打我座机62345678 | p:02162345678
家里电话：58881234 | p:02158881234
电话五八八八一二三四 | p:02158881234
landline 5888 1234 | p:02158881234
my tel is 58881234 | p:02158881234
58881234 | p:02158881234
4号50113800000000 | p:13800000000
四号五零一一三八零零零零零零零零 | p:13800000000
花木路123弄4号1301 13800000000 | p:13800000000
1301室13800000000 | p:13800000000
不是13800000000，是13900000000 | p:13900000000
是13900000000不是13800000000 | p:13900000000
13800000000，不对，应该是13900000000 | p:13900000000
电话改成13900000000 | p:13900000000
刚才电话打错了，改成17712345678 | p:17712345678
打13800000000或者13900000000 | p:13800000000
13800000000 13900000000 | p:13800000000
no, 13900000000 | p:13900000000
call 13800000000, sorry, I mean 13900000000 | p:13900000000
13800000000，4号不对，是5号 | p:13800000000
别打13800000000，打13900000000 | p:13900000000
1380013800，写错了，13800138000 | p:13800138000
13800138000 或者 1380013800 | p:13800138000
13912345678这个号码停用了，打15012345678 | p:15012345678
电话15021234567写错了，15021234568 | p:15021234568
you can reach me on +86-159-2222-3333 | p:15922223333
打这个 1391234567890 | x:1391234567890
我的手机 138001380001 | x:138001380001
1380013800 | x:1380013800
139123456789 | x:139123456789
手机号是1391234567 | x:1391234567
手机 138 0013 800 | x:1380013800
tel: 1391234567 | x:1391234567
电话5888123 | x:5888123
021-5888123 | x:0215888123
12800138000 | x:12800138000
一三八零零一三八零零 | x:1380013800
13800138000，不对，应该是139001390 | p:13800138000
"""
)

NAMES = rows(
    """
我姓王 | n:王
免贵姓欧阳 | n:欧阳
我妈妈姓周，电话13900000000 | n:周 p:13900000000
电话13800000000，姓刘 | n:刘 p:13800000000
留我老婆的电话吧 15900001111 她姓沈 | n:沈 p:15900001111
王阿姨 | n:王阿姨
陈先生 | n:陈先生
联系我女儿吧，她叫陈晓雯，139 1888 2222 | n:陈晓雯 p:13918882222
跟我先生联系 他姓钱 186-2101-3344 | n:钱 p:18621013344
联系人：胡敏（女儿）17321234567 | n:胡敏 p:17321234567
联系方式：15821234567 何小姐 | n:何小姐 p:15821234567
contact my husband Tom at 13661234567 | n:Tom p:13661234567
Dr. Zhang is my husband, he will open the door | n:Dr._Zhang
陳先生 13800000000 | n:陳先生 p:13800000000
诸葛先生 | n:诸葛先生
上官小姐 电话五八八八一二三四 | n:上官小姐 p:02158881234
花木路123弄4号1302室，吴先生，13588889999 | n:吴先生 p:13588889999
我是住502的刘阿姨 | n:刘阿姨
张伟先生 13800000000 | n:张伟先生 p:13800000000
花木路123弄4号501 13800000000 王阿姨 | n:王阿姨 p:13800000000
叫我老李 | n:老李
叫我小王就行 | n:小王
你们叫我小陈好了 | n:小陈
叫我王师傅 | n:王师傅
我叫李秀英 | n:李秀英
我叫司马青 | n:司马青
我叫李秀英明天在家 | n:李秀英
我叫张伟电话13800000000 | n:张伟 p:13800000000
我是张伟 | n:张伟
我是周老师 | n:周老师
姓名：孙丽华 | n:孙丽华
联系人 张伟 13800000000 | n:张伟 p:13800000000
联系人：孙丽华，手机：18612345678 | n:孙丽华 p:18612345678
联系人是我妈妈李阿姨 13800000000 | n:李阿姨 p:13800000000
麻烦联系我爸爸 许国强 13701234567 | n:许国强 p:13701234567
我姓王，联系人张伟 13800000000 | n:张伟 p:13800000000
找陈先生 | n:陈先生
请找刘女士，手机一三九一二三四五六七八 | n:刘女士 p:13912345678
上门找一下赵奶奶 | n:赵奶奶
张伟 13800000000 | n:张伟 p:13800000000
张伟，13800000000 | n:张伟 p:13800000000
张伟：13800000000 | n:张伟 p:13800000000
张伟13800000000 | n:张伟 p:13800000000
138 0000 0000 李 | n:李 p:13800000000
13800000000，欧阳 | n:欧阳 p:13800000000
王：13800000000 | n:王 p:13800000000
13800000000 好 | p:13800000000
13800000000 何时来 | p:13800000000
张伟电话13800000000 | n:张伟 p:13800000000
501室张伟13800000000 | n:张伟 p:13800000000
欧阳修文 13800000000 | n:欧阳修文 p:13800000000
13800000000 李明 | n:李明 p:13800000000
13800000000（李明） | n:李明 p:13800000000
张伟 1380013800 | n:张伟 x:1380013800
楼上张先生家漏水 | n:张先生
我叫Peter | n:Peter
联系人 Peter 13800000000 | n:Peter p:13800000000
My name is Peter Brown | n:Peter_Brown
my name is peter brown and my phone is 13800000000 | n:Peter_Brown p:13800000000
name: sarah lee, phone 15812345678 | n:Sarah_Lee p:15812345678
ask for Ms. Li | n:Ms._Li
ask for ms li | n:Ms._Li
please ask for Mrs. Wang at 021 6234 5678 | n:Mrs._Wang p:02162345678
Mr. Chen, 13800000000 | n:Mr._Chen p:13800000000
Miss Zhao will be home | n:Miss_Zhao
call me Peter | n:Peter
I'm Peter, my number is 138 0013 8000 | n:Peter p:13800138000
I'm Daniel, call 137-1234-5678 | n:Daniel p:13712345678
This is Anna from room 501 | n:Anna
Peter Brown 13800000000 | n:Peter_Brown p:13800000000
contact: Li Wei 13912345678 | n:Li_Wei p:13912345678
Contact person is Mary O'Neill, 13912345678 | n:Mary_O'Neill p:13912345678
"""
)

ONLY_A_PHONE = """
马桶堵了 13800000000
周一上午可以 13800000000
谢谢 13800000000
方便的话打13800000000
13800000000 谢谢
Call me at 13800000000
call me tomorrow 13800000000
找物业 13800000000
我是康宁小区4号501的 13800000000
王师傅 上次那个漏水 联系13800000000
""".strip().splitlines()

NOBODY = """
陈师傅来过一次没修好
高压水枪冲一下下水道
the order number is 202311280012
水管漏了
师傅什么时候来
王师傅上次修的
方师傅什么时候能到
找张师傅来
阳台的灯坏了
马桶圈坏了要换
龙头滴水
找物业
找老板
我是业主
我是租客
我是康宁小区4号501的
我是高层住户
我是徐家汇的
您贵姓？
贵姓
姓名
叫什么名字
花木路123弄4号501
4号1302室
订单号13800138000
工单编号：1380013800
身份证 310101198001011234
310101199001011234
银行卡6222021001112223334
预算13000
安装费200元
1380013800元
订单尾号8899
400-820-8820
打12345没用
962121
20231128
2023-11-28 15:00
220V 16A
I'm at home
This is urgent
I miss hot water
the water is leaking
call me back later
order 13800138000
""".strip().splitlines()


@pytest.mark.parametrize(("said", "notes"), PHONES)
def test_reads_phones(said: str, notes: str) -> None:
    assert parts_of(read_who(said)) == wanted(notes)


@pytest.mark.parametrize(("said", "notes"), NAMES)
def test_reads_names_with_their_phones(said: str, notes: str) -> None:
    assert parts_of(read_who(said)) == wanted(notes)


@pytest.mark.parametrize("said", ONLY_A_PHONE)
def test_takes_no_other_word_for_a_name(said: str) -> None:
    assert parts_of(read_who(said)) == {"phone": "13800000000"}


@pytest.mark.parametrize("said", NOBODY)
def test_reads_nobody_where_nobody_is_told(said: str) -> None:
    assert read_who(said) is None


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000000", "138****0000"),
        ("02158881234", "021****1234"),
        ("057188881234", "057****1234"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_mask_phone_hides_the_middle(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@given(MOBILE, st.sampled_from(["", " ", "-", "."]), st.sampled_from(["", "+86 ", "0086", "86-", "电话", "tel: "]))
def test_a_mobile_is_read_back_however_it_is_grouped(phone: str, gap: str, lead: str) -> None:
    for cuts in ((3, 7), (4, 7), (3, 6)):
        said = lead + gap.join((phone[: cuts[0]], phone[cuts[0] : cuts[1]], phone[cuts[1] :]))
        assert parts_of(read_who(said)) == {"phone": phone}, said


@given(MOBILE)
def test_a_mobile_in_chinese_digits_is_read_back(phone: str) -> None:
    spoken = phone.translate({ord(str(digit)): sign for digit, sign in enumerate("零幺二三四五六七八九")})
    assert parts_of(read_who(f"我的电话是{spoken}")) == {"phone": phone}


@given(MOBILE, st.sampled_from(["张伟", "李秀英", "欧阳修文", "王阿姨", "陈先生"]))
def test_name_and_phone_are_read_in_either_order(phone: str, name: str) -> None:
    assert parts_of(read_who(f"{name} {phone}")) == {"name": name, "phone": phone}
    assert parts_of(read_who(f"{phone}，{name}")) == {"name": name, "phone": phone}
    assert parts_of(read_who(f"联系人：{name}，电话：{phone}")) == {"name": name, "phone": phone}


SIGNS = st.text(
    st.sampled_from("0123456789一三八零-+ .,()电话联系人我姓王张伟先生找叫不对是My name isMr."), max_size=60
)


@settings(max_examples=300)
@given(st.text(max_size=200) | SIGNS)
def test_no_text_makes_reading_fail(text: str) -> None:
    who = read_who(text)
    if who is not None:
        assert who.name or who.phone or who.bad_phone
        assert who.phone is None or (who.phone.isdigit() and mask_phone(who.phone) != who.phone)
        assert who.phone is None or who.bad_phone is None


@pytest.mark.parametrize("unit", ["找我", "我是张伟", "13800000000 ", "1", "不对", "my name is ", "张伟 ", "138-", " "])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    read_who("热身")
    text = unit * (4000 // len(unit))
    begin = time.perf_counter()
    read_who(text)
    assert time.perf_counter() - begin < 1.0
