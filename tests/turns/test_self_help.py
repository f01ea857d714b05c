"""Help before a visit in the database: what was tried goes with the request, what was solved is counted."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import select

from booking import requests
from booking.entities import SolvedAlone
from booking.requests import Order
from booking.self_help import count_solved
from booking.terms import CITY, Category, District, Route, Urgency
from booking.windows import Window, local
from bot.dialogue.acts import AddWords, SolveAlone
from bot.dialogue.events import Changed, Refused
from bot.performing.acts import perform
from tests.rooms import PHONE, TUESDAY, XUHUI, Rooms

ORDER = Order(
    resident="resident:r1",
    route=Route.IN_HOME,
    category=Category.TAPS_PIPES,
    urgency=Urgency.NORMAL,
    problem="水龙头漏水",
    place=XUHUI,
    contact_phone=PHONE,
    window=Window(local(TUESDAY, 10)),
)


def test_what_was_tried_is_a_fact_of_the_request(rooms: Rooms) -> None:
    request_id = rooms.do(lambda work: requests.submit(work, replace(ORDER, tried=("angle_valve",))).id)
    assert rooms.request(request_id).tried == ["angle_valve"]
    assert rooms.facts(request_id)[0].data["tried"] == ["angle_valve"]


def test_a_request_nobody_tried_anything_for_says_nothing_of_it(rooms: Rooms) -> None:
    request_id = rooms.do(lambda work: requests.submit(work, ORDER).id)
    assert rooms.request(request_id).tried == []
    assert "tried" not in rooms.facts(request_id)[0].data


def test_what_was_solved_is_kept_with_its_words_encrypted_and_counted(rooms: Rooms) -> None:
    acts = [
        SolveAlone("plunger_toilet", Category.DRAIN_CLEARING, District.XUHUI, "马桶堵了 / 通了"),
        SolveAlone("plunger_toilet", Category.DRAIN_CLEARING, None, "马桶堵了"),
        SolveAlone("angle_valve", Category.TAPS_PIPES, District.XUHUI, "漏水"),
    ]
    for act in acts:
        rooms.do(lambda work, act=act: perform(work, "resident:r1", act))  # type: ignore[misc]
    rows = rooms.see(lambda session: session.exec(select(SolvedAlone).order_by(SolvedAlone.id)).all())  # type: ignore[arg-type]
    assert [(row.district, row.words) for row in rows][:2] == [("xuhui", "马桶堵了 / 通了"), (CITY, "马桶堵了")]
    stored = rooms.see(
        lambda session: session.connection().execute(text("SELECT words FROM solved_alone")).scalars().all()
    )
    assert not [words for words in stored if "马桶" in words]
    since = rooms.clock.now() - timedelta(days=1)
    everywhere = rooms.see(lambda session: count_solved(session, district=None, since=since))
    assert everywhere == {"plunger_toilet": 2, "angle_valve": 1}
    xuhui = rooms.see(lambda session: count_solved(session, district="xuhui", since=None))
    assert xuhui == {"plunger_toilet": 1, "angle_valve": 1}
    later = rooms.clock.now() + timedelta(days=1)
    assert rooms.see(lambda session: count_solved(session, district=None, since=later)) == {}


def test_words_are_added_by_their_owner_only(rooms: Rooms) -> None:
    request_id = rooms.do(lambda work: requests.submit(work, ORDER).id)
    stranger = rooms.do(lambda work: perform(work, "resident:other", AddWords(request_id, "厨房的")))
    assert isinstance(stranger, Refused)
    assert stranger.request is None or stranger.why == "unknown"
    owner = rooms.do(lambda work: perform(work, "resident:r1", AddWords(request_id, "厨房的")))
    assert isinstance(owner, Changed)
    assert rooms.request(request_id).problem == "水龙头漏水 / 厨房的"
    assert "words_added" in rooms.kinds(request_id)
