"""Stars: who may give them when, how long they can be changed, and what a provider's sum makes of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from booking import ratings, requests
from booking.lifecycle import Event, Status
from booking.ratings import RatingRefusedError
from booking.store import lock_request, rating_of
from booking.terms import District
from booking.windows import Window, local
from booking.work import Work
from oversight.alerts import open_alerts
from tests.rooms import TUESDAY, Rooms
from vendors.entities import Standing

RESIDENT = "resident:r1"


def finish(rooms: Rooms, request_id: int) -> None:
    """The accepted visit is made and reported as done."""

    def rule(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)

    rooms.do(rule)


def change(rooms: Rooms, request_id: int, event: Event) -> None:
    """One event of a request."""
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), event, RESIDENT))


def rate(rooms: Rooms, request_id: int, stars: int) -> None:
    """The resident gives stars."""
    rooms.do(lambda work: ratings.rate(work, lock_request(work.session, request_id), stars, RESIDENT))


def stars_of(rooms: Rooms, request_id: int) -> int | None:
    """The stars as stored."""
    request = rooms.request(request_id)
    rating = rooms.see(lambda session: rating_of(session, request))
    return rating.stars if rating else None


def standing(rooms: Rooms, provider: str | None) -> tuple[int, int]:
    """The number and the sum of a provider's ratings."""
    found = rooms.see(lambda session: session.get(Standing, provider))
    return (found.ratings, found.stars) if found else (0, 0)


@pytest.fixture
def done(rooms: Rooms) -> int:
    """A request whose work is reported as done."""
    request_id = rooms.book()
    rooms.accept(request_id)
    finish(rooms, request_id)
    return request_id


@pytest.mark.parametrize("stars", [1, 5])
def test_one_to_five_stars_are_stored(rooms: Rooms, done: int, stars: int) -> None:
    rate(rooms, done, stars)
    assert stars_of(rooms, done) == stars
    assert standing(rooms, rooms.request(done).provider) == (1, stars)


@pytest.mark.parametrize("stars", [0, 6, -1, 100])
def test_other_numbers_are_refused(rooms: Rooms, done: int, stars: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        rate(rooms, done, stars)
    assert stars_of(rooms, done) is None


_BEFORE: list[tuple[Status, Callable[[Rooms, int], object]]] = [
    (Status.OFFERING, lambda _rooms, _id: None),
    (Status.SCHEDULED, lambda rooms, request_id: rooms.accept(request_id)),
    (Status.CANCELLED, lambda rooms, request_id: change(rooms, request_id, Event.CANCELLED)),
]


@pytest.mark.parametrize(("status", "reach"), _BEFORE)
def test_work_that_is_not_done_cannot_be_rated(
    rooms: Rooms, status: Status, reach: Callable[[Rooms, int], object]
) -> None:
    request_id = rooms.book()
    reach(rooms, request_id)
    assert rooms.request(request_id).status == status
    with pytest.raises(RatingRefusedError, match=status):
        rate(rooms, request_id, 5)
    assert stars_of(rooms, request_id) is None
    assert "rated" not in rooms.kinds(request_id)


def test_a_changed_rating_replaces_the_first_in_the_sum(rooms: Rooms, done: int) -> None:
    provider = rooms.request(done).provider
    rate(rooms, done, 5)
    rooms.clock.advance(timedelta(days=7))
    rate(rooms, done, 2)
    assert stars_of(rooms, done) == 2
    assert standing(rooms, provider) == (1, 2)
    rated = [fact.data for fact in rooms.facts(done) if fact.kind == "rated"]
    assert [(data["stars"], data["was"]) for data in rated] == [(5, None), (2, 5)]


def test_after_seven_days_a_rating_stands(rooms: Rooms, done: int) -> None:
    rate(rooms, done, 5)
    rooms.clock.advance(timedelta(days=7, seconds=1))
    with pytest.raises(RatingRefusedError, match="no longer"):
        rate(rooms, done, 1)
    assert stars_of(rooms, done) == 5
    assert standing(rooms, rooms.request(done).provider) == (1, 5)


def test_changing_a_rating_does_not_prolong_the_time_to_change_it(rooms: Rooms, done: int) -> None:
    rate(rooms, done, 5)
    rooms.clock.advance(timedelta(days=5))
    rate(rooms, done, 4)
    rooms.clock.advance(timedelta(days=3))
    with pytest.raises(RatingRefusedError):
        rate(rooms, done, 3)


def test_sums_of_several_requests_add_up(rooms: Rooms) -> None:
    provider = "xuhui-round-nail"
    for number, stars in enumerate((5, 3, 4)):
        window = Window(local(TUESDAY, (10, 13, 15)[number]))
        request_id = rooms.book(f"resident:r{number}", window, provider=provider)
        rooms.accept(request_id)
        finish(rooms, request_id)
        rate(rooms, request_id, stars)
    assert standing(rooms, provider) == (3, 12)


def test_a_rating_after_rework_by_another_firm_counts_for_the_one_that_did_it(rooms: Rooms) -> None:
    """A request has one rating: that of the last visit, counted for who made it."""
    request_id = rooms.book(provider="xuhui-round-nail")
    rooms.accept(request_id)
    finish(rooms, request_id)
    change(rooms, request_id, Event.CONFIRMED)
    rate(rooms, request_id, 5)
    change(rooms, request_id, Event.NOT_FIXED)
    window = Window(local(TUESDAY, 15))
    hold = rooms.hold(RESIDENT, window, provider="xuhui-wood-shavings")
    assert hold is not None
    rooms.do(
        lambda work: requests.rebook(
            work,
            lock_request(work.session, request_id),
            Event.REBOOKED,
            RESIDENT,
            window=window,
            hold=hold.id,
            reason="resident",
        )
    )
    rooms.accept(request_id)
    finish(rooms, request_id)
    rate(rooms, request_id, 2)
    assert stars_of(rooms, request_id) == 2
    assert standing(rooms, "xuhui-round-nail") == (0, 0)
    assert standing(rooms, "xuhui-wood-shavings") == (1, 2)


def test_a_low_rating_calls_a_supervisor_once(rooms: Rooms, done: int) -> None:
    rate(rooms, done, 2)
    rate(rooms, done, 2)
    alerts = rooms.see(lambda session: [alert.kind for alert in open_alerts(session, District.XUHUI)])
    assert alerts == ["low_rating"]


def test_words_go_with_stars(rooms: Rooms, done: int) -> None:
    def comment(work: Work) -> None:
        ratings.comment(work, lock_request(work.session, done), "师傅很细心", RESIDENT)

    with pytest.raises(RatingRefusedError):
        rooms.do(comment)
    rate(rooms, done, 5)
    rooms.do(comment)
    request = rooms.request(done)
    rating = rooms.see(lambda session: rating_of(session, request))
    assert rating is not None
    assert rating.comment == "师傅很细心"
    assert not any("细心" in str(fact.data) for fact in rooms.facts(done))


def test_closing_without_a_word_can_still_be_rated(rooms: Rooms, done: int) -> None:
    rooms.live_for(timedelta(days=3))
    assert rooms.request(done).outcome == "unconfirmed"
    rate(rooms, done, 4)
    assert rooms.request(done).outcome == "unconfirmed"
    assert standing(rooms, rooms.request(done).provider) == (1, 4)
