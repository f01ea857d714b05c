"""Near days are kept for who needs them first, and nobody goes without."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.windows import Window, local
from vendors.spreading import Place, for_those_who_can_wait

TODAY = date(2026, 11, 23)
KEPT = (0.5, 0.25)


def _place(ahead: int, free: int, working: int, hour: int = 10) -> Place:
    return Place(Window(local(TODAY + timedelta(days=ahead), hour)), free, working)


PLACES = st.lists(
    st.builds(
        lambda ahead, working, taken: _place(ahead, max(0, working - taken), working),
        st.integers(0, 14),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=20,
)


def test_a_share_of_the_near_days_is_kept() -> None:
    places = [_place(0, 4, 8), _place(0, 5, 8, 13), _place(1, 2, 8), _place(1, 3, 8, 13), _place(2, 1, 8)]
    offered = for_those_who_can_wait(places, TODAY, KEPT)
    assert offered == [places[1].window, places[3].window, places[4].window]


def test_where_nothing_else_is_left_everything_is_offered() -> None:
    places = [_place(0, 1, 8), _place(1, 1, 8)]
    assert for_those_who_can_wait(places, TODAY, KEPT) == [place.window for place in places]


@given(PLACES)
def test_nobody_goes_without_and_nothing_is_promised_that_is_taken(places: list[Place]) -> None:
    offered = for_those_who_can_wait(places, TODAY, KEPT)
    assert bool(offered) == any(place.free for place in places)
    assert set(offered) <= {place.window for place in places if place.free}
    assert all(place.window in offered for place in places if place.free and (place.window.day - TODAY).days > 1)
