"""The core rooms put together for tests that call rules and press buttons, without the costly reader of words."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, func, select

from booking import store as bookings
from booking.entities import Fact, Request
from booking.requests import Order, Place, submit
from booking.terms import Category, Danger, District, Intent, Role, Route, Urgency
from booking.windows import Window, local
from booking.work import Ids, Work
from bot.clock import Clock, ManualClock, TimeIds
from bot.mail.courier import Courier
from bot.mail.deadlines import Handler, RowAgenda
from bot.mail.entities import OutMessage
from bot.mail.message import Body, Carrier, Content, Inbound, Parcel
from bot.reactions import reactions
from bot.running.clockwork import Clockwork, handlers
from bot.storage.numbers import DatabaseNumbers
from bot.storage.unit import Database
from bot.telling.post import Post
from bot.turns import Turns
from bot.understanding.meaning import Meaning
from bot.understanding.reader import Reader
from locales.texts import Texts
from tests import databases
from tests.conftest import MONDAY, SECRET
from tests.engines import Engines
from vendors import holding, offering, parties
from vendors import store as offers
from vendors.entities import Hold, Kind, Offer

T = TypeVar("T")
CHANNEL = "converse"
TUESDAY = date(2026, 11, 24)
XUHUI = Place(District.XUHUI, estate="松果新村", road="田林路", lane="1186", building="7", door="2-301")
PHONE = "13800138000"


class SilentReader(Reader):
    """Understands nothing; for tests in which buttons say everything."""

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, text: str, now: datetime) -> Meaning:
        self.read_texts.append(text)
        return Meaning(text=text, lang="zh", intent=Intent.OTHER)


class Recorder:
    """A carrier that keeps what it was given in order; `trouble` says what to raise for a parcel, if anything."""

    def __init__(self, trouble: Callable[[Parcel], Exception | None] = lambda _parcel: None) -> None:
        self.delivered: list[Parcel] = []
        self.tried: list[Parcel] = []
        self._trouble = trouble

    def deliver(self, parcel: Parcel) -> None:
        self.tried.append(parcel)
        error = self._trouble(parcel)
        if error is not None:
            raise error
        self.delivered.append(parcel)

    @property
    def texts(self) -> list[str]:
        return [parcel.body.text for parcel in self.delivered]


@dataclass
class Rooms:
    """Everything below the channels over one database, with a clock turned by hand."""

    database: Database
    clock: ManualClock
    make_work: Callable[[Session], Work]
    courier: Courier
    post: Post
    turns: Turns
    clockwork: Clockwork
    ids: Ids
    _sent: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def do(self, rule: Callable[[Work], T]) -> T:
        """Run a rule in a unit of work and commit."""
        return self.database.write(lambda session: rule(self.make_work(session)))

    def see(self, query: Callable[[Session], T]) -> T:
        """Read."""
        return self.database.read(query)

    def request(self, request_id: int) -> Request:
        """The request as it stands."""
        found = self.see(lambda session: bookings.find_request(session, request_id))
        assert found is not None
        return found

    def facts(self, request_id: int) -> Sequence[Fact]:
        """The log of a request."""
        return self.see(lambda session: bookings.facts_of(session, self.request(request_id)))

    def kinds(self, request_id: int) -> list[str]:
        """The kinds of a request's facts, in order."""
        return [fact.kind for fact in self.facts(request_id)]

    def offer(self, request_id: int) -> Offer:
        """The live offer of a request."""
        found = self.see(lambda session: offers.live_offer(session, self.request(request_id)))
        assert found is not None
        return found

    def offers(self, request_id: int) -> Sequence[Offer]:
        """All offers of a request, oldest first."""
        return self.see(lambda session: offers.offers_of(session, self.request(request_id)))

    def hold(
        self,
        resident: str,
        window: Window,
        category: Category = Category.TAPS_PIPES,
        *,
        provider: str | None = None,
        patience: timedelta | None = holding.PATIENCE,
    ) -> Hold | None:
        """Keep a window for a resident of Xuhui."""
        until = None if patience is None else self.clock.now() + patience
        return self.do(
            lambda work: holding.hold_window(
                work, resident, District.XUHUI, category, window, provider=provider, expires_at=until
            )
        )

    def book(
        self,
        resident: str = "resident:r1",
        window: Window | None = None,
        category: Category = Category.TAPS_PIPES,
        *,
        provider: str | None = None,
        urgency: Urgency = Urgency.NORMAL,
    ) -> int:
        """Hold a window and submit a request for it; the id of the request, which is on offer then."""
        window = window or Window(local(TUESDAY, 10))
        hold = self.hold(resident, window, category, provider=provider)
        assert hold is not None
        made = order(resident, window, category, hold=hold.id, urgency=urgency)
        return self.do(lambda work: submit(work, made).id)

    def alarm(
        self,
        resident: str = "resident:r1",
        danger: Danger = Danger.WATER,
        phone: str | None = PHONE,
        *,
        frail: bool = False,
    ) -> int:
        """Submit an emergency; the id of the request, which is before the centre then."""
        made = order(resident, None, Category.TAPS_PIPES, urgency=Urgency.EMERGENCY, danger=danger, phone=phone)
        return self.do(lambda work: submit(work, replace(made, frail=frail)).id)

    def accept(self, request_id: int) -> Offer:
        """The asked provider takes the request."""
        offer = self.offer(request_id)
        self.do(lambda work: offering.accept(work, offer.id, offer.provider, self.party(offer)))
        return offer

    def decline(self, request_id: int, reason: str = "busy") -> Offer:
        """The asked provider turns the request down."""
        offer = self.offer(request_id)
        self.do(lambda work: offering.decline(work, offer.id, offer.provider, self.party(offer), reason))
        return offer

    def party(self, offer: Offer) -> str:
        """Who speaks for the provider of an offer."""
        return self.see(lambda session: parties.party_of(session, offer.provider, offer.district))

    def press(self, party: str, action: str, *, channel: str = CHANNEL, key: str = "") -> bool:
        """A party presses a button that carries this action."""
        return self._send(party, Content(press=action), channel, key)

    def say(self, party: str, text: str, *, channel: str = CHANNEL, key: str = "") -> bool:
        """A party says something."""
        return self._send(party, Content(say=text), channel, key)

    def _send(self, party: str, content: Content, channel: str, key: str) -> bool:
        self.clock.advance(timedelta(milliseconds=1))
        external = key or f"m{next(self._sent)}"
        role = Role(party.partition(":")[0])
        return self.turns.receive(Inbound(channel, external, party, role, party, content))

    def told(self, party: str, after: int = 0) -> list[Body]:
        """Everything a party was written, oldest first; only what has an id above `after`."""
        query = select(OutMessage).where(OutMessage.party == party, OutMessage.id > after).order_by(col(OutMessage.id))
        return [Body.model_validate_json(row.body) for row in self.see(lambda session: session.exec(query).all())]

    def last_told(self, party: str) -> Body:
        """The last message to a party."""
        return self.told(party, self.newest(party) - 1)[-1]

    def newest(self, party: str) -> int:
        """The id of the last message to a party; 0 where it was told nothing."""
        query = select(func.max(OutMessage.id)).where(OutMessage.party == party)
        return self.see(lambda session: session.exec(query).one()) or 0

    def live_until(self, at: datetime) -> None:
        """Let time pass until `at`; what falls due on the way happens at its own time."""
        while (due := self.clockwork.next_due()) is not None and due <= at:
            self.clock.move_to(max(due, self.clock.now()))
            self.clockwork.tick()
        self.clock.move_to(at)

    def live_for(self, by: timedelta) -> None:
        """Let time pass."""
        self.live_until(self.clock.now() + by)


