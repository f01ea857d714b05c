"""Who is at home, what places are called, and what is said about a booked visit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import Relation
from bot.understanding.people_words import read_people
from bot.understanding.place_words import key_of_name, names_place_alone, read_place_name, read_wish
from bot.understanding.visit_words import adds_to_visit, means_all, tells_technician


@pytest.mark.parametrize(
    ("text", "relation", "called", "caller"),
    [
        ("我给我妈报修，她电话13800000033", Relation.MOTHER, "13800000033", None),
        ("给我妈报修，她电话13800000033，我的电话13900000044", Relation.MOTHER, "13800000033", "13900000044"),
        ("租客在家，13800000055", Relation.TENANT, "13800000055", None),
        ("my tenant will be there: 13800000033", Relation.TENANT, "13800000033", None),
        ("I'm booking for my mum, her number is 13800000033", Relation.MOTHER, "13800000033", None),
        ("my mother-in-law will be at home, 13800000033", Relation.IN_LAW, "13800000033", None),
        ("电话13800000001", None, "13800000001", None),
    ],
)
def test_two_people_are_told_apart(text: str, relation: Relation | None, called: str, caller: str | None) -> None:
    people = read_people(text)
    assert people.relation is relation
    assert people.on_site is not None
    assert people.on_site.phone == called
    assert (people.caller.phone if people.caller else None) == caller


@pytest.mark.parametrize("text", ["水龙头漏水", "邻居家漏水到我家", "my landlord says it is mine", "妈呀漏水了"])
def test_nobody_else_is_at_home(text: str) -> None:
    assert read_people(text).relation is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("我妈家水龙头漏水", "kin:mother"),
        ("mum's place", "kin:mother"),
        ("公司的灯坏了", "work"),
        ("at my office", "work"),
        ("出租房", "rental"),
        ("the flat in Pudong", "named:pudong"),
        ("家", "home"),
        ("家里马桶堵了", "home"),
        ("my home", "home"),
    ],
)
def test_a_place_is_known_by_its_name(text: str, key: str) -> None:
    found = read_place_name(text)
    assert found is not None
    assert found.key == key
    assert key_of_name(found.words) == key


@pytest.mark.parametrize("text", ["家电清洗", "物业公司不管", "厨房漏水", "楼上邻居家在装修", "home screen"])
def test_no_place_is_named(text: str) -> None:
    assert read_place_name(text) is None


@pytest.mark.parametrize("text", ["我妈家", "还是公司", "就在我家", "it's my mum's place", "at the office"])
def test_a_name_alone_tells_of_nothing_broken(text: str) -> None:
    assert names_place_alone(text)
    assert not names_place_alone(f"{text} 漏水")


@pytest.mark.parametrize(
    ("text", "kind", "what", "name"),
    [
        ("我的地址有哪些", "list", "", ""),
        ("my addresses", "list", "", ""),
        ("把公司改名叫店里", "rename", "公司", "店里"),
        ("rename my office to the shop", "rename", "my office", "the shop"),
        ("删掉我妈家的地址", "forget", "我妈家", ""),
        ("delete all my addresses", "forget_all", "", ""),
    ],
)
def test_wishes_about_places(text: str, kind: str, what: str, name: str) -> None:
    wish = read_wish(text)
    assert wish is not None
    assert (wish.kind, wish.what, wish.name) == (kind, what, name)


@pytest.mark.parametrize(
    "text", ["顺便再看一下马桶", "师傅来的时候再修一下灯", "while he is here, the toilet is blocked"]
)
def test_what_joins_a_visit(text: str) -> None:
    assert adds_to_visit(text)


@pytest.mark.parametrize("text", ["师傅来带个梯子", "让师傅先打电话", "tell the technician to ring twice"])
def test_what_is_for_the_technician(text: str) -> None:
    assert tells_technician(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("全部取消", True), ("all of them", True), ("只取消水龙头", False), ("only the tap", False), ("嗯", None)],
)
def test_all_or_one(text: str, meant: bool | None) -> None:
    assert means_all(text) is meant


@given(st.text(max_size=200))
def test_any_words_can_be_read(text: str) -> None:
    read_people(text), read_place_name(text), read_wish(text), means_all(text)
    assert isinstance(adds_to_visit(text) or tells_technician(text) or names_place_alone(text), bool)
