"""The small rules behind the pages: looks, searches, paths, attempts, numbers to call, lines of a charge."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI, District
from bot.dialogue.views import PriceView
from bot.web.attempts import FAILURES, WAIT, Attempts
from bot.web.charge_lines import Line, in_words
from bot.web.filters import Filters, filters_from
from bot.web.look import preferred
from bot.web.numbers import Dialling
from bot.web.session import local_path
from locales.args import Named

DIALLING = Dialling(("打", "call"))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("fr-FR,en;q=0.5,zh;q=0.7", "zh-CN"),
        ("zh;q=0,en", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-MO,en", "zh-TW"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-SG;q=0.9,en;q=0.5", "zh-TW"),
        ("zh-Hans-HK", "zh-CN"),
        ("zh-SG,zh-TW;q=0.5", "zh-CN"),
        ("en;q=0.5,zh-tw", "zh-TW"),
        ("de", "zh-CN"),
        ("", "zh-CN"),
        (";q=;q=x,en", "en"),
    ],
)
def test_the_browsers_favourite_language(accepted: str, language: str) -> None:
    """The heaviest of our languages wins; simplified Chinese where none is asked for."""
    assert preferred(accepted) == language


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/desk", "/desk"),
        ("/supervisor?page=2", "/supervisor?page=2"),
        ("//example.org/", "/home"),
        ("/\\example.org", "/home"),
        ("https://example.org/", "/home"),
        ("/a\r\nSet-Cookie: x", "/home"),
        ("", "/home"),
    ],
)
def test_only_paths_of_this_site_are_followed(wanted: str, path: str) -> None:
    """After signing in nobody is sent elsewhere."""
    assert local_path(wanted, "/home") == path


def test_guessing_a_password_is_slowed_down() -> None:
    """After five failures a login waits a minute at that address, and nowhere else; success forgets."""
    attempts, pair = Attempts(), ("boss", "10.0.0.1")
    for _ in range(FAILURES):
        assert not attempts.must_wait(pair, NOON)
        attempts.failed(pair, NOON)
    assert attempts.must_wait(pair, NOON)
    assert not attempts.must_wait(("boss", "10.0.0.2"), NOON)
    assert not attempts.must_wait(pair, NOON + WAIT)
    attempts.failed(pair, NOON + WAIT)
    assert attempts.must_wait(pair, NOON + WAIT + timedelta(seconds=1))
    attempts.succeeded(pair)
    assert not attempts.must_wait(pair, NOON + WAIT)


def test_a_search_stays_inside_the_supervisors_district() -> None:
    """Whatever the address says, a district's supervisor searches that district; nonsense is left out."""
    asked = {"district": "xuhui", "status": "no such", "period": "week", "page": "-3", "text": "  橘子糖 "}
    assert filters_from(asked, "pudong") == Filters(district=District.PUDONG, period="week", text="橘子糖")
    assert filters_from(asked, None).district == District.XUHUI
    assert filters_from({"page": "²"}, None).page == 1


def test_the_address_of_another_page_keeps_the_search() -> None:
    """Reading the address again gives the same search on the other page."""
    search = Filters(district="pudong", urgency="urgent", period="month", text="松果 #1")
    query = search.address(3).partition("?")[2].partition("#")[0]
    pairs = dict(part.split("=", 1) for part in query.split("&"))
    assert pairs["page"] == "3"
    assert pairs["text"] == "%E6%9D%BE%E6%9E%9C+%231"


def test_a_period_begins_at_midnight_in_shanghai() -> None:
    """Seven days are today and the six before."""
    assert Filters(period="week").since(NOON) == datetime(2026, 11, 17, tzinfo=SHANGHAI)
    assert Filters(period="today").since(NOON) == datetime(2026, 11, 23, tzinfo=SHANGHAI)
    assert Filters().since(NOON) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("等不及请直接打 021-55501100。", ["021-55501100"]),
        ("请先打962777，有人不舒服打 120", ["962777", "120"]),
        ("Leave and call 119 from outside", ["119"]),
        ("联系：王 13800138000", ["13800138000"]),
        ("潍坊路1376弄119号120室，单号 12345678，110元", []),
        ("12345", ["12345"]),
    ],
)
def test_numbers_to_call_become_links(text: str, numbers: list[str]) -> None:
    """Phones and service lines do, door numbers, prices and request numbers do not."""
    assert [piece for piece, dials in DIALLING.pieces(text) if dials] == numbers


@given(st.text())
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    """The pieces joined are the text."""
    assert "".join(piece for piece, _ in DIALLING.pieces(text)) == text


BOOK = {"TP-01": PriceView("TP-01", Named("换龙头", "Change a tap"), Named("个", "piece"), 6000, 9050)}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (Line("TP-01", "2", "75.50"), None),
        (Line("TP-01", "1", "90.5"), None),
        (Line("", "1", "80"), "item"),
        (Line("TP-99", "1", "80"), "item"),
        (Line("TP-01", "0", "80"), "quantity"),
        (Line("TP-01", "100", "80"), "quantity"),
        (Line("TP-01", "２", "80"), "quantity"),
        (Line("TP-01", "1", "59.99"), "price"),
        (Line("TP-01", "1", "80.005"), "price"),
        (Line("TP-01", "1", "NaN"), "price"),
        (Line("TP-01", "1", "八十"), "price"),
    ],
)
def test_a_line_of_a_charge_is_checked_against_the_book(line: Line, fault: str | None) -> None:
    """What the book does not allow is named before anything is sent."""
    assert line.fault(BOOK) == fault


def test_the_charge_as_the_staff_dialogue_reads_it() -> None:
    """Code, quantity and unit price of every line; the sum of right lines only."""
    lines = [Line("TP-01", "2", "75.50"), Line("TP-01", "1", "1")]
    assert in_words(lines) == "TP-01 ×2 75.50, TP-01 ×1 1"
    assert [line.cents(BOOK) for line in lines] == [15100, 0]
