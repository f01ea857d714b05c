"""Which matter others look after is meant, and the words that steer a case."""

import pytest

from booking.terms import Route
from bot.understanding.case_words import ROUTES, asks_where_it_stands, matters_told, read_matters, wants_filed
from bot.understanding.lexicon import tables_of
from oversight.matters import matters, unnamed


def test_every_matter_has_words_and_no_other() -> None:
    table = tables_of("cases.toml")
    for route in ROUTES:
        known = {m.code for m in matters().values() if m.route is route} - {unnamed(route).code}
        assert set(table[route]) == known


@pytest.mark.parametrize(
    ("text", "route", "codes"),
    [
        ("我们楼的电梯坏了", Route.COMMON_PARTS, ["lift"]),
        ("楼道里的灯坏了，电梯也坏了", Route.COMMON_PARTS, ["corridor_light", "lift"]),
        ("樓頂漏水", Route.COMMON_PARTS, ["roof"]),
        ("外墙在掉皮", Route.COMMON_PARTS, ["outer_wall"]),
        ("单元门关不上", Route.COMMON_PARTS, ["entrance_door"]),
        ("门禁刷不了", Route.COMMON_PARTS, ["intercom"]),
        ("小区道闸坏了", Route.COMMON_PARTS, ["barrier"]),
        ("The LIFT in our building is out of order", Route.COMMON_PARTS, ["lift"]),
        ("The corridor light is broken", Route.COMMON_PARTS, ["corridor_light"]),
        ("公共的东西坏了", Route.COMMON_PARTS, []),
        ("邻居在拆承重墙", Route.GOVERNANCE, ["load_bearing_structure"]),
        ("楼上违章搭建了一间阳光房", Route.GOVERNANCE, ["illegal_building"]),
        ("有辆僵尸车停了好几年", Route.GOVERNANCE, ["abandoned_vehicles"]),
        ("邻居的狗每天晚上叫", Route.GOVERNANCE, ["pets"]),
        ("消防通道被车堵住了", Route.GOVERNANCE, ["blocked_fire_lane"]),
        ("有人在楼道里给电瓶车充电", Route.GOVERNANCE, ["ebike_charging"]),
        ("楼道里堆满了杂物", Route.GOVERNANCE, ["corridor_clutter"]),
        ("隔壁群租", Route.GOVERNANCE, ["group_renting"]),
        ("楼上高空抛物", Route.GOVERNANCE, ["thrown_objects"]),
        ("There is an abandoned car in our estate", Route.GOVERNANCE, ["abandoned_vehicles"]),
        ("My neighbour's dog barks every night", Route.GOVERNANCE, ["pets"]),
        ("整个小区都停水了", Route.UTILITY, ["water_supply"]),
        ("整栋楼停电了", Route.UTILITY, ["power_supply"]),
        ("The whole building has no water", Route.UTILITY, ["water_supply"]),
        ("电梯", Route.IN_HOME, []),
    ],
)
def test_matters_are_named_in_plain_words(text: str, route: Route, codes: list[str]) -> None:
    assert read_matters(text, route) == codes


@pytest.mark.parametrize(
    ("text", "issues", "codes"),
    [
        ("我们楼的电梯坏了", 1, ["lift"]),
        ("电梯坏了，楼道灯也坏了", 1, ["lift", "corridor_light"]),
        ("电梯旁边的楼道灯坏了", 1, ["lift"]),
        ("楼道灯坏了，就是电梯旁边那个", 1, ["corridor_light"]),
        ("楼道里的灯和电梯都坏了", 2, ["corridor_light", "lift"]),
        ("the lift is stuck and the corridor light is broken", 1, ["lift", "corridor_light"]),
        ("公共的东西坏了", 1, []),
    ],
)
def test_each_further_matter_has_a_part_of_the_message_to_itself(text: str, issues: int, codes: list[str]) -> None:
    assert matters_told(text, Route.COMMON_PARTS, issues) == codes


@pytest.mark.parametrize(
    "text", ["帮我报上去", "好，帮我报", "请帮我登记一下", "yes please file it", "Open a case", "立案吧"]
)
def test_a_wish_to_file(text: str) -> None:
    assert wants_filed(text)


@pytest.mark.parametrize("text", ["", "好", "水龙头漏水", "报修", "yes", "the tap drips", "帮我报" * 40])
def test_other_words_are_no_wish_to_file(text: str) -> None:
    assert not wants_filed(text)


@pytest.mark.parametrize(
    "text",
    [
        "我报的电梯到哪一步了",
        "电梯那件事怎么样了",
        "1001号什么进展",
        "有结果了吗",
        "Where does my lift case stand?",
        "how far is the lift I reported",
        "what happened with the lift",
    ],
)
def test_asking_where_it_stands(text: str) -> None:
    assert asks_where_it_stands(text)


@pytest.mark.parametrize("text", ["", "电梯坏了", "帮我报上去", "The lift is out of order", "怎么收费"])
def test_other_words_do_not_ask_where_it_stands(text: str) -> None:
    assert not asks_where_it_stands(text)
