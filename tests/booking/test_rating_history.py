"""Reasons, the history of a rating, another rating of the same case, and rework under warranty."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from booking import ratings, requests
from booking.aftercare_rules import rules, rules_from
from booking.entities import PastRating, Rating
from booking.lifecycle import Event, Status
from booking.rating_reasons import Part, reasons, reasons_from, shown
from booking.ratings import RatingRefusedError
from booking.store import lock_request, rating_of
from booking.work import Work
from bot.dialogue import acts
from bot.dialogue.events import Changed, Refused
from bot.performing.acts import perform
from tests.rooms import Rooms
from vendors.entities import Provider, Standing

RESIDENT = "resident:r1"


@pytest.fixture
def done(rooms: Rooms) -> int:
    """A request whose work is reported as done."""
    return _done(rooms)


def _done(rooms: Rooms) -> int:
    request_id = rooms.book(RESIDENT)
    rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)

    rooms.do(serve)
    return request_id


def _do(rooms: Rooms, act: acts.Act, party: str = RESIDENT) -> Any:
    return rooms.do(lambda work: perform(work, party, act))


def _rate(rooms: Rooms, request_id: int, stars: int) -> None:
    rooms.do(lambda work: ratings.rate(work, lock_request(work.session, request_id), stars, RESIDENT))


def _rating(rooms: Rooms, request_id: int) -> Rating:
    request = rooms.request(request_id)
    found = rooms.see(lambda session: rating_of(session, request))
    assert found is not None
    return found


def _past(rooms: Rooms, request_id: int) -> list[tuple[int, int, list[str], str]]:
    query = select(PastRating).where(PastRating.request_id == request_id).order_by(col(PastRating.version))
    rows = rooms.see(lambda session: session.exec(query).all())
    return [(row.round, row.stars, row.reasons, row.comment) for row in rows]


def test_reasons_are_kept_once_each(rooms: Rooms, done: int) -> None:
    _rate(rooms, done, 5)
    for code in ("fixed_well", "on_time", "fixed_well"):
        assert isinstance(_do(rooms, acts.GiveReason(done, code)), Changed)
    assert _rating(rooms, done).reasons == ["fixed_well", "on_time"]
    given = [fact.data for fact in rooms.facts(done) if fact.kind == "reason_given"]
    assert given == [
        {"reason": "fixed_well", "part": "quality"},
        {"reason": "on_time", "part": "punctuality"},
    ]


@pytest.mark.parametrize("code", ["nonsense", "", "late "])
def test_unknown_reasons_are_refused(rooms: Rooms, done: int, code: str) -> None:
    _rate(rooms, done, 5)
    assert isinstance(_do(rooms, acts.GiveReason(done, code)), Refused)
    assert _rating(rooms, done).reasons == []


def test_reasons_need_stars_and_the_resident(rooms: Rooms, done: int) -> None:
    assert isinstance(_do(rooms, acts.GiveReason(done, "late")), Refused)
    _rate(rooms, done, 5)
    assert isinstance(_do(rooms, acts.GiveReason(done, "late"), "resident:other"), Refused)


def test_other_stars_put_reasons_and_words_into_the_history(rooms: Rooms, done: int) -> None:
    _rate(rooms, done, 5)
    _do(rooms, acts.GiveReason(done, "fixed_well"))
    _do(rooms, acts.Comment(done, "师傅很细心"))
    _rate(rooms, done, 3)
    rating = _rating(rooms, done)
    assert (rating.stars, rating.reasons, rating.comment) == (3, [], "")
    assert _past(rooms, done) == [(1, 5, ["fixed_well"], "师傅很细心")]


def test_other_words_keep_the_earlier_ones(rooms: Rooms, done: int) -> None:
    _rate(rooms, done, 4)
    _do(rooms, acts.Comment(done, "还行"))
    _do(rooms, acts.Comment(done, "还行"))
    _do(rooms, acts.Comment(done, "其实很好"))
    assert _rating(rooms, done).comment == "其实很好"
    assert _past(rooms, done) == [(1, 4, [], "还行")]


def test_after_seven_days_nothing_of_it_can_be_changed(rooms: Rooms, done: int) -> None:
    _rate(rooms, done, 4)
    rooms.live_for(timedelta(days=7, seconds=1))
    for act in (acts.Rate(done, 1), acts.GiveReason(done, "late"), acts.Comment(done, "x")):
        assert isinstance(_do(rooms, act), Refused)
    assert _past(rooms, done) == []


def test_rework_brings_a_second_rating_even_long_after_the_first(rooms: Rooms, done: int) -> None:
    _rate(rooms, done, 2)
    provider = rooms.request(done).provider
    rooms.live_for(timedelta(days=30))
    assert isinstance(_do(rooms, acts.Rework(done, "又漏了")), Changed)
    _second_visit(rooms, done)
    _rate(rooms, done, 5)
    rating = _rating(rooms, done)
    assert (rating.stars, rating.round) == (5, 2)
    assert [round_and_stars[:2] for round_and_stars in _past(rooms, done)] == [(1, 2)]
    standing = rooms.see(lambda session: session.get(Standing, provider))
    assert standing is not None
    assert (standing.ratings, standing.stars) == (1, 5)


def _second_visit(rooms: Rooms, request_id: int) -> None:
    """A window is found with the same firm, and the work is done again."""
    from booking.windows import Window, local

    day = rooms.clock.now().date() + timedelta(days=1)
    window = next(
        window
        for window in (Window(local(day + timedelta(days=n), 10)) for n in range(7))
        if rooms.hold(RESIDENT, window, patience=timedelta(seconds=1)) is not None
    )
    rooms.live_for(timedelta(minutes=1))
    hold = rooms.hold(RESIDENT, window, provider=rooms.request(request_id).provider)
    assert hold is not None

    def rebook(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.rebook(work, request, Event.REBOOKED, RESIDENT, window=window, hold=hold.id, reason="resident")

    rooms.do(rebook)
    rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)

    rooms.do(serve)


def test_a_closed_request_is_opened_again_while_the_warranty_runs(rooms: Rooms, done: int) -> None:
    rooms.live_for(timedelta(days=5))
    assert rooms.request(done).status == Status.CLOSED
    outcome = _do(rooms, acts.Rework(done, "又漏了"))
    request = rooms.request(done)
    assert isinstance(outcome, Changed)
    assert (request.status, request.rework, request.closed_at, request.outcome) == (Status.UNRESOLVED, True, None, None)
    assert "又漏了" in request.problem
    assert rooms.kinds(done)[-1] == "reopened"


@pytest.mark.parametrize(("late", "why"), [(0, None), (1, "warranty"), (300, "warranty")])
def test_the_last_day_of_the_warranty_still_counts(rooms: Rooms, done: int, late: int, why: str | None) -> None:
    finished = rooms.clock.now()
    rooms.live_for(timedelta(days=5))
    code = rooms.request(done).provider
    provider = rooms.see(lambda session: session.get(Provider, code))
    assert provider is not None
    rooms.clock.move_to(finished + timedelta(days=provider.warranty_days + late))
    outcome = _do(rooms, acts.Rework(done))
    assert (outcome.why if isinstance(outcome, Refused) else None) == why
    assert rooms.request(done).status == (Status.CLOSED if why else Status.UNRESOLVED)


def test_nobody_else_opens_it(rooms: Rooms, done: int) -> None:
    rooms.live_for(timedelta(days=5))
    assert isinstance(_do(rooms, acts.Rework(done), "resident:other"), Refused)
    assert rooms.request(done).status == Status.CLOSED


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("rate"), st.integers(1, 5)),
        st.tuples(st.just("reason"), st.sampled_from([*reasons(), "?"])),
        st.tuples(st.just("comment"), st.sampled_from(["好", "不好"])),
        st.tuples(st.just("wait"), st.integers(1, 200)),
        st.tuples(st.just("again"), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_the_newest_counts_and_nothing_is_lost(rooms: Rooms, steps: list[tuple[str, Any]]) -> None:
    """Whatever order: every star ever given is the present rating or in the history, and rounds only grow."""
    from tests.rooms import clear

    clear(rooms)
    request_id = _done(rooms)
    given: list[int] = []
    for name, value in steps:
        try:
            _play(rooms, request_id, name, value)
        except RatingRefusedError:
            continue
        if name == "rate" and (not given or _rating(rooms, request_id).stars == value):
            given.append(value)
    if not given:
        return
    rating, past = _rating(rooms, request_id), _past(rooms, request_id)
    assert rating.stars == given[-1]
    assert set(given) == {rating.stars, *(stars for _, stars, _, _ in past)}
    assert [round_ for round_, *_ in past] == sorted(round_ for round_, *_ in past)
    assert all(round_ <= rating.round for round_, *_ in past)


def _play(rooms: Rooms, request_id: int, name: str, value: Any) -> None:
    def rule(work: Work) -> None:
        request = lock_request(work.session, request_id)
        match name:
            case "rate":
                ratings.rate(work, request, value, RESIDENT)
            case "reason":
                ratings.give_reason(work, request, value, RESIDENT)
            case "comment":
                ratings.comment(work, request, value, RESIDENT)
            case "again":
                ratings.ask_again(work, request)

    if name == "wait":
        rooms.clock.advance(timedelta(hours=value))
    else:
        rooms.do(rule)


def test_every_part_can_be_praised_and_blamed() -> None:
    for good in (True, False):
        assert {reason.part for reason in shown(good=good)} == set(Part)
        assert all(reason.good is good and reason.zh and reason.en for reason in shown(good=good))


@pytest.mark.parametrize(
    "text",
    [
        '[[reason]]\ncode = "a"\npart = "quality"\ngood = true\nzh = "a"\nen = "a"',
        '[[reason]]\ncode = "a"\npart = "speed"\ngood = true\nzh = "a"\nen = "a"',
    ],
)
def test_faulty_reasons_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no reason|speed"):
        reasons_from(text)


def test_faulty_hours_are_refused() -> None:
    from importlib.resources import files

    text = files("booking").joinpath("aftercare.toml").read_text("utf-8")
    assert rules_from(text) == rules()
    for old, new in (("from = 9", "from = 21"), ("[20, 40]", "[40, 20]"), ("answer_hours = 8", "answer_hours = 0")):
        with pytest.raises(ValueError, match=r"polite|later|longer"):
            rules_from(text.replace(old, new))
