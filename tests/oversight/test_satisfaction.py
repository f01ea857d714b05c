"""Figures of satisfaction: counted from ratings and outcomes, silence is no praise."""

from datetime import timedelta

import pytest

from booking import ratings, requests
from booking.lifecycle import Event
from booking.store import lock_request
from booking.terms import Category, District
from booking.windows import Window, local
from booking.work import Work
from oversight.satisfaction import Satisfaction, by_category, by_provider
from tests.rooms import TUESDAY, Rooms

NAIL, WOOD = "xuhui-round-nail", "xuhui-wood-shavings"


def _served(rooms: Rooms, provider: str, hour: int, stars: int | None, category: Category = Category.TAPS_PIPES) -> int:
    resident = f"resident:{provider}{hour}{category}"
    request_id = rooms.book(resident, Window(local(TUESDAY, hour)), category, provider=provider)
    rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)
        if stars is not None:
            requests.change(work, request, Event.CONFIRMED, resident)
            ratings.rate(work, request, stars, resident)

    rooms.do(serve)
    return request_id


@pytest.fixture
def week(rooms: Rooms) -> Rooms:
    """Two firms: one rated 5 and 2 and once not at all, the other rated 4."""
    _served(rooms, NAIL, 10, 5)
    _served(rooms, NAIL, 13, 2)
    _served(rooms, NAIL, 15, None)
    rooms.live_for(timedelta(days=5))
    rooms.clock.move_to(local(TUESDAY, 7))
    _served(rooms, WOOD, 17, 4, Category.DRAIN_CLEARING)
    return rooms


def test_figures_of_providers(week: Rooms) -> None:
    assert week.see(by_provider) == [
        Satisfaction(NAIL, requests=3, ratings=2, mean_stars=3.5, low=1, unconfirmed=1),
        Satisfaction(WOOD, requests=1, ratings=1, mean_stars=4.0, low=0, unconfirmed=0),
    ]


def test_figures_of_categories(week: Rooms) -> None:
    week.book("resident:new", Window(local(TUESDAY, 19)))
    found = {line.key: line for line in week.see(by_category)}
    assert found["taps_pipes"] == Satisfaction("taps_pipes", 4, 2, 3.5, 1, 1)
    assert found["drain_clearing"].mean_stars == 4.0


def test_who_was_never_rated_has_no_mean(rooms: Rooms) -> None:
    _served(rooms, NAIL, 10, None)
    (line,) = rooms.see(by_provider)
    assert (line.requests, line.ratings, line.mean_stars, line.unconfirmed) == (1, 0, None, 0)


def test_other_districts_and_earlier_times_are_left_out(week: Rooms) -> None:
    assert week.see(lambda session: by_provider(session, district=District.JINGAN)) == []
    assert len(week.see(lambda session: by_provider(session, district=District.XUHUI))) == 2
    since = week.clock.now() - timedelta(hours=1)
    assert [line.key for line in week.see(lambda session: by_provider(session, since=since))] == [WOOD]


def test_nothing_yet_is_no_figure(rooms: Rooms) -> None:
    assert rooms.see(by_provider) == []
    assert rooms.see(by_category) == []
