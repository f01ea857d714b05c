"""Whom to ask first, and the reasons that are kept with the choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.windows import Window, local
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors.entities import Standing
from vendors.matching import PRIOR_STARS, steady_stars

TEN = Window(local(TUESDAY, 10))


@pytest.fixture(autouse=True)
def firms(rooms: Rooms) -> None:
    """Three firms with one technician each."""
    close_samples(rooms)
    for name in ("alder", "birch", "cedar"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _rated(rooms: Rooms, **sums: tuple[int, int]) -> None:
    rooms.do(
        lambda work: work.session.add_all(
            Standing(provider=name, ratings=ratings, stars=stars) for name, (ratings, stars) in sums.items()
        )
    )


def _chosen(rooms: Rooms, window: Window = TEN) -> tuple[list[str], list[dict[str, object]]]:
    """The providers considered, the best first, and the figures, as the log of a new request tells them."""
    request_id = rooms.book("resident:r1", window)
    offered = next(fact for fact in rooms.facts(request_id) if fact.kind == "offered")
    considered = offered.data["considered"]
    assert considered[0]["provider"] == offered.data["provider"] == rooms.offer(request_id).provider
    assert considered[0]["technician"] == offered.data["technician"]
    return [candidate["provider"] for candidate in considered], considered


def test_equals_are_taken_by_code(rooms: Rooms) -> None:
    assert _chosen(rooms)[0] == ["alder", "birch", "cedar"]


def test_better_rated_firms_are_asked_first(rooms: Rooms) -> None:
    _rated(rooms, alder=(10, 20), birch=(10, 48), cedar=(10, 45))
    names, figures = _chosen(rooms)
    assert names == ["birch", "cedar", "alder"]
    assert figures[0] == {
        "provider": "birch",
        "technician": "birch-1",
        "stars": 4.53,
        "ratings": 10,
        "visits_that_day": 0,
        "score": 4.53,
    }


def test_few_ratings_decide_little(rooms: Rooms) -> None:
    """One single five-star rating does not pass forty ratings of 4.5."""
    _rated(rooms, alder=(1, 5), birch=(40, 180))
    assert _chosen(rooms)[0] == ["birch", "alder", "cedar"]


def test_work_is_shared_among_equals(rooms: Rooms) -> None:
    took = [
        rooms.accept(rooms.book(f"resident:r{hour}", Window(local(TUESDAY, hour)))).provider for hour in (10, 13, 15)
    ]
    assert took == ["alder", "birch", "cedar"]
    names, figures = _chosen(rooms, Window(local(TUESDAY, 17)))
    assert names == ["alder", "birch", "cedar"]
    assert [figure["visits_that_day"] for figure in figures] == [1, 1, 1]


def test_a_visit_on_another_day_does_not_count(rooms: Rooms) -> None:
    rooms.accept(rooms.book("resident:r0", Window(local(TUESDAY.replace(day=25), 10))))
    assert _chosen(rooms)[0][0] == "alder"


def test_visits_that_day_weigh_against_a_small_lead_in_stars(rooms: Rooms) -> None:
    _rated(rooms, alder=(20, 84))  # 4.16 against 4.0 of the others
    rooms.accept(rooms.book("resident:r0", Window(local(TUESDAY, 15))))
    names, figures = _chosen(rooms)
    assert names[0] == "birch"
    by_name = {figure["provider"]: figure for figure in figures}
    assert (by_name["alder"]["stars"], by_name["alder"]["score"]) == (4.16, 3.86)


def test_an_earlier_start_breaks_a_tie(rooms: Rooms) -> None:
    request_id = rooms.book("resident:r0", TEN)  # alder is busy until half past eleven
    assert rooms.offer(request_id).provider == "alder"
    assert _chosen(rooms)[0] == ["birch", "cedar", "alder"]


def test_the_reasons_do_not_name_the_household(rooms: Rooms) -> None:
    _, figures = _chosen(rooms)
    assert all(set(f) == {"provider", "technician", "stars", "ratings", "visits_that_day", "score"} for f in figures)


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(n, 5 * n), st.just(n))))
def test_the_mean_lies_between_the_prior_and_what_was_given(sums: tuple[int, int]) -> None:
    stars, ratings = sums
    steady = steady_stars(stars, ratings)
    mean = stars / ratings if ratings else PRIOR_STARS
    assert min(mean, PRIOR_STARS) - 0.005 <= steady <= max(mean, PRIOR_STARS) + 0.005