def order(
    resident: str,
    window: Window | None,
    category: Category = Category.TAPS_PIPES,
    *,
    hold: int | None = None,
    urgency: Urgency = Urgency.NORMAL,
    danger: Danger | None = None,
    phone: str | None = PHONE,
) -> Order:
    """An order of a home in Xuhui."""
    return Order(
        resident=resident,
        route=Route.IN_HOME,
        category=category,
        urgency=urgency,
        problem="厨房水龙头一直滴水",
        place=XUHUI,
        contact_name="王阿姨",
        contact_phone=phone,
        window=window,
        hold=hold,
        danger=danger,
    )


def compose(
    engine: Engine,
    clock: ManualClock,
    *,
    reader: Reader | None = None,
    carriers: Mapping[str, Carrier] | None = None,
    extra: Mapping[str, Handler] | None = None,
    ids: Ids | None = None,
) -> Rooms:
    """Connect the rooms as the composition root does, with the parts that a test hands in."""
    database = Database(engine)
    ids = ids or TimeIds(clock, os.urandom)
    post = Post(Texts(), CHANNEL, (CHANNEL,))
    make_work = work_maker(clock, ids, post)
    courier = Courier(database, {CHANNEL: Recorder()} | dict(carriers or {}), clock.now)
    turns = Turns(database, reader or SilentReader(), post, make_work, clock.now, courier.pass_on)
    table = handlers(timedelta(minutes=10), {**turns.handing_over.handlers(), **(extra or {})})
    clockwork = Clockwork(database, courier, turns, post, make_work, clock.now, table)
    return Rooms(database, clock, make_work, courier, post, turns, clockwork, ids)


