"""A talk with a person: one person at a time, both sides always agree, nothing said is lost."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from booking.lifecycle import IllegalChangeError
from booking.terms import Role
from bot.dialogue.talk import Speaker, Talk
from bot.mail import inbox
from bot.mail.chats import find_chat
from bot.mail.entities import Chat, InStatus
from bot.mail.message import Content, Inbound
from oversight import handovers
from oversight.alerts import open_alerts
from oversight.entities import AlertKind
from oversight.handover_life import HANDOVER_TRANSITIONS, Handover, HandoverEvent, HandoverStatus, status_after
from tests.rooms import CHANNEL, Rooms

RESIDENT, LIN, MEI = "resident:r1", "supervisor:lin", "supervisor:mei"
_people = itertools.count(1)


def _chat(rooms: Rooms, party: str = RESIDENT) -> Chat:
    found = rooms.see(lambda session: find_chat(session, CHANNEL, party))
    assert found is not None
    return found


def _talk(rooms: Rooms, party: str = RESIDENT) -> Talk:
    stored = _chat(rooms, party).talk
    return Talk.model_validate_json(stored) if stored else Talk()


def _all(rooms: Rooms, party: str = RESIDENT) -> Sequence[Handover]:
    query = select(Handover).where(Handover.resident == party)
    return rooms.see(lambda session: session.exec(query).all())


def _asked(rooms: Rooms, party: str = RESIDENT) -> int:
    """A resident who waits for a person; the id of the talk."""
    rooms.press(party, "human")
    return _all(rooms, party)[-1].id


def _kinds(rooms: Rooms, talk: int) -> list[tuple[str, str]]:
    return rooms.see(lambda session: [(fact.kind, fact.actor) for fact in handovers.facts_of(session, talk)])


def _texts(rooms: Rooms, party: str) -> list[str]:
    return [body.text for body in rooms.told(party)]


def test_who_asked_took_over_and_handed_back_is_kept(rooms: Rooms) -> None:
    talk = _asked(rooms)
    rooms.press(LIN, f"take:{talk}")
    rooms.press(LIN, f"giveback:{talk}")
    assert _kinds(rooms, talk) == [("asked", RESIDENT), ("taken_over", LIN), ("handed_back", LIN)]
    (row,) = _all(rooms)
    assert (row.status, row.taken_by, row.ended_by) == (HandoverStatus.BACK, LIN, LIN)
    assert row.taken_at is not None
    assert row.ended_at is not None
    assert row.due_at is None


def test_a_message_of_a_person_is_marked_as_one(rooms: Rooms) -> None:
    talk = _asked(rooms)
    rooms.press(LIN, f"take:{talk}")
    rooms.say(LIN, "您好")
    assert rooms.last_told(RESIDENT).by == Role.SUPERVISOR
    assert all(not body.by for body in rooms.told(RESIDENT)[:-1])


def test_an_answer_that_names_its_talk_goes_there_whatever_was_taken_last(rooms: Rooms) -> None:
    """Two pages of one supervisor: words never reach the other resident."""
    first, second = _asked(rooms), _asked(rooms, "resident:r2")
    for talk in (first, second):
        rooms.press(LIN, f"take:{talk}")
    content = Content(say="给第一位", to=first)
    rooms.turns.receive(Inbound(CHANNEL, "page-1", LIN, Role.SUPERVISOR, LIN, content))
    rooms.say(LIN, "给第二位")
    assert "给第一位" in _texts(rooms, RESIDENT)[-1]
    assert "给第二位" in _texts(rooms, "resident:r2")[-1]
    assert not any("给第二位" in text for text in _texts(rooms, RESIDENT))


@pytest.mark.parametrize("party", ["resident:r2", "vendor:pudong-big-nut", "technician:x", "centre:xuhui"])
def test_nobody_else_answers(rooms: Rooms, party: str) -> None:
    talk = _asked(rooms)
    before = _texts(rooms, RESIDENT)
    for action in (f"take:{talk}", f"take:{talk}:anyway", f"talk:{talk}", f"giveback:{talk}", "talks"):
        rooms.press(party, action)
    content = Content(say="我来说", to=talk)
    rooms.turns.receive(Inbound(CHANNEL, "forged", party, Role(party.partition(":")[0]), party, content))
    assert _texts(rooms, RESIDENT) == before
    assert [row.status for row in _all(rooms)] == [HandoverStatus.WAITING]


def test_the_same_message_twice_is_passed_on_once(rooms: Rooms) -> None:
    rooms.press(LIN, f"take:{_asked(rooms)}")
    assert rooms.say(RESIDENT, "喂，在吗", key="once")
    assert not rooms.say(RESIDENT, "喂，在吗", key="once")
    assert sum("喂，在吗" in text for text in _texts(rooms, LIN)) == 1


def test_words_that_a_dead_process_left_are_passed_on(rooms: Rooms) -> None:
    rooms.press(LIN, f"take:{_asked(rooms)}")
    chat = _chat(rooms)
    inbound = Inbound(CHANNEL, "left", RESIDENT, Role.RESIDENT, RESIDENT, Content(say="漏得更厉害了"))

    def leave(session: Session) -> None:
        inbox.store(session, rooms.ids, rooms.clock.now(), chat.id, inbound, InStatus.PENDING)

    rooms.database.write(leave)
    rooms.turns.recover()
    assert "漏得更厉害了" in _texts(rooms, LIN)[-1]


def test_many_who_take_at_once_are_one(rooms: Rooms) -> None:
    talk = _asked(rooms)
    people = [f"supervisor:s{number}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda party: rooms.press(party, f"take:{talk}", key=party), people))
    taken = [actor for kind, actor in _kinds(rooms, talk) if kind == "taken_over"]
    assert taken == [_all(rooms)[0].taken_by]


def test_both_sides_going_back_at_once_meet(rooms: Rooms) -> None:
    for number in range(4):
        party = f"resident:both{number}"
        talk = _asked(rooms, party)
        rooms.press(LIN, f"take:{talk}")
        with ThreadPoolExecutor(3) as pool:
            list(
                pool.map(
                    lambda pair: rooms.press(*pair, key=f"{pair[0]}-{pair[1]}"),
                    [(party, "back"), (LIN, f"giveback:{talk}"), (MEI, f"take:{talk}:anyway")],
                )
            )
        assert _agree(rooms, party)
        assert sum(kind == "handed_back" for kind, _ in _kinds(rooms, talk)) <= 1


def test_late_is_told_a_few_times_and_raises_one_alert(rooms: Rooms) -> None:
    talk = _asked(rooms)
    rooms.live_for(timedelta(days=10))
    late = [kind for kind, _ in _kinds(rooms, talk) if kind == "late"]
    assert len(late) == 4
    alerts = rooms.see(lambda session: [alert.kind for alert in open_alerts(session)])
    assert alerts.count(AlertKind.HUMAN) == 1
    rooms.press(LIN, f"take:{talk}")
    assert AlertKind.HUMAN not in rooms.see(lambda session: [alert.kind for alert in open_alerts(session)])


def test_answered_in_time_nothing_falls_due(rooms: Rooms) -> None:
    talk = _asked(rooms)
    rooms.press(LIN, f"take:{talk}")
    rooms.say(LIN, "您好")
    rooms.live_for(timedelta(hours=2))
    assert "late" not in [kind for kind, _ in _kinds(rooms, talk)]


def test_facts_stand_in_the_record_of_the_request(rooms: Rooms) -> None:
    request_id = rooms.book(RESIDENT)
    talk = _asked(rooms)
    rooms.press(LIN, f"take:{talk}")
    rooms.press(RESIDENT, "back")
    told = [kind for kind in rooms.kinds(request_id) if kind.startswith("person_")]
    assert told == ["person_asked", "person_came", "person_left"]


@pytest.mark.parametrize("status", list(HandoverStatus))
@pytest.mark.parametrize("event", list(HandoverEvent))
def test_only_what_the_table_allows(status: HandoverStatus, event: HandoverEvent) -> None:
    if (status, event) in HANDOVER_TRANSITIONS:
        assert status_after(status, event) in set(HandoverStatus)
    else:
        with pytest.raises(IllegalChangeError):
            status_after(status, event)


def _agree(rooms: Rooms, party: str) -> bool:
    """Whether the resident's talk and the handovers say the same about who speaks."""
    open_ones = [row for row in _all(rooms, party) if row.status != HandoverStatus.BACK]
    speaker = _talk(rooms, party).speaker
    if not open_ones:
        return speaker is Speaker.BOT
    (row,) = open_ones
    if row.status == HandoverStatus.TAKEN:
        return speaker is Speaker.PERSON
    return speaker in (Speaker.PERSON, Speaker.BOT_MEANWHILE)


