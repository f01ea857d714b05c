"""Links to a map: whole and encoded, as exact as may be, and nothing in them of the door or the people behind it."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import District
from bot.dialogue.map_links import PATTERN, links, map_link
from bot.understanding.meaning import Where
from tests.dialogue.fake_world import HOME

GATE = (31.208, 121.52)
NAMES = st.text(max_size=20)


def _asked(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}


def test_an_estate_whose_gate_is_known_is_marked() -> None:
    asked = _asked(map_link(HOME, GATE))
    assert (asked["position"], asked["coordinate"], asked["name"]) == ("121.52,31.208", "wgs84", "雨靴苑")


def test_any_other_is_searched_for_up_to_the_lane() -> None:
    asked = _asked(map_link(HOME))
    assert asked["keyword"] == "浦东新区浦建路96弄雨靴苑"
    assert asked["city"] == "310000"


@pytest.mark.parametrize("gate", [None, GATE])
def test_the_door_makes_no_difference(gate: tuple[float, float] | None) -> None:
    told = replace(HOME, building="77", unit="88", room="9901", text="雨靴苑 13800000001 欧阳女士")
    assert map_link(told, gate) == map_link(replace(HOME, building=None, unit=None, room=None, text=""), gate)


def test_a_phone_that_was_typed_with_the_estate_stays_out() -> None:
    for gate in (None, GATE):
        assert "13800000001" not in map_link(replace(HOME, estate="雨靴苑13800000001"), gate)


@given(NAMES, NAMES, NAMES, st.sampled_from([None, GATE]))
def test_whatever_is_typed_the_link_is_one_link(estate: str, road: str, lane: str, gate: None) -> None:
    where = Where(District.PUDONG, estate=estate or None, road=road or None, lane=lane or None)
    link = map_link(where, gate)
    assert link.isascii()
    assert PATTERN.fullmatch(link)
    assert urlsplit(link).hostname == "uri.amap.com"
    assert _asked(link)["src"] == "anxiu"


@given(st.lists(st.sampled_from(["地图：", "\n", " ", "https://evil.example/", map_link(HOME), map_link(HOME, GATE)])))
def test_a_text_is_found_again_in_its_pieces(parts: list[str]) -> None:
    text = " ".join(parts)
    pieces = links(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece.startswith("https://uri.amap.com/") for piece, is_link in pieces if is_link)
    assert sum(is_link for _, is_link in pieces) == sum(part.startswith("https://uri") for part in parts)
