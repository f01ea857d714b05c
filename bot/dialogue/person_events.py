"""What can happen to a talk that a person answers, on the resident's side and on the person's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.views import TalkLine, TalkView
from locales.args import Named


@dataclass(frozen=True, slots=True)
class PersonCalled:
    """Outcome: the talk waits for a person, or has one (`taken`); `again` where it did before.

    `open` says whether somebody works now, `due` by when there is an answer. The centre is named with its phone
    where the talk is with one.
    """

    open: bool
    due: datetime
    centre: tuple[Named, str] | None = None
    again: bool = False
    taken: bool = False


@dataclass(frozen=True, slots=True)
class PersonCame:
    """A person of this role took the talk over."""

    role: str


@dataclass(frozen=True, slots=True)
class PersonLate:
    """Nobody has answered in time; `due` is by when they will where nobody works now, else None."""

    due: datetime | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class HandedBack:
    """The bot goes on, because a person gave the talk back or the resident wished it."""

    by_person: bool


@dataclass(frozen=True, slots=True)
class TalkTaken:
    """Outcome: the talk is this person's; `said` is what was said last, `earlier` how many messages came before."""

    talk: TalkView
    said: Sequence[TalkLine] = ()
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class TalkAnswered:
    """Outcome: the words went to the resident."""

    talk: TalkView


@dataclass(frozen=True, slots=True)
class TalkGivenBack:
    """Outcome: the bot goes on."""

    talk: TalkView


@dataclass(frozen=True, slots=True)
class TalkRefused:
    """Outcome for the talk with this id: not possible; `why` is gone, taken (by someone else) or empty (no words)."""

    id: int
    why: str
    talk: TalkView | None = None


PersonEvent = (
    PersonCalled | PersonCame | PersonLate | HandedBack | TalkTaken | TalkAnswered | TalkGivenBack | TalkRefused
)
