"""What a resident says until a repair is nearly booked, and how many messages answer each."""

from collections.abc import Iterator

_SAID = (
    ("厨房水龙头一直滴水，{day}上午有人", 3),
    ("{district}花园路{n}弄4号501室", 1),
    ("13800138000，姓王", 1),
    ("改成下午", 1),
    ("多少钱", 2),
)
#: As in a city: not everyone wants the same hour of the same technicians.
_DISTRICTS = ("浦东新区", "徐汇区", "静安区", "杨浦区", "闵行区", "普陀区", "宝山区", "松江区")
_DAYS = ("明天", "后天", "大后天")


def sayings(place: int) -> Iterator[tuple[str, int]]:
    """The words of one of many people, each with the number of messages that answer them."""
    told = {"n": 100 + place, "district": _DISTRICTS[place % 8], "day": _DAYS[place // 8 % 3]}
    for words, messages in _SAID:
        yield words.format(**told), messages
