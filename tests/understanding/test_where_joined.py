"""Known estates, places outside the city, several messages, what lacks, and how an address is written."""

import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.understanding
from booking.terms import District
from bot.understanding.gazetteer import Gazetteer, KnownEstate
from bot.understanding.meaning import Where
from bot.understanding.where import describe, merge, missing, outside_city, read_where

NOWHERE = Gazetteer()
KNOWN = Gazetteer(
    (
        KnownEstate("康宁小区", District.JINGAN, "康宁路", "300", ("康宁", "Kangning Garden")),
        KnownEstate("田林十二村", District.XUHUI, "田林路", "65"),
        KnownEstate("花木苑", District.PUDONG, "花木路", "123"),
        KnownEstate("幸福小区", District.XUHUI, "幸福路", "10"),
        KnownEstate("幸福小区", District.YANGPU, "向阳路", "20"),
        KnownEstate("保利叶语", District.BAOSHAN),
    )
)
HOME = Where(District.PUDONG, road="花木路", lane="123", building="4", room="501", text="花木路123弄4号501")


def read(text: str, gazetteer: Gazetteer = NOWHERE) -> Where:
    where = read_where(text, gazetteer)
    assert where is not None
    return where


@pytest.mark.parametrize(
    ("said", "estate", "district", "road", "lane"),
    [
        ("康宁小区5号楼301", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("我住康宁5号楼301", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("康寧小區5號樓301", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("Room 301, Building 5, Kangning Garden", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("kangning garden bldg 5 rm 301", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("田林12村5号301", "田林十二村", District.XUHUI, "田林路", "65"),
        ("花木路123弄4号501", "花木苑", District.PUDONG, "花木路", "123"),
        ("杨浦区幸福小区3号101", "幸福小区", District.YANGPU, "向阳路", "20"),
        ("幸福小区3号101", "幸福小区", None, None, None),
        ("向阳路幸福小区3号101", "幸福小区", District.YANGPU, "向阳路", "20"),
        ("保利叶语4号楼501", "保利叶语", District.BAOSHAN, None, None),
        ("浦东康宁小区5号楼", "康宁小区", District.PUDONG, None, None),
        ("康宁路300弄", "康宁小区", District.JINGAN, "康宁路", "300"),
        ("康宁路400弄", None, None, "康宁路", "400"),
        ("不是康宁小区是保利叶语4号楼", "保利叶语", District.BAOSHAN, None, None),
    ],
)
def test_known_estate_completes_what_was_not_said(
    said: str, estate: str | None, district: District | None, road: str | None, lane: str | None
) -> None:
    where = read(said, KNOWN)
    assert (where.estate, where.district, where.road, where.lane) == (estate, district, road, lane)


def test_known_estate_of_the_same_name_elsewhere_is_not_ours() -> None:
    assert read("苏州市康宁小区5号楼", KNOWN).district is None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("苏州市姑苏区干将路12号", "苏州"),
        ("北京朝阳区", "北京"),
        ("Suzhou", "Suzhou"),
        ("I live in Kunshan", "Kunshan"),
        ("广州", "广州"),
        ("我在昆山", "昆山"),
        ("舟山市普陀区", "舟山"),
        ("姑苏区", "姑苏区"),
        ("不在上海，在苏州", "苏州"),
        ("人在昆山，房子在浦东", None),
        ("我是苏州人，住在静安", None),
        ("我人在北京，上海的房子漏水", None),
        ("嘉兴南湖区", "嘉兴"),
        ("太仓来的师傅吗", None),
        ("北京西路88弄", None),
        ("南京东路", None),
        ("苏州河边", None),
        ("西藏南路200号", None),
        ("成都北路", None),
        ("瑞金二路", None),
        ("West Beijing Road 500", None),
        ("Beijing West Rd 500", None),
        ("Suzhou Creek", None),
        ("I'm from Nanjing", None),
        ("北京时间下午3点", None),
        ("东西安装好了吗", None),
        ("朝南阳台漏水", None),
        ("周六安装灯", None),
        ("上海南站", None),
        ("静安阳台漏水", None),
        ("老家在安徽", None),
        ("黄浦区", None),
        ("卢湾", None),
        ("水管漏了", None),
    ],
)
def test_outside_city(said: str, place: str | None) -> None:
    assert outside_city(said) == place


def test_district_of_another_city_is_not_shanghais() -> None:
    assert read_where("舟山市普陀区", NOWHERE) is None


def test_lexicon_lists_all_districts_and_what_is_below_them() -> None:
    source = Path(bot.understanding.__path__[0], "lexicon", "districts.toml").read_text(encoding="utf-8")
    districts = tomllib.loads(source)
    below = [name for entry in districts.values() for name in entry["subdistricts"]]
    endings = {ending: sum(name.endswith(ending) for name in below) for ending in ("街道", "镇", "乡")}
    assert set(districts) == set(District)
    assert endings == {"街道": 107, "镇": 106, "乡": 2}
    assert len(set(below)) == 215


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("district", list(District))
def test_every_district_is_read_as_it_is_written(district: District, lang: str) -> None:
    assert read(describe(Where(district), lang)).district == district


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("水管漏了 花木路123弄４號501室 快来", "花木路123弄４號501室"),
        ("我在浦東，灯坏了三天了没人来修，花木路123弄4号", "花木路123弄4号"),
        ("I live at Room 501, No. 4, Lane 123 Huamu Rd, thanks", "Room 501, No. 4, Lane 123 Huamu Rd"),
    ],
)
def test_text_keeps_the_words_of_the_address_as_typed(said: str, words: str) -> None:
    assert read(said).text == words


@pytest.mark.parametrize(
    ("where", "lacks"),
    [
        (HOME, ()),
        (Where(), ("district", "place", "building", "room")),
        (Where(District.PUDONG), ("place", "building", "room")),
        (Where(road="花木路"), ("district", "place", "building", "room")),
        (Where(road="花木路", lane="123"), ("district", "building", "room")),
        (Where(District.XUHUI, estate="康宁小区"), ("building", "room")),
        (Where(District.XUHUI, road="Wukang Rd", building="88"), ("room",)),
        (Where(lane="123", building="4", room="501"), ("district", "place")),
        (Where(District.XUHUI, estate="康宁小区", building="5", room="301"), ()),
    ],
)
def test_missing_tells_what_a_technician_lacks(where: Where, lacks: tuple[str, ...]) -> None:
    assert missing(where) == lacks


ESTATE = Where(District.JINGAN, estate="康宁小区", road="康宁路", lane="300")


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        (None, HOME, HOME),
        (HOME, Where(room="502"), replace(HOME, room="502")),
        (HOME, Where(building="5"), replace(HOME, building="5")),
        (HOME, Where(lane="125"), replace(HOME, lane="125")),
        (HOME, Where(District.XUHUI), Where(District.XUHUI)),
        (HOME, Where(District.PUDONG), HOME),
        (replace(HOME, district=None), Where(District.PUDONG), HOME),
        (HOME, Where(road="锦绣路"), Where(District.PUDONG, road="锦绣路")),
        (HOME, Where(road="锦绣路", lane="5"), Where(District.PUDONG, road="锦绣路", lane="5")),
        (HOME, Where(estate="康宁小区"), Where(District.PUDONG, estate="康宁小区")),
        (HOME, Where(estate="康宁小区", room="3"), Where(District.PUDONG, estate="康宁小区", room="3")),
        (HOME, Where(estate="花木苑", road="花木路", lane="123"), replace(HOME, estate="花木苑")),
        (ESTATE, Where(building="4", room="501"), replace(ESTATE, building="4", room="501")),
        (ESTATE, Where(estate="保利叶语"), Where(District.JINGAN, estate="保利叶语")),
        (ESTATE, HOME, HOME),
        (
            Where(estate="康宁小区", building="4", room="501"),
            Where(District.JINGAN, road="康宁路"),
            Where(District.JINGAN, estate="康宁小区", road="康宁路", building="4", room="501"),
        ),
        (Where(District.MINHANG, "莘庄镇", room="5"), Where(subdistrict="七宝镇"), Where(District.MINHANG, "七宝镇")),
    ],
)
def test_merge_lets_new_parts_win_and_drops_what_belonged_to_the_former_place(
    old: Where | None, new: Where, merged: Where
) -> None:
    assert replace(merge(old, new), text="") == replace(merged, text="")


