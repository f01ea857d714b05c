"""What was understood of one message: the value that the dialogue works with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from booking.terms import Category, Danger, District, Intent, Route, Urgency

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to fix or party to act on; category and urgency only with route in_home."""

    route: Route
    category: Category | None = None
    urgency: Urgency | None = None


def alarming(issues: Iterable[Issue]) -> bool:
    """Whether any of `issues` is an emergency or a matter of the utilities."""
    return any(issue.urgency is Urgency.EMERGENCY or issue.route is Route.UTILITY for issue in issues)


@dataclass(frozen=True, slots=True)
class When:
    """The first time asked for. `part` is morning, afternoon, evening, any or a clock time HH:MM."""

    date: date | None
    part: str


@dataclass(frozen=True, slots=True)
class Where:
    """An address as far as it was told; numbers are kept as written in Arabic digits."""

    district: District | None = None
    subdistrict: str | None = None
    estate: str | None = None
    road: str | None = None
    lane: str | None = None  # 弄
    building: str | None = None  # 号, 栋, 幢: the house number inside the lane or on the road
    unit: str | None = None  # 单元
    room: str | None = None  # 室
    text: str = ""  # the words it was read from


@dataclass(frozen=True, slots=True)
class Who:
    """Whom to call; `bad_phone` is something given as a phone number that cannot be one."""

    name: str | None = None
    phone: str | None = None  # digits only: 11 of a mobile, area code and number of a landline
    bad_phone: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the message can mean as an answer to the question asked last."""

    yes: bool | None = None
    ordinal: int | None = None  # 1-based choice; -1 is the last one
    stars: int | None = None  # 1 to 5
    shift: str | None = None  # "earlier" or "later"
    same_place: bool = False  # 老地方, same address as last time
    skip: bool = False  # 没有了, 不用了, skip
    keep: bool = False  # 不取消了, don't cancel
    correction: bool = False  # 不是...是..., 说错了, actually, I meant
    undo: bool = False  # 上一步, undo
    restart: bool = False  # 重新来, start over
    person: bool = False  # 人工, 我要找人, a person please
    bot: bool = False  # 回到机器人, back to the bot
    presence: bool = False  # 还在吗, are you there, or a greeting and nothing else
    solved: bool = False  # 修好了, it works now: what was broken no longer is
    failed: bool = False  # 没用, 试过了, did not help: what was tried changed nothing
    language: str | None = None  # a wish to switch: "zh-CN", "zh-TW", "en", or "zh" for Chinese in either script
    wish: str | None = None  # after a visit: "rerate", "receipt" or "rework"

    def nth(self, shown: Sequence[T]) -> T | None:
        """The one of those shown that is chosen by its place, such as "the second" or "the last", if any is."""
        number = self.ordinal or 0
        if not 1 <= abs(number) <= len(shown):
            return None
        return shown[number - 1 if number > 0 else number]


class Topic(StrEnum):
    """What people ask about the service itself."""

    CERTIFIED = "certified"
    DURATION = "duration"
    VISIT_FEE = "visit_fee"
    WHO_PAYS = "who_pays"
    AT_HOME = "at_home"
    HOURS = "hours"
    AREAS = "areas"
    DATA = "data"
    ABOUT = "about"
    SERVICES = "services"
    PAYMENT = "payment"
    WARRANTY = "warranty"
    CHOOSE = "choose"
    PARTS = "parts"
    INVOICES = "invoices"
    SOONEST = "soonest"
    CANCELLING = "cancelling"
    QUOTE = "quote"
    LANGUAGES = "languages"
    CLEANUP = "cleanup"


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions about the service that a message holds; `alone` when it holds nothing else."""

    topics: tuple[Topic, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """One of the best guesses shown when the meaning is unclear."""

    route: Route
    category: Category | None
    score: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """The whole of what was understood of one message."""

    text: str
    lang: str  # "zh" or "en"
    intent: Intent
    issues: tuple[Issue, ...] = ()
    problem: str = ""  # the words without address, phone and name
    when: When | None = None
    where: Where | None = None
    who: Who | None = None
    outside: str | None = None  # a place named that is outside Shanghai
    danger: Danger | None = None
    #: danger is possible but not certain: ask the question that settles it before anything else
    danger_doubt: Danger | None = None
    answer: Answer = field(default_factory=Answer)
    confidence: float = 0.0
    guesses: tuple[Guess, ...] = ()
    asked: Questions = field(default_factory=Questions)
    #: "zh-CN" or "zh-TW" where Chinese characters tell
    script: str | None = None
    #: names of the concepts that each clause affirms
    told: tuple[frozenset[str], ...] = ()