DEEDS = st.lists(
    st.sampled_from(
        [
            *("human", "say", "back", "lin takes", "mei takes", "mei takes anyway"),
            *("lin says", "lin gives", "mei gives", "minutes", "night"),
        ]
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_both_sides_agree_whatever_happens(rooms: Rooms, deeds: list[str]) -> None:
    party = f"resident:p{next(_people)}"
    rooms.press(party, "start")
    for deed in deeds:
        rows = _all(rooms, party)
        _do(rooms, party, deed, rows[-1].id if rows else 1)
        assert _agree(rooms, party), deed


def _do(rooms: Rooms, party: str, deed: str, talk: int) -> None:
    who = LIN if deed.startswith("lin") else MEI
    match deed:
        case "human" | "back":
            rooms.press(party, deed)
        case "say":
            rooms.say(party, "嗯")
        case "lin takes" | "mei takes":
            rooms.press(who, f"take:{talk}")
        case "mei takes anyway":
            rooms.press(who, f"take:{talk}:anyway")
        case "lin says":
            content = Content(say="您好", to=talk)
            inbound = Inbound(CHANNEL, f"said-{next(_people)}", who, Role.SUPERVISOR, who, content)
            rooms.turns.receive(inbound)
        case "lin gives" | "mei gives":
            rooms.press(who, f"giveback:{talk}")
        case _:
            rooms.live_for(timedelta(minutes=16) if deed == "minutes" else timedelta(hours=13))