def test_merge_leaves_an_address_alone_that_is_only_repeated() -> None:
    assert merge(HOME, Where(road="花木路", lane="123", text="花木路123弄")) == HOME


def test_merge_keeps_the_words_of_both_messages_while_both_count() -> None:
    assert merge(HOME, Where(room="502", text="502室")).text == "花木路123弄4号501 502室"
    assert merge(Where(estate="康宁小区", text="康宁小区"), replace(HOME, text="花木路")).text == "花木路"


@pytest.mark.parametrize(
    ("where", "chinese", "english"),
    [
        (HOME, "浦东新区花木路123弄4号501室", "Room 501, No. 4, Lane 123, 花木路, Pudong"),
        (
            Where(District.PUDONG, road="Huamu Rd", lane="123", building="4", room="501"),
            "浦东新区Huamu Rd 123弄4号501室",
            "Room 501, No. 4, Lane 123, Huamu Rd, Pudong",
        ),
        (
            Where(District.JINGAN, estate="康宁小区", building="5", room="301"),
            "静安区康宁小区5号楼301室",
            "Room 301, Building 5, 康宁小区, Jing'an",
        ),
        (
            Where(District.XUHUI, estate="Kangning Garden", building="5", unit="2", room="301"),
            "徐汇区Kangning Garden 5号楼2单元301室",
            "Room 301, Unit 2, Building 5, Kangning Garden, Xuhui",
        ),
        (Where(estate="康宁小区", building="A", room="1801"), "康宁小区A座1801室", "Room 1801, Building A, 康宁小区"),
        (Where(road="世纪大道", building="88号3号楼"), "世纪大道88号3号楼", "Building 3, No. 88, 世纪大道"),
        (Where(road="建国西路", lane="5", building="4", room="2楼亭子间"), "建国西路5弄4号2楼亭子间", None),
        (Where(District.MINHANG, "莘庄镇"), "闵行区莘庄镇", "莘庄镇, Minhang"),
        (Where(), "", ""),
    ],
)
def test_describe_writes_one_line(where: Where, chinese: str, english: str | None) -> None:
    assert describe(where, "zh") == describe(where, "zh-CN") == chinese
    if english is not None:
        assert describe(where, "en") == english


