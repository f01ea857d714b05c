"""What the dialogue wants done about talks that a person answers."""

from dataclasses import dataclass

from booking.terms import District


@dataclass(frozen=True, slots=True)
class CallPerson:
    """Hand this talk to a person; answered by PersonCalled."""

    words: str
    request: int | None = None
    district: District | None = None
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class TellPerson:
    """Pass on what the resident sent while a person has the talk; no outcome."""

    words: str
    photo: bool = False
    danger: bool = False
    district: District | None = None


@dataclass(frozen=True, slots=True)
class LeavePerson:
    """The resident wants the bot again; answered by HandedBack."""


@dataclass(frozen=True, slots=True)
class TakeTalk:
    """Take a talk over, with `anyway` from another person too; answered by TalkTaken or TalkRefused."""

    talk: int
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTalk:
    """Say something to a resident, which takes the talk over; answered by TalkAnswered or TalkRefused."""

    talk: int
    words: str


@dataclass(frozen=True, slots=True)
class HandTalkBack:
    """Give a talk back to the bot; answered by TalkGivenBack or TalkRefused."""

    talk: int


PersonAct = CallPerson | TellPerson | LeavePerson | TakeTalk | AnswerTalk | HandTalkBack
