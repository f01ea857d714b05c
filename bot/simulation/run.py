"""Runs a simulated city: the composition root with a clock turned by hand, everything chosen by one seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from booking.terms import SHANGHAI, District, Role
from bot.clock import ManualClock, TimeIds
from bot.running.prepare import prepare
from bot.sample.loader import load_sample
from bot.sample.shapes import Centre as CentreShape
from bot.sample.shapes import DistrictFile, Sample
from bot.secrets import AesCipher, load_secret
from bot.settings import Settings
from bot.simulation.city import CHIEF, QUICK_HASHER, make_city
from bot.simulation.loop import CHANNEL, Loop
from bot.simulation.report import Report, report_of
from bot.simulation.residents import Resident, invent
from bot.simulation.scenario import Pace, Plan, Scenario, read_plan
from bot.simulation.staff import Centre, Firm, Supervisor, Technician
from bot.simulation.voices import voice, weighted
from bot.storage.engine import open_engine
from bot.storage.unit import Database
from bot.wiring import App, build

#: A Monday; simulations begin here unless they are told another day.
FIRST_DAY = date(2026, 11, 2)


class NotEmptyError(Exception):
    """The database has providers already; a simulated city needs one of its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is simulated."""

    days: int
    seed: int
    scenario: Scenario
    districts: tuple[District, ...] = tuple(District)
    scale: float = 1.0
    first_day: date = FIRST_DAY


def simulate(
    settings: Settings,
    options: Options,
    tell: Callable[[str], None] = lambda _line: None,
    plan: Plan | None = None,
) -> Report:
    """Fill the empty database with what happens in these days, and report on it. Raises NotEmptyError.

    `tell` hears of each day that is over; `plan` takes the place of that of the scenario.
    """
    plan, random = plan or read_plan(options.scenario), Random(f"{options.seed}:{options.scenario}")  # noqa: S311
    city = make_city(options.districts, plan.extra_firms)
    _prepare(settings, city)
    start = datetime.combine(options.first_day, datetime.min.time(), SHANGHAI)
    clock, chance = ManualClock(start), Random(f"{options.seed}:bytes").randbytes  # noqa: S311
    app = build(settings, clock=clock, ids=TimeIds(clock, chance), staff_channel=CHANNEL, random=chance)
    try:
        residents = _live(app, clock, options, plan, city, random, tell)
        return report_of(app, options.scenario, options.seed, options.days, options.scale, residents, start)
    finally:
        app.close()


def _prepare(settings: Settings, city: Sample) -> None:
    if prepare(settings):
        raise NotEmptyError("the database has providers already: name an empty one")
    secret = load_secret(settings.secret_key.get_secret_value(), settings.data_dir)
    engine = open_engine(settings.database(), AesCipher(secret))
    try:
        Database(engine).write(lambda session: load_sample(session, QUICK_HASHER, city))
    finally:
        engine.dispose()


def _live(
    app: App,
    clock: ManualClock,
    options: Options,
    plan: Plan,
    city: Sample,
    random: Random,
    tell: Callable[[str], None],
) -> Sequence[Resident]:
    """Let the days pass."""
    loop = Loop(app, clock, random)
    app.clockwork.prepare()
    _employ(loop, city, plan)
    residents = _move_in(loop, options, plan, city)
    start = clock.now()
    for day in range(1, options.days + 1):
        loop.run(start + timedelta(days=day))
        tell(f"day {day} of {options.days}: {loop.sent} messages so far")
    return residents


def _employ(loop: Loop, city: Sample, plan: Plan) -> None:
    """Everybody who works, each at a desk."""
    prices: dict[str, str] = {}
    for item in city.price_book.items:
        if item.category is not None:
            prices.setdefault(str(item.category), item.code)
    Supervisor(loop, f"{Role.SUPERVISOR}:{CHIEF}")
    for district in city.districts:
        Centre(loop, f"{Role.CENTRE}:{district.code}", prices, _crews(district.centre))
        for one in district.centre.technicians:
            Technician(loop, f"{Role.TECHNICIAN}:{one.code}", prices, Pace.QUICK)
        for firm in district.firms:
            pace = Pace(weighted(loop.random, plan.firms))
            Firm(loop, f"{Role.VENDOR}:{firm.code}", pace)
            for one in firm.technicians:
                Technician(loop, f"{Role.TECHNICIAN}:{one.code}", prices, pace)


def _crews(centre: CentreShape) -> dict[int, int]:
    """How many crews are on duty in each hour of the day."""
    shifts = [shift for one in centre.technicians for shift in one.shifts]
    return {hour: sum(shift.start <= hour * 60 < shift.end for shift in shifts) for hour in range(24)}


def _move_in(loop: Loop, options: Options, plan: Plan, city: Sample) -> Sequence[Resident]:
    """Everybody who will report something, with the moment at which they begin."""
    start, residents = loop.now, list[Resident]()
    for hour in range(options.days * 24):
        for district in city.districts:
            since = timedelta(hours=hour)
            rate = plan.rate(since, options.days) * options.scale
            for _ in range(_poisson(loop.random, rate)):
                resident = _invent(loop, len(residents) + 1, plan, since, options.days, district)
                residents.append(resident)
                loop.at(start + since + timedelta(seconds=loop.random.uniform(0, 3600)), resident.begin)
    return residents


def _invent(loop: Loop, number: int, plan: Plan, since: timedelta, days: int, district: DistrictFile) -> Resident:
    random, weather = loop.random, plan.weather_at(since, days)
    share = weather.danger_share if weather is not None else plan.danger_share
    kinds = weather.categories if weather is not None else plan.categories
    kind = weighted(random, plan.dangers if random.random() < share else kinds)
    return Resident(loop, invent(random, number, voice(weighted(random, plan.voices)), district, kind))


def _poisson(random: Random, mean: float) -> int:
    """How many of rare independent events there are: counted by the gaps between them."""
    count, reached = 0, random.expovariate(1.0)
    while reached < mean:
        count += 1
        reached += random.expovariate(1.0)
    return count
