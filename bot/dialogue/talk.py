"""The state of a talk: what was said so far and what is being asked; stored as JSON between turns."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from booking.terms import Category, Danger, Relation
from bot.understanding.meaning import Issue, Meaning, When, Where, Who
from locales.languages import CHINESE, DEFAULT


def language_for(meaning: Meaning, chinese: str = DEFAULT) -> str:
    """The language of the texts that a message asks for or is written in; `chinese` where its script does not tell."""
    said = meaning.answer.language or meaning.lang
    return said if said != "zh" else meaning.script or chinese


class Ask(StrEnum):
    """The question that is open."""

    NOTHING = "nothing"
    PROBLEM = "problem"
    CATEGORY = "category"
    DANGER = "danger"
    ADDRESS = "address"
    ROOM = "room"
    NEARBY = "nearby"
    CONTACT = "contact"
    WINDOW = "window"
    CONFIRM = "confirm"
    CHANGE_WHAT = "change_what"
    NEXT_PROBLEM = "next_problem"
    WHICH = "which"
    WHOLE_VISIT = "whole_visit"
    CANCEL_SURE = "cancel_sure"
    RATING = "rating"
    COMMENT = "comment"
    PRICE = "price"
    DECLINE_REASON = "decline_reason"
    PROPOSE = "propose"
    TECHNICIAN = "technician"
    CHARGE = "charge"
    AMOUNT = "amount"
    NOTE = "note"
    FILE = "file"
    FILE_PLACE = "file_place"
    REASON = "reason"
    REWORK = "rework"


class Speaker(StrEnum):
    """Who answers the resident."""

    BOT = "bot"
    #: the bot, until the person comes who was asked for
    BOT_MEANWHILE = "bot_meanwhile"
    PERSON = "person"


class Draft(BaseModel):
    """A repair request in the making: every fact that was told, in whatever order."""

    words: list[str] = Field(default_factory=list)
    issue: Issue | None = None
    danger: Danger | None = None
    doubt: Danger | None = None
    where: Where | None = None
    room_asked: bool = False
    who: Who | None = None
    bad_phone: str | None = None
    when: When | None = None
    photos: list[str] = Field(default_factory=list)
    rework_asked: bool = False
    #: who reports, where that is not whom to call
    caller: Who | None = None
    relation: Relation | None = None
    #: what the resident calls the place
    place_name: str | None = None
    told: list[list[str]] = Field(default_factory=list)  # names of concepts, those of one problem together
    frail: bool = False  # somebody there is old, ill, disabled, pregnant or very young
    surge_told: bool = False
    tip: str | None = None  # the help offered before a visit; "" when none may be
    tried: list[str] = Field(default_factory=list)

    def is_idle(self) -> bool:
        """Whether no problem was told yet, so that nothing is under way."""
        return self.issue is None and self.doubt is None and not self.words


class Waiting(BaseModel):
    """Another problem that was told and waits for its turn, with the words it was told in."""

    issue: Issue
    words: list[str] = Field(default_factory=list)
    told: list[list[str]] = Field(default_factory=list)
    photos: list[str] = Field(default_factory=list)


class Kept(BaseModel):
    """A window that is kept for a further visit of the same booking."""

    hold: int
    window: datetime


class Pick(BaseModel):
    """Choosing a window, for the draft or (with `request` and `also`) for requests that move.

    `parts` are the visits of the draft by kinds of work; the first is at `window`, the others are `further`.
    """

    request: int | None = None
    also: list[int] = Field(default_factory=list)
    parts: list[list[Category]] = Field(default_factory=list)
    further: list[Kept] = Field(default_factory=list)
    rework: bool = False
    when: When | None = None
    offered: list[datetime] = Field(default_factory=list)
    hold: int | None = None
    window: datetime | None = None
    until: datetime | None = None  # the hold is given back then


class Work(BaseModel):
    """A technician's report in the making; `others` are problems of the same visit that are reported with it."""

    request: int
    lines: list[tuple[str, int, int]] = Field(default_factory=list)
    others: dict[int, list[tuple[str, int, int]]] = Field(default_factory=dict)
    item: str | None = None


class Told(BaseModel):
    """A matter that others look after, until it is filed or let go."""

    matter: str
    words: str = ""
    where: Where | None = None
    shown: bool = False
    building_asked: bool = False


class Before(BaseModel):
    """How a talk stood before a message changed it, as far as that can be taken back."""

    ask: Ask = Ask.NOTHING
    draft: Draft | None = None
    pick: Pick | None = None
    later: list[Waiting] = Field(default_factory=list)


class Talk(BaseModel):
    """Everything that a talk remembers."""

    ask: Ask = Ask.NOTHING
    draft: Draft | None = None
    pick: Pick | None = None
    later: list[Waiting] = Field(default_factory=list)
    shown: list[str] = Field(default_factory=list)
    about: int | None = None
    purpose: str = ""
    where: Where | None = None
    who: Who | None = None
    priced: Waiting | None = None
    misses: int = 0
    work: Work | None = None
    photos: list[str] = Field(default_factory=list)
    photographed: int | None = None
    near: list[str] = Field(default_factory=list)
    greeted: bool = False
    matters: list[Told] = Field(default_factory=list)
    place: Where | None = None
    lang: str | None = None
    spoken: str | None = None
    chinese: str = DEFAULT  # the Chinese that was spoken before a talk in another language
    speaker: Speaker = Speaker.BOT
    asked_danger: Danger | None = None
    answering: int | None = None
    undo: list[Before] = Field(default_factory=list)
    tip_shown: bool = False  # the message before this one offered something to try
    heard_at: datetime | None = None

    def language_of(self, meaning: Meaning) -> str:
        """The language that a message asks for or is written in; its script else as it was so far."""
        return language_for(meaning, self.lang if self.lang in CHINESE else self.chinese)

    def speak(self, lang: str) -> None:
        """Go over to a language."""
        if self.lang in CHINESE:
            self.chinese = self.lang
        self.lang = lang

    def choose(self, lang: str) -> None:
        """Stay with a language from now on, whatever is written."""
        self.speak(lang)
        self.spoken = lang
