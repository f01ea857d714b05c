"""What a firm reads of a problem before it accepts: no address, phone or name, and nothing that only leads to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.understanding.told import NOW, reader

PHONE = "13800138000"
LEADS = (
    "电话",
    "我的电话是",
    "联系电话：",
    "手机号",
    "聯絡電話是",
    "my phone is ",
    "My phone number is ",
    "tel: ",
    "phone ",
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"厨房水龙头漏水，我的电话是{PHONE}", "厨房水龙头漏水"),
        ("水管漏水 地址：浦东张杨路1弄2号301室 电话13800000000", "水管漏水"),
        (f"水龍頭漏水，聯絡電話是{PHONE}", "水龍頭漏水"),
        (f"The tap drips. My phone is {PHONE}", "The tap drips."),
        ("The tap drips. My address is Room 2, 5 Huamu Road, Pudong.", "The tap drips."),
        (f"my telephone number is {PHONE}, tap drips", "tap drips"),
        (f"the intercom phone is broken, {PHONE}", "the intercom phone is broken"),
        ("座机电话没声音", "座机电话没声音"),  # a phone that is the problem stays
    ],
)
def test_what_is_left_is_the_problem(text: str, problem: str) -> None:
    assert reader().read(text, NOW).problem == problem


@given(st.sampled_from(["厨房水龙头漏水", "the kitchen tap drips", "马桶堵了"]), st.sampled_from(LEADS))
def test_no_lead_in_is_left_without_what_it_leads_to(problem: str, lead: str) -> None:
    assert reader().read(f"{problem}，{lead}{PHONE}", NOW).problem == problem