def test_describe_writes_districts_and_endings_in_traditional_characters() -> None:
    home = Where(District.XUHUI, estate="康宁小区", building="5", unit="2", room="301")
    assert describe(home, "zh-TW") == "徐匯區康宁小区5號樓2單元301室"
    assert describe(HOME, "zh-TW") == "浦東新區花木路123弄4號501室"


NUMBER = st.integers(1, 1999).map(str)
LANE = st.integers(1, 999).map(str)
ROAD = st.sampled_from(["花木路", "天钥桥路", "南京西路", "中山南二路", "沪青平公路", "世纪大道", "虹梅路", "和田路"])
ROOM = st.builds(lambda floor, door: f"{floor}{door:02}", st.integers(1, 33), st.integers(1, 12))
ON_LANE = st.builds(Where, st.sampled_from(District), road=ROAD, lane=LANE, building=LANE, room=ROOM)
IN_ESTATE = st.builds(
    Where,
    st.sampled_from(District),
    estate=st.sampled_from(["康宁小区", "幸福花园", "世博家园", "曹家公寓", "金色名邸"]),
    building=NUMBER,
    unit=st.none() | st.integers(1, 6).map(str),
    room=ROOM,
)
SPACE = st.sampled_from(["", " ", "，", "、", ", ", " ，"])


def orders(where: Where, space: str) -> list[str]:
    """The usual ways in which the same address on a lane is written."""
    name = describe(Where(where.district), "zh")
    road, lane, building, room = where.road, where.lane, where.building, where.room
    return [
        describe(where, "zh"),
        f"{name}{space}{road}{space}{lane}弄{space}{building}号{space}{room}室",
        f"我住{name}{road}{lane}弄{building}号楼{room}",
        f"{name}{road}{lane}弄{building}-{room}",
        f"{name} {road} {lane}-{building}-{room}",
        f"{room}室{space}{building}号{space}{road}{lane}弄{space}{name}",
        f"水管漏水，{name}{road}{lane}弄{building}号{room}室，明天下午3点来，电话13800000000",
        f"Room {room}, No. {building}, Lane {lane}, {road}, {name}",
    ]


@given(ON_LANE, SPACE)
def test_an_address_on_a_lane_is_read_back_from_every_usual_order(where: Where, space: str) -> None:
    for said in orders(where, space):
        assert replace(read(said), text="") == where, said


@given(IN_ESTATE)
def test_an_address_in_an_estate_is_read_back(where: Where) -> None:
    for lang in ("zh", "en"):
        assert replace(read(describe(where, lang)), text="") == where


@given(ON_LANE)
def test_full_width_and_traditional_signs_are_read_alike(where: Where) -> None:
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"}
    traditional = describe(where, "zh").translate(wide).replace("号", "號").replace("区", "區")
    assert replace(read(traditional), text="") == where


SIGNS = st.text(
    st.sampled_from("花木路小区弄号楼栋室单元一二十百0123456789-/#,，。 不是对浦东苏州楼上ARoomLane."), max_size=60
)


@settings(max_examples=300)
@given(st.text(max_size=200) | SIGNS)
def test_no_text_makes_reading_fail(text: str) -> None:
    where = read_where(text, KNOWN)
    outside_city(text)
    if where is not None:
        assert isinstance(missing(where), tuple)
        assert describe(where, "zh")
        assert describe(where, "en")
        assert merge(where, where) == where
        assert where.text in text


@pytest.mark.parametrize(
    "unit", ["花木路123弄4号501，", "路", "浦东", "不是4号", "1", " ", "a ", "(", "Huamu Road ", "一"]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    read_where("热身", KNOWN)
    text = unit * (4000 // len(unit))
    begin = time.perf_counter()
    read_where(text, KNOWN)
    assert time.perf_counter() - begin < 1.0