def work_maker(clock: Clock, ids: Ids, post: Post) -> Callable[[Session], Work]:
    """Units of work in which all packages react to each other."""
    table, agenda, numbers = reactions(post), RowAgenda(), DatabaseNumbers()

    def make_work(session: Session) -> Work:
        return Work(session, clock.now(), ids, numbers, agenda, table)

    return make_work


#: What a day of work leaves, in an order in which it can be removed.
_TRACES = (
    *(
        "sealed_head",
        "seal",
        "alert",
        "call_note",
        "callback",
        "past_rating",
        "outbox",
        "inbox",
        "photo",
        "rating",
        "archived_log",
        "archive",
        "fact",
        "visit",
    ),
    *("offer", "cell", "hold", "request", "standing", "deadline", "surge_fact", "surge"),
)


def clear(rooms: Rooms) -> None:
    """Back to a Monday morning on which nothing has happened; providers and chats stay."""
    with rooms.database.engine.begin() as connection:
        for table in _TRACES:
            connection.execute(text(f"DELETE FROM {table}"))
    rooms.clock.move_to(MONDAY)


class Copies:
    """Copies of the prepared database of one kind, as many as a test needs."""

    def __init__(self, kind: str, sqlite_template: Path, postgres: str, postgres_template: str) -> None:
        self.kind = kind
        self._sqlite_template = sqlite_template
        self._postgres = postgres
        self._postgres_template = postgres_template
        self._engines = Engines(SECRET)
        self._made: list[str] = []

    def make(self) -> Engine:
        """An engine over a fresh copy."""
        return self._engines.of(self.fresh())

    def fresh(self) -> str:
        """The URL of a fresh copy."""
        name = f"anxiu_copy_{len(self._made)}"
        self._made.append(name)
        if self.kind == "sqlite":
            copy = self._sqlite_template.with_name(f"{name}.db")
            shutil.copyfile(self._sqlite_template, copy)
            return f"sqlite:///{copy}"
        return databases.create(self._postgres, name, self._postgres_template)

    def drop(self) -> None:
        """Remove all copies made so far."""
        self._engines.close()
        while self._made:
            name = self._made.pop()
            if self.kind == "sqlite":
                for path in self._sqlite_template.parent.glob(f"{name}.db*"):
                    path.unlink()
            else:
                databases.drop(self._postgres, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest) -> Iterator[Copies]:
    """Fresh databases with the sample data, of each kind in turn, as many as wanted."""
    templates = [request.getfixturevalue(name) for name in ("sqlite_template", "postgres", "postgres_template")]
    made = Copies(request.param, *templates)
    yield made
    made.drop()


@pytest.fixture
def compose_rooms(clock: ManualClock, engines: Engines) -> Callable[..., Rooms]:
    """Connects rooms over a database, whose engines are closed after the test."""

    def make(url: str, **parts: object) -> Rooms:
        return compose(engines.of(url), clock, **parts)  # type: ignore[arg-type]

    return make


@pytest.fixture
def rooms(database_url: str, compose_rooms: Callable[..., Rooms]) -> Rooms:
    """The rooms over a fresh database of each kind, on a Monday morning."""
    return compose_rooms(database_url)


def kind_of(rooms: Rooms, provider: str) -> Kind:
    """Whether a provider is a firm or a centre."""
    found = rooms.see(lambda session: offers.provider(session, provider))
    assert found is not None
    return Kind(found.kind)


__all__ = ["MONDAY", "Copies", "Recorder", "Rooms", "SilentReader", "compose", "compose_rooms", "copies", "rooms"]
