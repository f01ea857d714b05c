"""Long but real values for every variable of the texts, so that what a person reads can be measured."""

from datetime import datetime, timedelta

from booking.terms import SHANGHAI
from locales.args import Arg, Joined, Lines, Moment, Money, Named, Phrase, Span, Term

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
_TOMORROW = NOW.replace(hour=10) + timedelta(days=1)
ADDRESS = Named("浦东新区浦建路96弄雨靴苑17号1502室", "Room 1502, No. 17, Lane 96, Pujian Road, Pudong")
PROBLEM = Named("厨房水龙头一直滴水关不紧", "the kitchen tap keeps dripping")
_PRICE: Arg = Phrase("price-range", (("low", Money(4000)), ("high", Money(35000))))
_ITEM = Phrase("charge-line", (("name", Named("更换阀芯", "New cartridge")), ("quantity", 1), ("amount", Money(5000))))
_PRICED = Phrase(
    "price-line", (("name", Named("更换水龙头", "Change a tap")), ("amount", _PRICE), ("unit", Named("个", "piece")))
)
_REQUEST = Phrase(
    "progress-line",
    (
        ("number", 123456),
        ("category", Term("category-drain_clearing")),
        ("status", Term("status-scheduled")),
        ("window", Span(_TOMORROW, _TOMORROW + timedelta(hours=2), NOW)),
    ),
)
#: A text says more than this only where a list of items or requests is asked for.
LINES: dict[str, Arg] = {
    "price-list": Lines((_PRICED,) * 10),
    "progress-list": Lines((_REQUEST,) * 3),
    "work-done": Lines((_ITEM,) * 2),
    "self-help": Lines((Named("1. 打开水箱盖，平放在地上", "1. Lift the lid and lay it on the floor"),) * 4),
}
VALUES: dict[str, Arg] = {
    "number": 123456,
    "cost": Term("quote-first"),
    "category": Term("category-drain_clearing"),
    "window": Span(_TOMORROW, _TOMORROW + timedelta(hours=2), NOW),
    "provider": Named("滴水檐上门维修服务社（示例）", "Dripping Eaves House Care (sample)"),
    "centre": Named("浦东新区房屋维修应急中心（示例）", "Pudong New Area Emergency Repair Centre (sample)"),
    "technician": Named("欧阳师傅（示例）", "Ouyang (sample)"),
    "phone": "021-55501104",
    "due": Moment(NOW + timedelta(minutes=30), NOW),
    "price": Money(123450),
    "note": Named("换了新的阀芯，用三个月没问题", "new cartridge, good for a year"),
    "status": Term("status-unresolved"),
    "stars": 5,
    "place": Named("苏州工业园区", "Suzhou Industrial Park"),
    "address": ADDRESS,
    "area": ADDRESS,
    "problem": PROBLEM,
    "contact": Named("欧阳女士 13800000001", "Ms Ouyang 13800000001"),
    "given": "1380000001",
    "name": Named("欧阳", "Ouyang"),
    "month": Term("web-month-12"),
    "day": 31,
    "range": _PRICE,
    "low": Money(4000),
    "high": Money(35000),
    "amount": Money(5000),
    "unit": Named("个", "piece"),
    "quantity": 2,
    "item": Named("更换水龙头", "Change a tap"),
    "reason": Term("because-escalated"),
    "danger": Term("danger-water"),
    "kind": Term("alert-overdue"),
    "district": Term("district-pudong"),
    "at": Moment(NOW, NOW),
    "count": 3,
    "most": 10,
    "map": "https://uri.amap.com/marker?position=121.52,31.208&name=%E9%9B%A8%E9%9D%B4%E8%8B%91&callnative=1",
    "before": Named("欧阳师傅（示例）", "Ouyang (sample)"),
    "estate": Named("橘子糖小区", "Orange Candy Gardens"),
    "words": Named("师傅态度太差", "he was rude"),
    "lines": Lines((_ITEM,)),
    "steps": Lines((_ITEM,)),
    "never": Named("换好先开着门试，别把自己关在外面", "Test with the door open, or you may lock yourself out."),
    "tried": Joined((Named("换智能锁电池", "new batteries in the smart lock"),)),
    "what": Joined((Phrase("undo-address", (("address", ADDRESS),)), Term("undo-time"))),
    "facts": Joined((Term("category-drain_clearing"), ADDRESS, Named("欧阳女士 13800000001", "Ms Ouyang 13800000001"))),
    "first": 8,
    "last": 21,
    "days": 14,
    "wait": Phrase("surge-minutes", (("count", 50),)),
    "soonest": Phrase("surge-soonest", (("window", Span(_TOMORROW, _TOMORROW + timedelta(hours=2), NOW)),)),
    "turn": Term("surge-turn-later"),
    "categories": Joined((Term("category-taps_pipes"),)),
}


def values_for(key: str, variables: frozenset[str]) -> dict[str, Arg]:
    """A value for each variable of a text."""
    return {name: LINES[key] if name in ("lines", "steps") and key in LINES else VALUES[name] for name in variables}
