"""With many requests in PostgreSQL, whatever is asked often is found by an index, and every index is used."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import Session, col, select

from bench.filling import fill
from booking import sealing, store
from booking.entities import Request
from booking.lifecycle import Status
from booking.periods import day_of, month_of, week_of
from booking.terms import SHANGHAI, District
from bot.clock import ManualClock
from bot.mail import deadlines, inbox, outbox
from bot.mail.entities import Chat, OutMessage
from bot.mail.message import Body
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.understanding.meaning import Where
from bot.views import place_names, request_search
from bot.web import reads_requests, reads_supervisor
from bot.web.filters import Filters
from oversight import overview, period_report, waits
from oversight.case_entities import Case
from oversight.told_waits import told_waits
from tests.conftest import MONDAY, SECRET
from tests.databases import copied
from tests.rooms import Rooms, compose
from tests.storage.plans import Plan, large_tables, listening, parent_indexes, plan_of
from vendors import cells
from vendors import store as vendors
from vendors.entities import Provider, Technician
from vendors.offer_life import OfferStatus

MANY, MONTHS = 30_000, 20
#: A table of fewer pages is read as fast from end to end.
PAGES = 60


@pytest.fixture(scope="module")
def many(postgres: str, postgres_template: str) -> Iterator[Rooms]:
    """A city after twenty months."""
    cipher = AesCipher(SECRET.encode(), os.urandom)
    with copied(postgres, "anxiu_many", postgres_template) as url:
        rooms = compose(open_engine(url, cipher), ManualClock(MONDAY))
        fill(rooms.database.engine, MANY, MONDAY, MONTHS, cipher)
        yield rooms
        rooms.database.engine.dispose()


def _request(session: Session) -> Request:
    return session.exec(select(Request).where(Request.number == 10_000_000 + MANY // 2)).one()


def _open(session: Session) -> Request:
    return session.exec(select(Request).where(Request.number == 10_000_000 + MANY - 7)).one()


def _firm(session: Session) -> str:
    """The name of one firm."""
    return session.get_one(Provider, _request(session).provider).name_zh


def _chat(session: Session) -> Chat:
    return session.exec(select(Chat).where(Chat.channel == "filled", Chat.address == f"f{(MANY - 8) // 4}")).one()


NOW = MONDAY
TODAY = MONDAY.astimezone(SHANGHAI).date()
LONG_AGO = MONDAY - timedelta(days=300)

READS: dict[str, Callable[[Session], object]] = {
    "a request": lambda s: store.find_request(s, _request(s).id),
    "a request by number": lambda s: reads_supervisor.full(s, _request(s).number, None),
    "requests of a resident": lambda s: store.requests_of(s, _request(s).resident),
    "current visit": lambda s: store.current_visit(s, _open(s)),
    "last visit": lambda s: store.last_visit(s, _request(s)),
    "finished visits": lambda s: store.finished_visits(s, _request(s)),
    "visits of a day": lambda s: store.visits_between(s, NOW, NOW + timedelta(days=1)),
    "visits of a firm": lambda s: store.visits_between(s, NOW, NOW + timedelta(days=1), provider=_request(s).provider),
    "visits of a technician": lambda s: store.visits_between(
        s, NOW, NOW + timedelta(days=1), technician=s.exec(select(Technician.code).limit(1)).one()
    ),
    "rating": lambda s: store.rating_of(s, _request(s)),
    "photos": lambda s: store.photos_of(s, _request(s)),
    "facts": lambda s: store.facts_of(s, _request(s)),
    "a resident's panel": lambda s: reads_requests.own_requests(s, _request(s).resident),
    "live offer": lambda s: vendors.live_offer(s, _open(s)),
    "offers of a request": lambda s: vendors.offers_of(s, _request(s)),
    "open offers of a firm": lambda s: vendors.open_offers(s, _request(s).provider or ""),
    "offers of a hold": lambda s: vendors.offers_on(s, _request(s).id, OfferStatus.ACCEPTED),
    "offers proposing": lambda s: vendors.offers_proposing(s, _request(s).id),
    "busy cells": lambda s: cells.busy(s, s.exec(select(Technician.code).limit(5)).all(), 990_000, 990_500, NOW),
    "chats due": lambda s: outbox.chats_due(s, NOW, ["filled"]),
    "open messages": lambda s: outbox.open_about(s, f"request:{MANY - 8}", _chat(s).id),
    "history of a chat": lambda s: outbox.since(s, _chat(s).id, 0),
    "what came in": lambda s: inbox.history(s, _chat(s).id),
    "what waits in a chat": lambda s: inbox.pending(s, _chat(s).id, limit=20),
    "chats that wait": inbox.chats_pending,
    "known messages": lambda s: inbox.known(s, "filled", ["4-1", "8-2"]),
    "was told": lambda s: outbox.was_told(s, [_chat(s).id], LONG_AGO),
    "next deadline": deadlines.next_due,
    "figures of now": lambda s: overview.counts(s, None, NOW),
    "figures of a district": lambda s: overview.counts(s, District.XUHUI, NOW),
    "the morning's message": lambda s: overview.overview(s, None, NOW),
    "the morning's message of a district": lambda s: overview.overview(s, District.XUHUI, NOW),
    "report of a day": lambda s: period_report.report(s, None, day_of(TODAY - timedelta(days=40)), NOW),
    "report of a week": lambda s: period_report.report(s, District.XUHUI, week_of(TODAY, 8), NOW),
    "waits as they were told": lambda s: told_waits(s, NOW - timedelta(days=1), District.XUHUI),
    "an estate": lambda s: request_search.requests_at(s, None, Where(estate="样本小区77")),
    "a road and lane": lambda s: request_search.requests_at(s, District.XUHUI, Where(road="样本路12", lane="12")),
    "part of a name": lambda s: request_search.requests_named(s, None, "小区123"),
    "names of roads": lambda s: place_names.names_with(s, col(Request.road), "路89"),
    "a firm in the supervisors' table": lambda s: reads_supervisor.find(s, Filters(text=_firm(s)), NOW),
    "the supervisors' table": lambda s: reads_supervisor.find(
        s, Filters(district="xuhui", status=Status.OFFERING), NOW
    ),
}

WRITES: dict[str, Callable[[Rooms, Session], object]] = {
    "a request, locked": lambda rooms, s: store.lock_request(s, _request(s).id),
    "a delivery": lambda rooms, s: outbox.put(s, rooms.ids, NOW, _chat(s), Body(text="好")),
    "a lease": lambda rooms, s: outbox.lease(s, NOW, _chat(s).id, ["filled"]),
    "arrival": lambda rooms, s: outbox.delivered(s, NOW, {_message(s): None}),
    "a failure": lambda rooms, s: outbox.failed(s, NOW, _message(s), "no"),
    "given back": lambda rooms, s: outbox.give_back(s, [_message(s)]),
    "nothing more to a chat": lambda rooms, s: outbox.drop_waiting(s, _chat(s).id, "gone"),
    "not open any more": lambda rooms, s: outbox.close(s, f"request:{MANY - 8}"),
    "a deadline": lambda rooms, s: deadlines.take_due(s, NOW + timedelta(days=365)),
    "lapsed holds": lambda rooms, s: cells.sweep(s, NOW),
    "the wait of an emergency": lambda rooms, s: waits.emergency_wait(rooms.make_work(s), _open(s)),
    "a seal": lambda rooms, s: sealing.seal(rooms.make_work(s), Case),
}


def _message(session: Session) -> int:
    query = select(OutMessage.id).where(OutMessage.chat_id == _chat(session).id).order_by(col(OutMessage.id)).limit(1)
    return session.exec(query).one()


def _plans(rooms: Rooms, task: Callable[[Session], object]) -> list[Plan]:
    """The plans of all that is asked meanwhile; what is changed is not kept."""
    with Session(rooms.database.engine) as session:
        with listening(rooms.database.engine) as asked:
            task(session)
            session.flush()
        session.rollback()
    with rooms.database.engine.connect() as connection:
        return [plan_of(connection, *one) for one in asked.statements]


def _slow(rooms: Rooms, plans: list[Plan]) -> list[tuple[frozenset[str], str]]:
    with rooms.database.engine.connect() as connection:
        large = large_tables(connection, PAGES)
    return [(plan.scanned & large, plan.statement) for plan in plans if plan.scanned & large]


@pytest.mark.parametrize("what", READS)
def test_no_large_table_is_read_from_end_to_end(many: Rooms, what: str) -> None:
    assert _slow(many, _plans(many, READS[what])) == []


def test_a_report_of_a_month_reads_the_facts_from_then_on_alone(many: Rooms) -> None:
    """It wants most of the facts of that month, which may be read from end to end."""
    month = month_of(TODAY, 1)
    found = _slow(many, _plans(many, lambda session: period_report.report(session, None, month, NOW)))
    scanned = {name for names, _ in found for name in names}
    assert scanned <= {f"fact_{month.first:%Y_%m}", f"fact_{TODAY:%Y_%m}"}


@pytest.mark.parametrize("what", WRITES)
def test_no_large_table_is_read_from_end_to_end_to_change_it(many: Rooms, what: str) -> None:
    assert _slow(many, _plans(many, lambda session: WRITES[what](many, session))) == []


def test_booking_answering_and_delivering_read_no_large_table_from_end_to_end(many: Rooms) -> None:
    with listening(many.database.engine) as asked:
        request = many.book("resident:new")
        many.accept(request)
        many.say("resident:new", "好")
        many.courier.deliver_due()
        many.clockwork.tick()
    with many.database.engine.connect() as connection:
        plans = [plan_of(connection, *one) for one in asked.statements]
    assert len(plans) > 30
    assert _slow(many, plans) == []


def test_every_index_of_a_large_table_is_used(many: Rooms) -> None:
    """An index that nothing uses is only paid for."""
    tasks: list[Callable[[Session], object]] = [*READS.values()]
    tasks += [partial(write, many) for write in WRITES.values()]
    used = {name for task in tasks for plan in _plans(many, task) for name in plan.indexes}
    with many.database.engine.connect() as connection:
        parents = parent_indexes(connection)
    used |= {parents[name] for name in used if name in parents}
    declared = {
        index.name
        for table in ("request", "fact", "outbox", "inbox", "visit", "offer", "cell", "hold", "rating")
        for index in Request.metadata.tables[table].indexes
        if not index.unique
    }
    assert declared - used == set()
