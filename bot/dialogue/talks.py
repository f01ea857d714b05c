"""The side of the person who answers residents: talks that wait, taking one over, answering, handing back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from booking.terms import Urgency
from bot.dialogue.events import Event, Pressed, Said
from bot.dialogue.person_acts import AnswerTalk, HandTalkBack, TakeTalk
from bot.dialogue.person_events import TalkAnswered, TalkGivenBack, TalkRefused, TalkTaken
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import TalkLine, TalkView
from bot.dialogue.wording import district_term
from bot.understanding.staff_words import Command
from locales.args import Arg, Lines, Moment, Phrase, Term

_LISTED = 5
#: How much of one message is shown in a card; the desk shows the whole.
_MOST_SHOWN = 200


def take(made: Step, event: Event) -> bool:
    """Take what concerns talks with residents; False where it is something else."""
    match event:
        case Said():
            return _hear(made, event)
        case Pressed(action=action):
            return _press(made, action)
        case TalkTaken(talk=talk):
            made.talk.answering = talk.id
            made.says.append(_taken(made, event))
        case TalkAnswered():
            made.say("talk-sent")
        case TalkGivenBack(talk=talk):
            _let_go(made, talk.id)
            made.say("talk-given-back")
        case TalkRefused():
            _on_refused(made, event)
        case _:
            return False
    return True


def card(talk: TalkView, said: Sequence[TalkLine], earlier: int, now: datetime) -> Say:
    """A talk that waits, with what was said last and the button that takes it."""
    values: dict[str, Arg] = {
        "kind": Term("talk-emergency" if talk.emergency else "talk-ordinary"),
        "district": district_term(talk.district) if talk.district else Term("district-unknown"),
        "number": talk.number or Term("no-number"),
        "due": Moment(talk.due_at or talk.asked_at, now),
        "lines": _lines(said, earlier),
    }
    return Say("talk-card", values, (Choice("button-take-talk", f"take:{talk.id}"),), urgent=talk.emergency)


def passed_on(talk: TalkView, words: Arg, now: datetime, *, danger: bool) -> Say:
    """What the resident of a talk says, for the person who has it."""
    choices = (
        Choice("button-answer-talk", f"talk:{talk.id}"),
        Choice("button-give-back", f"giveback:{talk.id}"),
    )
    values: dict[str, Arg] = {"who": _name(talk, now), "words": words}
    return Say("talk-danger" if danger else "talk-words", values, choices, urgent=danger)


def gone(key: Literal["talk-left", "talk-taken-away"], talk: TalkView, now: datetime) -> Say:
    """One line about a talk that went back to the bot, or to someone else."""
    return Say(key, {"who": _name(talk, now)})


def _name(talk: TalkView, now: datetime) -> Arg:
    """What tells one resident from another without saying who it is."""
    values: tuple[tuple[str, Arg], ...] = (
        ("at", Moment(talk.asked_at, now)),
        ("number", talk.number or Term("no-number")),
    )
    return Phrase("talk-name", values)


def _lines(said: Sequence[TalkLine], earlier: int) -> Arg:
    lines: list[Arg] = [Phrase("talk-earlier", (("count", earlier),))] if earlier else []
    return Lines((*lines, *(_line(one) for one in said)) or (Term("talk-nothing-said"),))


def _line(line: TalkLine) -> Arg:
    words: Arg = line.words or (Term("talk-voice" if line.voice else "talk-photo") if line.voice or line.photos else "")
    if isinstance(words, str) and len(words) > _MOST_SHOWN:
        words = words[: _MOST_SHOWN - 1] + "…"
    return Phrase("talk-line", (("who", Term(f"speaker-{line.by}")), ("words", words)))


def _taken(made: Step, taken: TalkTaken) -> Say:
    values: dict[str, Arg] = {"who": _name(taken.talk, made.world.now), "lines": _lines(taken.said, taken.earlier)}
    return Say("talk-taken", values, (Choice("button-give-back", f"giveback:{taken.talk.id}"),))


def _hear(made: Step, said: Said) -> bool:
    """Words to the resident of the talk that a page named, or of the one that was taken last in this chat."""
    talk, words = made.talk, said.meaning.text
    if said.to is not None:
        made.act(AnswerTalk(said.to, words))
        return True
    if talk.ask is not Ask.NOTHING or _answers_alarm(made, said.command):
        return False
    if said.command is Command.TALKS:
        _list(made)
    elif said.command is Command.HAND_BACK:
        _hand_back(made, talk.answering)
    elif talk.answering is not None:
        made.act(AnswerTalk(talk.answering, words))
    else:
        return False
    return True


def _answers_alarm(made: Step, command: Command | None) -> bool:
    """An alarm comes first: "ack" is for the centre's emergency, not for the resident who is talked to."""
    alarms = (offer for offer in made.world.offers() if offer.request.urgency is Urgency.EMERGENCY)
    return command is Command.ACCEPT and next(alarms, None) is not None


def _press(made: Step, action: str) -> bool:
    name, _, rest = action.partition(":")
    number, _, extra = rest.partition(":")
    talk = int(number) if number.isascii() and number.isdigit() and len(number) < 20 and int(number) < 2**63 else None
    match name:
        case "talks":
            _list(made)
        case "take" | "talk" if talk is not None:
            made.act(TakeTalk(talk, anyway=extra == "anyway"))
        case "giveback":
            _hand_back(made, talk)
        case _:
            return False
    return True


def _hand_back(made: Step, talk: int | None) -> None:
    if talk is None:
        made.say("talk-gone")
    else:
        made.act(HandTalkBack(talk))


def _list(made: Step) -> None:
    talks = made.world.talks()
    if not talks:
        made.say("talks-none")
    for talk in talks[:_LISTED]:
        made.says.append(card(talk, (), 0, made.world.now))


def _let_go(made: Step, talk: int) -> None:
    if made.talk.answering == talk:
        made.talk.answering = None


def _on_refused(made: Step, refused: TalkRefused) -> None:
    talk = refused.talk
    if refused.why == "empty":
        made.say("empty-message")
        return
    _let_go(made, refused.id)
    if refused.why == "taken" and talk is not None:
        anyway = Choice("button-take-anyway", f"take:{talk.id}:anyway")
        made.say("talk-is-taken", anyway, who=_name(talk, made.world.now))
    else:
        made.say("talk-gone")
