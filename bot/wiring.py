"""The composition root: the only place with a wall clock, randomness and the environment."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, select

from booking.aftercare_rules import rules
from booking.entities import Estate
from booking.rating_reasons import reasons
from booking.terms import District
from booking.work import Ids, Numbers, Reaction, Work
from bot.channels.hub import Hub
from bot.clock import Clock, SystemClock, TimeIds
from bot.mail.courier import Courier
from bot.mail.deadlines import Handler, RowAgenda
from bot.mail.message import Carrier
from bot.mail.newest import newest
from bot.media.photos import PhotoStore
from bot.media.speech import Recogniser
from bot.media.uploads import Uploads
from bot.media.voices import Voices
from bot.reactions import reactions
from bot.running.clockwork import Clockwork, handlers
from bot.running.readiness import Readiness
from bot.running.wakes import Wakes
from bot.sample.robots import Robots
from bot.secrets import AesCipher, load_secret
from bot.settings import Settings
from bot.storage.bells import Bells
from bot.storage.engine import IDLE_SECONDS, open_engine
from bot.storage.migrate import require_newest
from bot.storage.numbers import DatabaseNumbers
from bot.storage.unit import Database
from bot.telling.mornings import MORNING, morning
from bot.telling.post import Post
from bot.telling.unreached import Unreached
from bot.turns import Turns
from bot.understanding.endpoint import Endpoint
from bot.understanding.gazetteer import Gazetteer, KnownEstate
from bot.understanding.reader import Reader
from locales.texts import Texts

#: Channels whose readers are pages and terminals of this process.
LOCAL_CHANNELS = ("web", "desk", "terminal", "converse")


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs, connected."""

    settings: Settings
    clock: Clock
    database: Database
    texts: Texts
    hub: Hub
    post: Post
    turns: Turns
    courier: Courier
    clockwork: Clockwork
    photos: PhotoStore
    uploads: Uploads
    make_work: Callable[[Session], Work]
    secret: bytes
    unreached: Unreached
    random: Callable[[int], bytes]
    bells: Bells
    readiness: Readiness

    def close(self) -> None:
        """Give the database connections back."""
        self.bells.stop()
        self.database.engine.dispose()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    numbers: Numbers | None = None,
    staff_channel: str = "desk",
    carriers: Mapping[str, Carrier] | None = None,
    random: Callable[[int], bytes] = os.urandom,
    engine: Engine | None = None,
) -> App:
    """Connect everything over a migrated database. Tests hand in a clock, identifiers, carriers and an engine.

    Raises NotPreparedError for a database that lacks the newest schema.
    """
    rules(), reasons()  # faulty data stop the start, not a turn
    clock = clock or SystemClock()
    numbers = numbers or DatabaseNumbers()
    secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir, random)
    cipher = AesCipher(secret, random)
    engine = engine or open_engine(settings.database(), cipher, pool=settings.threads + 2, idle=IDLE_SECONDS)
    require_newest(engine)
    bells = Bells(engine, random(4).hex(), clock.now, timedelta(seconds=settings.tick_seconds))
    database = Database(engine, bells.ring)
    now = clock.now()
    ids = ids or TimeIds(clock, random, above=database.read(lambda session: newest(session, now)))
    texts, hub = Texts(), Hub()
    post = Post(texts, staff_channel, LOCAL_CHANNELS)
    robots = Robots(timedelta(seconds=settings.sample_firms_answer))
    table = reactions(post, robots.reactions() if settings.sample_firms_answer else None)
    make_work = _work_maker(clock, ids, numbers, table)
    unreached = Unreached(post, make_work)
    courier = Courier(database, dict.fromkeys(LOCAL_CHANNELS, hub) | dict(carriers or {}), clock.now, unreached)
    Wakes(database, hub, courier, LOCAL_CHANNELS).attend(bells)
    reader = Reader(load_gazetteer(database), endpoint=_opinions(settings))
    voices = Voices(settings.data_dir / "voices", _recogniser(settings), clock.now, random)
    turns = Turns(database, reader, post, make_work, clock.now, courier.pass_on, voices)
    extra = {**_robot_handlers(robots), **turns.handing_over.handlers(), MORNING: morning(post)}
    kinds = handlers(timedelta(minutes=settings.seal_minutes), extra)
    clockwork = Clockwork(database, courier, turns, post, make_work, clock.now, kinds)
    photos = PhotoStore(settings.data_dir / "photos")
    uploads = Uploads(photos, voices)
    return App(
        settings,
        clock,
        database,
        texts,
        hub,
        post,
        turns,
        courier,
        clockwork,
        photos,
        uploads,
        make_work,
        secret,
        unreached,
        random,
        bells,
        Readiness(database, lambda: reader.loaded),
    )


def _opinions(settings: Settings) -> Endpoint | None:
    """The endpoint that is asked about unclear messages, if the operator names one."""
    if not settings.opinion_url:
        return None
    key = settings.opinion_key.get_secret_value()
    return Endpoint(settings.opinion_url, settings.opinion_model, key, settings.opinion_seconds)


def _recogniser(settings: Settings) -> Recogniser | None:
    """Who transcribes voice messages, if the operator names an endpoint."""
    if not settings.asr_url:
        return None
    key = settings.asr_key.get_secret_value()
    return Recogniser(settings.asr_url, settings.asr_model, key, settings.asr_seconds)


def _robot_handlers(robots: Robots) -> Mapping[str, Handler]:
    return robots.handlers()


def _work_maker(
    clock: Clock, ids: Ids, numbers: Numbers, table: Mapping[str, Sequence[Reaction]]
) -> Callable[[Session], Work]:
    agenda = RowAgenda()

    def make_work(session: Session) -> Work:
        return Work(session, clock.now(), ids, numbers, agenda, table)

    return make_work


def load_gazetteer(database: Database) -> Gazetteer:
    """The known estates, by which addresses are completed."""

    def load(session: Session) -> Gazetteer:
        return Gazetteer(
            tuple(
                KnownEstate(e.name_zh, District(e.district), e.road, e.lane, (e.name_en, *e.aliases))
                for e in session.exec(select(Estate).order_by(Estate.code))
            )
        )

    return database.read(load)


def settings_for(data_dir: Path, **values: object) -> Settings:
    """Settings for a scratch directory, without the environment's .env file."""
    return Settings(_env_file=None, data_dir=data_dir, **values)  # type: ignore[arg-type, call-arg]
